"""The open workbook as an OpenBook, through xlwings alone: in Excel, or any host it reaches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import xlwings as xw

from addin.books.book import Area, Grid, Highlight, Page, Style, Validation, address
from addin.books.height import grown
from addin.books.live.caller import property_of
from addin.books.live.grid import as_text, grid_of, merge_of, merges_of
from addin.books.live.page import VISIBLE, drop_page, own_sheets, put_page
from addin.books.live.rules import FILLS, put_rules
from addin.errors import BookError

_TEXT_FORMAT = "@"
_PROPERTY_IS_TEXT = 4

NOTE_HEAD = "【绩效自评】\n"
"""What our notes begin with, so that no other is ever changed."""
_MARK_WORD = "PE_MARK"
_MARK = f'=LEN("{_MARK_WORD}")>0'
"""A condition that always holds, and is known again as ours."""
_MIXED = 11
"""The type size, in points, of a cell whose text has several."""
_LONGEST_ADDRESS = 255
"""Excel takes no longer one."""


class BookLive:
    """A workbook open in front of the clerk. Writes are seen at once; nothing is saved.

    What xlwings has no word for (protection, document properties) is asked of Excel's own objects
    behind its ``api``.
    """

    def __init__(self, workbook: xw.Book) -> None:
        self.workbook = workbook
        self._merges: dict[str, tuple[Area, ...]] = {}

    @property
    def name(self) -> str:
        return self.workbook.name

    @property
    def sheets(self) -> tuple[str, ...]:
        return tuple(sheet.name for sheet in self.workbook.sheets)

    @property
    def names(self) -> Mapping[str, str]:
        return {name.name: (name.refers_to or "").removeprefix("=")
                for name in self.workbook.names if "!" not in name.name}

    def grid(self, sheet: str) -> Grid:
        """The sheet as it stands now: every call reads it anew, but for its merges."""
        live = self.sheet(sheet)
        used = live.used_range
        if sheet not in self._merges:
            self._merges[sheet] = merges_of(used)
        return grid_of(used, self._merges[sheet], hidden=live.api.Visible != VISIBLE,
                       protected=_protected(live))

    @property
    def own_sheets(self) -> Mapping[str, str]:
        return {sheet.name: name for sheet, name in own_sheets(self.workbook)}

    def property(self, name: str) -> str | None:
        return property_of(self.workbook, name)

    def set_property(self, name: str, value: str) -> None:
        properties = self.workbook.api.CustomDocumentProperties
        for each in properties:
            if each.Name == name:
                each.Value = value
                return
        properties.Add(name, False, _PROPERTY_IS_TEXT, value)

    def drop_property(self, name: str) -> None:
        for each in list(self.workbook.api.CustomDocumentProperties):
            if each.Name == name:
                each.Delete()

    def put(self, sheet: str, row: int, column: int, value: str | Fraction | None) -> None:
        cell = self._writable(sheet, row, column)
        if value is None or value == "":
            cell.merge_area.clear_contents()  # Excel clears no single cell of a merge
        elif isinstance(value, str):
            cell.value = as_text(value)
        else:
            _write(cell, "value", float(value))

    def put_formula(self, sheet: str, row: int, column: int, formula: str,
                    cached: str | Fraction | None = None) -> None:
        """The host calculates it at once: ``cached`` is for closed files."""
        _write(self._writable(sheet, row, column), "formula", "=" + formula.removeprefix("="))

    def put_cached(self, sheet: str, row: int, column: int, value: str | Fraction) -> None:
        """Nothing to do: the host has calculated the formula."""
        written = self.sheet(sheet)[row - 1, column - 1].formula
        if not str(written).startswith("="):
            raise BookError(f"单元格 {address(row, column, sheet)} 里没有公式。")

    def locked(self, sheet: str, row: int, column: int) -> bool:
        return _locked(self.sheet(sheet)[row - 1, column - 1])

    def fit(self, sheet: str, row: int, column: int) -> bool:
        live = self.sheet(sheet)
        cell = live[row - 1, column - 1]
        area = cell.merge_area
        deep, wide = area.shape
        width = sum(area[0, place].column_width or 0 for place in range(wide))
        heights = [area[place, 0].row_height or 0 for place in range(deep)]
        height, whole = grown(str(cell.value or ""), width, cell.font.size or _MIXED, heights)
        if not _protected(live) and height > heights[0]:
            area[0, 0].row_height = height
        return whole

    def put_rules(self, sheet: str, validations: Sequence[Validation],
                  highlights: Sequence[Highlight]) -> None:
        """Where something may be typed already, that stays as it is."""
        live = self.sheet(sheet)
        if not _protected(live):
            free = [each for each in validations if live[each.area].data_validation.type == "none"]
            put_rules(live, free, highlights)

    def put_page(self, page: Page) -> None:
        self._merges.pop(put_page(self.workbook, page).name, None)

    def drop_page(self, name: str) -> None:
        drop_page(self.workbook, name)

    def own_notes(self, sheet: str) -> Mapping[tuple[int, int], str]:
        """What our notes on the sheet say, by their cells."""
        said = [(note.location, note.text) for note in self.sheet(sheet).notes]
        return {(cell.row, cell.column): text.removeprefix(NOTE_HEAD)
                for cell, text in said if text.startswith(NOTE_HEAD)}

    def note(self, sheet: str, row: int, column: int, text: str | None) -> None:
        """Our note on the cell, renewed or taken away; a note of the clerk's is left alone."""
        cell = self._free(sheet)[row - 1, column - 1]
        note = cell.note
        if note is not None and not note.text.startswith(NOTE_HEAD):
            return
        if text is None:
            if note is not None:
                note.delete()
        elif note is None:
            cell.add_note(NOTE_HEAD + text)
        else:
            note.text = NOTE_HEAD + text

    def mark(self, sheet: str, places: Sequence[tuple[int, int]], style: Style) -> None:
        """A fill over the cells' own formats, which are not changed: one rule for all of them."""
        live = self._free(sheet)
        for area in _addresses([merge_of(live[row - 1, column - 1]) for row, column in places]):
            live[area].conditional_formats.add_custom(_MARK, fill_color=FILLS[style])

    def clear_marks(self) -> tuple[str, ...]:
        """Take away our marks and notes; the sheets whose protection keeps them there."""
        kept = []
        for sheet in self.workbook.sheets:
            ours: list[Any] = [
                *(rule for rule in sheet.used_range.conditional_formats
                  if rule.type == "custom" and _MARK_WORD in (rule.formula or "")),
                *(note for note in sheet.notes if note.text.startswith(NOTE_HEAD))]
            if ours and _protected(sheet):
                kept.append(sheet.name)
                continue
            for each in ours:
                each.delete()
        return tuple(kept)

    def freeze(self, sheet: str, wanted: Callable[[str], bool]) -> tuple[list[str], list[str]]:
        from addin.books.live.freezing import freeze

        live = self.sheet(sheet)
        if _protected(live):
            raise BookError(f"工作表“{sheet}”受保护，公式不能换成数值；请先撤销保护再试。")
        return freeze(live, wanted)

    def sheet(self, name: str) -> xw.Sheet:
        for sheet in self.workbook.sheets:
            if sheet.name == name:
                return sheet
        raise BookError(f"工作簿里没有工作表“{name}”，只有：{'、'.join(self.sheets)}。")

    def _free(self, name: str) -> xw.Sheet:
        sheet = self.sheet(name)
        if _protected(sheet):
            raise BookError(f"工作表“{name}”受保护，不能加批注和标记；请先撤销保护再试。")
        return sheet

    def _writable(self, sheet: str, row: int, column: int) -> xw.Range:
        cell = self.sheet(sheet)[row - 1, column - 1]
        merged = merge_of(cell)
        if (merged.top, merged.left) != (row, column):
            corner = address(merged.top, merged.left)
            raise BookError(f"单元格 {address(row, column, sheet)} 属于以 {corner} 开头的合并单元格，"
                            f"只能写 {corner}。")
        if _locked(cell):
            raise BookError(f"单元格 {address(row, column, sheet)} 受工作表保护，不能写入；"
                            "请先撤销保护再试。")
        return cell


def _addresses(areas: Sequence[Area]) -> Iterator[str]:
    """The areas in as few addresses as Excel takes: ``H8,H9:I10``."""
    written = ""
    for top, left, bottom, right in areas:
        one = f"{address(top, left)}:{address(bottom, right)}"
        if len(written) + 1 + len(one) > _LONGEST_ADDRESS:
            yield written
            written = ""
        written = f"{written},{one}" if written else one
    if written:
        yield written


def _protected(sheet: xw.Sheet) -> bool:
    return bool(sheet.api.ProtectContents)


def _locked(cell: xw.Range) -> bool:
    return _protected(cell.sheet) and bool(cell.api.Locked)


def _write(cell: xw.Range, what: str, content: float | str) -> None:
    """A cell formatted as text would keep a number as text, which SUM skips; the format stays."""
    number_format = cell.number_format
    if number_format == _TEXT_FORMAT:
        cell.number_format = "General"
    setattr(cell, what, content)
    if number_format == _TEXT_FORMAT:
        cell.number_format = number_format


__all__ = ["BookLive"]
