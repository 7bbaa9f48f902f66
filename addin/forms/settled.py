"""Columns of a table of funds whose headers do not say what they are: the rate tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from addin.books.book import Grid
from addin.forms.budgets import fits, is_change, was_changed_by
from addin.forms.cells import entry_at
from addin.forms.column import Column, first_of
from addin.library.words import Lexicon
from scoring.filing import BLANK, Entry
from scoring.filing.numbers import amount

_NEVER = ("opening", "weight", "score", "rate", "budget", "executed")
"""Roles whose columns are what their headers say."""
_OF_THE_YEAR = ("budget", "executed")


def settled(grid: Grid, roles: Mapping[str, int], columns: Sequence[Column],
            rows: Sequence[int], words: Lexicon) -> dict[str, int]:
    """The roles as the rate tells them; where each source has what was budgeted and what was
    executed (中央资金, 地方资金), none of them is that of all."""
    if _are_of_sources(roles, columns, words):
        return {role: place for role, place in roles.items() if role not in _OF_THE_YEAR}
    return _by_the_rate(grid, roles, columns, rows)


def _by_the_rate(grid: Grid, roles: Mapping[str, int], columns: Sequence[Column],
                 rows: Sequence[int]) -> dict[str, int]:
    """The roles where the budget is the column that the first row's rate was computed with, if no
    header says budget or only what it was changed by (合计 of 基本支出 and 项目支出); and so with
    what was executed, if no header says that (支出). Of several rates it is that of the two, and of
    several budgets that of the rate; where several have both and none fits, none is that of all."""
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
    elif budget is not None and executed is None:
        fitting = [place for place in others if fits(budget, cells[place], rate)]
        found.update({"executed": fitting[0]} if len(fitting) == 1 else {})
    elif budget is not None and executed is not None and not fits(budget, executed, rate):
        fitting = [each.place for each in columns if "rate" in each.said and each.place in cells
                   and fits(budget, executed, cells[each.place])]
        budgets = [place for place in others if fits(cells[place], executed, rate)]
        if fitting:
            found["rate"] = fitting[0]
        elif len(budgets) == 1:
            found["budget"] = budgets[0]
        elif all(_several(columns, role) for role in _OF_THE_YEAR):
            del found["budget"], found["executed"]
    return found


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
        amount(entry_at(grid, row, place), "万元") is not None for place in amounts)), None)
    return {} if row is None else {each.place: entry_at(grid, row, each.place) for each in columns}
