"""A form of other points than a hundred (千分制, 满分120分): its weights and its own total say so."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from scoring.filing import Filing
from scoring.filing.numbers import number
from scoring.rules.door import remade
from scoring.rules.ruleset import Ruleset
from scoring.values.exact import sum_of

_ROUND = 10
"""What a form is meant to come to is a multiple of ten; 105 is a slip."""


def with_own_whole(ruleset: Ruleset, filing: Filing) -> Ruleset:
    """The ruleset with the whole that the form has, where that is more: it has no grades then,
    since their limits are points of the usual whole."""
    checks, stated = ruleset.checks, number(filing.total_weight)
    weights = _weights(filing)
    whole = weights if stated is None else stated
    if checks is None or min(whole, weights) <= checks.total_weight or whole % _ROUND:
        return ruleset
    return replace(ruleset, grades=(), checks=remade(checks, total_weight=whole))


def _weights(filing: Filing) -> Fraction:
    """The sum of all weights, with that of the execution rate."""
    rates = (fund.weight for fund in filing.funds if fund.scored)
    return sum_of(number(each) or Fraction(0)
                  for each in (*(row.weight for row in filing.rows), *rates))
