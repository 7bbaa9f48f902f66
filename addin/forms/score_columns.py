"""Columns of scores, of which a table may have several: the rows' own, the groups', and scores of a
hundred each beside those that are weighted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from addin.books.book import Grid
from addin.forms.cells import entry_at
from addin.forms.column import Column, first_of
from addin.forms.weight_columns import level_beside, levels_in, weighs_groups
from scoring.filing.numbers import number


def with_own_scores(grid: Grid, rows: Sequence[int], roles: Mapping[str, int],
                    columns: Sequence[Column], given: Mapping[str, int]) -> dict[str, int]:
    """Where scores stand between the levels: those right of the names are the rows' own, the others
    the groups'; no row has one where only groups have."""
    levels, place = levels_in(roles), roles.get("score", 0)
    names = levels[-1][0] if levels else 0
    if "score" in given or not levels or not 0 < place < names:
        return dict(roles)
    behind = [column.place for column in columns
              if column.place > names and first_of(column) == "score"]
    if behind:
        return {**roles, "score": min(behind)}
    beside = level_beside(levels, place, leading=False)
    grouped = weighs_groups(grid, rows, place, beside, names)
    return {role: at for role, at in roles.items() if role != "score" or not grouped}


def fitting_scores(grid: Grid, rows: Sequence[int], roles: Mapping[str, int],
                   columns: Sequence[Column]) -> dict[str, int]:
    """Where the scores go beyond the weights in most rows, and those of another column nowhere do
    (得分 of a hundred each beside 加权得分): the other one."""
    weight, score = roles.get("weight", 0), roles.get("score", 0)
    others = [column.place for column in columns if first_of(column) == "score"
              and column.place not in roles.values() and not column.empty]
    if not weight or not score or not others:
        return {}
    beyond = {place: _beyond(grid, rows, place, weight) for place in (score, *others)}
    fit = [place for place in others if not any(beyond[place])]
    most = 2 * sum(beyond[score]) > len(beyond[score])
    return {"score": fit[0]} if most and fit else {}


def _beyond(grid: Grid, rows: Sequence[int], place: int, weight: int) -> list[bool]:
    """Of each row with both whether its score is more than its weight."""
    pairs = ((number(entry_at(grid, row, place)), number(entry_at(grid, row, weight)))
             for row in rows)
    return [score > most for score, most in pairs if score is not None and most is not None]
