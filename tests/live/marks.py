"""Conditional formats of the xlwings engine over LibreOffice: a formula and a fill."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xlwings import base_classes


class ConditionalFormats(base_classes.ConditionalFormats):
    def __init__(self, cells: Any) -> None:
        self._cells = cells
        self._book, self._sheet = cells.sheet.book, cells.sheet.sheet

    def __iter__(self) -> Iterator[ConditionalFormat]:
        place, = self._cells.addresses
        for each in self._sheet.ConditionalFormats.getConditionalFormats():
            if each.Range.queryIntersection(place).Count:
                for number in range(each.Count):
                    yield ConditionalFormat(self._book, self._sheet, each, number)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __call__(self, number: int) -> ConditionalFormat:
        return list(self)[number - 1]

    def add_custom(self, spec: dict[str, Any]) -> ConditionalFormat:
        document = self._book.document
        ranges = document.createInstance("com.sun.star.sheet.SheetCellRanges")
        ranges.addRangeAddresses(self._cells.addresses, False)
        formats = self._sheet.ConditionalFormats
        number = formats.createByRange(ranges)
        made = next(each for each in reversed(formats.getConditionalFormats())
                    if number == each.ID)
        made.createEntry(0, 0)
        entry = made.getByIndex(0)
        entry.Operator = 9  # a formula
        entry.Formula1 = self._book.formulas.to_office(spec["formula"]).removeprefix("=")
        entry.StyleName = self._style(document, spec["fill_color"])
        return ConditionalFormat(self._book, self._sheet, made, 0)

    @staticmethod
    def _style(document: Any, color: tuple[int, int, int]) -> str:
        name = "pe_{:02x}{:02x}{:02x}".format(*color)
        styles = document.StyleFamilies.getByName("CellStyles")
        if not styles.hasByName(name):
            styles.insertByName(name, document.createInstance("com.sun.star.style.CellStyle"))
            styles.getByName(name).CellBackColor = int(name[3:], 16)
        return name


class ConditionalFormat(base_classes.ConditionalFormat):
    def __init__(self, book: Any, sheet: Any, found: Any, number: int) -> None:
        self._book, self._sheet, self._found, self._number = book, sheet, found, number

    @property
    def _entry(self) -> Any:
        return self._found.getByIndex(self._number)

    @property
    def type(self) -> str:
        return "custom" if self._entry.Operator == 9 else "unknown"

    @property
    def formula(self) -> str:
        return self._book.formulas.to_excel(self._entry.Formula1)

    @property
    def fill_color(self) -> tuple[int, int, int]:
        styles = self._book.document.StyleFamilies.getByName("CellStyles")
        found = styles.getByName(self._entry.StyleName).CellBackColor
        return found >> 16 & 255, found >> 8 & 255, found & 255

    def delete(self) -> None:
        if self._found.Count == 1:
            self._sheet.ConditionalFormats.removeByID(self._found.ID)
        else:
            self._found.removeByIndex(self._number)
