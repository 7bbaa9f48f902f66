"""Columns of points that stand between the levels: each belongs to the groups of a level, and one
beside the names is the rows' own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from addin.books.book import Grid
from addin.forms.cells import entry_at
from addin.forms.column import Column, first_of
from addin.forms.levels import LEVELS
from scoring.filing.numbers import number


def with_weights_of_levels(grid: Grid, rows: Sequence[int], roles: Mapping[str, int],
                           columns: Sequence[Column], given: Mapping[str, int]) -> dict[str, int]:
    """Where columns of weights stand between the levels: each belongs to the level that it stands
    beside (all left of theirs, or all right), and the one beside the names is the rows' own."""
    places = sorted(column.place for column in columns if first_of(column) == "weight")
    levels = levels_in(roles)
    names = levels[-1][0] if levels else 0
    before = [place for place in places if place < names]
    if "weight" in given or not (before or len(places) > 1):
        return dict(roles)
    found = {role: place for role, place in roles.items() if role != "weight"}
    leading = len(before) > 1 and before[0] < levels[0][0]
    groups = {place: _level_beside(levels, place, leading=leading) for place in before}
    own = next((place for place in places if place > names), 0)
    if not own and not _weighs_groups(grid, rows, before[-1], groups[before[-1]], names):
        own = before[-1]
    found |= {f"{level}_weight": place for place, (_, level) in groups.items() if place != own}
    return found | ({"weight": own} if own else {})


def _level_beside(levels: Sequence[tuple[int, str]], place: int, *,
                  leading: bool) -> tuple[int, str]:
    """The level right of the weight where weights lead, else the one left of it."""
    left = [each for each in levels if each[0] < place]
    right = [each for each in levels if each[0] > place]
    return right[0] if leading or not left else left[-1]


def levels_in(roles: Mapping[str, int]) -> list[tuple[int, str]]:
    return sorted((place, name) for name, place in roles.items() if name in LEVELS)


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
    beside = _level_beside(levels, place, leading=False)
    grouped = _weighs_groups(grid, rows, place, beside, names)
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


def _weighs_groups(grid: Grid, rows: Sequence[int], place: int, level: tuple[int, str],
                   names: int) -> bool:
    """Whether the points begin only where the groups of a level do, which have several names."""
    weighed, begun, named = ({row for row in rows if grid.at(row, column).value is not None}
                             for column in (place, level[0], names))
    return bool(weighed) and weighed <= begun and bool(named - weighed)
