"""Old and foreign formats (.xls, .et, .xlsb, .ods) as a Book that can only be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from io import BytesIO
from typing import NoReturn

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from addin.books.book import Area, Cell, Grid, Page, Value
from addin.books.merges import trimmed
from addin.books.xlsx.stuffed import KEPT_ROWS, MOST_ROWS
from addin.errors import UserError
from scoring.values.exact import from_double

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
    def names(self) -> Mapping[str, str]:
        return {}

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

    def put(self, _sheet: str, _row: int, _column: int, _value: str | Fraction | None) -> None:
        _refuse()

    def put_formula(self, _sheet: str, _row: int, _column: int, _formula: str,
                    _cached: str | Fraction | None = None) -> None:
        _refuse()

    def put_cached(self, _sheet: str, _row: int, _column: int, _value: str | Fraction) -> None:
        _refuse()

    def fit(self, _sheet: str, _row: int, _column: int) -> bool:
        _refuse()

    def put_page(self, _page: Page) -> None:
        _refuse()

    def set_property(self, _name: str, _value: str) -> None:
        _refuse()

    def to_bytes(self) -> NoReturn:
        _refuse()

    def _read(self, name: str) -> Grid:
        sheet = self._workbook.get_sheet_by_name(name)
        truncated = sheet.total_height > MOST_ROWS
        cells = dict(_cells(sheet, KEPT_ROWS if truncated else MOST_ROWS))
        merges = (Area(top + 1, left + 1, bottom + 1, right + 1)
                  for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
                  if top < MOST_ROWS)
        rows = sorted({row for row, _ in cells})
        return Grid(name, cells, tuple(trimmed(merges, rows)), hidden=self._hidden[name],
                    truncated=truncated)


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


def _refuse() -> NoReturn:
    raise UserError("旧格式（.xls/.et）只能读取、审核，不能回填：请在 Excel/WPS 中另存为 .xlsx 后再回填。")


def _cells(sheet: CalamineSheet, most: int) -> Iterator[tuple[tuple[int, int], Cell]]:
    for row, values in enumerate(sheet.to_python(skip_empty_area=False, nrows=most), start=1):
        for column, value in enumerate(values, start=1):
            if value != "":
                yield (row, column), Cell(_exact(value))


def _exact(value: float | str | bool | date | time | timedelta) -> Value:
    if isinstance(value, str | bool):
        return value
    if isinstance(value, int | float):
        return from_double(float(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(value) if isinstance(value, timedelta) else value.isoformat()
