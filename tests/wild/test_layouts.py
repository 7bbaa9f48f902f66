"""A form reads the same wherever it stands, with merged cells or without, and twice on a sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from addin.books.book import Area, Cell, Grid
from addin.forms.finder import find_forms
from addin.forms.read import read_form
from addin.library.form_map import packaged_maps
from addin.library.word_files import packaged_words
from tests.wild.test_vocabulary import books


def as_read(grid: Grid) -> list[Any]:
    """Of every form its rows, its funds and its total, without their addresses."""
    filings = [read_form(found).filing
               for found in find_forms(grid, packaged_maps(), packaged_words())]
    return [([(row.name.strip(), row.target.text, row.actual.text, row.weight.text, row.score.text)
              for row in filing.rows],
             [(fund.name.text, fund.scored) for fund in filing.funds], filing.total_score.text)
            for filing in filings]


def moved(grid: Grid, down: int, right: int) -> Grid:
    return Grid(grid.name, {(row + down, column + right): cell
                            for (row, column), cell in grid.cells.items()},
                tuple(Area(area.top + down, area.left + right, area.bottom + down,
                           area.right + right) for area in grid.merges))


def unmerged(grid: Grid) -> Grid:
    """As a system exports it: what was merged stands in its first cell."""
    return Grid(grid.name, dict(grid.cells))


def filled(grid: Grid) -> Grid:
    """As another system exports it: what was merged over rows stands in each of them."""
    cells = dict(grid.cells)
    for area in (each for each in grid.merges if each.left == each.right):
        for row in range(area.top, area.bottom + 1):
            cells[row, area.left] = grid.cells.get((area.top, area.left), Cell())
    return Grid(grid.name, cells, tuple(each for each in grid.merges if each.left != each.right))


def twice(grid: Grid) -> Grid:
    """The form and a copy of it below."""
    below = moved(grid, max(grid.lines) + 2, 0)
    return Grid(grid.name, {**grid.cells, **below.cells}, grid.merges + below.merges)


GRIDS = [pytest.param(book.grid(sheet), len(book.sheets), id=f"{name} {sheet}")
         for name, book in books().items() for sheet in book.sheets]


@pytest.mark.parametrize(("grid", "_sheets"), GRIDS)
@pytest.mark.parametrize("change", [lambda grid: moved(grid, 3, 0), lambda grid: moved(grid, 0, 2),
                                    lambda grid: replace(moved(grid, -2, 0), of_texts=True),
                                    unmerged, filled],
                         ids=["lower", "to the right", "its first lines above a Word table",
                              "unmerged", "filled"])
def test_it_reads_the_same(grid: Grid, _sheets: int, change: Callable[[Grid], Grid]) -> None:
    assert as_read(change(grid)) == as_read(grid)


@pytest.mark.parametrize(("grid", "sheets"), GRIDS)
def test_twice_on_a_sheet_are_two_forms(grid: Grid, sheets: int) -> None:
    if sheets == 1:
        assert as_read(twice(grid)) == 2 * as_read(grid)
