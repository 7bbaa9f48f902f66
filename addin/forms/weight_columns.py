"""Columns of weights, of which a table may have several: whose each of them is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from addin.books.book import Grid
from addin.forms.column import Column, first_of
from addin.forms.levels import LEVELS, USUAL_LEVELS


def with_weights(grid: Grid, rows: Sequence[int], roles: Mapping[str, int],
                 columns: Sequence[Column], given: Mapping[str, int]) -> dict[str, int]:
    """Where there are several columns of weights: each is of the level that its header names
    (一级权重), or else of that which it stands beside between the levels (all left of theirs, or all
    right); of those behind the names the rows' own is the one that says 分值 the plainest."""
    weights = _surely_weights(columns)
    levels = levels_in(roles)
    names = levels[-1][0] if levels else 0
    deepest = next((each.order for each in columns if each.place == names), 0) or USUAL_LEVELS
    named = _named_levels(weights, levels, columns)
    before = [column.place for column in weights
              if column.place < names and column.place not in named]
    if "weight" in given or not (named or before or len(weights) > 1):
        return dict(roles)
    found = {role: place for role, place in roles.items() if role != "weight"}
    leading = len(before) > 1 and before[0] < levels[0][0]
    groups = {place: level_beside(levels, place, leading=leading) for place in before}
    own = max((column for column in weights
               if column.place > names and column.place not in named),
              key=lambda column: (column.order in (0, deepest), column.scores["weight"]),
              default=None)
    place = own.place if own else 0
    if before and not place and not weighs_groups(
            grid, rows, before[-1], groups[before[-1]], names):
        place = before[-1]
    found |= {f"{level}_weight": at for at, (_, level) in groups.items() if at != place}
    found |= {f"{level}_weight": at for at, level in named.items()}
    return found | ({"weight": place} if place else {})


def _surely_weights(columns: Sequence[Column]) -> list[Column]:
    """The columns of weights from the left, but what only half says so beside one (分值上限)."""
    found = [column for column in columns if first_of(column) == "weight"]
    best = max((column.scores["weight"] for column in found), default=0)
    return sorted((column for column in found if column.scores["weight"] * 2 >= best),
                  key=lambda column: column.place)


def _named_levels(weights: Sequence[Column], levels: Sequence[tuple[int, str]],
                  columns: Sequence[Column]) -> Mapping[int, str]:
    """The columns that weigh an upper level, and which: their headers say so, or there is one
    behind the names for each of the levels, all called the same."""
    order = {column.place: column.order for column in columns}
    upper = {order.get(place) or number: name
             for number, (place, name) in enumerate(levels[:-1], 1)}
    alike = [column.place for column in weights if levels and column.place > levels[-1][0]]
    if len(alike) == len(levels) > 1 and len({column.header.text for column in weights}) == 1:
        return dict(zip(alike, (name for _, name in levels[:-1]), strict=False))
    return {column.place: upper[column.order] for column in weights if column.order in upper}


def level_beside(levels: Sequence[tuple[int, str]], place: int, *,
                 leading: bool) -> tuple[int, str]:
    """The level right of the weight where weights lead, else the one left of it."""
    left = [each for each in levels if each[0] < place]
    right = [each for each in levels if each[0] > place]
    return right[0] if leading or not left else left[-1]


def levels_in(roles: Mapping[str, int]) -> list[tuple[int, str]]:
    return sorted((place, name) for name, place in roles.items() if name in LEVELS)


def weighs_groups(grid: Grid, rows: Sequence[int], place: int, level: tuple[int, str],
                  names: int) -> bool:
    """Whether the points begin only where the groups of a level do, which have several names."""
    weighed, begun, named = ({row for row in rows if grid.at(row, column).value is not None}
                             for column in (place, level[0], names))
    return bool(weighed) and weighed <= begun and bool(named - weighed)


def full_points(roles: Mapping[str, int], columns: Sequence[Column],
                given: Mapping[str, int]) -> dict[str, int]:
    """Of two columns of weights the one that is a hundred in every row tells what the scores are
    out of."""
    weights = [column for column in columns if first_of(column) == "weight"
               and column.place not in {place for role, place in roles.items() if role != "weight"}]
    full = [column for column in weights if len(column.texts) > 1
            and {text.rstrip("分") for text in column.texts} == {"100"}]
    if "weight" in given or len(weights) != len(full) + 1 or len(full) != 1:
        return {}
    own = next(column for column in weights if column not in full)
    return {"weight": own.place, "full": full[0].place}
