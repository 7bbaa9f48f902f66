"""审核: every check over one filing. One check, or one family of them, a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from scoring.audit.actuals import actuals
from scoring.audit.cells import cells
from scoring.audit.doubts import doubts
from scoring.audit.excess import excess
from scoring.audit.funds import funds
from scoring.audit.grades import grades
from scoring.audit.levels import levels
from scoring.audit.numbers import numbers
from scoring.audit.personal import names
from scoring.audit.rates import rates
from scoring.audit.readings import readings
from scoring.audit.reasons import reasons
from scoring.audit.scores import scores
from scoring.audit.splits import splits
from scoring.audit.texts import texts
from scoring.audit.totals import totals
from scoring.audit.unknown import unknown
from scoring.audit.weights import weights
from scoring.filing import Filing
from scoring.finding import SEVERITY_ORDER, Finding
from scoring.scorecard import Scorecard

Check = Callable[[Filing, Scorecard], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    unknown, weights, levels, numbers, scores, totals, readings, reasons, actuals, excess, funds,
    splits, rates, cells, texts, doubts, grades, names,
)

_CELL = re.compile(r"(?:(.*)!)?\$?([A-Z]{1,3})\$?(\d{1,7})")


def audit(filing: Filing, scorecard: Scorecard) -> tuple[Finding, ...]:
    """All findings: errors first, then warnings and notes, each in the order of the form.

    Whatever the filing holds, this never raises; one mistake is told once.
    """
    found = dict.fromkeys(each for check in CHECKS for each in check(filing, scorecard))
    return tuple(sorted(found, key=lambda each: (SEVERITY_ORDER[each.severity],
                                                 *_position(each, filing.sheet))))


def _position(found: Finding, sheet: str) -> tuple[bool, str, int, int, str]:
    """Where the finding's first cell stands; the form's own sheet before all others."""
    match = _CELL.fullmatch(found.cells[0]) if found.cells else None
    if match is None:
        return True, "", 0, 0, ""
    name = match[1] or ""
    return name not in ("", sheet), name, int(match[3]), len(match[2]), match[2]
