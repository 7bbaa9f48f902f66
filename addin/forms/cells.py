"""Cells of a form as entries of a filing, and its texts as a reader looks for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from addin.books.book import Grid
from addin.books.raw import entry_of
from addin.library.form_map import plain_label
from scoring.filing import BLANK, UNTOLD, Entry, Left

_TALLEST_HEADER = 5
"""Rows over which a merged header text is looked for."""
_STRUCK, _LONGEST_STRUCK = "整行划掉，没有计", 30
LONGEST_FORM = 2_000
"""Rows in which a form is looked for."""


@dataclass(frozen=True)
class Texts:
    """All texts of a sheet in plain form."""

    grid: Grid

    @cached_property
    def places(self) -> Mapping[str, list[tuple[int, int]]]:
        """Where each text stands, in the order of the rows."""
        places: dict[str, list[tuple[int, int]]] = {}
        for row, columns in self.grid.lines.items():
            if row > LONGEST_FORM:
                break
            for column in columns:
                value = self.grid.cells[row, column].value
                if isinstance(value, str) and (text := plain_label(value)):
                    places.setdefault(text, []).append((row, column))
        return places

    def header(self, text: str) -> Mapping[int, list[int]]:
        """By row the columns in which a header is seen: a merged one stands on all its rows."""
        seen: dict[int, list[int]] = {}
        for row, column in self.places.get(plain_label(text), ()):
            bottom = min(self.grid.area(row, column).bottom, row + _TALLEST_HEADER)
            for each in range(row, bottom + 1):
                seen.setdefault(each, []).append(column)
        return seen

    @cached_property
    def joined(self) -> str:
        """All of them, each on a line of its own."""
        return "\n" + "\n".join(self.places)


def entry_at(grid: Grid, row: int, column: int) -> Entry:
    """What stands in the cell, with its address; a covered part of a merge is no cell at all."""
    place = row, column
    if grid.corner(row, column) != place:
        return BLANK
    return grid.entries.get(place) or entry_in(grid, row, column)


def entry_seen(grid: Grid, row: int, column: int) -> Entry:
    """What a reader sees in the cell: a covered part of a merge shows its first cell."""
    corner = grid.corner(row, column)
    return grid.entries.get(corner) or entry_in(grid, *corner)


def entry_in(grid: Grid, row: int, column: int) -> Entry:
    """What the cell itself holds, covered or not; made once."""
    place = row, column
    known = grid.entries.get(place)
    if known is None:
        known = grid.entries[place] = entry_of(grid.at(row, column), grid.address(row, column))
    return known


def not_seen(grid: Grid) -> Iterator[Left]:
    """The rows with texts that are struck out; the cells that were read so far and show something
    else than their number, nobody knows what."""
    for row, text in grid.struck.items():
        yield Left(grid.address(row, grid.lines[row][0] if row in grid.lines else 1),
                   text[:_LONGEST_STRUCK], _STRUCK)
    for entry in grid.entries.values():
        if entry.formatted and entry.text == UNTOLD:
            value = grid.at(*grid.place(entry.cell)).value
            yield Left(entry.cell, str(value), UNTOLD)
