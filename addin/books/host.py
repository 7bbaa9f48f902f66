"""A workbook open before a person, and the program that has it open."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from addin.books.book import Ruled, Style


class OpenBook(Ruled, Protocol):
    """A workbook in front of a person: its cells also carry our notes and marks."""

    def own_notes(self, sheet: str) -> Mapping[tuple[int, int], str]:
        """What our notes on the sheet say, by their cells."""
    def note(self, sheet: str, row: int, column: int, text: str | None) -> None:
        """Our note on the cell, renewed or taken away; a note of the person's is left alone."""
    def mark(self, sheet: str, places: Sequence[tuple[int, int]], style: Style) -> None: ...
    def clear_marks(self) -> tuple[str, ...]:
        """Take away our marks and notes; the sheets whose protection keeps them there."""
    def freeze(self, sheet: str, wanted: Callable[[str], bool]) -> tuple[list[str], list[str]]:
        """Replace the sheet's formulas that are ``wanted`` by what they show; the addresses that
        were frozen, and those left because they show an error."""
    def drop_page(self, name: str) -> None:
        """Take away our sheet of this name, and the workbook's names that point to it."""
    def drop_property(self, name: str) -> None: ...


class Host(Protocol):
    """The program in which a person has the workbook open: Excel, or another."""

    @property
    def book(self) -> OpenBook:
        """The workbook in front."""
    @property
    def front_sheet(self) -> str:
        """The sheet that the person looks at."""
    @property
    def front_cell(self) -> str:
        """The first of the cells selected there, such as ``自评表!H8``."""
    @property
    def file(self) -> Path | None:
        """Where the workbook in front is stored; None while it is not, or not on this machine."""
    def working(self, said: str) -> AbstractContextManager[None]:
        """Say what is being done while it is."""
    def recalculate(self) -> None:
        """Every formula anew: a cell function reads the workbook's ruleset, and no host knows."""
    def open(self, file: Path) -> OpenBook: ...
    def new(self) -> OpenBook: ...
    def copy(self, target: Path) -> None:
        """Store a copy of the workbook in front, with what is not yet saved."""
    def editing(self, file: Path) -> AbstractContextManager[OpenBook]:
        """The workbook in a file, saved at the end; closed as it was where that fails."""
