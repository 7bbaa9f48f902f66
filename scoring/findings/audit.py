"""审核: every check over one filing. One check, or one family of them, a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from scoring.awards.scorecard import Scorecard
from scoring.findings.actuals import actuals
from scoring.findings.amounts import amounts
from scoring.findings.cells import cells
from scoring.findings.completed import completed
from scoring.findings.concluded import concluded
from scoring.findings.deductions import deductions
from scoring.findings.delays import delays
from scoring.findings.doubts import doubts
from scoring.findings.excess import excess
from scoring.findings.finding import Finding
from scoring.findings.funds import funds
from scoring.findings.goals import goals
from scoring.findings.grades import grades
from scoring.findings.grouped import grouped
from scoring.findings.heads import heads
from scoring.findings.levels import levels
from scoring.findings.names import names
from scoring.findings.numbers import numbers
from scoring.findings.other_units import other_units
from scoring.findings.rates import rates
from scoring.findings.readings import readings
from scoring.findings.reasons import reasons
from scoring.findings.reviews import reviews
from scoring.findings.scores import scores
from scoring.findings.severity import SEVERITY_ORDER
from scoring.findings.short import unexplained
from scoring.findings.slips import slips
from scoring.findings.splits import splits
from scoring.findings.targets import targets
from scoring.findings.texts import texts
from scoring.findings.totals import totals
from scoring.findings.unknown import unknown
from scoring.findings.weights import weights

Check = Callable[[Scorecard], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    unknown, weights, levels, numbers, scores, deductions, totals, readings, reasons, actuals,
    excess, unexplained, funds, splits, rates, goals, amounts, cells, texts, doubts, grades,
    concluded, heads, names, completed, targets, slips, delays, reviews,
)

_CELL = re.compile(r"(?:(.*)!)?\$?([A-Z]{1,3})\$?(\d{1,7})")


def audit(scorecard: Scorecard) -> tuple[Finding, ...]:
    """All findings over the filing that was scored: errors first, then warnings and notes, each in
    the order of the form.

    Whatever the filing holds, this never raises; one mistake is told once.
    """
    checked = (each for check in CHECKS for each in check(scorecard))
    found = dict.fromkeys(other_units(checked, scorecard))
    return tuple(sorted(grouped(found), key=lambda each: (
        SEVERITY_ORDER[each.severity],
        *_position(each.cells[0] if each.cells else "", scorecard.filing.sheet))))


@lru_cache(maxsize=4096)
def _position(cell: str, sheet: str) -> tuple[bool, str, int, int, str]:
    """Where a finding's first cell stands; the form's own sheet before all others."""
    match = _CELL.fullmatch(cell)
    if match is None:
        return True, "", 0, 0, ""
    name = match[1] or ""
    return name not in ("", sheet), name, int(match[3]), len(match[2]), match[2]
