"""A target missed in a row that bears no points: nothing is lost by it, and it asks why."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.awards.scorecard import Award, Scorecard
from scoring.findings.entries import shown
from scoring.findings.excess import completion_share
from scoring.findings.finding import Finding, finding
from scoring.findings.words import says_nothing


def unexplained(scorecard: Scorecard) -> Iterator[Finding]:
    """Rows without points that miss their target, with an empty cell for the reason, or «无»."""
    for award in scorecard.indicators:
        row = award.row
        if award.weight is not None or not row.reason.cell or row.reason.error:
            continue
        if short(award) and (row.reason.blank or says_nothing(shown(row.reason))):
            yield finding("reason-missed", row.reason.cell, indicator=award.indicator,
                          filed=shown(row.actual), expected=shown(row.target))


def short(award: Award) -> bool:
    """Whether a row falls short of its target, as far as the figures tell."""
    share, pair = completion_share(award), award.compared
    if share is not None or pair is None:
        return share is not None and share < 1
    target, actual = pair
    return target.comparator in ("≤", "<") and not target.is_date and actual.base > target.base_high
