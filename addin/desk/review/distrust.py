"""A form that comes from somebody else: it does not choose the rules that it is judged by."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from addin.books.book import RULESET_PROPERTY, Grid, Readable
from scoring.rulefile.workbook.tables import RULES


class Distrusted:
    """A book whose property may name one of the library's rulesets and nothing else: no file."""

    def __init__(self, book: Readable, known: Collection[str]) -> None:
        self._book, self._known = book, known

    @property
    def sheets(self) -> tuple[str, ...]:
        return self._book.sheets

    @property
    def own_sheets(self) -> Mapping[str, str]:
        return self._book.own_sheets

    def grid(self, sheet: str) -> Grid:
        return self._book.grid(sheet)

    def property(self, name: str) -> str | None:
        said = self._book.property(name)
        return said if name != RULESET_PROPERTY or said in self._known else None

    def locked(self, sheet: str, row: int, column: int) -> bool:
        return self._book.locked(sheet, row, column)

    def __getattr__(self, name: str) -> Any:
        """What only some books have, such as formulas, is as the book has it."""
        return getattr(self._book, name)

    def ignored(self) -> Iterator[str]:
        """What the file would have liked to be judged by, a sentence each."""
        if any(sheet.startswith(RULES) for sheet in self._book.sheets):
            yield f"文件里另有“{RULES}”表，审核没有采用"
        said = self._book.property(RULESET_PROPERTY)
        if said and said not in self._known:
            yield f"文件自称按“{said}”评分，没有这部评分办法，审核没有采用"
