"""Columns of a table of funds whose headers do not say what they are: the rate tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from addin.books.book import Grid
from addin.forms.budgets import fits, is_change, was_changed_by
from addin.forms.cells import entry_at
from addin.forms.column import Column, first_of
from addin.library.words import Lexicon, Vocabulary
from scoring.filing import BLANK, Entry
from scoring.filing.numbers import amount, ratio
from scoring.values.exact import sum_of

_NEVER = ("opening", "weight", "score", "rate", "budget", "executed")
"""Roles whose columns are what their headers say."""
_OF_THE_YEAR = ("budget", "executed")
_UNIT = "万元"


def settled(grid: Grid, roles: Mapping[str, int], columns: Sequence[Column],
            rows: Sequence[int], words: Vocabulary) -> dict[str, int]:
    """The roles as the rate tells them; where each source has what was budgeted and what was
    executed (中央资金, 地方资金), none of them is that of all."""
    if _are_of_sources(roles, columns, words.funds):
        return {role: place for role, place in roles.items() if role not in _OF_THE_YEAR}
    return _by_the_rate(grid, roles, columns, rows, words.rows)


def _by_the_rate(grid: Grid, roles: Mapping[str, int], columns: Sequence[Column],
                 rows: Sequence[int], words: Lexicon) -> dict[str, int]:
    """The roles where the budget is the column that the first row's rate was computed with, if no
    header says budget or only what it was changed by (合计 of 基本支出 and 项目支出); and so with
    what was executed, if no header says that (支出). Of several rates it is that of the two, and of
    several budgets that of the rate; where several have both and none fits, none is that of all,
    but those that say so."""
    found, cells = dict(roles), _first_cells(grid, roles, columns, rows)
    rate, executed = cells.get(roles.get("rate", 0), BLANK), cells.get(roles.get("executed", 0))
    budget = cells.get(roles.get("budget", 0))
    taken = {roles.get(role) for role in _NEVER}
    others = [each.place for each in columns if each.numeric and each.place in cells
              and each.place not in taken and "arrived" not in each.said]
    called = next((each.header.text for each in columns if each.place == roles.get("budget")), "")
    if executed is not None and (budget is None or is_change(called)):
        fitting = [place for place in others if place < roles["executed"]
                   and fits(cells[place], executed, rate)]
        if budget is not None and fits(budget, executed, rate):
            return found
        if fitting:
            return {**found, "budget": fitting[-1]}
        opening = cells.get(roles.get("opening", 0), BLANK)
        if budget is not None and was_changed_by(budget, executed, rate, opening):
            del found["budget"]
        if budget is None and (whole := _sum_of_sources(columns, cells, others, words)):
            found["budget"] = whole
    elif budget is not None and executed is None:
        fitting = [place for place in others if fits(budget, cells[place], rate)]
        found.update({"executed": fitting[0]} if len(fitting) == 1 else {})
    elif budget is not None and executed is not None and not fits(budget, executed, rate):
        found.update(_fitting_one(columns, cells, others, roles))
        if found == roles and all(_several(columns, role) for role in _OF_THE_YEAR) and (
                not _are_of_all(roles, columns, words) or _fits_a_part(grid, roles, columns, rows)):
            del found["budget"], found["executed"]
    return found


def _fitting_one(columns: Sequence[Column], cells: Mapping[int, Entry], others: Sequence[int],
                 roles: Mapping[str, int]) -> Mapping[str, int]:
    """The rate that is that of the budget and what was executed, or the one budget that is that of
    the rate."""
    budget, executed = cells[roles["budget"]], cells[roles["executed"]]
    rates = [each.place for each in columns if "rate" in each.said and each.place in cells
             and fits(budget, executed, cells[each.place])]
    budgets = [place for place in others
               if fits(cells[place], executed, cells.get(roles.get("rate", 0), BLANK))]
    if rates:
        return {"rate": rates[0]}
    return {"budget": budgets[0]} if len(budgets) == 1 else {}


def is_of_all(column: Column, words: Lexicon) -> bool:
    """Whether a header says that its amounts are those of all funds (总额 beside 财政拨款)."""
    own = column.header.text.removeprefix(column.header.above)
    return any(words.says(own, concept) for concept in ("whole", "subtotal"))


def _are_of_all(roles: Mapping[str, int], columns: Sequence[Column], words: Lexicon) -> bool:
    taken = {roles[role] for role in _OF_THE_YEAR}
    return all(is_of_all(each, words) for each in columns if each.place in taken)


def _fits_a_part(grid: Grid, roles: Mapping[str, int], columns: Sequence[Column],
                 rows: Sequence[int]) -> bool:
    """Whether the first rate is that of what one source had and what was executed of it."""
    place = roles.get("rate", 0)
    rated = [row for row in rows if ratio(entry_at(grid, row, place)) is not None]
    cells = _first_cells(grid, roles, columns, rated)
    if place not in cells:
        return False
    budgets, executed = ([cells[each.place] for each in columns if first_of(each) == role
                          and each.place != roles[role]] for role in _OF_THE_YEAR)
    return any(fits(whole, part, cells[place])
               for whole, part in zip(budgets, executed, strict=False))


def _sum_of_sources(columns: Sequence[Column], cells: Mapping[int, Entry], others: Sequence[int],
                    words: Lexicon) -> int:
    """The column that says it is that of all funds, where it is the sum of those left of it (中央 |
    本级 | 其他 | 合计 | 执行数); 0 where none is."""
    for column in columns:
        parts = [amount(cells[place], _UNIT) for place in others if place < column.place]
        stated = [part for part in parts if part is not None]
        if column.place in others and stated and is_of_all(column, words) and (
                amount(cells[column.place], _UNIT) == sum_of(stated)):
            return column.place
    return 0


def _several(columns: Sequence[Column], role: str) -> bool:
    return sum(first_of(each) == role for each in columns) > 1


def _are_of_sources(roles: Mapping[str, int], columns: Sequence[Column], words: Lexicon) -> bool:
    """Whether what was budgeted and what was executed stand there several times, and the ones taken
    are called after something else as well (财政拨款预算数 beside 其他资金预算数)."""
    taken = [each for each in columns if each.place in {roles.get(role) for role in _OF_THE_YEAR}]
    return all(_several(columns, role) for role in _OF_THE_YEAR) and all(
        not words.knows_all_of(f"{each.header.above}{each.header.text}") for each in taken)


def _first_cells(grid: Grid, roles: Mapping[str, int], columns: Sequence[Column],
                 rows: Sequence[int]) -> Mapping[int, Entry]:
    """By column what stands in the first row with an amount."""
    amounts = [roles[role] for role in ("executed", "budget") if role in roles]
    row = next((row for row in rows if any(
        amount(entry_at(grid, row, place), _UNIT) is not None for place in amounts)), None)
    return {} if row is None else {each.place: entry_at(grid, row, each.place) for each in columns}
