"""条件句 at the end of a clause: 如未报绩效目标的，此项不得分; 没有该项任务的，得满分; 酌情扣分."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from scoring.clauses.atom import Atom
from scoring.clauses.grammar import joined
from scoring.clauses.lexer import doubtful
from scoring.rules.input import defined_name

NAMES = ("一票否决", "不适用得满分")
_ABSENT = re.compile(r"(?:本|单位|部门|项目|年度|当年)*(?:无|没有|未安排|未涉及|不涉及)")
_IF = re.compile(r"^(?:如果|如|若|凡|对|对于)")


def peeled(found: Sequence[Atom], weight: Fraction | None
           ) -> tuple[Sequence[Atom], dict[str, Any], str] | None:
    """The atoms before the last sentence, and that sentence as a condition; None where it is none."""
    before, last = _last(found)
    if not before:
        return None
    kinds = "".join(atom.kind for atom in last)
    match = re.fullmatch(r"项?(?P<words>[词疑](?:，[词疑])*)，?(?P<award>得)；?", kinds)
    if match is None:
        return None
    words, award = joined(last[slice(*match.span("words"))]), last[match.start("award")]
    plain = _IF.sub("", words)
    if doubtful(plain) or not plain:
        return None
    if award.share == 0:
        veto = {"input": defined_name(plain), "why": plain}
        return before, {"veto": [veto]}, NAMES[0]
    if (award.full or award.points == weight) and _ABSENT.match(plain):
        excused = {"input": defined_name(plain), "then": "满分", "why": plain}
        return before, {"not_applicable": excused}, NAMES[1]
    return None


def _last(found: Sequence[Atom]) -> tuple[Sequence[Atom], Sequence[Atom]]:
    """All but the last sentence, and that; or what follows the last deduction in a sentence."""
    kinds = "".join(atom.kind for atom in found)
    match = re.fullmatch(r"(.*；)([^；]+；?)|(.*[扣底])，([^，；扣底]+(?:，[^，；扣底]+)*；?)", kinds)
    if match is None:
        return (), ()
    split = match.start(2) if match[2] else match.start(4)
    return found[:split], found[split:]
