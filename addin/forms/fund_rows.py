"""The rows of a table of funds: which is the whole, which carries the points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from addin.books.book import Grid
from addin.forms.cells import entry_at, entry_seen
from addin.forms.fund_ends import says_something_else
from addin.forms.funds import AMOUNTS, FundsTable, label_of
from addin.library.words import Lexicon, Vocabulary
from scoring.filing import BLANK, Entry, FundRow
from scoring.filing.numbers import is_placeholder, number
from scoring.values.exact import sum_of

_LONGEST_MARK = 5
"""What is typed where there are no points is no longer; a longer text belongs to another table."""
_PARTED = 2
"""So many rows may be a whole and parts of it."""


def funds_of(grid: Grid, table: FundsTable | None, words: Vocabulary) -> tuple[FundRow, ...]:
    """The rows of the table: which is the whole, which carries the points."""
    if table is None:
        return ()
    rows = list(_rows(grid, table, words))
    whole = _whole(rows, words.rows)
    scored = _scored(rows, whole, table)
    return tuple(_told(row, whole, scored, table.printed) for row in rows)


def _told(row: FundRow, whole: FundRow | None, scored: FundRow | None, printed: Entry) -> FundRow:
    """The row with what it is among the others."""
    if row is not whole and row is not scored:
        return row
    return replace(row, whole=row is whole, scored=row is scored,
                   weight=printed if row is scored and row.weight.blank else row.weight)


def _rows(grid: Grid, table: FundsTable, words: Vocabulary) -> Iterator[FundRow]:
    """The labelled rows below the header, down to the first that says something else. A first row
    without a label has that of the header (项目经费 | 预算数 | …)."""
    first = min(table.columns.values())
    unnamed = next(((table.row, column) for column in grid.lines.get(table.row, ())
                    if column < first), None)
    for row in table.rows:
        place = label_of(grid, row, first)
        cells = {name: entry_at(grid, row, column) for name, column in table.columns.items()}
        if place is None and all(cell.blank for cell in cells.values()):
            continue
        amounts = {name: _amount(cells[name]) for name in AMOUNTS.values() if name in cells}
        place, unnamed = place or unnamed, None
        told = any(not each.blank for each in amounts.values())
        if place is None or any(_is_text(each) for each in amounts.values()) or any(
                _is_text(cell) and (len(cell.text) > _LONGEST_MARK if told else
                                    not is_placeholder(cell.text)) for cell in cells.values()):
            return
        if says_something_else(grid, table.columns, cells, place, words):
            return
        if place[0] == row or told:
            yield FundRow(entry_seen(grid, *place), amounts, weight=cells.get("分值", BLANK),
                          rate=cells.get("执行率", BLANK), score=cells.get("得分", BLANK))


def _is_text(entry: Entry) -> bool:
    """Whether something stands in a column of amounts that is none: no digit, or a label."""
    return bool(entry.text) and (not any(each.isdigit() for each in entry.text)
                                 or any(sign in entry.text for sign in ":："))


def _whole(rows: Sequence[FundRow], words: Lexicon) -> FundRow | None:
    """The row of all funds: the one that says so, of several the one with points (收入合计,
    支出合计), or else the first. Where others follow it that are no parts of it (财政拨款,
    自有资金), no row is."""
    own = [row for row in rows if not words.says(row.name.text, "of_which")]
    for concept in ("whole", "subtotal"):
        if named := [row for row in own if words.says(row.name.text, concept)]:
            return next(iter(_pointed(named)), named[0])
    if not rows:
        return None
    parted = len(rows) < _PARTED or words.says(rows[1].name.text, "of_which")
    summed = len(_pointed(rows)) < _PARTED and _adds_up(rows)
    return rows[0] if parted or summed else None


def _adds_up(rows: Sequence[FundRow]) -> bool:
    """Whether the first row is the sum of the others, wherever it has an amount."""
    first, *others = rows
    stated = {name: value for name, entry in first.amounts.items()
              if (value := number(entry)) is not None}
    return all(sum_of(number(row.amounts[name]) or Fraction(0) for row in others) == value
               for name, value in stated.items())


def _scored(rows: Sequence[FundRow], whole: FundRow | None, table: FundsTable) -> FundRow | None:
    """The row that the execution rate is scored on: the whole, or the row that alone has points;
    none where the table has neither weights nor scores."""
    if not table.columns.keys() & {"分值", "得分"} and table.printed.blank:
        return None
    pointed = _pointed(rows)
    if whole is not None and (whole in pointed or not pointed):
        return whole
    return pointed[0] if len(pointed) == 1 else None


def _pointed(rows: Sequence[FundRow]) -> list[FundRow]:
    return [row for row in rows if number(row.weight) is not None
            or number(row.score) is not None]


def _amount(entry: Entry) -> Entry:
    dash = entry.text and is_placeholder(entry.text) and not entry.error
    return replace(entry, text="") if dash else entry
