"""The funds table of a form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from addin.forms.cells import entry_at
from addin.forms.finder import Found
from addin.library.form_map import plain_label
from scoring.filing import BLANK, Entry, FundRow
from scoring.filing.numbers import is_placeholder

_SCORING = ("分值", "执行率", "得分")
_OF_WHICH = "其中:"


def funds_of(found: Found) -> Iterator[FundRow]:
    """The scored row and its parts: those that the form map names, and others with an amount."""
    funds = found.map.funds
    if funds is None or found.funds_row is None:
        return
    scored = {plain_label(name) for name in funds.scored}
    known = scored | {plain_label(name) for name in funds.parts}
    for row in range(found.funds_row + 1, found.header_row):
        label = _label(found, row)
        name = plain_label(label.text).removeprefix(_OF_WHICH)
        cells = {column: entry_at(found.grid, row, place)
                 for column, place in found.funds_columns.items()}
        amounts = {column: _amount(cell) for column, cell in cells.items()
                   if column not in _SCORING}
        if name in known or (name and any(each.number is not None for each in amounts.values())):
            yield FundRow(label, amounts, weight=cells.get("分值", BLANK),
                          rate=cells.get("执行率", BLANK), score=cells.get("得分", BLANK),
                          scored=found.map.scored and name in scored)


def _label(found: Found, row: int) -> Entry:
    """The nearest text to the left of the amounts, in a cell that begins on this row."""
    left = min(found.funds_columns.values())
    return next((entry for column in range(left - 1, 0, -1)
                 if (entry := entry_at(found.grid, row, column)).text.strip()), BLANK)


def _amount(entry: Entry) -> Entry:
    return replace(entry, text="") if is_placeholder(entry.text) and not entry.error else entry
