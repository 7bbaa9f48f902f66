"""A form on a sheet: its table of indicators, its table of funds, and the map that is its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from addin.books.book import Grid, shown
from addin.forms.blocks import Title, blocks_of
from addin.forms.cells import Texts
from addin.forms.column import Column
from addin.forms.columns import Assigned, assigned
from addin.forms.fitting import given_by, map_of, places_of
from addin.forms.fund_rows import funds_of
from addin.forms.funds import FundsTable, funds_table
from addin.forms.funds_said import funds_beside_points, funds_said
from addin.forms.head import Head, best_of
from addin.forms.levels import LEVELS
from addin.forms.owners import Owned, owned_blocks
from addin.forms.slots import slots_of, total_row
from addin.library.form_map import FormMap
from addin.library.words import Vocabulary
from scoring.filing import Entry, FundRow, Left

Places = Mapping[str, int]
"""Role or column name → column number."""

_LONGEST_HEADING = 60
LONGEST_RAW = 400
"""What is looked at of a text as it stands, white space and all."""
_NOT_UNDERSTOOD = "表头没有认出"
_VALUES = ("target", "actual")
_TWICE = "与另一栏重复"
_BARE = "这一栏没有表头"
_HIDDEN = "隐藏的列"


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
    owners: Mapping[str, Entry] = field(default_factory=dict)
    """Whose form it is by columns that say so of every row: concept → what stands there."""

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
        grid, above = self.grid, range(self.grid.top, self.head.top)
        read = {*range(self.head.top, self.head.row + 1), *self.slots, self.total_row}
        across = [row for row in grid.rows() if row >= self.head.top - 1 and row not in read]
        return (funds_of(grid, self.funds, self.words) or funds_said(grid, self.words, above)
                or funds_beside_points(grid, self.words, across, self.columns))

    @cached_property
    def left(self) -> tuple[Left, ...]:
        """Header cells that nothing explains."""
        found = [(column.header.area.top, column.place, _why_left(column))
                 for column in self.assigned.left]
        found += [(row, column, _HIDDEN if column in self.grid.hidden_columns else _NOT_UNDERSTOOD)
                  for row, column in (self.funds.left if self.funds else ())]
        return tuple(Left(self.grid.address(row, column),
                          " ".join(shown(self.grid.at(row, column)).split()), why)
                     for row, column, why in found)


def _why_left(column: Column) -> str:
    if column.hidden:
        return _HIDDEN
    return _TWICE if column.scores else _NOT_UNDERSTOOD if column.header.text else _BARE


def find_forms(grid: Grid, maps: Sequence[FormMap], words: Vocabulary,
               first: int = 0) -> tuple[Found, ...]:
    """Every form on the sheet, from above, with the map that fits it best; headers above the row
    ``first`` are none of a form's."""
    found = (_found(owned, maps, words) for block in blocks_of(grid, words, first)
             for owned in owned_blocks(block, words))
    return tuple(each for each in found if each.levels)


def lacking(found: Found, form: FormMap) -> list[str]:
    """The headers that a map asks for and the form does not have."""
    return [column.header[0] for column in form.table.columns.values()
            if not column.optional and not places_of(found.texts, found.head.row, column)]


def _found(owned: Owned, maps: Sequence[FormMap], words: Vocabulary) -> Found:
    block = owned.block
    grid, head = block.grid, block.heads[0]
    texts = Texts(grid)
    form = map_of(block, texts, maps)
    given = {**owned.columns, **given_by(texts, head.row, form.table.columns)}
    end = min((row for row in grid.elsewhere if row > head.row), default=grid.bottom + 1)
    repeated = {row for each in block.heads[1:] for row in range(each.top, each.row + 1)}
    repeated.update(owned.others)
    levels = [place for place, header in head.columns.items()
              if place not in given.values() and best_of(header, words.columns) == "level"]
    levels = [place for role, place in given.items() if role in LEVELS] or levels
    first = head.row + 1
    values = [place for place, header in head.columns.items()
              if header.area.left == place and best_of(header, words.columns) in _VALUES]
    total = total_row(grid, levels, values, range(first, end), words, form)
    if total == first:
        first = total + 1
    last = total_row(grid, levels, values, range(first, end), words, form) if total else None
    rows = [row for row in range(first, last or end) if row not in repeated]
    final = assigned(grid, head, rows, words.columns, given)
    slots = tuple(slots_of(grid, final.roles, rows, words, form))
    funds = _funds(grid, texts, words, form, head, total or end - 1)
    if total is None:
        apart = [row for row in grid.elsewhere if row > head.row and not _same(grid, row, funds)]
        total = total_row(grid, levels, values, sorted(apart), words, form)
    return Found(form, grid, texts, words, head, final, slots, total, funds, block.title,
                 block.continued, owned.owners)


def _funds(grid: Grid, texts: Texts, words: Vocabulary, form: FormMap, head: Head,
           bottom: int) -> FundsTable | None:
    """The table of funds above the indicators, or else below them."""
    given: Mapping[str, int] = {}
    if form.funds is not None:
        rows = {row for column in form.funds.columns.values() for name in column.header
                for row in texts.header(name) if row < head.top}
        given = max((given_by(texts, row, form.funds.columns) for row in rows), key=len, default={})
    above = funds_table(grid, words, range(grid.top, head.top), given)
    return above or funds_table(grid, words, range(bottom + 1, grid.bottom + 1))


def _same(grid: Grid, row: int, funds: FundsTable | None) -> bool:
    """Whether the row of a Word table of its own belongs to that of the funds."""
    return funds is not None and grid.elsewhere[row][0] == grid.elsewhere.get(funds.row, ("",))[0]


__all__ = ["LONGEST_RAW", "Found", "Places", "find_forms", "lacking"]
