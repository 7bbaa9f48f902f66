"""A sheet of a workbook file as Excel's own Range objects would tell it to a COM server.

Read by openpyxl, not by what is tested. Of a merged area Excel has the value in the first cell and
nothing in the others; of a range of differing cells it tells neither format nor merge.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange

from tests.xlwings_windows import ERROR_CODES, Cells, Workbook


class Sheet:
    """The Worksheet; ``changes`` are cells typed over, by their addresses."""

    def __init__(self, path: Path, name: str, changes: dict[str, Any] | None = None) -> None:
        values, formulas = (openpyxl.load_workbook(path, data_only=shown) for shown in (True, False))
        properties = {each.name: str(each.value) for each in values.custom_doc_props.props}
        self.Name, self.Parent = name, Workbook(properties)
        self.values, self.formulas = values[name], formulas[name]
        for address, value in (changes or {}).items():
            self.values[address] = self.formulas[address] = value

    def Cells(self, row: int, column: int) -> SheetRange:  # noqa: N802 — Excel's own name
        return SheetRange(self, CellRange(None, column, row, column, row))

    def Range(self, first: SheetRange, last: SheetRange) -> SheetRange:  # noqa: N802
        return SheetRange(self, first.area.union(last.area))

    def merge(self, row: int, column: int) -> CellRange | None:
        cell = CellRange(None, column, row, column, row)
        return next((each for each in self.values.merged_cells.ranges if each.issuperset(cell)),
                    None)

    def area(self, address: str | None = None) -> SheetRange:
        """The named part of the sheet, or all that is used of it."""
        return SheetRange(self, CellRange(address or self.values.dimensions))


class SheetRange(Cells):
    """A Range of it."""

    def __init__(self, sheet: Sheet, area: CellRange) -> None:
        places = [[(row, column) for column in range(area.min_col, area.max_col + 1)]
                  for row in range(area.min_row, area.max_row + 1)]
        super().__init__([[_value(sheet.values.cell(*place)) for place in row] for row in places],
                         sheet.Parent)
        self.area, self.Worksheet = area, sheet
        self.Row, self.Column = area.min_row, area.min_col
        written = [[_formula(sheet.formulas.cell(*place)) for place in row] for row in places]
        self.Formula = tuple(map(tuple, written)) if self.Count > 1 else written[0][0]
        self.NumberFormat = _same(sheet.values.cell(*place).number_format for place in area.cells)
        self.MergeCells = _same(sheet.merge(*place) is not None for place in area.cells)
        first, last = (f"${get_column_letter(column)}${row}" for row, column in (
            (area.min_row, area.min_col), (area.max_row, area.max_col)))
        self.Address = first if self.Count == 1 else f"{first}:{last}"

    @property
    def MergeArea(self) -> SheetRange:  # noqa: N802
        merged = self.Worksheet.merge(self.Row, self.Column)
        return SheetRange(self.Worksheet, merged or self.area)


def _same(found: Iterable[Any]) -> Any:
    """What all cells share; None where they differ."""
    kinds = set(found)
    return kinds.pop() if len(kinds) == 1 else None


def _value(cell: Any) -> Any:
    match cell.value:
        case bool() | None | datetime():
            return cell.value
        case int() | float():
            return float(cell.value)
        case text:
            return ERROR_CODES.get(text, text)


def _formula(cell: Any) -> str:
    return "" if cell.value is None else str(cell.value)


__all__ = ["Sheet", "SheetRange"]
