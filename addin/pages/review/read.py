"""审核结果.xlsx read back: what the last round said, and what people wrote into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

from addin.books.files import read_file
from addin.errors import UserError
from addin.pages.review.tables import PROBLEMS, SUMMARY, TABLES, Table
from scoring.values.exact import from_double
from scoring.values.quantity import plain_number

Row = Mapping[str, str | Fraction]
"""One row by the names of its columns; an empty cell is an empty text."""
_HEAD_WITHIN = 10
"""The head stands in one of the first rows, wherever a person has put a line above it."""


@dataclass(frozen=True)
class Round:
    """One round as its workbook tells it: rows by sheet, in the order people left them."""

    sheets: Mapping[str, tuple[Row, ...]]

    def rows(self, table: Table) -> tuple[Row, ...]:
        """The rows of a sheet; none where the workbook has no such sheet."""
        return self.sheets.get(table.name, ())


def read_round(path: Path) -> Round:
    """A workbook of ours, as people saved it. UserError: it is none.

    Columns are found by their heads, so that moved, added and hidden ones do no harm.
    """
    return Round(read_tables(path, TABLES, (SUMMARY, PROBLEMS), "审核结果工作簿"))


def read_tables(path: Path, tables: Sequence[Table], needed: Sequence[Table],
                what: str) -> Mapping[str, tuple[Row, ...]]:
    """The rows of the sheets that are there, by their names. UserError: it is no workbook, or one
    of the ``needed`` sheets is missing; ``what`` it should be."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_object(BytesIO(read_file(path)))
    except CalamineError as error:
        raise UserError(f"{path}：读不出来，不是{what}（.xlsx）。") from error
    there = set(book.sheet_names)
    lacking = [each.name for each in needed if each.name not in there]
    if lacking:
        raise UserError(f"{path}：没有“{'”“'.join(lacking)}”表，不是{what}。")
    return {table.name: tuple(_rows(book.get_sheet_by_name(table.name).to_python(), table, path))
            for table in tables if table.name in there}


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


def _rows(lines: Sequence[Sequence[Any]], table: Table, path: Path) -> Iterator[Row]:
    wanted = {column.name for column in table.columns}
    needed = {column.name for column in table.columns
              if (column.people or column.hidden) and not column.later}
    heads = [(place, line) for place, line in enumerate(lines[:_HEAD_WITHIN])
             if len(wanted & set(map(str, line))) >= 2 and needed <= set(map(str, line))]
    if not heads:
        names = "、".join(sorted(needed)) or table.columns[0].name
        raise UserError(f"{path}：“{table.name}”表的表头认不出了，应有：{names}。")
    start, head = heads[0]
    columns = {str(name): place for place, name in enumerate(head) if str(name) in wanted}
    for line in lines[start + 1:]:
        row = {name: _value(line[place]) for name, place in columns.items()}
        if any(value != "" for value in row.values()):
            yield row


def _value(cell: Any) -> str | Fraction:
    """A number as its shortest decimal says it; all else as a text."""
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return str(cell)
    return from_double(float(cell))
