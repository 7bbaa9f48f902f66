"""扣分: what is left of the weight after it is the score, where the form has a column for both."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from scoring.awards.scorecard import Award, Scorecard
from scoring.filing.numbers import number
from scoring.findings.entries import TOLERANCE, points
from scoring.findings.finding import Finding, finding, softened
from scoring.values.exact import show, sum_of


def deductions(scorecard: Scorecard) -> Iterator[Finding]:
    """Rows whose score is not their weight less their 扣分. Where most rows are so, the column may
    mean something else: it is asked about."""
    told = [(award, left) for award in scorecard.indicators
            if award.filed is not None and (left := after_deduction(award)) is not None]
    wrong = [(award, left) for award, left in told if differs(award)]
    for award, left in wrong:
        taken = number(award.row.deduction) or Fraction(0)
        found = finding("deduction-differs", award.cell, award.row.deduction.cell,
                        indicator=award.indicator, filed=points(award.filed or Fraction(0)),
                        expected=points(left), weight=show(award.weight or Fraction(0)),
                        taken=show(abs(taken)))
        yield found if 2 * len(wrong) <= len(told) else softened(found)
    yield from _total(scorecard)


def after_deduction(award: Award) -> Fraction | None:
    """The weight less what the row says was taken off; None where one of them is not known."""
    taken = number(award.row.deduction)
    return None if award.weight is None or taken is None else award.weight - abs(taken)


def differs(award: Award) -> bool:
    """Whether the score filed is another than what the row's 扣分 leaves."""
    left = after_deduction(award)
    return left is not None and award.filed is not None and abs(award.filed - left) > TOLERANCE


def _total(scorecard: Scorecard) -> Iterator[Finding]:
    """The sum of the deductions, with what the execution rate lost or without."""
    entry = scorecard.filing.total_deduction
    stated = number(entry)
    rows = [abs(taken) for award in scorecard.indicators
            if (taken := number(award.row.deduction)) is not None]
    rates = [award.weight - award.filed for award in (scorecard.execution,)
             if award is not None and award.weight is not None and award.filed is not None]
    if stated is None or not rows:
        return
    sums = sum_of(rows), sum_of([*rows, *rates])
    if all(abs(abs(stated) - each) > TOLERANCE for each in sums):
        yield finding("deduction-sum", entry.cell, filed=show(abs(stated)), expected=show(sums[0]))
