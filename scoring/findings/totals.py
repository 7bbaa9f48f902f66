"""总分 against the sum of the scores as filed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from scoring.awards.scorecard import Scorecard
from scoring.filing.numbers import number
from scoring.findings.entries import TOLERANCE, lines
from scoring.findings.finding import Finding, finding
from scoring.findings.weights import lost_rows, may_hold, said_of, unread_points, usable_sum
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
    lost = lost_rows(scorecard) or _unread(scorecard, stated - total)
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


def _unread(scorecard: Scorecard, missing: Fraction) -> Lost | None:
    """What was not understood and may be scored with what the rows are ``missing``; where the form
    has no weights that tell how many points are gone, by the score alone."""
    if missing <= 0:
        return None
    weighed = any(award.weight for award in scorecard.awards if award.fund is None)
    short, found = missing, unread_points(scorecard)
    if found is not None and scorecard.ruleset.checks is not None:
        short = scorecard.ruleset.checks.total_weight - (usable_sum(scorecard.awards) or 0)
    elif not weighed:
        found = may_hold(missing, scorecard)
    return None if found is None else Lost(
        weight=short, why=f"“{said_of(found.entry)}”（{found.entry.cell}）没有读懂")


def _including(scorecard: Scorecard) -> str:
    """That the sum of the scores has the execution rate's in it, which no indicator row shows."""
    rate = any(line.fund is not None and line.filed is not None for line in lines(scorecard))
    return "（含预算执行率）" if rate else ""
