"""审核结果.xlsx read back: what the last round said, and what people wrote into it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from addin.books.files import read_file
from addin.errors import UserError
from addin.pages.review.tables import OF_SECOND, PROBLEMS, SUMMARY, TABLES, Table
from scoring.values.exact import from_double
from scoring.values.quantity import plain_number

Row = Mapping[str, str | Fraction]
"""One row by the names of its columns; an empty cell is an empty text."""
LINE = "\0"
"""No column's name: the number of the row in its sheet."""
_HEAD_WITHIN = 10
"""The head stands in one of the first rows, wherever a person has put a line above it."""
_MIDNIGHT = " 00:00:00"


@dataclass(frozen=True)
class Sheet:
    """One sheet as people left it."""

    rows: tuple[Row, ...]
    letters: Mapping[str, str]
    """Which column each name heads."""
    own: tuple[str, ...]
    """The heads of columns that people added."""


@dataclass(frozen=True)
class Round:
    """One round as its workbook tells it: rows by sheet, in the order people left them."""

    sheets: Mapping[str, tuple[Row, ...]]
    letters: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By sheet, as in ``Sheet``."""
    strange: tuple[str, ...] = ()
    """Sheets that people added."""

    def rows(self, table: Table) -> tuple[Row, ...]:
        """The rows of a sheet; none where the workbook has no such sheet."""
        return self.sheets.get(table.name, ())

    def cell(self, table: Table, row: Row, name: str) -> str:
        """Where the value of a row stands: N6."""
        return f"{self.letters.get(table.name, {}).get(name, '')}{text(row, LINE)}"


def read_round(path: Path) -> Round:
    """A workbook of ours, as people saved it. UserError: it is none.

    Columns are found by their heads, so that moved, added and hidden ones do no harm.
    """
    sheets, strange = _read(path, (*TABLES, *OF_SECOND), (SUMMARY, PROBLEMS), "审核结果工作簿")
    return Round({name: each.rows for name, each in sheets.items()},
                 {name: each.letters for name, each in sheets.items()},
                 {name: each.own for name, each in sheets.items()},
                 tuple(strange))


def read_tables(path: Path, tables: Sequence[Table], needed: Sequence[Table],
                what: str) -> Mapping[str, tuple[Row, ...]]:
    """The rows of the sheets that are there, by their names. UserError: it is no workbook, or one
    of the ``needed`` sheets is missing; ``what`` it should be."""
    return {name: each.rows for name, each in _read(path, tables, needed, what)[0].items()}


def text(row: Row, name: str) -> str:
    """What stands in the column, as a text without white space around it."""
    value = row.get(name, "")
    if isinstance(value, str):
        return value.strip()
    return str(value.numerator) if value.denominator == 1 else str(float(value))


def figure(row: Row, name: str) -> Fraction | None:
    """The number in the column; None where there is none."""
    value = row.get(name, "")
    if isinstance(value, Fraction):
        return value
    return plain_number(value)


def plain(said: str) -> str:
    """A name without white space, and with wide characters as narrow ones."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", said))


def _read(path: Path, tables: Sequence[Table], needed: Sequence[Table],
          what: str) -> tuple[Mapping[str, Sheet], Sequence[str]]:
    """The sheets that are there, by their names, and the names of the others."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_object(BytesIO(read_file(path)))
    except CalamineError as error:
        raise UserError(f"{path}：读不出来，不是{what}（.xlsx）。") from error
    there = book.sheet_names
    lacking = [each.name for each in needed if each.name not in there]
    if lacking:
        raise UserError(f"{path}：没有“{'”“'.join(lacking)}”表，不是{what}。")
    found = {}
    for table in tables:
        if table.name in there:
            lines = book.get_sheet_by_name(table.name).to_python(skip_empty_area=False)
            found[table.name] = _sheet(lines, table, path)
    return found, [name for name in there if name not in found]


def _sheet(lines: Sequence[Sequence[Any]], table: Table, path: Path) -> Sheet:
    wanted = {column.name for column in table.columns}
    needed = {column.name for column in table.columns
              if (column.people or column.hidden) and not column.later}
    heads = [(place, line) for place, line in enumerate(lines[:_HEAD_WITHIN])
             if len(wanted & set(map(str, line))) >= 2 and needed <= set(map(str, line))]
    if not heads:
        names = "、".join(sorted(needed)) or table.columns[0].name
        raise UserError(f"{path}：“{table.name}”表的表头认不出了，应有：{names}。")
    start, head = heads[0]
    columns = _named(head, lines[start + 1:])
    return Sheet(tuple(_rows(lines, start + 1, columns)),
                 {name: get_column_letter(place + 1) for name, place in columns.items()},
                 tuple(name for name in columns if name not in wanted))


def _named(head: Sequence[Any], lines: Sequence[Sequence[Any]]) -> dict[str, int]:
    """Every column with its head; one with none, and something below, is called by its letter."""
    columns: dict[str, int] = {}
    for place, cell in enumerate(head):
        if not (name := str(cell).strip()) and any(str(line[place]).strip() for line in lines):
            name = f"{get_column_letter(place + 1)}列"
        if name:
            again = sum(each.partition("（又")[0] == name for each in columns)
            columns[f"{name}（又{again}）" if again else name] = place
    return columns


def _rows(lines: Sequence[Sequence[Any]], start: int,
          columns: Mapping[str, int]) -> Iterator[Row]:
    for number, line in enumerate(lines[start:], start + 1):
        row = {name: _value(line[place]) for name, place in columns.items()}
        if any(value != "" for value in row.values()):
            yield {**row, LINE: Fraction(number)}


def _value(cell: Any) -> str | Fraction:
    """A number as its shortest decimal says it; all else as a text."""
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return str(cell).removesuffix(_MIDNIGHT)
    return from_double(float(cell))
