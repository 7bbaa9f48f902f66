"""Conditional formats of the xlwings engine over LibreOffice: a formula and a fill."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xlwings import base_classes

from tests.live.formulas import to_excel, to_office


class ConditionalFormats(base_classes.ConditionalFormats):
    def __init__(self, cells: Any) -> None:
        self._cells = cells
        self._document, self._sheet = cells.sheet.book.document, cells.sheet.sheet

    def __iter__(self) -> Iterator[ConditionalFormat]:
        place = self._cells.cells.RangeAddress
        for each in self._sheet.ConditionalFormats.getConditionalFormats():
            if each.Range.queryIntersection(place).Count:
                for number in range(each.Count):
                    yield ConditionalFormat(self._document, self._sheet, each, number)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __call__(self, number: int) -> ConditionalFormat:
        return list(self)[number - 1]

    def add_custom(self, spec: dict[str, Any]) -> ConditionalFormat:
        ranges = self._document.createInstance("com.sun.star.sheet.SheetCellRanges")
        ranges.addRangeAddress(self._cells.cells.RangeAddress, False)
        formats = self._sheet.ConditionalFormats
        before = {each.ID for each in formats.getConditionalFormats()}
        formats.createByRange(ranges)
        made = next(each for each in formats.getConditionalFormats() if each.ID not in before)
        made.createEntry(0, 0)
        entry = made.getByIndex(0)
        entry.Operator = 9  # a formula
        entry.Formula1 = to_office(self._document, spec["formula"]).removeprefix("=")
        entry.StyleName = self._style(spec["fill_color"])
        return ConditionalFormat(self._document, self._sheet, made, 0)

    def _style(self, color: tuple[int, int, int]) -> str:
        name = "pe_{:02x}{:02x}{:02x}".format(*color)
        styles = self._document.StyleFamilies.getByName("CellStyles")
        if not styles.hasByName(name):
            styles.insertByName(name, self._document.createInstance("com.sun.star.style.CellStyle"))
            styles.getByName(name).CellBackColor = int(name[3:], 16)
        return name


class ConditionalFormat(base_classes.ConditionalFormat):
    def __init__(self, document: Any, sheet: Any, found: Any, number: int) -> None:
        self._document, self._sheet, self._found, self._number = document, sheet, found, number

    @property
    def _entry(self) -> Any:
        return self._found.getByIndex(self._number)

    @property
    def type(self) -> str:
        return "custom" if self._entry.Operator == 9 else "unknown"

    @property
    def formula(self) -> str:
        return to_excel(self._document, self._entry.Formula1)

    @property
    def fill_color(self) -> tuple[int, int, int]:
        styles = self._document.StyleFamilies.getByName("CellStyles")
        found = styles.getByName(self._entry.StyleName).CellBackColor
        return found >> 16 & 255, found >> 8 & 255, found & 255

    def delete(self) -> None:
        if self._found.Count == 1:
            self._sheet.ConditionalFormats.removeByID(self._found.ID)
        else:
            self._found.removeByIndex(self._number)
