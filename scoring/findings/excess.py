"""An actual value far above its target asks for a reason, where the ruleset names the limit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from scoring.awards.scorecard import Award, Scorecard
from scoring.findings.entries import shown
from scoring.findings.finding import Finding, finding
from scoring.findings.reasons import reason_problem
from scoring.findings.targets import above_the_whole
from scoring.findings.words import says_nothing
from scoring.rules.indicator import plain_name
from scoring.values.exact import Rounding, show

_LIFETIME = re.compile(r"年限|寿命|使用期|有效期|质保期|保修期|保质期")
"""How long a thing lasts at least: what lasts longer was not planned too low."""


def excess(scorecard: Scorecard) -> Iterator[Finding]:
    checks = scorecard.ruleset.checks
    if checks is None or checks.reason_above is None or "reason" not in scorecard.filing.columns:
        return
    for award in scorecard.indicators:
        row, share = award.row, completion_share(award)
        if share is None or share < checks.reason_above or above_the_whole(award):
            continue
        if _LIFETIME.search(plain_name(row.name)):
            continue
        silent = not row.reason.error and says_nothing(shown(row.reason))
        if silent and not reason_problem(award, scorecard):
            yield finding("reason-excess", row.reason.cell or row.actual.cell,
                          indicator=award.indicator, clause=str(checks.reason_above_clause or ""),
                          filed=shown(row.actual), expected=shown(row.target),
                          share=show(Rounding(2).apply(share * 100)))


def completion_share(award: Award) -> Fraction | None:
    """完成率: actual ÷ target of a quantity of which more is better; None for any other."""
    pair = award.compared
    if pair is None or (award.rule is not None and award.rule.prefers_less(award.case)):
        return None
    target, actual = pair
    if target.is_date or target.comparator in ("≤", "<") or target.base <= 0:
        return None
    return actual.base / target.base_high
