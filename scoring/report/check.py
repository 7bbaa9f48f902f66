"""报告核对: a finished report against the form it was written for. One family of checks a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from scoring.awards.scorecard import Scorecard
from scoring.findings.finding import Finding
from scoring.report.arithmetic import arithmetic
from scoring.report.comparison import Comparison
from scoring.report.heads import heads
from scoring.report.indicators import indicators
from scoring.report.left import left
from scoring.report.leftovers import leftovers
from scoring.report.mention import Mention, merged
from scoring.report.named import named
from scoring.report.passage import Passage
from scoring.report.prose import prose
from scoring.report.rates import rates
from scoring.report.sources import sources
from scoring.report.sums import sums
from scoring.report.tables import tables
from scoring.report.targets import targets
from scoring.report.texts import texts
from scoring.report.totals import totals

Check = Callable[[Comparison], Iterator[Mention]]

POINTS: tuple[Check, ...] = (totals, tables, indicators, named, heads)
"""Those that look for points, totals and grades."""
CHECKS = (*POINTS, texts, prose, targets, arithmetic, sums, rates, sources, leftovers)


@dataclass(frozen=True, slots=True)
class ReportCheck:
    """What does not agree, and what does."""

    findings: tuple[Finding, ...]
    confirmed: tuple[Mention, ...]
    left: tuple[Passage, ...] = ()
    """The passage of every sentence with figures that were not compared, or not all of them."""


def check_report(report: Sequence[Passage], scorecard: Scorecard) -> ReportCheck:
    """Every number, total and grade that both mention; the same mistake is told once."""
    both = Comparison(report, scorecard)
    found = [each for check in CHECKS for each in check(both)]
    wrong = merged(each for each in found if not each.holds)
    return ReportCheck(tuple(each.finding() for each in wrong),
                       tuple(dict.fromkeys(each for each in found if each.holds)),
                       tuple(left(report, found)))


__all__ = ["CHECKS", "POINTS", "Passage", "ReportCheck", "check_report"]
