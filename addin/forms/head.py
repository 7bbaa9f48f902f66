"""A header, one to three rows deep: each column's own text is the one that ends on its last row,
through merges; what stands above it is its context. What a system exports without its merges stands
in their first cell: the bare cells right of it belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from addin.books.book import Area, Grid
from addin.forms.context import context_of
from addin.forms.header_rows import DEEPEST, are_heads, are_mostly_heads, text_at
from addin.library.words import Lexicon

_FEWEST_GOALS = 2
_MOST_JOINED = 4
"""So many columns left of one a header that names it as well may begin; a sheet has thousands."""
_AND = re.compile(r"[及和与、/]")


@dataclass(frozen=True)
class Header:
    """The text of one column's header and where it stands; ``above`` is its context, ``meant`` what
    it is read as where its neighbours say so."""

    text: str
    area: Area
    above: str = ""
    meant: str = ""


@dataclass(frozen=True)
class Head:
    """A header: its last row, and by column what stands there."""

    top: int
    row: int
    columns: Mapping[int, Header]


def said_by(header: Header, words: Lexicon) -> Mapping[str, int]:
    """How well each concept explains a header: by its own words, or by those of its first line
    where a rule stands under it; or by what stands above as well, where its own words only narrow
    that (全年 under 完成值) or may be anything's (数值); 一级 under 分值 is a weight."""
    text = header.meant or header.text
    if header.above and words.is_ordinal(header.text) and words.best(header.above) == "weight":
        return words.read(header.above)
    said = words.read(text) or words.read(text.strip().partition("\n")[0])
    if not header.above or header.meant:
        return said
    if not said:
        return words.read(header.above + header.text) if words.only_narrows(header.text) else said
    both = header.above + header.text if _is_anyone_s(header.text, said, words) else ""
    best = words.best(both)
    return words.read(both) if best and said.keys() & {
        best, *words.words.concepts[best].borrows} else said


def _is_anyone_s(text: str, said: Mapping[str, int], words: Lexicon) -> bool:
    """Whether a header is made of weak words alone, and several concepts share it."""
    best = max(said.values())
    return sum(score == best for score in said.values()) > 1 and words.is_weak(text)


def best_of(header: Header, words: Lexicon) -> str:
    """The concept that explains a header best; empty where none does."""
    said = said_by(header, words)
    return max(said, key=said.__getitem__, default="") if said else ""


def head_at(grid: Grid, hits: Mapping[int, set[int]], row: int, words: Lexicon) -> Head:
    """The header that ends on this row."""
    columns: dict[int, Header] = {}
    top = row
    last = max(grid.area(each, grid.lines[each][-1]).right
               for each in range(row - DEEPEST, row + 2) if each in grid.lines)
    for column in range(1, last + 1):
        header = _header(grid, hits, row, column, words)
        if header is not None:
            columns[column] = header
            top = min(top, header.area.top - bool(header.above))
    return Head(top, row, {**columns, **_goals(columns, words)})


def _goals(columns: Mapping[int, Header], words: Lexicon) -> Mapping[int, Header]:
    """一级目标, 二级目标 … side by side are levels, and so is one beside 二级指标, or beside targets of
    their own: what is to be reached is not numbered so. Of one number a table has one level."""
    level = words.words.concepts.get("level")
    orders = {place: order for place, header in columns.items()
              if (order := words.ordinal(header.text))}
    others = {order for place, order in orders.items()
              if words.best(columns[place].text) == "level"}
    goals = {place: order for place, order in orders.items()
             if words.best(columns[place].text) == "target" and order not in others}
    if level is None or not goals:
        return {}
    targets = any(place not in orders and words.says(header.text, "target")
                  for place, header in columns.items())
    beside = [place for place in columns if place >= min(goals)][:len(goals)]
    counted = [*goals.items()] == [*zip(beside, range(1, len(goals) + 1), strict=True)]
    numbered = any({order - 1, order + 1} & others for order in goals.values())
    if not (targets or numbered or (counted and len(goals) >= _FEWEST_GOALS)):
        return {}
    return {place: replace(columns[place], meant=f"{level.ordinals[order - 1][0]}{level.words[0]}")
            for place, order in goals.items()}


def _header(grid: Grid, hits: Mapping[int, set[int]], row: int, column: int,
            words: Lexicon) -> Header | None:
    area = grid.area(row, column)
    if area.bottom > row or row - area.top >= DEEPEST:
        return None
    text = text_at(grid, area)
    above = grid.area(row - 1, column)
    if not text and area.top == row and are_heads(grid, hits, row - 1, words) and (
            above.bottom == row - 1 and above.right == above.left and text_at(grid, above)
            and (column in hits[row - 1] or are_mostly_heads(grid, hits, row - 1))):
        area, text = above, text_at(grid, above)
    else:
        joint = _joint(grid, row, column, words)
        if joint is not None:
            return joint
    if not text:
        return None
    parts = _AND.split(text)
    if len(parts) > 1 and [words.best(part) for part in parts] == ["level", "target"]:
        text = parts[0]  # one column of names that hold their targets
    return Header(text, area, context_of(grid, hits, area.top - 1, column, area, words))


def _joint(grid: Grid, row: int, column: int, words: Lexicon) -> Header | None:
    """One of several columns under one header that names each of them (指标名称及目标值)."""
    area = grid.area(row, column)
    first = max(1, column - _MOST_JOINED)
    while area.left == area.right > first and not text_at(grid, area):
        area = grid.area(row, area.left - 1)
    parts = _AND.split(text_at(grid, area))
    places = range(area.left, area.left + len(parts))
    said = [best for part in parts if (best := words.best(part))]
    if column not in places or len(parts) < 2 or not said or len({*said}) < len(said):
        return None
    merged = area.right == places[-1]
    bare = area.left == area.right and all(grid.at(row, place).value is None
                                           for place in places[1:])
    apart = all(grid.area(row + 1, place).left == place
                and grid.at(row + 1, place).value is not None for place in places)
    if not apart or not (merged or bare):
        return None
    return Header(parts[column - area.left], area._replace(right=places[-1]))
