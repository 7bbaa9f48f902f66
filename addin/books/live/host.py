"""Excel, or any program that xlwings reaches, as a Host."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import xlwings as xw

from addin.books.host import OpenBook
from addin.books.live.book import BookLive

_TEXT = 2
"""Application.InputBox: the answer is a text."""


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
    def file(self) -> Path | None:
        file = Path(self._workbook.fullname)
        return file if file.is_absolute() and file.is_file() else None

    def ask(self, question: str, title: str, proposed: str = "") -> str | None:
        """xlwings has no dialog that takes an answer: Excel's own is asked."""
        said = self._app.api.InputBox(Prompt=question, Title=title, Default=proposed, Type=_TEXT)
        return None if said is False else str(said)

    def tell(self, said: str, title: str, *, wrong: bool = False) -> None:
        self._app.alert(said, title, mode="critical" if wrong else "info")

    @contextmanager
    def working(self, said: str) -> Iterator[None]:
        with self._app.properties(status_bar=said, screen_updating=False):
            yield

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
