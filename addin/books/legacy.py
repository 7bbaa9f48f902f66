"""Old and foreign formats (.xls, .et, .xlsb, .ods) as a workbook that can only be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from addin.books.book import Area, Cell, Grid
from addin.books.raw import value_of
from addin.books.xlsx.stuffed import KEPT_ROWS, MOST_ROWS
from addin.errors import UserError

_OWN = re.compile(r"(评分依据|审核疑点|基础数据|报告素材)(\(\d+\))?")
_SECTOR = 512
"""The reader wants whole sectors; some programs leave the last one short."""


class BookLegacy:
    """A workbook whose values and merges are known; formulas and number formats are not."""

    def __init__(self, workbook: CalamineWorkbook, name: str) -> None:
        self.name = name
        self._workbook = workbook
        self._hidden = {sheet.name: sheet.visible != SheetVisibleEnum.Visible
                        for sheet in workbook.sheets_metadata
                        if sheet.typ == SheetTypeEnum.WorkSheet}
        self._grids: dict[str, Grid] = {}

    @classmethod
    def read(cls, data: bytes, name: str) -> BookLegacy:
        """The workbook in ``data``; UserError when it can't be read."""
        whole_sectors = data + bytes(-len(data) % _SECTOR)
        with _chinese_errors():
            book = cls(CalamineWorkbook.from_filelike(BytesIO(whole_sectors)), name)
        if not book.sheets:
            raise UserError("工作簿里没有工作表，或文件已损坏。")
        return book

    @property
    def sheets(self) -> tuple[str, ...]:
        return tuple(self._hidden)

    @property
    def own_sheets(self) -> Mapping[str, str]:
        """By what they are called: no mark can be seen in these formats."""
        return {sheet: named[1] for sheet in self.sheets if (named := _OWN.fullmatch(sheet))}

    def property(self, _name: str) -> str | None:
        return None

    def grid(self, sheet: str) -> Grid:
        if sheet not in self._hidden:
            raise UserError(f"工作簿里没有工作表“{sheet}”，只有：{'、'.join(self.sheets)}。")
        if sheet not in self._grids:
            with _chinese_errors():
                self._grids[sheet] = self._read(sheet)
        return self._grids[sheet]

    def locked(self, _sheet: str, _row: int, _column: int) -> bool:
        return False

    def _read(self, name: str) -> Grid:
        sheet = self._workbook.get_sheet_by_name(name)
        truncated = sheet.total_height > MOST_ROWS
        cells = dict(_cells(sheet, KEPT_ROWS if truncated else MOST_ROWS))
        merges = tuple(Area(top + 1, left + 1, bottom + 1, right + 1)
                       for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
                       if top < MOST_ROWS)
        return Grid(name, cells, merges, hidden=self._hidden[name], truncated=truncated)


@contextmanager
def _chinese_errors() -> Iterator[None]:
    """What the native reader can't take becomes a sentence, its panics too."""
    try:
        yield
    except PasswordError as error:
        raise UserError("文件已加密，请先在 Excel/WPS 中取消密码再处理。") from error
    except CalamineError as error:
        raise UserError("这不是能读取的工作簿，或文件已损坏。") from error
    except BaseException as error:
        # A panic derives from BaseException, and its class can't be imported.
        if type(error).__module__ != "pyo3_runtime":
            raise
        raise UserError("文件已损坏，无法读取。") from error


def _cells(sheet: CalamineSheet, most: int) -> Iterator[tuple[tuple[int, int], Cell]]:
    for row, values in enumerate(sheet.to_python(skip_empty_area=False, nrows=most), start=1):
        for column, value in enumerate(values, start=1):
            if value != "":
                yield (row, column), Cell(value_of(value))
