"""The hidden sheet 评分撤销记录: what stood in the cells before the last scoring, and after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from addin.books.book import Cell, CellError, Grid, Page, PageCell, shown

NAME = "评分撤销记录"
_HEADERS = ("单元格", "原来的类型", "原来的内容", "写入的类型", "写入的内容", "原来的批注")
_NOTED = "批注："


class Content(NamedTuple):
    """What a cell holds: its kind, and the content exact as text."""

    kind: str
    text: str

    @classmethod
    def of(cls, cell: Cell) -> Content:
        match cell:
            case Cell(formula=str(formula)):
                return cls("公式", formula)
            case Cell(value=None):
                return cls("空", "")
            case Cell(value=Fraction() as number):
                return cls("数", str(number))
            case Cell(value=CellError(code)):
                return cls("错误", code)
        return cls("文字", shown(cell))


@dataclass(frozen=True, slots=True)
class Record:
    """One cell, with our note that stood on it before."""

    place: str
    before: Content
    after: Content
    note: str | None


def undo_page(records: Sequence[Record]) -> Page:
    rows = [[PageCell(text) for text in _HEADERS]]
    for each in records:
        note = "" if each.note is None else _NOTED + each.note
        rows.append([PageCell(text) for text in (each.place, *each.before, *each.after, note)])
    return Page(NAME, (16,) * len(_HEADERS), rows, hidden=True)


def read_records(page: Grid) -> Iterator[Record]:
    for row in list(page.rows())[1:]:
        place, kind, text, new_kind, new_text, note = (
            shown(page.at(row, column)) for column in range(1, len(_HEADERS) + 1))
        yield Record(place, Content(kind, text), Content(new_kind, new_text),
                     note.removeprefix(_NOTED) if note else None)
