"""The funds table of a form: found by its words, read row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from addin.books.book import Grid
from addin.forms.budgets import fits, is_change, was_changed_by
from addin.forms.cells import entry_at, entry_seen
from addin.forms.column import Column, best_first, column_of
from addin.forms.head import Head, best_of, has_values, head_at, hits_of
from addin.forms.heads import is_funds_head
from addin.library.words import Lexicon, Vocabulary, plain_text
from scoring.filing import BLANK, Entry, FundRow
from scoring.filing.numbers import is_placeholder, number
from scoring.values.exact import sum_of
from scoring.values.quantity import read

AMOUNTS = {"opening": "年初预算数", "budget": "全年预算数", "executed": "全年执行数"}
POINTS = {"weight": "分值", "rate": "执行率", "score": "得分"}
"""Concepts of the table's columns, and the names by which rules and pages know them."""
_LONGEST_MARK = 5
"""What is typed where there are no points is no longer; a longer text belongs to another table."""
_PARTED = 2
"""So many rows may be a whole and parts of it."""
_IN_BRACKETS = re.compile(r"[(（][^()（）]{0,20}[)）]")
_POINTS_PRINTED = re.compile(r"(\d+(?:\.\d+)?)\s*分(?!之|别|散|类|项|析)")


@dataclass(frozen=True)
class FundsTable:
    """Where the table stands: its header's row, its columns by name, the rows below it.

    ``printed`` are the points that its header prints where it has no column of weights (20分*执行率).
    """

    row: int
    columns: Mapping[str, int]
    rows: Sequence[int]
    printed: Entry = BLANK
    left: tuple[tuple[int, int], ...] = field(default=())
    """Places of header cells that nothing explains."""


def funds_table(grid: Grid, words: Vocabulary, rows: range,
                given: Mapping[str, int] | None = None) -> FundsTable | None:
    """The table of funds among the rows; None where there is none."""
    hits = {row: columns for row, columns in hits_of(grid, words.funds, rows).items()
            if len(columns) > 1}
    found = [head_at(grid, hits, row, words.funds) for row in sorted(hits)]
    heads = [head for head in found if is_funds_head(head, words.funds)
             and not has_values(grid, head.row) and not _only_labels(head, words)]
    if not heads:
        return None
    head = max(heads, key=lambda one: (len(_concepts(one, words.funds)), -one.row))
    below = [row for row in range(head.row + 1, rows.stop) if row not in hits or row < head.row]
    columns = [column_of(grid, header, place, below, words.funds)
               for place, header in head.columns.items() if header.area.left == place]
    columns = columns[1:] if _is_label(grid, columns, below) else columns
    roles: dict[str, int] = {}
    for concept, column in best_first(columns):
        if concept not in roles and column.place not in roles.values():
            roles[concept] = column.place
    _settle_budget(grid, roles, columns, below)
    if "opening" not in roles and (before := _before_the_budget(columns, roles)):
        roles["opening"] = before
    named = {name: roles[concept] for concept, name in {**AMOUNTS, **POINTS}.items()
             if concept in roles}
    named.update(given or {})
    if not named:
        return None
    first = min(named.values())
    left = tuple((column.header.area.top, column.place) for column in columns
                 if column.place > first and column.place not in roles.values())
    printed = BLANK if "weight" in roles else _printed(grid, head, roles, first)
    return FundsTable(head.row, named, below, printed, left)


def _only_labels(head: Head, words: Vocabulary) -> bool:
    """Whether all of the row are rather labels of what stands beside them (资金使用单位)."""
    return all(max(words.funds.read(header.text).values(), default=0)
               <= max(words.fields.read(header.text).values(), default=0)
               for header in head.columns.values())


def _is_label(grid: Grid, columns: Sequence[Column], rows: Sequence[int]) -> bool:
    """Whether the first column is but the label of the table, whatever words it has (年度预算 |
    基本支出 | …): alone it has nothing below it, and no row a label of its own left of it."""
    first, *others = columns
    return first.empty and any(not each.empty for each in others) and all(
        _label(grid, row, first.place) is None for row in rows)


def _settle_budget(grid: Grid, roles: dict[str, int], columns: Sequence[Column],
                   rows: Sequence[int]) -> None:
    """Where no header says budget, or only what it was changed by, the budget is the column that
    the first row's rate was computed with (合计 of 基本支出 and 项目支出), or none."""
    places = {column.place: column for column in columns}
    called = places[roles["budget"]].header.text if "budget" in roles else ""
    row = next((row for row in rows if "executed" in roles
                and number(entry_at(grid, row, roles["executed"])) is not None), None)
    if row is None or (called and not is_change(called)):
        return
    known = {role: entry_at(grid, row, place) for role, place in roles.items()}
    executed, rate = known["executed"], known.get("rate", BLANK)
    fitting = [place for place in sorted(places) if place < roles["executed"]
               and places[place].numeric and place != roles.get("opening")
               and "arrived" not in places[place].said
               and fits(entry_at(grid, row, place), executed, rate)]
    if fitting:
        roles["budget"] = fitting[-1]
    elif called and was_changed_by(known["budget"], executed, rate, known.get("opening", BLANK)):
        del roles["budget"]


def _before_the_budget(columns: Sequence[Column], roles: Mapping[str, int]) -> int:
    """A second column of budgets left of the year's is the one that it was adjusted from
    (预算批复数 | 预算调整数); 0 where there is none."""
    budget = roles.get("budget", 0)
    return max((column.place for column in columns if column.place < budget
                and column.numeric and column.place not in roles.values()
                and "budget" in column.scores), default=0)


def funds_of(grid: Grid, table: FundsTable | None, words: Vocabulary) -> tuple[FundRow, ...]:
    """The rows of the table: which is the whole, which carries the points."""
    if table is None:
        return ()
    rows = list(_rows(grid, table))
    whole = _whole(rows, words.rows)
    scored = _scored(rows, whole, table)
    return tuple(replace(row, whole=row is whole, scored=row is scored,
                         weight=table.printed if row is scored and row.weight.blank else row.weight)
                 for row in rows)


def unread_funds(grid: Grid, words: Vocabulary, rows: Iterable[int]) -> Entry:
    """The first figure beside a label of funds, where no table of funds was read."""
    for row in rows:
        figures = [column for column in grid.lines.get(row, ())
                   if isinstance(grid.at(row, column).value, Fraction)]
        texts = (grid.seen(row, column).value for column in range(1, min(figures, default=1)))
        if any(isinstance(text, str) and words.rows.says(text, "funds") for text in texts):
            return entry_at(grid, row, min(figures))
    return BLANK


def _concepts(head: Head, words: Lexicon) -> set[str]:
    return {best for header in head.columns.values() if (best := best_of(header, words))}


def _printed(grid: Grid, head: Head, roles: Mapping[str, int], first: int) -> Entry:
    """The points that the score's header prints, or else the label left of the table."""
    if "score" not in roles:
        return BLANK
    places = [grid.corner(head.row, place) for place in (roles["score"], *range(first - 1, 0, -1))]
    for place in places:
        value = grid.at(*place).value
        if isinstance(value, str) and (match := _POINTS_PRINTED.search(value)):
            return Entry(f"{match[1]}分", Fraction(match[1]), grid.address(*place))
    return BLANK


def _rows(grid: Grid, table: FundsTable) -> Iterator[FundRow]:
    """The labelled rows below the header, down to the first that says something else. A first row
    without a label has that of the header (项目经费 | 预算数 | …)."""
    first = min(table.columns.values())
    unnamed = next(((table.row, column) for column in grid.lines.get(table.row, ())
                    if column < first), None)
    for row in table.rows:
        place = _label(grid, row, first)
        cells = {name: entry_at(grid, row, column) for name, column in table.columns.items()}
        if place is None and all(cell.blank for cell in cells.values()):
            continue
        amounts = {name: _amount(cells[name]) for name in AMOUNTS.values() if name in cells}
        place, unnamed = place or unnamed, None
        if place is None or any(_is_text(each) for each in amounts.values()) or any(
                _is_text(cell) and len(cell.text) > _LONGEST_MARK for cell in cells.values()):
            return
        if place[0] == row or any(not each.blank for each in amounts.values()):
            yield FundRow(entry_seen(grid, *place), amounts, weight=cells.get("分值", BLANK),
                          rate=cells.get("执行率", BLANK), score=cells.get("得分", BLANK))


def _is_text(entry: Entry) -> bool:
    """Whether something stands in a column of amounts that is none: no digit, or a label."""
    return bool(entry.text) and (not any(each.isdigit() for each in entry.text)
                                 or any(sign in entry.text for sign in ":："))


def _label(grid: Grid, row: int, first: int) -> tuple[int, int] | None:
    """The nearest text left of the amounts, none that itself reaches over them."""
    for column in range(first - 1, 0, -1):
        area = grid.area(row, column)
        text = grid.at(area.top, area.left).value
        if area.left == column and isinstance(text, str) and text.strip() and (
                read(_IN_BRACKETS.sub("", text)) is None):
            return (area.top, area.left) if area.right < first else None
    return None


def _whole(rows: Sequence[FundRow], words: Lexicon) -> FundRow | None:
    """The row of all funds: the one that says so, or else the first. Where others follow it that
    are no parts of it (财政拨款, 自有资金), no row is."""
    own = [row for row in rows if not words.says(row.name.text, "of_which")]
    for concept in ("whole", "subtotal"):
        if named := [row for row in own if words.says(row.name.text, concept)]:
            return named[0]
    parted = len(rows) < _PARTED or words.says(rows[1].name.text, "of_which")
    return rows[0] if rows and (parted or _adds_up(rows)) else None


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
    pointed = [row for row in rows if number(row.weight) is not None
               or number(row.score) is not None]
    if whole is None:
        return pointed[0] if len(pointed) == 1 else None
    return whole if whole in pointed or not pointed else pointed[0]


def _amount(entry: Entry) -> Entry:
    return replace(entry, text="") if is_placeholder(entry.text) and not entry.error else entry


def fund_label(text: str) -> str:
    """A row's name without «其中»."""
    return plain_text(text).removeprefix("其中")
