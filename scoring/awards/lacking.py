"""What the weights of a form lack, and where it may stand: cells that were not understood."""

from __future__ import annotations

from fractions import Fraction

from scoring.filing import Filing, Unread
from scoring.rules.ruleset import Ruleset

_USUAL = frozenset(map(Fraction, (5, 10, 15, 20, 25, 30)))
"""Points that counties give to an execution rate; the national measure gives it 10."""


def may_hold(points: Fraction, filing: Filing, ruleset: Ruleset) -> Unread | None:
    """The cell in which so many points may stand: it says so many, or it speaks of money and so
    many are usual for an execution rate, or it is a whole table, in which any may stand."""
    found = [each for each in filing.unread if not each.on_top]
    named = (each for each in found if each.table or points in each.figures)
    usual = ruleset.execution is not None and points in _USUAL
    return next(named, next((each for each in found if each.funds and usual), None)
                ) if points > 0 else None
