"""What stands in one cell of 审核结果.xlsx, and how it is put there with openpyxl."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from addin.books.texts import LONGEST_TEXT, put_text
from addin.pages.review.tables import (
    ABSENT,
    ERRORS,
    NOTES,
    WARNINGS,
    Column,
    Kind,
    Table,
)

FONT, SIZE = "宋体", 10
LONGEST_LINK = 255
"""Characters of a text in a formula."""
_LINE = Side(style="thin", color="BFBFBF")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_FORMATS: Mapping[Kind, str] = {"points": "0.00", "money": "#,##0.00", "percent": "0.00%",
                                "count": "0", "number": "#,##0", "formula": "0.00",
                                "link": "General", "text": "@", "own": "General"}
_CENTRED: tuple[Kind, ...] = ("count", "link")
_AMOUNTS: tuple[Kind, ...] = ("points", "money", "percent", "number", "formula")
_FILLS = {ERRORS: "F8CBAD", WARNINGS: "FFF2CC", NOTES: "EDEDED", "head": "DDEBF7",
          "people": "E2EFDA", **dict.fromkeys(ABSENT, "EDEDED")}


@dataclass(frozen=True, slots=True)
class Link:
    """A place to open: a path from the workbook's folder, or whole."""

    target: str
    text: str = "打开"


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of the row, in which ``{复核分}`` stands for the row's cell in that column. ``result``
    is what it gives."""

    text: str
    result: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A number in a column of texts, shown as its own kind."""

    number: int | Fraction
    kind: Kind


Value = str | int | Fraction | Link | Formula | Shown | None
Row = Mapping[str, Value]
"""A row by the names of its columns."""


def text_of(value: Value) -> str:
    """The cell as people see it, for widths and for CSV."""
    match value:
        case None:
            return ""
        case Formula(_, result):
            return text_of(result)
        case Link(target):
            return target
        case Shown(number):
            return text_of(number)
        case Fraction():
            return f"{float(value):.10g}"
        case _:
            return str(value)


class Pens:
    """One look a kind of cell, made once: styling every cell anew takes longer than the rest."""

    def __init__(self, sheet: Worksheet, table: Table) -> None:
        self._sheet = sheet
        self._letters = {each.name: get_column_letter(place)
                         for place, each in enumerate(table.columns, 1)}
        self._looks: dict[tuple[str, ...], Any] = {}

    def title(self, text: str) -> WriteOnlyCell:
        return self._texted(text, self._look("title"))

    def note(self, text: str, *, wrapped: bool) -> WriteOnlyCell:
        return self._texted(text, self._look("note", "wrapped" * wrapped))

    def head(self, column: Column) -> WriteOnlyCell:
        return self._texted(column.name, self._look("head", "people" if column.people else "head"))

    def cell(self, column: Column, value: Value, row: int) -> WriteOnlyCell:
        """The value in its column, as what it is: a text is never anything else."""
        fill = value if column.kind == "text" and value in _FILLS else ""
        worded = isinstance(value, str) and column.kind in _AMOUNTS
        middle = "center" if column.centred or worded else ""
        look = self._look("cell", column.kind, str(fill), middle)
        match value:
            case None | "":
                return self._made(look)
            case str():
                return self._texted(value, self._look("cell", "text", str(fill), middle))
            case Link():
                return self._linked(value)
            case Formula(text):
                cells = {name: f"{letter}{row}" for name, letter in self._letters.items()}
                return self._made(look, "=" + text.format_map(cells))
            case Shown(number, kind):
                return self._made(self._look("cell", kind, ""), _number(number))
            case _:
                return self._made(look, _number(value))

    def _linked(self, link: Link) -> WriteOnlyCell:
        """A link that Excel can follow; else the words alone."""
        quoted = link.target.replace('"', '""')
        if len(quoted) > LONGEST_LINK or "#" in link.target:
            return self._texted("", self._look("cell", "link", ""))
        return self._made(self._look("cell", "link", ""), f'=HYPERLINK("{quoted}","{link.text}")')

    def _texted(self, text: str, look: Any) -> WriteOnlyCell:
        cell = self._made(look)
        put_text(cell, text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT - 1] + "…")
        return cell

    def _made(self, look: Any, value: str | float | None = None) -> WriteOnlyCell:
        cell = WriteOnlyCell(self._sheet, value)
        cell._style = copy(look)
        return cell

    def _look(self, *what: str) -> Any:
        if what not in self._looks:
            self._looks[what] = _styled(WriteOnlyCell(self._sheet), *what)._style
        return self._looks[what]


def _number(value: int | Fraction) -> float:
    """As a spreadsheet holds it."""
    return value.numerator if value.denominator == 1 else float(value)


def _styled(cell: WriteOnlyCell, part: str, kind: str = "", fill: str = "",
            middle: str = "") -> WriteOnlyCell:
    if part == "title":
        cell.font = Font(name=FONT, size=16, bold=True)
    elif part == "note":
        cell.font = Font(name=FONT, size=SIZE, color="595959")
        cell.alignment = Alignment(vertical="center", wrap_text=bool(kind))
    elif part == "head":
        cell.font, cell.border = Font(name=FONT, size=SIZE, bold=True), _BORDER
        cell.fill = PatternFill("solid", fgColor=_FILLS[kind])
        cell.alignment = Alignment("center", "center", wrap_text=True)
    else:
        _style_value(cell, kind, fill, middle)
    return cell


def _style_value(cell: WriteOnlyCell, kind: str, fill: str, middle: str) -> None:
    link = kind == "link"
    cell.font = Font(name=FONT, size=SIZE, color="0563C1" if link else None,
                     underline="single" if link else None)
    cell.border = _BORDER
    cell.number_format = _FORMATS[kind]  # type: ignore[index]
    across = "center" if middle or kind in _CENTRED else "right" if kind in _AMOUNTS else None
    cell.alignment = Alignment(across, "center", wrap_text=True, indent=across == "right")
    if fill:
        cell.fill = PatternFill("solid", fgColor=_FILLS[fill])
