"""One worksheet's XML as a Grid: values exact, formulas whole, dates as days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from addin.books.book import Area, Cell, CellError, Grid, Value
from addin.books.merges import trimmed
from addin.books.struck import Cells, standing
from addin.books.xlsx.formulas import shifted
from addin.books.xlsx.number_formats import is_date, iso_text
from addin.books.xlsx.places import LAST_COLUMN, LAST_ROW, area, column_number
from addin.books.xlsx.plain_cells import PlainCells, unescaped
from addin.books.xlsx.strings import SharedStrings, plain_text
from addin.books.xlsx.styles import Styles
from addin.errors import UserError
from addin.package.xml import Element, namespace, read_text, truthy, whole
from scoring.values.exact import from_double

Place = tuple[int, int]
_PICTURE = re.compile(r"(?:_xlfn\.)?DISPIMG\(", re.IGNORECASE)
_FARTHEST = 500
"""Columns of which it is asked whether they are hidden; often all beyond a form are."""
_MOST_SHARED_TEXT = 4_000_000
"""Characters of shared formulas written out; beyond it a cell is only known to hold a formula."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What all sheets of a workbook read with."""

    strings: SharedStrings
    styles: Styles
    date1904: bool


def read_layout(root: Element, name: str, hidden: bool, truncated: bool) -> Grid:
    """The sheet without its cells: merges, protection, how it is printed."""
    main, rows = namespace(root), list(placed_rows(root))
    protection = root.find(f"{main}sheetProtection")
    page = root.find(f"{main}pageSetup")
    return Grid(name, {}, tuple(_merges(root, sorted(number for number, _ in rows))),
                protected=protection is not None and truthy(protection.get("sheet")),
                hidden=hidden, truncated=truncated,
                landscape=page is not None and page.get("orientation") == "landscape",
                hidden_rows=frozenset(number for number, row in rows if truthy(row.get("hidden"))),
                hidden_columns=frozenset(_hidden_columns(root)))


def read_cells(root: Element, shared: Shared) -> Cells:
    """The sheet's cells as they stand."""
    reader = _Reader(namespace(root), shared)
    return standing(dict(reader.cells(root)), reader.struck)


def read_plain(plain: PlainCells, shared: Shared) -> Cells:
    """The same cells, where they are plain."""
    reader = _Reader(namespace(plain.root), shared)
    return standing(dict(reader.plain(plain)), reader.struck)


def placed_rows(root: Element) -> Iterator[tuple[int, Element]]:
    """The rows with their numbers, which a file may leave out. UserError beyond the last."""
    main = namespace(root)
    data = root.find(f"{main}sheetData")
    number = 0
    for row in data if data is not None else ():
        number = whole(row.get("r"), number + 1)
        if number > LAST_ROW:
            raise UserError("文件已损坏：有一行的行号超出了工作表的范围，请用 Excel 打开修复后另存再试。")
        yield number, row


def placed_cells(row: Element, cell_tag: str) -> Iterator[tuple[int, Element]]:
    """The row's cells with their column numbers, which a file may leave out."""
    column = 0
    for cell in row.iterchildren(cell_tag):
        column = column_number(cell.get("r", "").rstrip("0123456789")) or column + 1
        yield column, cell


class _Reader:
    """Walks a sheet's cells; remembers the formulas that later cells share."""

    def __init__(self, main: str, shared: Shared) -> None:
        self._main, self._cell, self._value = main, f"{main}c", f"{main}v"
        self._formula, self._inline = f"{main}f", f"{main}is"
        self._shared = shared
        self._masters: dict[str, tuple[str, Place]] = {}
        self._shared_text = 0
        self.struck: set[Place] = set()

    def cells(self, root: Element) -> Iterator[tuple[Place, Cell]]:
        struck = self._shared.styles.struck
        for row_number, row in placed_rows(root):
            for column, node in placed_cells(row, self._cell):
                if len(node) and column <= LAST_COLUMN:
                    cell = self._read(node, (row_number, column))
                    if cell.value is not None or cell.formula is not None:
                        if struck and node.get("s", "0") in struck:
                            self.struck.add((row_number, column))
                        yield (row_number, column), cell

    def plain(self, plain: PlainCells) -> Iterator[tuple[Place, Cell]]:
        struck = self._shared.styles.struck
        numbers = (number for number, _ in placed_rows(plain.root))
        for row, cells in zip(numbers, plain.rows, strict=True):
            for letters, style, kind, formula, stored, inline in cells:
                if not (stored or inline or formula):
                    continue
                cell = self._cell_of(
                    kind or "n", style or "0", formula and unescaped(formula),
                    stored and unescaped(stored), inline and read_text(unescaped(inline)))
                column = column_number(letters)
                if column <= LAST_COLUMN and (cell.value is not None or formula is not None):
                    if struck and style in struck:
                        self.struck.add((row, column))
                    yield (row, column), cell

    def _read(self, node: Element, place: Place) -> Cell:
        stored = formula = inline = None
        for child in node:  # a call of find for each takes many times as long
            tag = child.tag
            if tag == self._value:
                stored = child
            elif tag == self._formula:
                formula = child
            elif tag == self._inline:
                inline = child
        kind, style = node.get("t", "n"), node.get("s", "0")
        if formula is None and kind == "e" and _is_picture(node, stored):
            return Cell("", "", self._shared.styles.number_format(style))
        return self._cell_of(
            kind, style, None if formula is None else self._read_formula(formula, place),
            None if stored is None else stored.text or "",
            None if inline is None else plain_text(inline, self._main))

    def _cell_of(self, kind: str, style: str, formula: str | None, stored: str | None,
                 inline: str | None) -> Cell:
        """``stored`` and ``inline`` are the texts of these elements; None: there is none."""
        styles = self._shared.styles
        number_format = styles.asked.get(style) or styles.number_format(style)
        if formula is not None and _PICTURE.match(formula):
            return Cell("", formula, number_format)
        value = (inline or None) if kind == "inlineStr" else self._read_value(
            kind, stored, number_format)
        if value is None and formula is not None and kind == "str" and stored is not None:
            value = ""
        return Cell(value, formula, number_format)

    def _read_value(self, kind: str, text: str | None, number_format: str) -> Value:
        if not text:
            return None
        match kind:
            case "s":
                return self._shared.strings[whole(text.strip(), -1)] or None
            case "n":
                return self._number(text, number_format)
            case "b":
                return truthy(text.strip())
            case "e":
                return CellError(text.strip())
            case "d":
                return text.removesuffix("T00:00:00")
        return read_text(text)

    def _number(self, text: str, number_format: str) -> Value:
        try:
            number = from_double(float(text))
        except (ValueError, OverflowError):
            return read_text(text)
        if is_date(number_format):
            return iso_text(number, number_format, self._shared.date1904) or number
        return number

    def _read_formula(self, node: Element, place: Place) -> str:
        text, group = node.text or "", node.get("si", "")
        if node.get("t") != "shared":
            return text
        if text:
            self._masters[group] = (text, place)
        elif group in self._masters:
            master, (row, column) = self._masters[group]
            self._shared_text += len(master)
            if self._shared_text <= _MOST_SHARED_TEXT:
                return shifted(master, place[0] - row, place[1] - column)
        return text


def _is_picture(node: Element, stored: Element | None) -> bool:
    """Whether a picture lies in the cell as Excel stores it, with an error for programs that know
    no such pictures; WPS stores it with a formula."""
    return node.get("vm") is not None and stored is not None and stored.text == "#VALUE!"


def _hidden_columns(root: Element) -> Iterator[int]:
    main = namespace(root)
    for node in root.iterfind(f"{main}cols/{main}col"):
        if truthy(node.get("hidden")):
            last = min(whole(node.get("max")), _FARTHEST)
            yield from range(whole(node.get("min"), 1), last + 1)


def _merges(root: Element, rows: Sequence[int]) -> Iterator[Area]:
    merges = root.find(f"{namespace(root)}mergeCells")
    found = (area(node.get("ref", "")) for node in (merges if merges is not None else ()))
    return trimmed((each for each in found if each is not None), rows)
