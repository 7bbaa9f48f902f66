"""Cells of a form as entries of a filing, and its texts as a reader looks for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from addin.books.book import Grid, address
from addin.books.raw import entry_of
from addin.library.form_map import plain_label
from scoring.filing import BLANK, Entry

_TALLEST_HEADER = 5
"""Rows over which a merged header text is looked for."""
_LONGEST_FORM = 2_000
"""Rows in which a form is looked for."""


@dataclass(frozen=True)
class Texts:
    """All texts of a sheet in plain form, gathered in one pass."""

    places: Mapping[str, list[tuple[int, int]]]
    """Where each text stands, in the order of the rows."""
    headers: Mapping[str, Mapping[int, list[int]]]
    """By text and row the columns in which it is seen: a merged header stands on all its rows."""
    joined: str
    """All of them, each on a line of its own."""


def texts_of(grid: Grid) -> Texts:
    places: dict[str, list[tuple[int, int]]] = {}
    headers: dict[str, dict[int, list[int]]] = {}
    cells = {place: cell.value for place, cell in grid.cells.items()
             if place[0] <= _LONGEST_FORM and isinstance(cell.value, str)}
    for row, column in sorted(cells):
        if text := plain_label(cells[row, column]):
            places.setdefault(text, []).append((row, column))
            seen = headers.setdefault(text, {})
            bottom = min(grid.area(row, column).bottom, row + _TALLEST_HEADER)
            for each in range(row, bottom + 1):
                seen.setdefault(each, []).append(column)
    return Texts(places, headers, "\n" + "\n".join(places))


def entry_at(grid: Grid, row: int, column: int) -> Entry:
    """What stands in the cell, with its address; a covered part of a merge is no cell at all."""
    if grid.corner(row, column) != (row, column):
        return BLANK
    return entry_of(grid.at(row, column), address(row, column, grid.name))


def entry_seen(grid: Grid, row: int, column: int) -> Entry:
    """What a reader sees in the cell: a covered part of a merge shows its first cell."""
    corner = grid.corner(row, column)
    return entry_of(grid.at(*corner), address(*corner, grid.name))
