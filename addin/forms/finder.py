"""A form on a sheet: its table of indicators, its table of funds, and the map that is its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from addin.books.book import Grid, shown
from addin.forms.blocks import Block, Title, blocks_of, first_text
from addin.forms.cells import Texts
from addin.forms.columns import Assigned, assigned
from addin.forms.funds import FundsTable, funds_of, funds_table
from addin.forms.funds_said import funds_said
from addin.forms.heads import Head
from addin.library.form_map import UNMAPPED, Column, FormMap, plain_label
from addin.library.words import Vocabulary
from scoring.filing import FundRow, Left

_Name = TypeVar("_Name", bound=str)
Places = Mapping[str, int]
"""Role or column name → column number."""

LEVELS = ("level1", "level2", "level3", "level4")
_ALL = 100
_NUMBERED_COLUMNS = 4
_LONGEST_HEADING = 60
LONGEST_RAW = 400
"""What is looked at of a text as it stands, white space and all."""
_HALF, _NEARLY_ALL = 50, 90
"""Percent of a map's labels that must be there, with its title and without."""
_NOT_UNDERSTOOD = "表头没有认出"
_TWICE = "与另一栏重复"
_BARE = "这一栏没有表头"


@dataclass(frozen=True)
class Found:
    """A form on a sheet: its own part of the grid, and where its tables begin and end."""

    map: FormMap
    grid: Grid
    texts: Texts
    words: Vocabulary
    head: Head
    assigned: Assigned
    slots: tuple[int, ...]
    """Rows that may hold an indicator, filled in or not."""
    total_row: int | None
    funds: FundsTable | None
    title: Title | None
    continued: bool = False

    @property
    def header_row(self) -> int:
        return self.head.row

    @cached_property
    def columns(self) -> Places:
        return self.assigned.roles

    @property
    def funds_row(self) -> int | None:
        return self.funds.row if self.funds else None

    @property
    def funds_columns(self) -> Places:
        return self.funds.columns if self.funds else {}

    @property
    def scored(self) -> bool:
        """Whether the form keeps scores; a transfer-payment form does not."""
        return "score" in self.columns

    @cached_property
    def levels(self) -> tuple[str, ...]:
        """The level columns that the form has; the last one names the indicator."""
        return tuple(level for level in LEVELS if level in self.columns)

    @cached_property
    def first_level(self) -> int:
        """The leftmost of the level columns."""
        return min(self.columns[level] for level in self.levels)

    @cached_property
    def weighs_levels(self) -> bool:
        """Whether levels have columns of weights of their own."""
        return any(f"{level}_weight" in self.columns for level in self.levels)

    @cached_property
    def headings(self) -> tuple[tuple[int, int, str], ...]:
        """The texts above the indicators that are short enough to be headings, as they stand, each
        with its row and column."""
        places = sorted((row, column) for text, places in self.texts.places.items()
                        if len(text) <= _LONGEST_HEADING
                        for row, column in places if row <= self.header_row)
        return tuple((*place, str(self.grid.at(*place).value)[:LONGEST_RAW]) for place in places)

    @cached_property
    def fund_rows(self) -> tuple[FundRow, ...]:
        above = range(self.grid.top, self.head.top)
        return funds_of(self.grid, self.funds, self.words) or funds_said(
            self.grid, self.words, above)

    @cached_property
    def left(self) -> tuple[Left, ...]:
        """Header cells that nothing explains."""
        found = [(column.header.area.top, column.place, _TWICE if column.scores else
                  _NOT_UNDERSTOOD if column.header.text else _BARE)
                 for column in self.assigned.left]
        found += [(row, column, _NOT_UNDERSTOOD) for row, column in
                  (self.funds.left if self.funds else ())]
        return tuple(Left(self.grid.address(row, column),
                          " ".join(shown(self.grid.at(row, column)).split()), why)
                     for row, column, why in found)


def find_forms(grid: Grid, maps: Sequence[FormMap], words: Vocabulary) -> tuple[Found, ...]:
    """Every form on the sheet, from above, with the map that fits it best."""
    return tuple(_found(block, maps, words) for block in blocks_of(grid, words))


def lacking(found: Found, form: FormMap) -> list[str]:
    """The headers that a map asks for and the form does not have."""
    return [column.header[0] for column in form.table.columns.values()
            if not column.optional and not _places(found.texts, found.head.row, column)]


def _found(block: Block, maps: Sequence[FormMap], words: Vocabulary) -> Found:
    grid, head = block.grid, block.heads[0]
    texts = Texts(grid)
    form = _map_of(block, texts, maps)
    given = _given(texts, head.row, form.table.columns)
    end = min((row for row in grid.elsewhere if row > head.row), default=grid.bottom + 1)
    repeated = {row for each in block.heads[1:] for row in range(each.top, each.row + 1)}
    levels = [place for place, header in head.columns.items()
              if words.columns.best(header.text) == "level"]
    levels = [place for role, place in given.items() if role in LEVELS] or levels
    first = head.row + 1
    total = _total_row(grid, levels, range(first, end), words, form)
    if total == first:
        first = total + 1
    last = _total_row(grid, levels, range(first, end), words, form) if total else None
    rows = [row for row in range(first, last or end) if row not in repeated]
    final = assigned(grid, head, rows, words.columns, given)
    slots = tuple(_slots(grid, final.roles, rows, words, form))
    funds = _funds(grid, texts, words, form, head, total or end - 1)
    if total is None:
        apart = [row for row in grid.elsewhere if row > head.row and not _same(grid, row, funds)]
        total = _total_row(grid, levels, sorted(apart), words, form)
    return Found(form, grid, texts, words, head, final, slots, total, funds, block.title,
                 block.continued)


def _funds(grid: Grid, texts: Texts, words: Vocabulary, form: FormMap, head: Head,
           bottom: int) -> FundsTable | None:
    """The table of funds above the indicators, or else below them."""
    given: Mapping[str, int] = {}
    if form.funds is not None:
        rows = {row for column in form.funds.columns.values() for name in column.header
                for row in texts.header(name) if row < head.top}
        given = max((_given(texts, row, form.funds.columns) for row in rows), key=len, default={})
    above = funds_table(grid, words, range(grid.top, head.top), given)
    return above or funds_table(grid, words, range(bottom + 1, grid.bottom + 1))


def _given(texts: Texts, row: int, wanted: Mapping[_Name, Column]) -> dict[str, int]:
    """The columns of which a map says what they are."""
    columns: dict[str, int] = {}
    for role, column in wanted.items():
        left = columns.get(column.after, 0)
        places = [place for place in _places(texts, row, column)
                  if place > left and place not in columns.values()]
        if places:
            columns[role] = min(places)
    return columns


def _places(texts: Texts, row: int, column: Column) -> list[int]:
    return [place for header in column.header
            for place in texts.header(header).get(row, ())]


def _map_of(block: Block, texts: Texts, maps: Sequence[FormMap]) -> FormMap:
    """The map whose title stands above the form and most of whose labels stand in it, or nearly
    all of whose labels do."""
    head = block.heads[0]
    above = "\n".join(text for text, places in texts.places.items() if places[0][0] < head.top)
    named = [(title, share, form) for form in maps if (title := _title(form, above))
             and (share := _share(form, texts, head.row)) >= _HALF]
    fits = named or [(0, share, form) for form in maps if form.fields
                     and (share := _share(form, texts, head.row)) >= _NEARLY_ALL]
    return max(fits, key=lambda each: each[:2])[2] if fits else UNMAPPED


def _title(form: FormMap, above: str) -> int:
    """The length of the map's title that is there."""
    return max((len(each) for each in map(plain_label, form.title) if each in above), default=0)


def _share(form: FormMap, texts: Texts, row: int) -> int:
    """The percentage of the map's labels that are there."""
    labels = [any(label in texts.joined for label in labels) for labels in form.begins]
    labels += [bool(_places(texts, row, column)) for column in form.table.columns.values()
               if not column.optional]
    return _ALL * sum(labels) // len(labels) if labels else _ALL


def _same(grid: Grid, row: int, funds: FundsTable | None) -> bool:
    """Whether the row of a Word table of its own belongs to that of the funds."""
    return funds is not None and grid.elsewhere[row][0] == grid.elsewhere.get(funds.row, ("",))[0]


def _total_row(grid: Grid, levels: Sequence[int], rows: Sequence[int], words: Vocabulary,
               form: FormMap) -> int | None:
    """The first row that is labelled a total where the first level stands, or left of it; a 合计
    under a deeper level is only a group's."""
    deepest = max(levels)
    totals = [(row, column) for row in rows for column, text in _labels(grid, row, deepest)
              if _is_total(text, words, form)]
    outer = [row for row, column in totals if column <= min(levels)]
    return next(iter(outer or [row for row, _ in totals]), None)


def _labels(grid: Grid, row: int, last: int) -> Iterator[tuple[int, str]]:
    """The texts that begin on the row in columns up to the names, each with its column."""
    for column in grid.lines.get(row, ()):
        if column > last:
            return
        text = grid.cells[row, column].value
        if isinstance(text, str):
            yield column, text


def _is_total(text: str, words: Vocabulary, form: FormMap) -> bool:
    return (words.rows.says(text, "total")
            or plain_label(text) in map(plain_label, form.table.total))


def _slots(grid: Grid, roles: Places, rows: Sequence[int], words: Vocabulary,
           form: FormMap) -> Iterator[int]:
    """The rows in which an indicator may stand: no sums, no notes that go across the table."""
    names = roles[max(role for role in roles if role in LEVELS)]
    beside = [roles[role] for role in ("target", "actual", "weight", "score") if role in roles]
    for row in rows:
        area = grid.area(row, names)
        if area.top != row and all(grid.at(row, column).value is None for column in beside):
            continue
        across = any(area.left <= column <= area.right for column in beside)
        note = len(beside) > 1 and len({grid.corner(row, column) for column in beside}) == 1
        if across or note or _counts_columns(grid, row):
            continue
        if not any(_is_sum(text, words, form) for _, text in _labels(grid, row, names)):
            yield row


def _counts_columns(grid: Grid, row: int) -> bool:
    """Whether the row only numbers the columns: 1, 2, 3, …"""
    values = [grid.cells[row, column].value for column in grid.lines.get(row, ())]
    if sum(isinstance(value, str) for value in values) > 1:
        return False
    numbers = [value for value in values if isinstance(value, Fraction)]
    return (len(numbers) >= _NUMBERED_COLUMNS and len(values) <= len(numbers) + 1
            and all(after - before == 1 for before, after in pairwise(numbers)))


def _is_sum(text: str, words: Vocabulary, form: FormMap) -> bool:
    return words.rows.says(text, "subtotal") or _is_total(text, words, form)


__all__ = ["LEVELS", "LONGEST_RAW", "Found", "Places", "find_forms", "first_text", "lacking"]
