"""The notes under a form's table, where a form prints how it is to be filled in (注：1. …)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from addin.forms.cells import entry_at
from addin.forms.finder import Found
from scoring.filing import Entry

_NOTE = re.compile(r"(?:注|备注|说明|填表说明)?\s*[:：]?\s*[(（]?\d{1,2}\s*[.、．)）]|(?:注|备注|填表说明)\s*[:：]")
_LONGEST_BEGINNING = 40
_MOST_ROWS = 20


def notes_of(found: Found) -> Iterator[Entry]:
    """Cells below the indicators that begin like notes."""
    grid, last = found.grid, max([found.total_row or 0, *found.slots], default=0)
    for row in range(last + 1, last + _MOST_ROWS):
        for column in grid.lines.get(row, ()):
            entry = entry_at(grid, row, column)
            if entry.number is None and _NOTE.match(
                    entry.text.lstrip()[:_LONGEST_BEGINNING]):
                yield entry
