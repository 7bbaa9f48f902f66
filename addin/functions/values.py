"""What cells hand to a cell function, as entries of the core; and answers, as cells show them.

xlwings gives every argument as rows of raw values. An answer goes back the same way: the text
``#VALUE!`` stands for the error value, which the add-in's wrapper makes of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from addin.books.book import Cell
from addin.books.raw import entry_of, value_of
from addin.errors import UserError
from scoring.filing import BLANK, Entry
from scoring.filing.numbers import number
from scoring.values.exact import show

Rows = Sequence[Sequence[Any]]
"""An argument as xlwings gives it."""

Answer = str | float
"""One cell of an answer."""

VALUE, NOT_AVAILABLE = "#VALUE!", "#N/A"
"""The arguments are not what the function takes; no figure follows from them (yet)."""


class Refused(UserError):
    """The cell must show an error value: ``error`` is which, the message why."""

    def __init__(self, message: str, error: str = VALUE) -> None:
        super().__init__(message)
        self.error = error


def error_of(refused: UserError) -> str:
    """The error value that the cell shows."""
    return refused.error if isinstance(refused, Refused) else VALUE


def answer(ask: Callable[[], Answer]) -> Answer:
    """What ``ask`` answers, or the error value."""
    try:
        return ask()
    except UserError as refused:
        return error_of(refused)


def answers(ask: Callable[[], list[list[Answer]]]) -> list[list[Answer]]:
    """The same for an answer of many cells."""
    try:
        return ask()
    except UserError as refused:
        return [[error_of(refused)]]


def single(cells: Rows | None, name: str) -> Entry:
    """The one value of an argument; of a merged area that is its first cell."""
    if cells is None:
        return BLANK
    first, *others = [_entry(value) for row in cells for value in row]
    if not all(other.blank for other in others):
        raise Refused(f"“{name}”只能是一个单元格（或一个合并单元格）")
    return first


def usable(cells: Rows | None, name: str) -> Entry:
    """The same; an error in the cell is the answer's error too, as in Excel's own functions."""
    entry = single(cells, name)
    if entry.error:
        raise Refused(f"“{name}”是错误值 {entry.error}", entry.error)
    return entry


def text(cells: Rows | None, name: str) -> str:
    """A word or name; a number in the cell counts as its digits."""
    entry = usable(cells, name)
    return entry.text.strip() or ("" if entry.number is None else show(entry.number))


def figure(cells: Rows | None, name: str) -> Fraction:
    """A number, or a text that plainly is one."""
    entry = usable(cells, name)
    found = number(entry)
    if found is None:
        raise Refused(f"“{name}”{'没有填' if entry.blank else f'“{entry.text}”不是数字'}")
    return found


def listed(cells: Rows, name: str) -> Entry:
    """One value; a column or row of them as a list; of four columns a table of named rows."""
    values = [[_entry(value) for value in row] for row in cells]
    if len(values) == 1 and len(values[0]) == 1:
        return usable(cells, name)
    if len(values[0]) == 4:
        rows = (Entry(row[0].text, items=tuple(row[1:])) for row in values if not row[0].blank)
        return Entry(items=tuple(rows))
    return Entry(items=tuple(entry for entry in line(cells, name) if not entry.blank))


def line(cells: Rows | None, name: str) -> list[Entry]:
    """The values of a column or a row; of merged cells beside each other the first counts."""
    if cells is None:
        raise Refused(f"“{name}”没有填")
    if len(cells) == 1:
        return [_entry(value) for value in cells[0]]
    columns = list(zip(*cells, strict=True))
    filled = [column for column in columns if not all(_entry(value).blank for value in column)]
    if len(filled) > 1:
        raise Refused(f"“{name}”只能是一列或一行")
    return [_entry(value) for value in (filled or columns)[0]]


def lies_flat(cells: Rows) -> bool:
    """Whether the values stand side by side, so that the answers shall too."""
    return len(cells) == 1 and len(cells[0]) > 1


def _entry(value: Any) -> Entry:
    return entry_of(Cell(value_of(value)))
