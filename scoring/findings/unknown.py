"""指标: rows that the ruleset knows no rule for, most often because a name was typed differently."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from scoring.awards.score import NO_RULE
from scoring.awards.scorecard import Scorecard
from scoring.findings.finding import Finding, finding
from scoring.rules.indicator import plain_name


def unknown(scorecard: Scorecard) -> Iterator[Finding]:
    for award in scorecard.indicators:
        if award.rule is NO_RULE.rule:
            names = [indicator.name for indicator in scorecard.ruleset.indicators]
            near = difflib.get_close_matches(plain_name(award.indicator), names, n=1)
            level = award.row.levels[-1] if award.row.levels else award.row.score
            yield finding("row-unknown", level.cell, indicator=award.indicator,
                          filed=award.indicator,
                          near=f"（相近的有“{near[0]}”）" if near else "")
