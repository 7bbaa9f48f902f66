"""报告核对: a finished report against the form it was written for. One family of checks a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from scoring.filing import Filing
from scoring.finding import Finding
from scoring.report_check.arithmetic import arithmetic
from scoring.report_check.indicators import indicators
from scoring.report_check.mention import Mention, merged
from scoring.report_check.passage import Passage
from scoring.report_check.prose import prose
from scoring.report_check.rates import rates
from scoring.report_check.reading import Reading
from scoring.report_check.sources import sources
from scoring.report_check.sums import sums
from scoring.report_check.tables import tables
from scoring.report_check.texts import texts
from scoring.report_check.totals import totals
from scoring.scorecard import Scorecard

Check = Callable[[Reading], Iterator[Mention]]

CHECKS: tuple[Check, ...] = (
    totals, tables, indicators, texts, prose, arithmetic, sums, rates, sources)


@dataclass(frozen=True, slots=True)
class ReportCheck:
    """What does not agree, and what does."""

    findings: tuple[Finding, ...]
    confirmed: tuple[Mention, ...]


def check_report(report: Sequence[Passage], filing: Filing, scorecard: Scorecard) -> ReportCheck:
    """Every number, total and grade that both mention; the same mistake is told once."""
    reading = Reading(report, filing, scorecard)
    found = [each for check in CHECKS for each in check(reading)]
    wrong = merged(each for each in found if not each.holds)
    return ReportCheck(tuple(each.finding() for each in wrong),
                       tuple(dict.fromkeys(each for each in found if each.holds)))


__all__ = ["CHECKS", "Passage", "ReportCheck", "check_report"]
