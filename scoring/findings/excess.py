"""An actual value far above its target asks for a reason, where the ruleset names the limit."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from scoring.awards.scorecard import Award, Scorecard
from scoring.findings.entries import has_column, shown
from scoring.findings.finding import Finding, finding
from scoring.findings.reasons import reason_problem
from scoring.findings.words import says_nothing
from scoring.rules.case import CannotScore, Case
from scoring.rules.comparison import target_and_actual
from scoring.values.exact import Rounding, show


def excess(scorecard: Scorecard) -> Iterator[Finding]:
    checks = scorecard.ruleset.checks
    if checks is None or checks.reason_above is None or not has_column(scorecard.filing, "reason"):
        return
    for award in scorecard.indicators:
        row, share = award.row, _share(award)
        if share is None or share < checks.reason_above:
            continue
        silent = not row.reason.error and says_nothing(shown(row.reason))
        if silent and not reason_problem(award, scorecard):
            yield finding("reason-excess", row.reason.cell or row.actual.cell,
                          indicator=award.indicator, clause=str(checks.reason_above_clause or ""),
                          filed=shown(row.actual), expected=shown(row.target),
                          share=show(Rounding(2).apply(share * 100)))


def _share(award: Award) -> Fraction | None:
    """Actual ÷ target of a quantity of which more is better."""
    if award.rule is not None and award.rule.prefers_less:
        return None
    case = Case(award.weight or Fraction(0), award.row.target, award.row.actual)
    try:
        target, actual = target_and_actual(case)
    except CannotScore:
        return None
    if target.is_date or target.comparator in ("≤", "<") or target.base <= 0:
        return None
    return actual.base / target.base_high
