"""A sheet of our own in an open workbook: added at the end, or renewed where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import xlwings as xw

from addin.books.book import OUR_FORMULAS, OUR_WORDS, Page, PageCell, Style
from addin.books.live.grid import as_text
from addin.books.live.rules import put_rules
from addin.books.xlsx.look import LOOKS
from addin.books.xlsx.own_sheets import MARK
from addin.errors import BookError

_LARGE, _SMALL, _GREY, _BLUE = 14, 10, "#595959", "#0563C1"
_FRAME = "#808080"
VISIBLE, VERY_HIDDEN = -1, 2
"""Of what is very hidden, Excel's menu «取消隐藏» does not offer to show."""
_OF_FILES = "_xlfn."
"""What stands before newer functions in a file, and not in an open workbook."""
_SPREAD = ("title", "note")
"""Styles that run over their neighbours when the row holds nothing else."""


def put_page(book: xw.Book, page: Page) -> xw.Sheet:
    """Write the page; where the clerk has a sheet of its name, ours is called ``名称(2)``."""
    in_front = book.sheets.active
    sheet = _sheet(book, page.name)
    for name, written in page.constants.items():
        if name not in book.names:  # before the formulas that use it
            book.names.add(name, f"={written}")
    width = max((len(row) for row in page.rows), default=0)
    if width:
        rows = [[*row, *[None] * (width - len(row))] for row in page.rows]
        area = _area(sheet, 0, 0, len(rows), width)
        area.value = [[_typed(cell) for cell in row] for row in rows]
        area.wrap_text = True
        area.vertical_alignment = "center"
        _dress(sheet, rows)
    for first, last, wide in _runs(page.widths):
        _area(sheet, 0, first, 1, last).column_width = wide
    _rules(book, sheet, page)
    in_front.activate()
    sheet.api.Visible = VERY_HIDDEN if page.hidden else VISIBLE
    return sheet


def own_sheets(book: xw.Book) -> Iterator[tuple[xw.Sheet, str]]:
    """The sheets that we have put into the workbook, with the names of their pages."""
    for sheet in book.sheets:
        for name in sheet.names:
            if name.name.rpartition("!")[2] == MARK:
                yield sheet, (name.refers_to or "").strip('="')


def drop_page(book: xw.Book, page: str) -> None:
    """Take away the page's sheet, where it has one, and the names that point to it."""
    sheet = _own_sheet(book, page)
    if sheet is None:
        return
    for name in list(book.names):
        refers_to = name.refers_to or ""
        word = page == OUR_FORMULAS and name.name.startswith(OUR_WORDS)
        if word or refers_to.startswith((f"={sheet.name}!", f"={_quoted(sheet.name)}!")):
            name.delete()
    with book.app.properties(display_alerts=False):
        sheet.delete()


def _own_sheet(book: xw.Book, page: str) -> xw.Sheet | None:
    return next((sheet for sheet, name in own_sheets(book) if name == page), None)


def _sheet(book: xw.Book, wanted: str) -> xw.Sheet:
    sheet = _own_sheet(book, wanted)
    if sheet is not None:
        if sheet.api.ProtectContents:
            raise BookError(f"工作表“{sheet.name}”受保护，不能更新；请先撤销保护再试。")
        sheet.clear()
        return sheet
    used = [sheet.name.lower() for sheet in book.sheets]
    number, name = 1, wanted
    while name.lower() in used:
        number += 1
        name = f"{wanted}({number})"
    if book.api.ProtectStructure:
        raise BookError(f"工作簿结构受保护，不能新增工作表“{name}”；请先撤销保护再试。")
    sheet = book.sheets.add(name, after=book.sheets[len(used) - 1])
    sheet.names.add(MARK, f'="{wanted}"')
    return sheet


def _typed(cell: PageCell | None) -> str | float | None:
    if cell is None or cell.link:
        return None
    if cell.formula:
        return "=" + cell.formula.removeprefix("=").replace(_OF_FILES, "")
    if cell.value is None or cell.value == "":
        return None
    return as_text(cell.value) if isinstance(cell.value, str) else float(cell.value)


def _dress(sheet: xw.Sheet, rows: Sequence[Sequence[PageCell | None]]) -> None:
    """A call to the host costs more than the cells it is for: what is alike is dressed at once."""
    for area, _ in _blocks(sheet, [[_framed(row)] * len(row) for row in rows]):
        area.borders.set("all", line_style="continuous", color=_FRAME)
    for area, style in _blocks(sheet, [[cell and cell.style for cell in row] for row in rows]):
        _look(area, style)
    for area, written in _blocks(sheet, [[cell and cell.number_format for cell in row]
                                         for row in rows]):
        area.number_format = written
    for number, row in enumerate(rows):
        held = [(sheet[number, column], cell) for column, cell in enumerate(row) if cell]
        for place, cell in held:
            if cell.link:
                _link(place, cell, cell.link)
        if len(held) == 1 and held[0][1].style in _SPREAD:
            held[0][0].wrap_text = False


def _blocks(sheet: xw.Sheet, rows: Sequence[Sequence[Any]]) -> Iterator[tuple[xw.Range, Any]]:
    """Areas of one value, where there is any: a run in a row goes on where the next has it too."""
    begun: dict[tuple[int, int, Any], int] = {}
    for number, row in enumerate([*rows, []]):
        runs = [run for run in _runs(row) if run[2]]
        for run in [run for run in begun if run not in runs]:
            first, last, value = run
            yield _area(sheet, begun.pop(run), first, number, last), value
        begun |= {run: number for run in runs if run not in begun}


def _area(sheet: xw.Sheet, top: int, left: int, bottom: int, right: int) -> xw.Range:
    """Counted from 0, without the last row and column, as a sheet is sliced."""
    return sheet[top:bottom, left:right]  # type: ignore[index] # xlwings' types know no slices


def _runs(values: Sequence[Any]) -> Iterator[tuple[int, int, Any]]:
    """Equal values beside each other: the first place, the one after the last, the value."""
    place = 0
    for value, run in groupby(values):
        length = len(list(run))
        yield place, place + length, value
        place += length


def _framed(row: Sequence[PageCell | None]) -> bool:
    return any(cell is not None and LOOKS[cell.style].framed for cell in row)


def _look(area: xw.Range, style: Style) -> None:
    look = LOOKS[style]
    if look.fill:
        area.color = f"#{look.fill[2:]}"
    if style in ("title", "header"):
        area.font.bold = True
    if style == "title":
        area.font.size = _LARGE
    if style == "note":
        area.font.size, area.font.color = _SMALL, _GREY
    if style == "link":
        area.font.color = _BLUE


def _link(cell: xw.Range, content: PageCell, link: str) -> None:
    sheet, _, target = link.rpartition("!")
    place = f"#{_quoted(sheet)}!{target}" if sheet else f"#{target}"
    cell.add_hyperlink(place, str(content.value or link), link)


def _rules(book: xw.Book, sheet: xw.Sheet, page: Page) -> None:
    put_rules(sheet, page.validations, page.highlights)
    for area in page.merges:
        sheet[area].merge()
    for name, target in page.names.items():
        if name in book.names:
            book.names[name].delete()
        book.names.add(name, f"={_quoted(sheet.name)}!{target}")
    if page.freeze and not page.hidden:
        _freeze(book, sheet, page.freeze)


def _freeze(book: xw.Book, sheet: xw.Sheet, rows: int) -> None:
    """xlwings freezes no panes on Windows: the window is asked, and must show the sheet."""
    sheet.activate()
    window = book.api.Windows(1)
    window.FreezePanes = False
    window.ScrollRow, window.ScrollColumn = 1, 1
    window.SplitColumn, window.SplitRow = 0, rows
    window.FreezePanes = True


def _quoted(sheet: str) -> str:
    doubled = sheet.replace("'", "''")
    return f"'{doubled}'"
