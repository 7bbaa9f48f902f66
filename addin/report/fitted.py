"""As much of a sheet as a Word table can hold: a stray cell far from the form makes no table of
thousands of columns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from addin.books.book import Area, Grid, shown
from addin.forms.cells import LONGEST_FORM

MOST_COLUMNS = 63
"""Word's own limit for a table."""


def fitted(grid: Grid) -> tuple[Grid, Sequence[int]]:
    """The sheet, and the columns of the original that are now its first, second ….

    Where it is wider than any Word table, only columns that hold a text of their own are kept.
    """
    cells = {place: cell for place, cell in grid.cells.items() if place[0] <= LONGEST_FORM}
    used = sorted({column for (_, column), cell in cells.items() if shown(cell).strip()})
    last = max([0, *used, *(area.right for area in grid.merges)])
    if last <= MOST_COLUMNS:
        return replace(grid, cells=cells), range(1, last + 1)
    kept = used[:MOST_COLUMNS]
    number = {column: place for place, column in enumerate(kept, 1)}
    return replace(
        grid, cells={(row, number[column]): cell for (row, column), cell in cells.items()
                     if column in number},
        merges=tuple(Area(area.top, left, area.bottom, right) for area in grid.merges
                     if (left := bisect_left(kept, area.left) + 1)
                     <= (right := bisect_right(kept, area.right)))), kept
