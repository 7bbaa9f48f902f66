"""Borders that nearly meet: where rows were drawn by hand, a column's border stands a hair further
in one row than in the next, and the table's grid has a sliver of a column between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

_SLIVER = 150
"""Twips (2.6 mm): no column that anybody reads is as narrow."""
_OF_OTHERS = 4
"""… and a sliver is at most a quarter of the table's usual column."""

Extent = tuple[int, int]
"""The first and the last column that a cell takes."""


class Columns:
    """The table's columns without slivers, counted from 1."""

    def __init__(self, widths: Sequence[int], cells: Iterable[Extent]) -> None:
        extents = set(cells)
        count = max((right for _, right in extents), default=0)
        slivers = _slivers(widths) if widths and len(widths) == count else set()
        kept = [column for column in range(1, count + 1) if column not in slivers]
        alone = any(not _taken(kept, extent) for extent in extents)
        self._kept = list(range(1, count + 1)) if alone else kept

    def __len__(self) -> int:
        return len(self._kept)

    def extent(self, left: int, right: int) -> Extent:
        """The columns that a cell takes once the slivers are gone.

        >>> columns = Columns([900, 60, 900], [(1, 1), (2, 3), (1, 2), (3, 3)])
        >>> columns.extent(2, 3), columns.extent(1, 2)
        ((2, 2), (1, 1))
        """
        return bisect_left(self._kept, left) + 1, bisect_right(self._kept, right)


def _slivers(widths: Sequence[int]) -> set[int]:
    usual = sorted(widths)[len(widths) // 2]
    return {column for column, width in enumerate(widths, 1)
            if width < _SLIVER and width * _OF_OTHERS <= usual}


def _taken(kept: Sequence[int], extent: Extent) -> bool:
    """Whether the cell takes a column that is kept: none may vanish."""
    left, right = extent
    return bisect_left(kept, left) < bisect_right(kept, right)
