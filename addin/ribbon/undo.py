"""撤销本次评分: what stood in the cells before, kept on a hidden sheet of the workbook itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from addin.books.book import Cell, CellError, OpenBook, Page, PageCell, shown, split_address
from addin.errors import UserError
from scoring.values.exact import exact

NAME = "评分撤销记录"
_HEADERS = ("单元格", "原来的类型", "原来的内容", "写入的类型", "写入的内容", "原来的批注")
_NOTED = "批注："


@dataclass(frozen=True, slots=True)
class Before:
    """One cell as it stood before the scoring."""

    place: str
    cell: Cell
    note: str | None


def standing(book: OpenBook, places: Iterable[str]) -> list[Before]:
    """The cells as they stand now."""
    split = {place: split_address(place) for place in places}
    sheets = {sheet: (book.grid(sheet), book.own_notes(sheet))
              for sheet in {sheet for sheet, _, _ in split.values()}}
    return [Before(place, sheets[sheet][0].at(row, column), sheets[sheet][1].get((row, column)))
            for place, (sheet, row, column) in split.items()]


def remember(book: OpenBook, before: Iterable[Before]) -> None:
    """Keep what stood in the cells that are now otherwise, and forget the scoring before; one that
    changed nothing is none, and leaves that to be taken back."""
    before = list(before)
    after = standing(book, [one.place for one in before])
    rows = [[PageCell(text) for text in _HEADERS]]
    for was, now in zip(before, after, strict=True):
        if was != now:
            note = "" if was.note is None else _NOTED + was.note
            texts = [was.place, *_texts(was.cell), *_texts(now.cell), note]
            rows.append([PageCell(text) for text in texts])
    if len(rows) > 1:
        book.put_page(Page(NAME, (16,) * len(_HEADERS), rows, hidden=True))


def undo(book: OpenBook) -> tuple[list[str], list[str]]:
    """Put back what stood there before; cells changed since stay. Both lists name cells."""
    page = book.page(NAME)
    if page is None:
        raise UserError("没有可撤销的评分。")
    restored, changed = [], []
    lines = list(page.rows())[1:]
    sheets = {split_address(shown(page.at(row, 1)))[0] for row in lines}
    grids = {sheet: book.grid(sheet) for sheet in sheets}
    for row in lines:
        place, kind, content, new_kind, new_content, note = (
            shown(page.at(row, column)) for column in range(1, len(_HEADERS) + 1))
        sheet, line, column = split_address(place)
        if _texts(grids[sheet].at(line, column)) != (new_kind, new_content):
            changed.append(place)
            continue
        _put_back(book, (sheet, line, column), kind, content)
        book.note(sheet, line, column, note.removeprefix(_NOTED) if note else None)
        restored.append(place)
    book.drop_page(NAME)
    return restored, changed


def _texts(cell: Cell) -> tuple[str, str]:
    """The kind of content, and the content exact as text."""
    match cell:
        case Cell(formula=str(formula)):
            return "公式", formula
        case Cell(value=None):
            return "空", ""
        case Cell(value=Fraction() as number):
            return "数", str(number)
        case Cell(value=CellError(code)):
            return "错误", code
    return "文字", shown(cell)


def _put_back(book: OpenBook, place: tuple[str, int, int], kind: str, content: str) -> None:
    if kind == "公式":
        book.put_formula(*place, content)
    else:
        book.put(*place, exact(content) if kind == "数" else content or None)
