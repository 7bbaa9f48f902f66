"""复核分: what a reviewer gave beside what the form gave itself, and what the rule gives."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.awards.scorecard import Scorecard
from scoring.filing.numbers import number
from scoring.findings.entries import TOLERANCE, points
from scoring.findings.finding import Finding, finding
from scoring.values.exact import show


def reviews(scorecard: Scorecard) -> Iterator[Finding]:
    """Rows that a reviewer gave other points than they were filed with; more than their weight is
    told as such."""
    for award in scorecard.indicators:
        given, filed = number(award.row.review), award.filed
        if given is None or filed is None or given == filed or given > (award.weight or given):
            continue
        other = award.score is not None and abs(award.score - given) > TOLERANCE
        ruled = f"，核算 {points(award.score)} 分" if other and award.score is not None else ""
        yield finding("review-differs", award.row.review.cell, indicator=award.indicator,
                      filed=show(given), expected=show(filed), ruled=ruled)
