"""Excel, or any program that xlwings reaches, as a Host."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import xlwings as xw

from addin.books.book import address
from addin.books.host import OpenBook
from addin.books.live.book import BookLive


class HostLive:
    """The program, with the workbook in front of which a button was pressed."""

    def __init__(self, workbook: xw.Book) -> None:
        self._workbook, self._app = workbook, workbook.app
        self.book: OpenBook = BookLive(workbook)

    @classmethod
    def calling(cls) -> HostLive:
        return cls(xw.Book.caller())

    @property
    def front_sheet(self) -> str:
        return str(self._workbook.sheets.active.name)

    @property
    def front_cell(self) -> str:
        """The cell that is selected; empty where a picture is."""
        cell = self._app.selection
        return "" if cell is None else address(cell.row, cell.column, cell.sheet.name)

    @property
    def file(self) -> Path | None:
        file = Path(self._workbook.fullname)
        return file if file.is_absolute() and file.is_file() else None

    @contextmanager
    def working(self, said: str) -> Iterator[None]:
        with self._app.properties(status_bar=said, screen_updating=False):
            yield

    def recalculate(self) -> None:
        self._app.api.CalculateFull()

    def open(self, file: Path) -> OpenBook:
        return BookLive(self._app.books.open(str(file)))

    def new(self) -> OpenBook:
        return BookLive(self._app.books.add())

    def copy(self, target: Path) -> None:
        self._workbook.api.SaveCopyAs(str(target))

    @contextmanager
    def editing(self, file: Path) -> Iterator[OpenBook]:
        workbook = self._app.books.open(str(file))
        try:
            yield BookLive(workbook)
            workbook.save()
        finally:
            workbook.close()


__all__ = ["HostLive"]
