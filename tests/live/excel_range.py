"""Excel's own Range behind ``api``, over LibreOffice's cells, and what it refuses to do to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from addin.books.book import address

_FORMULA, _FORMULA_ERROR = 16, 4
_LOGICAL = 1024
_ERROR_CODES = {502: 2015, 503: 2036, 519: 2015, 524: 2023, 525: 2029, 532: 2007, 521: 2000,
                32767: 2042}
_CV_ERR = -2146828288


class ComError(Exception):
    """What Excel refuses comes as an error of COM, none of ours: here by its text alone."""


class Range:
    def __init__(self, cells: Any, document: Any) -> None:
        self._cells, self._document = cells, document

    @property
    def Locked(self) -> bool:  # noqa: N802 — Excel's words
        return bool(self._cells.CellProtection.IsLocked)

    @property
    def Validation(self) -> Validation:  # noqa: N802
        return Validation(self._cells)

    @property
    def Address(self) -> str:  # noqa: N802
        at = self._cells.RangeAddress
        corners = dict.fromkeys((address(at.StartRow + 1, at.StartColumn + 1),
                                 address(at.EndRow + 1, at.EndColumn + 1)))
        return ":".join(corners)

    @property
    def HasFormula(self) -> bool | None:  # noqa: N802
        """None where some cells hold one and others do not."""
        found = sum((area.EndRow - area.StartRow + 1) * (area.EndColumn - area.StartColumn + 1)
                    for area in self._cells.queryContentCells(_FORMULA).RangeAddresses)
        at = self._cells.RangeAddress
        whole = (at.EndRow - at.StartRow + 1) * (at.EndColumn - at.StartColumn + 1)
        return bool(found) if found in (0, whole) else None

    def SpecialCells(self, Type: int) -> Areas:  # noqa: N802, N803
        assert Type == -4123  # xlCellTypeFormulas
        found = self._cells.queryContentCells(_FORMULA).RangeAddresses
        if not found:
            raise ComError("未找到单元格。")
        sheet = self._cells.Spreadsheet
        return Areas([Range(sheet.getCellRangeByPosition(
            at.StartColumn, at.StartRow, at.EndColumn, at.EndRow), self._document) for at in found])

    @property
    def HasArray(self) -> bool | None:  # noqa: N802
        arrays = {bool(cell.getArrayFormula()) for cell in _single(self._cells)}
        return arrays.pop() if len(arrays) == 1 else None

    @property
    def CurrentArray(self) -> Range:  # noqa: N802
        cursor = self._cells.Spreadsheet.createCursorByRange(self._cells)
        cursor.collapseToCurrentArray()
        return Range(cursor, self._document)

    @property
    def Value2(self) -> Any:  # noqa: N802
        at = self._cells.RangeAddress
        rows = tuple(tuple(self._value(self._cells.getCellByPosition(column, row))
                           for column in range(at.EndColumn - at.StartColumn + 1))
                     for row in range(at.EndRow - at.StartRow + 1))
        return rows if len(rows) > 1 or len(rows[0]) > 1 else rows[0][0]

    def _value(self, cell: Any) -> Any:
        if cell.getError():
            return _CV_ERR + _ERROR_CODES.get(cell.getError(), 2015)
        content, = cell.getDataArray()[0]
        if content == "" and not cell.getFormula():
            return None
        kind = self._document.NumberFormats.getByKey(cell.NumberFormat).Type
        return bool(content) if isinstance(content, float) and kind & _LOGICAL else content

    @Value2.setter
    def Value2(self, values: Any) -> None:  # noqa: N802
        refuse_part_of_array(self._cells)
        rows = values if isinstance(values, tuple) else ((values,),)
        cells = self._cells
        for each in {_place(cell): cell for cell in _single(cells) if cell.getArrayFormula()}.values():
            cursor = each.Spreadsheet.createCursorByRange(each)
            cursor.collapseToCurrentArray()
            cursor.clearContents(_FORMULA)
        for row, line in enumerate(rows):
            for column, value in enumerate(line):
                _write(cells.getCellByPosition(column, row), value)


class Validation:
    """What is said of a cell that may not hold just anything."""

    def __init__(self, cells: Any) -> None:
        self.__dict__["_cells"] = cells

    def __setattr__(self, name: str, value: Any) -> None:
        rule = self._cells.Validation
        assert rule.Type.value != "ANY", "Excel: 1004"
        words = {"InputMessage": ("InputMessage", "ShowInputMessage"),
                 "ErrorMessage": ("ErrorMessage", "ShowErrorMessage")}
        if name in words:
            said, shown = words[name]
            assert len(value) <= {"InputMessage": 255, "ErrorMessage": 225}[name]
            setattr(rule, said, value)
            setattr(rule, shown, True)
        else:
            assert name == "ShowError"
            rule.ShowErrorMessage = value
        self._cells.Validation = rule


class Areas(list[Range]):
    @property
    def Areas(self) -> list[Range]:  # noqa: N802
        return list(self)


def refuse_part_of_array(cells: Any) -> None:
    """Excel: «不能更改数组的某一部分»."""
    at = cells.RangeAddress
    for cell in _single(cells):
        if not cell.getArrayFormula():
            continue
        cursor = cell.Spreadsheet.createCursorByRange(cell)
        cursor.collapseToCurrentArray()
        whole = cursor.RangeAddress
        if (whole.StartRow < at.StartRow or whole.EndRow > at.EndRow
                or whole.StartColumn < at.StartColumn or whole.EndColumn > at.EndColumn):
            raise ComError("不能更改数组的某一部分。")


def refuse_part_of_merge(cells: Any) -> None:
    """Excel clears no part of a merge: «不能对合并单元格作部分更改»."""
    cursor = cells.Spreadsheet.createCursorByRange(cells)
    cursor.collapseToMergedArea()
    whole, at = cursor.RangeAddress, cells.RangeAddress
    if (whole.EndRow, whole.EndColumn) != (at.EndRow, at.EndColumn):
        raise ComError("不能对合并单元格作部分更改。")


def refuse_protected(cells: Any) -> None:
    """Excel: «您试图更改的单元格受保护»."""
    if cells.Spreadsheet.isProtected() and cells.CellProtection.IsLocked:
        raise ComError("您试图更改的单元格或图表位于受保护的工作表中。")


def _single(cells: Any) -> Iterator[Any]:
    """The cells that hold a formula: others are in no array."""
    sheet = cells.Spreadsheet
    for at in cells.queryContentCells(_FORMULA).RangeAddresses:
        for row in range(at.StartRow, at.EndRow + 1):
            for column in range(at.StartColumn, at.EndColumn + 1):
                yield sheet.getCellByPosition(column, row)


def _place(cell: Any) -> tuple[int, int]:
    return cell.CellAddress.Row, cell.CellAddress.Column


def _write(cell: Any, value: Any) -> None:
    if value is None:
        cell.setFormula("")
    elif isinstance(value, str):
        cell.setString(value.removeprefix("'"))
    else:
        cell.setValue(float(value))
