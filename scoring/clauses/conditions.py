"""条件句 at the end of a clause: 如未报绩效目标的，此项不得分; 没有该项任务的，得满分; 酌情扣分."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from scoring.clauses.atom import Atom
from scoring.clauses.grammar import joined
from scoring.clauses.lexer import doubtful
from scoring.rules.input import defined_name

PHRASE = 4
"""Characters that say what costs everything: 弄虚作假."""
SCOPE = "“不得分”的是本项还是前一句没有写，按本项读"
NAMES = ("一票否决", "不适用得满分")
_ABSENT = re.compile(r"(?:本|单位|部门|项目|年度|当年)*(?:无|没有|未安排|未涉及|不涉及)")
_IF = re.compile(r"^(?:如果|如|若|凡|对|对于)")


@dataclass(frozen=True, slots=True)
class Peeled:
    """A clause without its last sentence, and that sentence as a condition, with its name."""

    before: Sequence[Atom]
    conditions: dict[str, Any]
    name: str
    doubts: tuple[str, ...] = ()


def peeled(found: Sequence[Atom], weight: Fraction | None) -> Peeled | None:
    """The last sentence taken off as a condition; None where it is none."""
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
    if award.share == 0 and len(plain) >= PHRASE:
        veto = {"input": defined_name(plain), "why": plain}
        told = re.search(r"[本此该](?:项|指标)", award.text)
        return Peeled(before, {"veto": [veto]}, NAMES[0], () if told else (SCOPE,))
    if (award.full or award.points == weight) and _ABSENT.match(plain):
        excused = {"input": defined_name(plain), "then": "满分", "why": plain}
        return Peeled(before, {"not_applicable": excused}, NAMES[1])
    return None


def _last(found: Sequence[Atom]) -> tuple[Sequence[Atom], Sequence[Atom]]:
    """All but the last sentence, and that; or what follows the last deduction in a sentence."""
    kinds = "".join(atom.kind for atom in found)
    match = re.fullmatch(r"(.*；)([^；]+；?)|(.*[扣底])，([^，；扣底]+(?:，[^，；扣底]+)*；?)", kinds)
    if match is None:
        return (), ()
    split = match.start(2) if match[2] else match.start(4)
    return found[:split], found[split:]
