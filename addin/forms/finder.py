"""A form on a sheet: its table of indicators, its table of funds, and the map that is its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from addin.books.book import Grid, shown
from addin.forms.blocks import Block, Title, blocks_of, repeated_rows
from addin.forms.cells import Texts
from addin.forms.column import Column
from addin.forms.columns import Assigned, assigned
from addin.forms.fitting import given_by, map_of, places_of
from addin.forms.fund_rows import funds_of
from addin.forms.funds import FundsTable, funds_inside, funds_table
from addin.forms.funds_said import funds_beside_points, funds_said
from addin.forms.head import Head, best_of
from addin.forms.levels import LEVELS
from addin.forms.owners import Owned, owned_blocks
from addin.forms.sides import sides_of
from addin.forms.slots import slots_of, total_row
from addin.forms.theirs import REVIEW
from addin.forms.years import YEAR, year_of
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
_REVIEWED, _OF_ANOTHER_TIME = "复核的，不作自评的读", "别的年度或时段的，不作本表的读"


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
    beside: bool = False
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
        places = sorted(place for text, places in self.texts.places.items()
                        if len(text) <= _LONGEST_HEADING
                        for place in places if place[0] <= self.header_row)
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
    if column.whose:
        return _REVIEWED if column.whose == REVIEW else _OF_ANOTHER_TIME
    return _TWICE if column.scores else _NOT_UNDERSTOOD if column.header.text else _BARE


def find_forms(grid: Grid, maps: Sequence[FormMap], words: Vocabulary,
               first: int = 0) -> tuple[Found, ...]:
    """Every form on the sheet, from above, with the map that fits it best; headers above the row
    ``first`` are none of a form's."""
    found = (_found(owned, maps, words) for block in blocks_of(grid, words, first)
             for side in sides_of(block, words) for owned in owned_blocks(side, words))
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
    repeated = {*repeated_rows(block, words), *owned.others}
    levels = [place for place, header in head.columns.items()
              if place not in given.values() and best_of(header, words.columns) == "level"]
    levels = [place for role, place in given.items() if role in LEVELS] or levels
    values = [place for place, header in head.columns.items()
              if header.area.left == place and best_of(header, words.columns) in _VALUES]
    funds = _funds_above(block, texts, words, form)
    inside = None if funds else funds_inside(grid, words, range(head.row + 1, end))
    rows = [row for row in range(head.row + 1, end) if row not in (inside.lines if inside else ())]
    total = total_row(grid, levels, values, rows, words, form)
    last = total
    if total is not None and total == head.row + 1:
        rows = [row for row in rows if row > total]
        last = total_row(grid, levels, values, rows, words, form)
    rows = [row for row in rows if row < (last or end) and row not in repeated]
    final = assigned(grid, head, rows, words.columns, given, _year(block))
    slots = tuple(slots_of(grid, final.roles, rows, words, form))
    funds = funds or inside or funds_table(grid, words, range((total or end - 1) + 1,
                                                              grid.bottom + 1))
    if total is None:
        apart = [row for row in grid.elsewhere if row > head.row and not _same(grid, row, funds)]
        total = total_row(grid, levels, values, sorted(apart), words, form)
    return Found(form, grid, texts, words, head, final, slots, total, funds, block.title,
                 block.continued, block.beside, owned.owners)


def _year(block: Block) -> int:
    """The year of the form's title, where its header names years; 0 where either does not."""
    head = block.heads[0]
    texts = "".join(header.text + header.above for header in head.columns.values())
    if not YEAR.search(texts):
        return 0
    grid = block.grid
    lines = (str(grid.cells[place].value)[:LONGEST_RAW] for place in sorted(grid.cells)
             if place[0] < head.top)
    return year_of(block.title.text if block.title else "", lines, "") or 0


def _funds_above(block: Block, texts: Texts, words: Vocabulary,
                 form: FormMap) -> FundsTable | None:
    """The table of funds above the indicators."""
    top, given = block.heads[0].top, dict[str, int]()
    if form.funds is not None:
        rows = {row for column in form.funds.columns.values() for name in column.header
                for row in texts.header(name) if row < top}
        given = max((given_by(texts, row, form.funds.columns) for row in rows), key=len, default={})
    return funds_table(block.grid, words, range(block.grid.top, top), given,
                       block.title.text if block.title else "")


def _same(grid: Grid, row: int, funds: FundsTable | None) -> bool:
    """Whether the row of a Word table of its own belongs to that of the funds."""
    return funds is not None and grid.elsewhere[row][0] == grid.elsewhere.get(funds.row, ("",))[0]


__all__ = ["LONGEST_RAW", "Found", "Places", "find_forms", "lacking"]
