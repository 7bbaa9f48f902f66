"""Days that no calendar has."""

from __future__ import annotations

import calendar
import re
from functools import lru_cache

from scoring.filing import Entry
from scoring.findings.finding import Finding, finding
from scoring.values.normal import normal

_DAY = re.compile(r"(?<!\d)(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")


def days(name: str, entry: Entry) -> list[Finding]:
    return [finding("date-impossible", entry.cell, indicator=name, filed=day)
            for day in _impossible(entry.text)]


@lru_cache(maxsize=4096)
def _impossible(text: str) -> tuple[str, ...]:
    found = []
    for match in _DAY.finditer(normal(text)):
        year, month, day = int(match[1] or 2000), int(match[2]), int(match[3])
        possible = 1 <= month <= 12 and 1 <= day <= calendar.monthrange(max(year, 1), month)[1]
        if not possible:
            found.append(match[0])
    return tuple(found)
