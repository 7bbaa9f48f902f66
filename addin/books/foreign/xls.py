""".xls and .et (BIFF) through xlrd, with number formats and merges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import StringIO
from typing import Any, TypeAlias

import xlrd
from xlrd.formatting import Font
from xlrd.sheet import Cell as OldCell
from xlrd.sheet import Sheet

from addin.books.book import Area, Cell, CellError, Grid, Value
from addin.books.marks import raised
from addin.books.merges import trimmed
from addin.books.struck import standing
from addin.books.xlsx.number_formats import is_date, iso_text
from addin.books.xlsx.stuffed import KEPT_ROWS, MOST_ROWS
from addin.errors import UserError
from scoring.values.exact import from_double

Runs: TypeAlias = Sequence[tuple[int, int]]
"""Where in a text another font begins, and which."""
_SUPERSCRIPT = 1


class XlsSource:
    """UserError when the bytes can't be read."""

    def __init__(self, data: bytes) -> None:
        with _chinese_errors():
            self._book = xlrd.open_workbook(file_contents=data, formatting_info=True,
                                            on_demand=True, ragged_rows=True, logfile=StringIO())
            states = self._book._sheet_visibility  # type: ignore[attr-defined] # known unread
            self._hidden = {name: state != 0 for name, state in zip(
                self._book.sheet_names(), states, strict=False)}

    @property
    def hidden(self) -> Mapping[str, bool]:
        return self._hidden

    def grid(self, sheet: str) -> Grid:
        with _chinese_errors():
            return self._read(self._book.sheet_by_name(sheet))

    def _read(self, sheet: Sheet) -> Grid:
        truncated = sheet.nrows > MOST_ROWS
        rows = range(KEPT_ROWS if truncated else sheet.nrows)
        olds = {(row, column): old for row in rows for column, old in enumerate(sheet.row(row))}
        read = standing(
            {(row + 1, column + 1): cell for (row, column), old in olds.items()
             if (cell := self._cell(old, sheet.rich_text_runlist_map.get((row, column))))
             is not None},
            {(row + 1, column + 1) for (row, column), old in olds.items()
             if self._font(old).struck_out})
        cells = read.cells
        merges = (Area(top + 1, left + 1, bottom, right)
                  for top, bottom, left, right in sheet.merged_cells if top < len(rows))
        return Grid(sheet.name, cells,
                    tuple(trimmed(merges, sorted({row for row, _ in cells}))),
                    protected=bool(sheet.protect) if hasattr(sheet, "protect") else False,
                    hidden=self._hidden[sheet.name], truncated=truncated,
                    struck=read.struck, hidden_rows=_hidden(sheet.rowinfo_map),
                    hidden_columns=_hidden(sheet.colinfo_map))

    def _cell(self, old: OldCell, runs: Runs | None = None) -> Cell | None:
        number_format = self._format(old.xf_index)
        value = self._value(old, number_format) if runs is None else self._rich(old, runs)
        return None if value is None else Cell(value, None, number_format)

    def _value(self, old: OldCell, number_format: str) -> Value:
        match old.ctype:
            case xlrd.XL_CELL_TEXT:
                return str(old.value or "") or None
            case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
                number = from_double(float(old.value))
                if not is_date(number_format):
                    return number
                return iso_text(number, number_format, self._book.datemode == 1) or number
            case xlrd.XL_CELL_BOOLEAN:
                return bool(old.value)
            case xlrd.XL_CELL_ERROR:
                return CellError(xlrd.error_text_from_code.get(int(old.value or 0), "#VALUE!"))
        return None

    def _rich(self, old: OldCell, runs: Runs) -> str | None:
        """A text without what is struck out in it beside what stands instead."""
        said, text = str(old.value or ""), ""
        starts = [(0, self._font(old)), *((start, self._book.font_list[font])
                                          for start, font in runs)]
        ends = [*(start for start, _ in starts[1:]), len(said)]
        for (start, font), end in zip(starts, ends, strict=True):
            piece = "" if font.struck_out else said[start:end]
            text += raised(text, piece) if font.escapement == _SUPERSCRIPT else piece
        return text or said or None

    def _font(self, old: OldCell) -> Font:
        styles, fonts = self._book.xf_list, self._book.font_list
        index = styles[place].font_index if 0 <= (place := old.xf_index or 0) < len(styles) else -1
        return fonts[index] if 0 <= index < len(fonts) else Font()

    def _format(self, index: int | None) -> str:
        styles = self._book.xf_list
        if index is None or not 0 <= index < len(styles):
            return "General"
        found = self._book.format_map.get(styles[index].format_key)
        return str(found.format_str) if found is not None and found.format_str else "General"


def _hidden(lines: Mapping[int, Any]) -> frozenset[int]:
    """The numbers of the rows or columns that are not shown."""
    return frozenset(place + 1 for place, line in lines.items() if line.hidden)


@contextmanager
def _chinese_errors() -> Iterator[None]:
    """xlrd was made for whole files: whatever it raises over a damaged one means just that."""
    try:
        yield
    except UserError:
        raise
    except Exception as error:
        if "encrypted" in str(error).lower():
            raise UserError("文件已加密，请先在 Excel/WPS 中取消密码再处理。") from error
        raise UserError("文件已损坏，无法读取；请用 Excel 或 WPS 打开修复，另存为 .xlsx 后再试。") from error
