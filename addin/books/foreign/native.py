""".xlsb and .ods through calamine, which knows no number formats."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
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
from addin.books.merges import trimmed
from addin.books.raw import value_of
from addin.books.xlsx.stuffed import KEPT_ROWS, MOST_ROWS
from addin.errors import UserError


class NativeSource:
    """UserError when the bytes can't be read."""

    def __init__(self, data: bytes) -> None:
        with _chinese_errors():
            self._workbook = CalamineWorkbook.from_filelike(BytesIO(data))
            self._hidden = {sheet.name: sheet.visible != SheetVisibleEnum.Visible
                            for sheet in self._workbook.sheets_metadata
                            if sheet.typ == SheetTypeEnum.WorkSheet}

    @property
    def hidden(self) -> Mapping[str, bool]:
        return self._hidden

    def grid(self, sheet: str) -> Grid:
        with _chinese_errors():
            return self._read(sheet)

    def _read(self, name: str) -> Grid:
        sheet = self._workbook.get_sheet_by_name(name)
        truncated = sheet.total_height > MOST_ROWS
        cells = dict(_cells(sheet, KEPT_ROWS if truncated else MOST_ROWS))
        merges = (Area(top + 1, left + 1, bottom + 1, right + 1)
                  for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
                  if top < MOST_ROWS)
        rows = sorted({row for row, _ in cells})
        return Grid(name, cells, tuple(trimmed(merges, rows)), hidden=self._hidden[name],
                    truncated=truncated, formats_known=False)


@contextmanager
def _chinese_errors() -> Iterator[None]:
    """What the native reader can't take becomes a sentence, its panics too."""
    try:
        with _silent():
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


@contextmanager
def _silent() -> Iterator[None]:
    """A panic writes its English straight to the error stream, past Python: nobody is to see it."""
    try:
        kept = os.dup(2)
    except OSError:  # no error stream at all, as in a windowless program
        yield
        return
    try:
        with suppress(OSError, ValueError, AttributeError):
            sys.stderr.flush()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _cells(sheet: CalamineSheet, most: int) -> Iterator[tuple[tuple[int, int], Cell]]:
    for row, values in enumerate(sheet.to_python(skip_empty_area=False, nrows=most), start=1):
        for column, value in enumerate(values, start=1):
            if value != "":
                yield (row, column), Cell(value_of(value))
