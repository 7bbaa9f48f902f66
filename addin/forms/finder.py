"""Finding an official form on a sheet by its header texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from addin.books.book import Grid
from addin.forms.cells import LONGEST_FORM, Texts, texts_of
from addin.library.form_map import Column, FormMap, plain_label

Places = Mapping[str, int]
"""Role or column name → column number."""
_Name = TypeVar("_Name", bound=str)

LEVELS = ("level1", "level2", "level3")
_SUBTOTALS = ("小计",)
_CLEARLY = 4
"""So many columns of a header are no accident …"""
_FEW = 2
"""… and so many missing ones are worth naming."""


@dataclass(frozen=True)
class Header:
    """A row that holds header texts of a table; ``missing`` are the required ones it lacks."""

    row: int
    columns: Places
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """A form on a sheet: its map, and where its tables begin and end."""

    map: FormMap
    grid: Grid
    texts: Texts
    header_row: int
    columns: Places
    slots: tuple[int, ...]
    """Rows that may hold an indicator, filled in or not."""
    total_row: int | None
    funds_row: int | None
    funds_columns: Places
    agreement: tuple[int, int]
    """Length of the title found, then how many headers and labels: the best map wins."""

    @cached_property
    def levels(self) -> tuple[str, ...]:
        """The level columns that the form has; the last one names the indicator."""
        return _levels(self.columns)


def find_forms(grid: Grid, maps: Sequence[FormMap]) -> tuple[Found, ...]:
    """The sheet as each map that fits it sees it, the best first; of two that fit equally well,
    the first map of ``maps``."""
    texts = texts_of(grid)
    found = [one for one in (_fit(grid, texts, each) for each in maps) if one is not None]
    return tuple(sorted(found, key=lambda one: one.agreement, reverse=True))


def nearly_found(grid: Grid, maps: Sequence[FormMap]) -> str:
    """What is missing on a sheet that clearly holds a form's header; empty where none is."""
    texts = texts_of(grid)
    near = [(header, form) for form in maps if (header := _header(texts, form.table.columns))
            and len(header.columns) >= _CLEARLY and 0 < len(header.missing) <= _FEW
            and not _has(texts, header.row, form.table.lacks)]
    if not near:
        return ""
    header, form = min(near, key=lambda pair: (
        len(pair[0].missing), -_title(texts, pair[1], pair[0].row), -len(pair[0].columns)))
    lacking = "、".join(f"“{name}”" for name in header.missing)
    return f"工作表“{grid.name}”第 {header.row} 行像是“{form.name}”的表头，但表头缺少{lacking}列"


def looked_for(maps: Sequence[FormMap]) -> Iterator[str]:
    """The header texts of each map, for the message when nothing was recognised."""
    for form in maps:
        headers = "、".join(c.header[0] for c in form.table.columns.values() if not c.optional)
        yield f"{form.name}：{headers}"


def _fit(grid: Grid, texts: Texts, form: FormMap) -> Found | None:
    header = _header(texts, form.table.columns)
    if header is None or header.missing or _has(texts, header.row, form.table.lacks):
        return None
    funds = _funds_header(texts, form, header.row)
    if form.funds is not None and not form.funds.optional and funds is None:
        return None
    bottom = max(grid.area(header.row, column).bottom for column in header.columns.values())
    totals = _rows_with(texts, form.table.total, bottom)
    total = _total_row(totals, header.columns)
    slots = tuple(_slots(grid, texts, form, header.columns, range(bottom + 1, total or _end(grid))))
    headers = len(header.columns) + (len(funds.columns) if funds else 0) + _labels(texts, form)
    return Found(form, grid, texts, bottom, header.columns, slots, total,
                 funds.row if funds else None, funds.columns if funds else {},
                 (_title(texts, form, header.row), headers))


def _header(texts: Texts, wanted: Mapping[_Name, Column],
            before: int | None = None) -> Header | None:
    """The row that holds most of the wanted header texts; the first of several."""
    rows = {row for column in wanted.values() for header in column.header
            for row in texts.headers.get(plain_label(header), ()) if before is None or row < before}
    return min((_header_at(texts, row, wanted) for row in rows), default=None,
               key=lambda one: (len(one.missing), -len(one.columns), one.row))


def _header_at(texts: Texts, row: int, wanted: Mapping[_Name, Column]) -> Header:
    columns: dict[str, int] = {}
    missing: list[str] = []
    for role, column in wanted.items():
        left = columns.get(column.after, 0)
        places = [place for header in column.header
                  for place in texts.headers.get(plain_label(header), {}).get(row, ())
                  if place > left and place not in columns.values()]
        if places:
            columns[role] = min(places)
        elif not column.optional:
            missing.append(column.header[0])
    return Header(row, columns, tuple(missing))


def _has(texts: Texts, row: int, words: Sequence[str]) -> bool:
    return any(row in texts.headers.get(plain_label(word), ()) for word in words)


def _funds_header(texts: Texts, form: FormMap, before: int) -> Header | None:
    header = _header(texts, form.funds.columns, before) if form.funds is not None else None
    return None if header is None or header.missing else header


def _rows_with(texts: Texts, words: Sequence[str], below: int) -> list[tuple[int, int]]:
    return sorted(place for word in words for place in texts.places.get(plain_label(word), ())
                  if place[0] > below)


def _total_row(totals: Sequence[tuple[int, int]], columns: Places) -> int | None:
    """The first row that is labelled a total where the first level stands, or left of it; a 合计
    under a deeper level is only a group's."""
    left = min(columns[level] for level in _levels(columns))
    outer = [row for row, column in totals if column <= left]
    return next(iter(outer or [row for row, _ in totals]), None)


def _slots(grid: Grid, texts: Texts, form: FormMap, columns: Places, rows: range) -> Iterator[int]:
    """The rows in which an indicator may stand: no sums, no repeated headers, no notes that go
    across the table."""
    named = _levels(columns)[-1]
    texts_of_level = [column.header for role, column in form.table.columns.items() if role == named]
    words = (*form.table.total, *_SUBTOTALS, *texts_of_level[0])
    apart = {row for row, _ in _rows_with(texts, words, rows.start - 1)}
    scored = [columns[role] for role in ("weight", "score") if role in columns]
    for row in rows:
        area = grid.area(row, columns[named])
        across = any(area.left <= column <= area.right for column in scored)
        own = area.top == row or any(grid.at(row, column).value is not None for column in scored)
        if own and not across and row not in apart:
            yield row


def _end(grid: Grid) -> int:
    return max((row for row, _ in grid.cells if row <= LONGEST_FORM), default=0) + 1


def _levels(columns: Places) -> tuple[str, ...]:
    return tuple(level for level in LEVELS if level in columns)


def _labels(texts: Texts, form: FormMap) -> int:
    """How many of the form's other labels are there."""
    wanted = [place.label for place in form.fields.values()]
    if form.funds is not None:
        wanted += [(name, f"其中：{name}") for name in (*form.funds.scored, *form.funds.parts)]
    return sum(any(plain_label(label) in texts.places for label in labels) for labels in wanted)


def _title(texts: Texts, form: FormMap, before: int) -> int:
    """The length of the longest of the form's titles that stands above its tables."""
    above = [text for text, places in texts.places.items() if places[0][0] < before]
    titles = [plain_label(title) for title in form.title]
    return max((len(title) for title in titles if any(title in text for text in above)), default=0)
