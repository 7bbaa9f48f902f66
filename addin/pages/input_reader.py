"""Reading the sheet 基础数据 back into figures, by the names in its first column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from addin.books.book import Book, Grid
from addin.forms.cells import entry_at
from addin.forms.map import plain_label
from addin.pages.input_page import HEADERS, NAME, TABLE_PLACES
from scoring.filing import Entry
from scoring.rules.inputs import InputSpec, inputs_of
from scoring.rules.ruleset import Ruleset


def read_inputs(book: Book, ruleset: Ruleset) -> Mapping[str, Entry]:
    """Every input that the sheet has a row for; a workbook without the sheet has none."""
    if NAME not in book.sheets:
        return {}
    grid = book.grid(NAME)
    header = _row_of(grid, HEADERS[0])
    value = _column_of(grid, header, HEADERS[-1]) if header else None
    if header is None or value is None:
        return {}
    rows = {plain_label(entry_at(grid, row, 1).text): row for row in grid.rows() if row > header}
    found: dict[str, Entry] = {}
    for spec in inputs_of(ruleset):
        row = rows.get(plain_label(spec.name))
        if row is not None:
            found[spec.name] = _read(grid, row, value, spec)
    return found


def _read(grid: Grid, row: int, column: int, spec: InputSpec) -> Entry:
    if spec.kind == "表":
        return Entry(cell=entry_at(grid, row, 1).cell, items=tuple(_table(grid, row + 2, spec)))
    if spec.count > 1:
        cells = (entry_at(grid, row, column + place) for place in range(spec.count))
        return Entry(cell=entry_at(grid, row, column).cell,
                     items=tuple(cell for cell in cells if not cell.blank))
    return entry_at(grid, row, column)


def _table(grid: Grid, top: int, spec: InputSpec) -> Iterator[Entry]:
    """The rows of a table in which anything is typed, each with its own cells as items."""
    for line in range(top, top + spec.count):
        name, *others = (entry_at(grid, line, column) for column in TABLE_PLACES)
        if any(not cell.blank for cell in others):
            yield Entry(name.text, cell=name.cell, items=tuple(others))


def _row_of(grid: Grid, text: str) -> int | None:
    return next((row for row in grid.rows()
                 if plain_label(entry_at(grid, row, 1).text) == text), None)


def _column_of(grid: Grid, row: int, text: str) -> int | None:
    return next((column for (line, column) in sorted(grid.cells)
                 if line == row and plain_label(entry_at(grid, line, column).text) == text), None)
