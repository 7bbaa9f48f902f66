"""A workbook 评分办法.xlsx as sheets of texts: columns by their headers, wherever they were moved."""

from __future__ import annotations

from collections.abc import Mapping

from addin.books.book import Grid, Readable, address, shown
from addin.library.form_map import plain_label
from scoring.rulefile.workbook.tables import (
    CHECKED,
    COLUMNS,
    LEVELS,
    NEEDED,
    Line,
    Sheet,
)

_LAST_HEADER = 20
"""The row down to which a header is looked for."""
_COVERING = (*LEVELS, CHECKED)
"""Columns in which a merged cell speaks for all its rows."""


def sheets_of(book: Readable) -> Mapping[str, Sheet]:
    """The sheets of a rule workbook that are there, by name."""
    names = {plain_label(name): name for name in book.sheets}
    return {name: _sheet(name, book.grid(names[name])) for name in COLUMNS if name in names}


def _sheet(name: str, grid: Grid) -> Sheet:
    header, columns = _header(name, grid)
    lacks = [column for column in NEEDED[name] if column not in columns]
    lines = [_line(name, grid, row, columns) for row in _rows(grid) if row > header]
    return Sheet(name, lines, lacks)


def _rows(grid: Grid) -> list[int]:
    last = max(grid.rows(), default=0)
    return list(range(1, last + 1))


def _header(name: str, grid: Grid) -> tuple[int, dict[str, int]]:
    """The row that holds most of the sheet's headers, and the column of each."""
    wanted = {plain_label(column): column for column in COLUMNS[name]}
    found: dict[int, dict[str, int]] = {}
    for (row, column), cell in sorted(grid.cells.items()):
        if row > _LAST_HEADER or not isinstance(cell.value, str):
            continue
        if header := wanted.get(plain_label(cell.value)):
            found.setdefault(row, {}).setdefault(header, column)
    row = max(found, key=lambda row: (len(found[row]), -row), default=0)
    return row, found.get(row, {})


def _line(name: str, grid: Grid, row: int, columns: Mapping[str, int]) -> Line:
    texts, cells = {}, {}
    for header, column in columns.items():
        cell = grid.seen(row, column) if header in _COVERING else grid.at(row, column)
        texts[header] = shown(cell)
        cells[header] = address(*grid.corner(row, column))
    if not any(grid.at(row, column).value is not None for column in columns.values()):
        texts = {}
    return Line(name, row, texts, cells)
