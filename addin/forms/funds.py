"""The funds table of a form: found by its words, read row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import takewhile

from addin.books.book import Grid
from addin.forms.budgets import is_changed
from addin.forms.cells import entry_at
from addin.forms.column import Column, best_first, column_of, is_hidden_twin
from addin.forms.funds_said import said_in
from addin.forms.head import Head, Header, best_of, head_at
from addin.forms.header_rows import Lines
from addin.forms.heads import is_funds_head
from addin.forms.ratios import meant_as_a_rate
from addin.forms.sentences import is_sentence
from addin.forms.settled import is_of_all, settled
from addin.forms.years import year_of
from addin.library.words import Lexicon, Vocabulary, unmarked
from scoring.filing import BLANK, Entry
from scoring.filing.numbers import amount, is_placeholder
from scoring.values.quantity import read

AMOUNTS = {"opening": "年初预算数", "budget": "全年预算数", "executed": "全年执行数"}
POINTS = {"weight": "分值", "rate": "执行率", "score": "得分"}
"""Concepts of the table's columns, and the names by which rules and pages know them."""
_INSIDE = {AMOUNTS["budget"], AMOUNTS["executed"], POINTS["rate"]}
_OF_FUNDS = frozenset({"opening", "budget", "executed", "rate", "arrived"})
_LONGEST_HEAD = 30
_UNIT = "万元"
_FIRST_OF = re.compile("[:：]")
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

    @property
    def lines(self) -> range:
        """Its rows with that of its header."""
        return range(self.row, max(self.rows, default=self.row) + 1)


def funds_table(grid: Grid, words: Vocabulary, rows: range,
                given: Mapping[str, int] | None = None, title: str = "") -> FundsTable | None:
    """The table of funds among the rows; None where there is none. Of columns of several years
    those count that are of the form's, where its ``title`` names it."""
    lines = Lines(grid, words.funds, rows)
    hits = {row: columns for row, columns in lines.hits.items() if len(columns) > 1}
    found = [_all_named(head_at(lines, row), words.funds) for row in sorted(lines.hits)
             if (row in hits or row - 1 in hits) and not lines.has_values(row)]
    heads = [head for head in found if is_funds_head(head, words.funds)
             and not _only_labels(head, words) and not _is_said(grid, head, words.funds)]
    if not heads:
        return None
    head = max(heads, key=lambda one: (len(_concepts(one, words.funds)), -one.row))
    below = [row for row in range(head.row + 1, rows.stop)
             if row not in hits or lines.has_values(row)]
    filled = _down_to_texts(grid, head, below, words.funds)
    columns = [column_of(grid, header, _figures_under(grid, header, filled), filled, words.funds)
               for place, header in head.columns.items() if header.area.left == place]
    columns = columns[1:] if _is_label(grid, columns, below) else columns
    known = columns
    columns = [column for column in known if not is_hidden_twin(column, known)]
    roles: dict[str, int] = {}
    for concept, column in best_first(_of_the_year(columns, title)):
        if concept not in roles and column.place not in roles.values():
            roles[concept] = column.place
    begins = min(roles.values(), default=0)
    roles.update(_changed_budget(columns, roles))
    roles = settled(grid, roles, columns, below, words)
    roles.update(_received(columns, roles))
    if "opening" not in roles and (before := _before_the_budget(columns, roles)):
        roles["opening"] = before
    named = {name: roles[concept] for concept, name in {**AMOUNTS, **POINTS}.items()
             if concept in roles}
    named.update(given or {})
    if not named:
        return None
    first = min(named.values())
    left = tuple((column.header.area.top, column.place) for column in known
                 if column.place not in roles.values() and not _is_part(column, words.rows)
                 and (column.place >= min(first, begins)
                      or _may_be_the_budget(column, roles, words.rows)))
    printed = BLANK if "weight" in roles else _printed(grid, head, roles, first)
    return FundsTable(head.row, named, below, printed, left)


def funds_inside(grid: Grid, words: Vocabulary, rows: range) -> FundsTable | None:
    """The table of funds that stands among the rows of the indicators, or right under them, with a
    header of its own over what was budgeted, what was executed and its rate."""
    if not _may_be_funds(grid, words.funds, rows):
        return None
    table = funds_table(grid, words, rows)
    if table is None or not table.columns.keys() >= _INSIDE:
        return None
    executed = table.columns[AMOUNTS["executed"]]
    filled = tuple(takewhile(lambda row: amount(entry_at(grid, row, executed), _UNIT) is not None,
                             table.rows))
    return replace(table, rows=filled) if filled else None


def _may_be_funds(grid: Grid, words: Lexicon, rows: range) -> bool:
    """Whether a row says what was executed and another thing of funds beside it or right above."""
    said = {row: {words.best(text) for column in grid.lines[row]
                  if isinstance(text := grid.at(row, column).value, str)
                  and len(text) <= _LONGEST_HEAD} for row in rows if row in grid.lines}
    return any("executed" in concepts and len(concepts & _OF_FUNDS) > 1
               for row, own in said.items() for concepts in [own | said.get(row - 1, set())])


def _figures_under(grid: Grid, header: Header, rows: Sequence[int]) -> int:
    """The column of a header's figures: its first, or where that holds labels alone (预算数： | 1200)
    one right of it."""
    return next((place for place in range(header.area.left, header.area.right + 1)
                 if any(isinstance(grid.at(row, place).value, Fraction) for row in rows)),
                header.area.left)


def _of_the_year(columns: Sequence[Column], title: str) -> Sequence[Column]:
    """The columns without those of other years than the form's."""
    year = year_of(title, (), "") if any(each.year for each in columns) else None
    return [each for each in columns if year is None or each.year in (0, year)]


def _is_said(grid: Grid, head: Head, words: Lexicon) -> bool:
    """Whether a text of the row says its figure itself (执行数：90万元): it is over no column. A mark
    behind a header (得分①, 得分2) is no figure: those stand below it."""
    return any(any(said_in(unmarked(header.text), words, "")) and not isinstance(
        grid.at(header.area.bottom + 1, place).value, Fraction)
        for place, header in head.columns.items())


def _down_to_texts(grid: Grid, head: Head, rows: Sequence[int], words: Lexicon) -> Sequence[int]:
    """The rows of the table, which ends where others have nothing but texts in its columns."""
    columns = [place for place, header in head.columns.items() if best_of(header, words)]
    texts = (place for place, row in enumerate(rows) if place and _has_only_texts(
        [grid.at(row, column).value for column in columns]))
    return rows[:next(texts, len(rows))]


def _has_only_texts(values: Sequence[object]) -> bool:
    said = [value for value in values if value is not None
            and not (isinstance(value, str) and is_placeholder(value))]
    return bool(said) and all(isinstance(value, str) and (
        not any(map(str.isdigit, value)) or is_sentence(value)) for value in said)


def _is_part(column: Column, words: Lexicon) -> bool:
    """Whether the column is one of several under the header of an amount, of which it is a part, or
    says that it is one (其中：财政拨款)."""
    under = bool(column.header.above) and bool(column.said.keys() & AMOUNTS.keys())
    own = column.header.text.removeprefix(column.header.above)
    return under or words.says(_FIRST_OF.split(own)[0], "of_which")


def _may_be_the_budget(column: Column, roles: Mapping[str, int], words: Lexicon) -> bool:
    """Whether it says that it is all funds beside what was executed of a budget that no column is
    (中央 | 本级 | 合计 | 执行数)."""
    return ("executed" in roles and "budget" not in roles and column.numeric
            and is_of_all(column, words))


def _all_named(head: Head, words: Lexicon) -> Head:
    return replace(head, columns={place: _named(header, words)
                                  for place, header in head.columns.items()})


def _named(header: Header, words: Lexicon) -> Header:
    """The header with what stands over it, where it says nothing by itself (执行 over 金额), and as
    a rate where it means one."""
    bare = header.above and not words.best(header.text)
    named = replace(header, text=f"{header.above}{header.text}") if bare else header
    rate = meant_as_a_rate(named.text, words)
    return replace(named, meant=rate) if rate else named


def _only_labels(head: Head, words: Vocabulary) -> bool:
    """Whether all of the row are rather labels of what stands beside them (资金使用单位)."""
    return all(max(words.funds.read(header.text).values(), default=0)
               <= max(words.fields.read(header.text).values(), default=0)
               for header in head.columns.values())


def _is_label(grid: Grid, columns: Sequence[Column], rows: Sequence[int]) -> bool:
    """Whether the first column is but the label of the table, whatever words it has (年度预算 |
    基本支出 | …): alone it has nothing below it, and no row a label of its own left of it."""
    if not columns:
        return False
    first, *others = columns
    return first.empty and any(not each.empty for each in others) and all(
        label_of(grid, row, first.place) is None for row in rows)


def _changed_budget(columns: Sequence[Column], roles: Mapping[str, int]) -> Mapping[str, int]:
    """Of two budgets the one that says it was changed in the end (预算数 | 调整后)."""
    taken = {place for role, place in roles.items() if role != "budget"}
    budgets = [column for column in columns if column.numeric and column.place not in taken
               and "budget" in column.scores]
    changed = [column.place for column in budgets if is_changed(column.header.text)]
    return {"budget": changed[0]} if changed and len(changed) < len(budgets) else {}


def _received(columns: Sequence[Column], roles: Mapping[str, int]) -> Mapping[str, int]:
    """Where no other header names the budget, the one that was given out is it (实际下达预算)."""
    arrived = next((column.place for column in columns if column.place == roles.get("arrived")
                    and "budget" in column.scores), None)
    return {"budget": arrived} if arrived and "budget" not in roles else {}


def _before_the_budget(columns: Sequence[Column], roles: Mapping[str, int]) -> int:
    """A second column of budgets left of the year's is the one that it was adjusted from
    (预算批复数 | 预算调整数); 0 where there is none."""
    budget = roles.get("budget", 0)
    return max((column.place for column in columns if column.place < budget
                and column.numeric and column.place not in roles.values()
                and "budget" in column.scores), default=0)


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


def label_of(grid: Grid, row: int, first: int) -> tuple[int, int] | None:
    """The nearest text left of the amounts, none that itself reaches over them."""
    for column in range(first - 1, 0, -1):
        area = grid.area(row, column)
        text = grid.at(area.top, area.left).value
        if area.left == column and isinstance(text, str) and text.strip() and (
                read(_IN_BRACKETS.sub("", text)) is None):
            return (area.top, area.left) if area.right < first else None
    return None
