"""The funds table of a form: found by its words, read row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from addin.books.book import Grid
from addin.forms.cells import entry_at, entry_seen
from addin.forms.column import Column, best_first, column_of
from addin.forms.heads import Head, has_values, head_at, hits_of, is_funds_head
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
    found = [head_at(grid, hits, row) for row in sorted(hits)]
    heads = [head for head in found if is_funds_head(head, words.funds)
             and not has_values(grid, head.row)]
    if not heads:
        return None
    head = max(heads, key=lambda one: (len(_concepts(one, words.funds)), -one.row))
    below = [row for row in range(head.row + 1, rows.stop) if row not in hits or row < head.row]
    columns = [column_of(grid, header, place, below, words.funds)
               for place, header in head.columns.items() if header.area.left == place]
    roles: dict[str, int] = {}
    for concept, column in best_first(columns):
        if concept not in roles and column.place not in roles.values():
            roles[concept] = column.place
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


def funds_in_pairs(grid: Grid, words: Vocabulary, rows: range) -> tuple[FundRow, ...]:
    """Funds that are written as labels with their figures beside them: 预算数 | 100 | 执行数 | 95."""
    found: dict[str, Entry] = {}
    for row in rows:
        for column in grid.lines.get(row, ()):
            text = grid.at(row, column).value
            concept = words.funds.best(text) if isinstance(text, str) else ""
            figure = entry_seen(grid, row, grid.area(row, column).right + 1)
            if concept and _is_figure(figure):
                found.setdefault(concept, figure)
    if not {"budget", "executed"} <= found.keys():
        return ()
    amounts = {name: found[concept] for concept, name in AMOUNTS.items() if concept in found}
    name = replace(found["budget"], text="年度资金总额", number=None)
    return (FundRow(name, amounts, found.get("weight", BLANK), found.get("rate", BLANK),
                    found.get("score", BLANK), scored="score" in found or "weight" in found,
                    whole=True),)


def _is_figure(entry: Entry) -> bool:
    """Whether an amount, points or a share stands there: something with digits, and no day."""
    said = read(entry.text)
    return any(each.isdigit() for each in entry.text) and not (said is not None and said.is_date)


def _concepts(head: Head, words: Lexicon) -> set[str]:
    return {best for header in head.columns.values() if (best := words.best(header.text))}


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
    """The labelled rows below the header, down to the first that says something else."""
    first = min(table.columns.values())
    for row in table.rows:
        place = _label(grid, row, first)
        cells = {name: entry_at(grid, row, column) for name, column in table.columns.items()}
        if place is None and all(cell.blank for cell in cells.values()):
            continue
        amounts = {name: _amount(cells[name]) for name in AMOUNTS.values() if name in cells}
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
        if area.left == column and isinstance(text, str) and text.strip() and read(text) is None:
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
    """The row that the execution rate is scored on: the whole, or the part that alone has points;
    none where the table has neither weights nor scores."""
    if not table.columns.keys() & {"分值", "得分"} and table.printed.blank:
        return None
    pointed = [row for row in rows if number(row.weight) is not None
               or number(row.score) is not None]
    if whole is None or whole in pointed or not pointed:
        return whole
    return pointed[0]


def _amount(entry: Entry) -> Entry:
    return replace(entry, text="") if is_placeholder(entry.text) and not entry.error else entry


def fund_label(text: str) -> str:
    """A row's name without «其中»."""
    return plain_text(text).removeprefix("其中")
