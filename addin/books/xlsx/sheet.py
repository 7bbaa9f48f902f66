"""One worksheet's XML as a Grid: values exact, formulas whole, dates as days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from addin.books.book import Area, Cell, CellError, Grid, Value
from addin.books.xlsx.formulas import shifted
from addin.books.xlsx.number_formats import is_date, iso_text
from addin.books.xlsx.places import LAST_COLUMN, LAST_ROW, area, column_number
from addin.books.xlsx.strings import SharedStrings, plain_text
from addin.books.xlsx.styles import Styles
from addin.errors import UserError
from addin.package.xml import Element, namespace, read_text, truthy, whole
from scoring.values.exact import from_double

Place = tuple[int, int]
_LOOSE_ROWS = 100
"""So far may a merge reach below the last row that the file lists."""
_MOST_MERGED_ROWS = 2_000_000
"""Of all merges together: as they may not overlap, no sheet that anybody made comes near."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What all sheets of a workbook read with."""

    strings: SharedStrings
    styles: Styles
    date1904: bool


def read_layout(root: Element, name: str, hidden: bool, truncated: bool) -> Grid:
    """The sheet without its cells: merges, protection."""
    protection = root.find(f"{namespace(root)}sheetProtection")
    return Grid(name, {}, tuple(_merges(root)),
                protected=protection is not None and truthy(protection.get("sheet")),
                hidden=hidden, truncated=truncated)


def read_cells(root: Element, shared: Shared) -> dict[Place, Cell]:
    """The sheet's cells as they stand."""
    return dict(_Reader(namespace(root), shared).cells(root))


def placed_rows(root: Element) -> Iterator[tuple[int, Element]]:
    """The rows with their numbers, which a file may leave out."""
    main = namespace(root)
    data = root.find(f"{main}sheetData")
    number = 0
    for row in data if data is not None else ():
        number = whole(row.get("r"), number + 1)
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
        self._cell, self._value = f"{main}c", f"{main}v"
        self._formula, self._inline = f"{main}f", f"{main}is"
        self._shared = shared
        self._masters: dict[str, tuple[str, Place]] = {}

    def cells(self, root: Element) -> Iterator[tuple[Place, Cell]]:
        for row_number, row in placed_rows(root):
            for column, node in placed_cells(row, self._cell):
                if len(node) and row_number <= LAST_ROW and column <= LAST_COLUMN:
                    cell = self._read(node, (row_number, column))
                    if cell.value is not None or cell.formula is not None:
                        yield (row_number, column), cell

    def _read(self, node: Element, place: Place) -> Cell:
        number_format = self._shared.styles.number_format(node.get("s", "0"))
        parts = {child.tag: child for child in node}  # two calls of find take five times as long
        formula = parts.get(self._formula)
        return Cell(self._read_value(node.get("t", "n"), parts, number_format),
                    None if formula is None else self._read_formula(formula, place), number_format)

    def _read_value(self, kind: str, parts: Mapping[str, Element],
                    number_format: str) -> Value:
        if kind == "inlineStr":
            inline = parts.get(self._inline)
            return (plain_text(inline) or None) if inline is not None else None
        stored = parts.get(self._value)
        text = (stored.text or "") if stored is not None else ""
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
            return shifted(master, place[0] - row, place[1] - column)
        return text


def _merges(root: Element) -> Iterator[Area]:
    """The merged areas, none much longer than the sheet: merges of whole columns do occur."""
    last, covered = max((number for number, _ in placed_rows(root)), default=0), 0
    merges = root.find(f"{namespace(root)}mergeCells")
    for node in merges if merges is not None else ():
        merged = area(node.get("ref", ""))
        if merged is not None:
            bottom = min(merged.bottom, max(last, merged.top + _LOOSE_ROWS))
            covered += bottom - merged.top + 1
            if covered > _MOST_MERGED_ROWS:
                raise UserError("合并单元格多得不正常，互相重叠，文件可能已损坏；请用 Excel 打开修复后另存再试。")
            yield Area(merged.top, merged.left, bottom, merged.right)
