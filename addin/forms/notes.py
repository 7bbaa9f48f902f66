"""The notes under a form's table, where a form prints how it is to be filled in (注：1. …)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from addin.forms.cells import entry_at
from addin.forms.finder import Found
from scoring.filing import Entry

_HEAD = r"(?:自评)?(?:评分|计分|得分|打分|评价|赋分)(?:标准|办法|方法|规则|说明|原则|依据|档次)"
_NOTE = re.compile(r"(?:注|备注|说明|填表说明)?\s*[:：]?\s*[(（]?\d{1,2}\s*[.、．)）]"
                   rf"|(?:注|备注|(?:填[表报])?说明|{_HEAD})\s*[:：]")
_LABEL = re.compile(rf"(?:注|备注|(?:填[表报])?说明|{_HEAD})\s*[:：]?\s*")
"""What stands alone before a note, above it or at its left."""
_LONGEST_BEGINNING = 40
_MOST_ROWS = 20
_POINTS = "分"


def notes_of(found: Found) -> Iterator[Entry]:
    """Cells below the indicators that begin like notes, and what gives points beside or below
    one."""
    grid, last = found.grid, max([found.total_row or 0, *found.slots], default=0)
    begun = -1
    for row in range(last + 1, last + _MOST_ROWS):
        beside = False
        for column in grid.lines.get(row, ()):
            entry = entry_at(grid, row, column)
            if entry.number is not None or not entry.text.strip():
                continue
            beginning = entry.text.strip()[:_LONGEST_BEGINNING]
            is_note = _NOTE.match(beginning) is not None
            if is_note or ((beside or begun == row - 1) and _gives_points(entry.text)):
                yield entry
                begun = row
            if is_note or _LABEL.fullmatch(beginning):
                beside, begun = True, row


def _gives_points(text: str) -> bool:
    if _POINTS not in text:
        return False
    from scoring.clauses.normal import normal  # the reader of clauses, for these few alone
    from scoring.clauses.note_scope import gives_points

    return gives_points(normal(text).text)
