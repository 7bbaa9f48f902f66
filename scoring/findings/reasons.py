"""未完成原因: where a clause asks why points are lost, and what will be done."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from scoring.awards.scorecard import Award, Scorecard
from scoring.findings.entries import shown
from scoring.findings.finding import Finding, finding
from scoring.findings.words import names_measure, only_promises, says_nothing
from scoring.rules.ruleset import Checks
from scoring.values.exact import show


def reasons(scorecard: Scorecard) -> Iterator[Finding]:
    checks = scorecard.ruleset.checks
    if checks is None or checks.reason_below_weight is None:
        return
    if "reason" not in scorecard.filing.columns:
        return
    for award in scorecard.indicators:
        if code := reason_problem(award, scorecard):
            yield _finding(code, award, checks)


def reason_problem(award: Award, scorecard: Scorecard) -> str:
    """The code of what is wrong with a reason that is due; empty where nothing is, or none is due.

    None is due where the rule gives full points: then the deduction itself is the mistake.
    """
    reason, checks = award.row.reason, scorecard.ruleset.checks
    if checks is None or award.fund is not None or not _is_due(award) or reason.error:
        return ""
    if reason.blank:
        return "reason-missing"
    said = shown(reason)
    if says_nothing(said) or only_promises(said):
        return "reason-empty"
    if checks.reason_needs_measure is not None and not names_measure(said):
        return "reason-no-measure"
    return ""


def _is_due(award: Award) -> bool:
    if award.filed is None or award.weight is None or not 0 <= award.filed < award.weight:
        return False
    return award.score is None or award.score < award.weight


def _finding(code: str, award: Award, checks: Checks) -> Finding:
    clause = checks.reason_below_weight
    if code == "reason-no-measure":
        clause = checks.reason_needs_measure
    reason = award.row.reason
    return finding(code, reason.cell or award.cell, indicator=award.indicator,
                   clause=str(clause or ""), filed=shown(reason) or None, reason=shown(reason),
                   lost=show((award.weight or Fraction(0)) - (award.filed or Fraction(0))),
                   measure="及改进措施" if checks.reason_needs_measure is not None else "")
