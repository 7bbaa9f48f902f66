"""Where a score hangs on our reading of the clause."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.awards.explain import unread
from scoring.awards.scorecard import Award, Scorecard
from scoring.findings.entries import points
from scoring.findings.finding import Finding, finding
from scoring.findings.scores import contradiction
from scoring.rules.clause import PrintedClause

_TOLD_WITH = ("score-differs", "missed-full")


def readings(scorecard: Scorecard) -> Iterator[Finding]:
    """An inferred direction is told where it decides a score nobody contradicts; a reading only
    where a filed score contradicts it, a rounding only where the score is right by it and would
    not be without it."""
    for award in scorecard.awards:
        yield from _direction(award)
        yield from _reading(award)


def _direction(award: Award) -> Iterator[Finding]:
    computed = award.score is not None and award.range is None
    if award.inferred is not None and computed and _unusual(award) and not contradiction(award):
        cell = award.row.target.cell if award.fund is None else award.cell
        yield finding("direction-inferred", cell, indicator=award.indicator,
                      clause=str(award.clause or ""), reading=award.inferred.because)


def _unusual(award: Award) -> bool:
    """An amount without a sign counts upwards; only where one does not is it worth telling."""
    rule = award.rule
    return rule is None or not rule.by_name or rule.prefers_less(award.case)


def _decides(award: Award) -> bool:
    """Whether what a reading says is about this row: how less is scored, only where less is
    better; an inferred direction is told with the score itself."""
    if award.inferred is not None or award.rule is None:
        return False
    return not award.rule.by_name or award.rule.prefers_less(award.case)


def _reading(award: Award) -> Iterator[Finding]:
    clause = award.clause
    told = isinstance(clause, PrintedClause)  # with the score itself
    if (clause is not None and clause.reading and not told
            and contradiction(award) in _TOLD_WITH and _decides(award)):
        yield finding("reading", award.cell, indicator=award.indicator, clause=str(clause),
                      reading=clause.reading)
    if award.plain_score is not None and award.filed is not None and award.filed == award.score:
        yield finding("reading-changes", award.cell, indicator=award.indicator,
                      clause=str(clause or ""), filed=points(award.filed),
                      expected=points(award.plain_score), unread=unread(award))
