"""撤销本次评分: what stood in the cells before, kept in the workbook itself and put back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from addin.books.book import Cell, page_of, split_address
from addin.books.host import OpenBook
from addin.errors import UserError
from addin.pages.undo import NAME, Content, Record, read_records, undo_page
from scoring.values.exact import exact


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
    records = [Record(was.place, Content.of(was.cell), Content.of(now.cell), was.note)
               for was, now in zip(before, after, strict=True) if was != now]
    if records:
        book.put_page(undo_page(records))


def undo(book: OpenBook) -> tuple[list[str], list[str]]:
    """Put back what stood there before; cells changed since stay. Both lists name cells."""
    page = page_of(book, NAME)
    if page is None:
        raise UserError("没有可撤销的评分。")
    restored, changed = [], []
    records = [(each, *split_address(each.place)) for each in read_records(page)]
    grids = {sheet: book.grid(sheet) for sheet in {sheet for _, sheet, _, _ in records}}
    for record, sheet, row, column in records:
        if Content.of(grids[sheet].at(row, column)) != record.after:
            changed.append(record.place)
            continue
        _put_back(book, (sheet, row, column), record.before)
        book.note(sheet, row, column, record.note)
        restored.append(record.place)
    book.drop_page(NAME)
    return restored, changed


def _put_back(book: OpenBook, place: tuple[str, int, int], content: Content) -> None:
    if content.kind == "公式":
        book.put_formula(*place, content.text)
    else:
        book.put(*place, exact(content.text) if content.kind == "数" else content.text or None)
