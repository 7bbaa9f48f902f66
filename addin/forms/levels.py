"""Which columns are the levels of the indicators, in their order; the last one names them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from addin.forms.column import Column, first_of
from addin.library.words import SURE

LEVELS = ("level1", "level2", "level3", "level4")
_BEHIND = frozenset({"target", "actual", "score"})
"""What explains the indicators (评价要点) stands right of these; no level does."""
USUAL_LEVELS = 3
"""Levels that a table usually has."""


def levels_of(columns: Sequence[Column],
              given: Mapping[str, int]) -> tuple[dict[str, int], list[Column]]:
    """The level columns in order; one without a number among numbered ones is no level unless it
    names the indicators that the others lack."""
    end = min((column.place for column in columns if first_of(column) in _BEHIND), default=0)
    found = [column for column in columns if first_of(column) == "level"]
    if any(column.place < end and not column.empty for column in found):
        found = [column for column in found
                 if column.place < end or "explanation" not in column.said]
    others = [column for column in columns if column not in found]
    first = found
    numbered = [column for column in found if column.order]
    if numbered:
        found = _filled(numbered, [column for column in found if not column.order])
    if len(found) > 1 and not numbered:
        found = _up_to_names([column for column in found if not column.empty] or found)
    plain = [column for column in found if not column.long or column.order] or found[:1]
    ordered = sorted(plain, key=lambda column: (column.order or USUAL_LEVELS + 1, column.place)
                     if all(each.order for each in plain) else (0, column.place))
    taken = {role: place for role, place in given.items() if role.startswith("level")
             and not role.endswith("weight")}
    if taken:
        return {}, others
    others += [column for column in first if column not in ordered]
    return dict(zip(_names(len(ordered)), (column.place for column in ordered),
                    strict=True)), others


def _up_to_names(columns: Sequence[Column]) -> list[Column]:
    """Without the columns that explain the indicators (评价内容), where one left of them already
    names every row."""
    names = [column for column in columns if "name" in column.said and column.full
             and len({*column.texts}) == len(column.texts)]
    last = max((column.place for column in names), default=columns[-1].place)
    return [column for column in columns
            if column.place <= last or "explanation" not in column.said]


def with_groups(levels: Mapping[str, int], others: Sequence[Column],
                roles: Mapping[str, int]) -> Mapping[str, int]:
    """A column of short texts left of the names which is nothing else groups the indicators,
    whatever its header calls the groups (目标类型, 绩效目标)."""
    first = min(levels.values(), default=0)
    groups = [column.place for column in others if column.place < first
              and column.place not in roles.values() and column.scores
              and not (column.empty or column.numeric or column.long)]
    called = all(first_of(column) == "level" for column in others if column.place in groups)
    if len(levels) + len(groups) > (len(LEVELS) if called else USUAL_LEVELS):
        return levels
    places = [*groups, *(levels[name] for name in sorted(levels))]
    return dict(zip(_names(len(places)), places, strict=True))


def with_bare_levels(columns: Sequence[Column]) -> list[Column]:
    """A column of texts without a header right of a level goes on with the levels."""
    found: list[Column] = []
    last = 0
    for column in sorted(columns, key=lambda each: each.place):
        beside = last and column.place == last + 1 and not column.header.text
        goes_on = beside and not column.numeric and not column.empty
        found.append(replace(column, scores={"level": SURE}) if goes_on else column)
        if first_of(found[-1]) == "level":
            last = column.place
    return found


def _filled(numbered: Sequence[Column], loose: Sequence[Column]) -> list[Column]:
    """The numbered levels, and those without a number that fill the gaps between them or go on to
    the one that names the indicators."""
    orders = {column.order for column in numbered}
    first, last = (end(numbered, key=lambda column: column.place) for end in (min, max))
    gaps = [order for order in range(1, max(orders)) if order not in orders]
    inside = [column for column in loose if not column.long and column.place < last.place
              and (column.place > first.place or first.order > 1) and not column.empty]
    found = [*numbered, *inside[-len(gaps):]] if gaps else list(numbered)
    names = [column for column in loose if column.place > last.place
             and not (column.empty or column.long)]
    own = next((place for place, column in enumerate(names, 1)
                if column.full and len({*column.texts}) == len(column.texts)), 1)
    return [*found, *names[:min(own, max(0, USUAL_LEVELS - max(orders)))]]


def _names(count: int) -> list[str]:
    return [f"level{place}" for place in range(1, count + 1)]
