"""Where a score hangs on our reading of the clause."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.awards.explain import unread
from scoring.awards.scorecard import Award, Scorecard
from scoring.findings.entries import points
from scoring.findings.finding import Finding, finding
from scoring.findings.scores import contradiction


def readings(scorecard: Scorecard) -> Iterator[Finding]:
    """An inferred direction is always told; a reading only where a filed score contradicts it, a
    rounding only where the score is right by it and would not be without it."""
    for award in scorecard.awards:
        yield from _direction(award)
        yield from _reading(award)


def _direction(award: Award) -> Iterator[Finding]:
    computed = award.score is not None and award.range is None
    if award.clause is not None and award.clause.inferred and computed:
        cell = award.row.target.cell if award.fund is None else award.cell
        yield finding("direction-inferred", cell, indicator=award.indicator,
                      clause=str(award.clause), reading=award.clause.inferred)


def _reading(award: Award) -> Iterator[Finding]:
    clause = award.clause
    if clause is not None and clause.reading and contradiction(award) == "score-differs":
        yield finding("reading", award.cell, indicator=award.indicator, clause=str(clause),
                      reading=clause.reading)
    if award.plain_score is not None and award.filed is not None and award.filed == award.score:
        yield finding("reading-changes", award.cell, indicator=award.indicator,
                      clause=str(clause or ""), filed=points(award.filed),
                      expected=points(award.plain_score), unread=unread(award))
