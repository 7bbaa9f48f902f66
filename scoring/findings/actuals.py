"""实际完成值: missing, or copied from the target instead of reported."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.awards.scorecard import Award, Scorecard
from scoring.filing import Row
from scoring.filing.numbers import quantity
from scoring.findings.entries import left_empty, shown
from scoring.findings.finding import Finding, finding
from scoring.rules.scales.bands import plain

_LONGEST_WORD = 6
"""及时, 降本增效 or 可持续 is an honest answer to the same target; a whole sentence is a copy."""


def actuals(scorecard: Scorecard) -> Iterator[Finding]:
    for award in scorecard.indicators:
        row = award.row
        if left_empty(award, "actual", scorecard):
            if not row.target.blank or award.filed is not None:
                yield finding("actual-missing", row.actual.cell, indicator=award.indicator)
        elif code := _copied(row):
            yield _finding(code, award, row)


def _copied(row: Row) -> str:
    target, actual = quantity(row.target), quantity(row.actual)
    if target is not None and actual is not None:
        same = actual.comparator and actual.comparator == target.comparator
        return "actual-comparator" if same else ""
    said = plain(row.actual.text)
    if actual is not None or said != plain(row.target.text):
        return ""
    return "actual-copied" if len(said) > _LONGEST_WORD or re.search(r"\d", said) else ""


def _finding(code: str, award: Award, row: Row) -> Finding:
    return finding(code, row.actual.cell, indicator=award.indicator, filed=shown(row.actual),
                   expected=shown(row.target))
