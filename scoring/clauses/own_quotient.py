"""实际满意度÷目标满意度: a quotient of the row's own two figures, under the names that a clause gives
them."""

from __future__ import annotations

import re
from typing import Literal

from scoring.clauses.figure import is_rate, of_the_row, plain_name
from scoring.clauses.formula import Product
from scoring.rules.direction import BAD, COST, SHORTER, USED

_WHEN = "(?:全年|年度|本年|当年|年初|年末)*"
_DONE = "(?:(?:完成|达到|达成|实现)(?!率|比例|程度))?(?:的)?"
_ACTUAL = re.compile(rf"{_WHEN}(?:实际|已)?{_DONE}(?P<stem>.*?)(?:实际|实际完成|完成)?值?")
_TARGET = re.compile(rf"{_WHEN}(?:目标|计划|指标|预期|预计|设定|应){_DONE}(?P<of>.*?)值?"
                     rf"|{_WHEN}(?P<stem>.+?)(?:目标|计划|指标)[值数]?")
_ANY = re.compile("[总个]?[人户次件]?[数量]?")
"""What names no figure of its own: 实际完成数."""
_LESS = (BAD, COST, SHORTER, USED)


def own_quotient(made: Product, name: str) -> Literal["正向", "反向"] | None:
    """Which way the row's actual value and its target are divided by one another, where they are.
    What had better be less loses no points for it, whatever the clause prints."""
    terms = [] if made.per_target else made.figure.split("÷")
    targets = [_TARGET.fullmatch(term) for term in terms]
    if len(terms) != 2 or (targets[0] is None) == (targets[1] is None):
        return None
    stems = {found["stem"] or found.groupdict().get("of") or "" for found in (
        target or _ACTUAL.fullmatch(term)
        for term, target in zip(terms, targets, strict=True)) if found}
    named = {stem for stem in stems if not _ANY.fullmatch(stem)}
    if len(named) > 1 or is_rate(plain_name(name)) != any(map(is_rate, named)) or not all(
            of_the_row(stem, name) for stem in named):
        return None
    if targets[0] is not None:
        return "反向"
    return None if any(words.search(name) for words in _LESS) else "正向"


def of_rates(made: Product) -> bool:
    """Whether a rate is divided by another figure, or the other way: what comes of it is no figure
    that a row has."""
    terms = made.figure.split("÷")
    return len(terms) == 2 and any(map(is_rate, terms))
