"""审核结果.xlsx as a person of the bureau opens it: cells by the head of their column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from addin.pages.review import tables as t

HEAD = 3


class Opened:
    """One sheet; rows are those of the workbook."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.columns = {str(cell.value): cell.column for cell in sheet[HEAD] if cell.value}

    def find(self, **wanted: object) -> int:
        """The one row that has this in these columns."""
        (row,) = [row for row in range(HEAD + 1, self.sheet.max_row + 1)
                  if all(self.at(row, name) == value for name, value in wanted.items())]
        return row

    def at(self, row: int, name: str) -> Any:
        return self.sheet.cell(row, self.columns[name]).value

    def put(self, row: int, **said: object) -> None:
        for name, value in said.items():
            self.sheet.cell(row, self.columns[name]).value = value  # type: ignore[assignment]

    def add(self, **said: object) -> int:
        """A row more, at the end."""
        row = self.sheet.max_row + 1
        self.put(row, **said)
        return row

    def column(self, head: str) -> None:
        """A column more, at the end."""
        self.columns[head] = self.sheet.max_column + 1
        self.sheet.cell(HEAD, self.columns[head]).value = head


@contextmanager
def opened(path: Path, table: t.Table = t.SUMMARY) -> Iterator[Opened]:
    """What is changed is stored when it is closed."""
    book = load_workbook(path)
    yield Opened(book[table.name])
    book.save(path)


def shown(path: Path, table: t.Table, **wanted: object) -> Mapping[str, Any]:
    """The one row with this in these columns, as it is seen."""
    sheet = Opened(load_workbook(path)[table.name])
    row = sheet.find(**wanted)
    return {name: sheet.at(row, name) for name in sheet.columns}


def all_shown(path: Path, table: t.Table) -> list[Mapping[str, Any]]:
    sheet = Opened(load_workbook(path)[table.name])
    return [{name: sheet.at(row, name) for name in sheet.columns}
            for row in range(HEAD + 1, sheet.sheet.max_row + 1)]
