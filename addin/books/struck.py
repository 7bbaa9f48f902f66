"""Cells that are struck out: a row of which most is, is no row of the form any more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass

from addin.books.book import Cell, shown

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a sheet, and the texts of each row that is struck out."""

    cells: dict[Place, Cell]
    struck: Mapping[int, str]


def standing(cells: dict[Place, Cell], struck: Set[Place]) -> Cells:
    """The cells without those of rows that are struck out: most of what stands in them is. A single
    cell that is struck out still says what stands in it."""
    if not struck:
        return Cells(cells, {})
    filled = Counter(row for row, _ in cells)
    gone = {row for row, count in Counter(row for row, _ in struck & cells.keys()).items()
            if count * 2 > filled[row]}
    places = sorted(place for place in struck & cells.keys() if place[0] in gone)
    texts = {row: "、".join(shown(cells[each]) for each in places if each[0] == row)
             for row in sorted(gone)}
    return Cells({place: cell for place, cell in cells.items()
                  if place not in struck or place[0] not in gone}, texts)
