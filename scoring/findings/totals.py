"""总分 against the sum of the scores as filed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from scoring.awards.scorecard import Scorecard
from scoring.filing.numbers import number
from scoring.findings.entries import TOLERANCE, lines
from scoring.findings.finding import Finding, finding
from scoring.findings.weights import lost_rows, unread_rate, usable_sum
from scoring.rules.ruleset import Lost
from scoring.values.exact import show, sum_of


def totals(scorecard: Scorecard) -> Iterator[Finding]:
    """A sum is compared only where every line has a score."""
    found = [line.filed for line in lines(scorecard)]
    filed = [score for score in found if score is not None]
    entry = scorecard.filing.total_score
    if entry.blank:
        if filed and entry.cell:
            yield finding("total-missing", entry.cell)
        return
    total, stated = sum_of(filed), number(entry)
    if stated is None or not filed or len(filed) < len(found):
        return
    lost, unread = lost_rows(scorecard), unread_rate(scorecard)
    if lost is None and unread is not None and stated != total:
        lost = Lost(weight=unread, why="资金表没有认出")
    if lost is not None and total <= stated <= total + lost.weight:
        yield finding("total-unverifiable", entry.cell, filed=show(stated), expected=show(total),
                      weights=show(usable_sum(scorecard.awards) or Fraction(0)), why=lost.why)
        return
    if stated == total:
        return
    difference = abs(stated - total)
    code = "total-sum" if difference > TOLERANCE else "total-sum-rounding"
    yield finding(code, entry.cell, filed=show(stated), expected=show(total),
                  difference=show(difference), including=_including(scorecard))


def _including(scorecard: Scorecard) -> str:
    """That the sum of the scores has the execution rate's in it, which no indicator row shows."""
    rate = any(line.fund is not None and line.filed is not None for line in lines(scorecard))
    return "（含预算执行率）" if rate else ""
