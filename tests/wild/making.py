"""Workbooks made of forms that are written down as data: cells, merges, number formats."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from addin.books.book import column_letters
from addin.books.xlsx.closed import BookFile
from scoring.rulefile.document import parse_document

HERE = Path(__file__).parent
LEFT, ABOVE = "<", "^"
"""What stands in a cell that is merged into the one left of it, or above it."""


@cache
def forms() -> Mapping[str, Any]:
    """Every form written down here, by its name: published ones, and invented ones of the kind."""
    return {path.stem: parse_document(path.read_text("utf-8")).data
            for path in sorted((HERE / "forms").glob("*.yaml"))}


@cache
def made(name: str) -> bytes:
    """The workbook of a form, as it would lie on disk."""
    return workbook_of(forms()[name]["sheets"])


def workbook_of(sheets: Mapping[str, Any]) -> bytes:
    """A workbook of sheets: rows by number with their cells by letter, or as lists from A1."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, sheet in sheets.items():
        _write(book.create_sheet(title), sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def merged(rows: list[list[Any]]) -> dict[str, Any]:
    """A sheet of rows in which signs tell the merges; a row of one text goes across the sheet."""
    wide = max(map(len, rows))
    rows = [[*row, *(LEFT if len(row) == 1 else None for _ in range(wide - len(row)))]
            for row in rows]
    plain = [[None if cell in (LEFT, ABOVE) else cell for cell in row] for row in rows]
    return {"rows": plain, "merges": [_area(rows, place, column)
                                      for place, row in enumerate(rows)
                                      for column in range(len(row))
                                      if _spans(rows, place, column) != (1, 1)]}


def _spans(rows: list[list[Any]], place: int, column: int) -> tuple[int, int]:
    """Over how many rows and columns the cell is merged; one that is merged into another, none."""
    if rows[place][column] in (LEFT, ABOVE):
        return 1, 1
    wide = _run([each == LEFT for each in rows[place][column + 1:]])
    high = _run([row[column] == ABOVE for row in rows[place + 1:]])
    return high, wide


def _run(same: list[bool]) -> int:
    return next((place for place, each in enumerate(same, 1) if not each), len(same) + 1)


def _area(rows: list[list[Any]], place: int, column: int) -> str:
    high, wide = _spans(rows, place, column)
    first, last = column_letters(column + 1), column_letters(column + wide)
    return f"{first}{place + 1}:{last}{place + high}"


def book(name: str) -> BookFile:
    return BookFile.read(made(name), f"{name}.xlsx")


def _write(sheet: Worksheet, data: Mapping[str, Any]) -> None:
    for place, value in _cells(data["rows"]):
        sheet[place].value = float(value) if isinstance(value, Fraction) else value
        sheet[place].number_format = data.get("formats", {}).get(place, "General")
    for area in data.get("merges", ()):
        sheet.merge_cells(area)
    for column in data.get("hidden", ()):
        sheet.column_dimensions[column].hidden = True


def _cells(rows: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(rows, list):
        for number, row in enumerate(rows, 1):
            yield from ((f"{column_letters(place + 1)}{number}", value)
                        for place, value in enumerate(row or []) if value is not None)
    else:
        for number, row in rows.items():
            yield from ((f"{column}{number}", value) for column, value in row.items())
