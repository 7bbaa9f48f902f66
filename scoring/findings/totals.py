"""总分 against the sum of the scores as filed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from scoring.awards.lacking import may_hold
from scoring.awards.scorecard import Award, Scorecard
from scoring.filing import Unread
from scoring.filing.numbers import number
from scoring.findings.entries import TOLERANCE, lines
from scoring.findings.finding import Finding, finding
from scoring.findings.weights import lost_rows, said_of, unread_points, usable_sum
from scoring.rules.ruleset import Lost
from scoring.values.exact import show, sum_of

_MOST_ON_TOP = 6
"""So many figures of points on top are tried together."""


def totals(scorecard: Scorecard) -> Iterator[Finding]:
    """A sum is compared only where every line has a score that the form gives any points."""
    found = [line.filed for line in lines(scorecard) if not _bears_no_points(line, scorecard)]
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
    if lost is None or not total <= stated <= total + lost.weight:
        lost = _on_top(scorecard, stated - total)
    if lost is not None:
        yield finding("total-unverifiable", entry.cell, filed=show(stated), expected=show(total),
                      weights=show(usable_sum(scorecard.awards) or Fraction(0)), why=lost.why)
        return
    if stated == total or _is_full(stated, total, scorecard):
        return
    difference = abs(stated - total)
    code = "total-sum" if difference > TOLERANCE else "total-sum-rounding"
    yield finding(code, entry.cell, filed=show(stated), expected=show(total),
                  difference=show(difference), including=_including(scorecard))


def _bears_no_points(line: Award, scorecard: Scorecard) -> bool:
    """Whether neither a weight nor a score stands in the line, and none is lacking: a stroke says
    so (—), or the other weights make up the form's total."""
    if not line.pointless or line.filed is not None:
        return False
    checks, stated = scorecard.ruleset.checks, number(scorecard.filing.total_weight)
    whole = {stated, checks.total_weight if checks is not None else stated}
    return not line.row.weight.blank or usable_sum(lines(scorecard)) in whole - {None}


def _is_full(stated: Fraction, total: Fraction, scorecard: Scorecard) -> bool:
    """Whether the total stays at the form's full points though points were added on top (加分项)."""
    checks = scorecard.ruleset.checks
    added = any(award.row.apart and award.weight is None for award in scorecard.awards)
    return added and checks is not None and stated == checks.total_weight < total


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
        found = may_hold(missing, scorecard.filing, scorecard.ruleset)
    return None if found is None else Lost(weight=short, why=_why(found))


def _on_top(scorecard: Scorecard, difference: Fraction) -> Lost | None:
    """The points added to the total or taken off it by what was not understood (迟报扣1分), where
    some of them make up the ``difference``."""
    found = [each for each in scorecard.filing.unread if each.on_top]
    sums = {Fraction(0)}
    for figure in [each for unread in found for each in unread.figures][:_MOST_ON_TOP]:
        sums |= {before + each for before in sums for each in (figure, -figure)}
    if not difference or difference not in sums:
        return None
    return Lost(weight=abs(difference), why="、".join(map(_why, found)))


def _why(unread: Unread) -> str:
    return f"“{said_of(unread.entry)}”（{unread.entry.cell}）没有读懂"


def _including(scorecard: Scorecard) -> str:
    """That the sum of the scores has the execution rate's in it, which no indicator row shows."""
    rate = any(line.fund is not None and line.filed is not None for line in lines(scorecard))
    return "（含预算执行率）" if rate else ""
