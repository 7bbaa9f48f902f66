"""Columns that nobody sees and that were read all the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from addin.books.book import column_letters, shown
from addin.forms.finder import Found
from scoring.findings.finding import Finding, finding

_VALUES = frozenset({"target", "adjusted", "actual", "weight", "score", "review"})
"""Columns on which points rest."""


def columns_told(found: Found) -> Iterator[Finding]:
    """One line for all hidden columns from which figures or texts were read; a note where no points
    rest on them."""
    grid = found.grid
    if not grid.hidden_columns:
        return
    read = [(found.header_row, place) for place in sorted({*found.columns.values()})
            if place in grid.hidden_columns
            and any(grid.at(slot, place).value is not None for slot in found.slots)]
    if found.funds is not None:
        read += [(found.funds.row, place) for place in sorted({*found.funds_columns.values()})
                 if place in grid.hidden_columns]
    values = {place for role, place in found.columns.items() if role in _VALUES}
    values |= {*found.funds_columns.values()}
    if read:
        told = finding("column-hidden", *(grid.address(*place) for place in read), names="、".join(
            f"“{_header(found, *place)}”（{column_letters(place[1])} 列）" for place in read))
        yield told if values & {place for _, place in read} else replace(told, severity="note")


def _header(found: Found, row: int, column: int) -> str:
    return "".join(shown(found.grid.seen(row, column)).split())
