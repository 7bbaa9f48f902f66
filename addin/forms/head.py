"""A header, one to three rows deep: each column's own text is the one that ends on its last row,
through merges; what stands above it is its context. What a system exports without its merges stands
in their first cell: the bare cells right of it belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from addin.books.book import Area
from addin.forms.context import context_of
from addin.forms.header_rows import DEEPEST, Lines
from addin.library.words import Lexicon
from scoring.values.record import record

_FEWEST_GOALS = 2
_MOST_JOINED = 4
"""So many columns left of one a header that names it as well may begin; a sheet has thousands."""
_AND = re.compile(r"[及和与、/]")


@record
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
    return _said(header.text, header.above, header.meant, words)


@lru_cache(maxsize=4096)
def _said(own: str, above: str, meant: str, words: Lexicon) -> Mapping[str, int]:
    text = meant or own
    if above and words.is_ordinal(own) and words.best(above) == "weight":
        return words.read(above)
    said = words.read(text) or words.read(text.strip().partition("\n")[0])
    if not above or meant:
        return said
    if not said:
        return words.read(above + own) if words.only_narrows(own) else said
    both = above + own if _is_anyone_s(own, said, words) else ""
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


def head_at(lines: Lines, row: int) -> Head:
    """The header that ends on this row."""
    grid, columns = lines.grid, dict[int, Header]()
    top = row
    last = max(grid.area(each, grid.lines[each][-1]).right
               for each in range(row - DEEPEST, row + 2) if each in grid.lines)
    for column in range(1, last + 1):
        header = _header(lines, row, column)
        if header is not None:
            columns[column] = header
            top = min(top, header.area.top - bool(header.above))
    return Head(top, row, {**columns, **_goals(columns, lines.words)})


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


def _header(lines: Lines, row: int, column: int) -> Header | None:
    grid, words = lines.grid, lines.words
    area = grid.area(row, column)
    if area.bottom > row or row - area.top >= DEEPEST:
        return None
    text = lines.text(area)
    if not text and area.top == row and (above := _spoken_above(lines, row, column)):
        area, text = above, lines.text(above)
    elif joint := _joint(lines, row, column, area):
        return joint
    if not text:
        return None
    parts = _parts(text)
    if len(parts) > 1 and [words.best(part) for part in parts] == ["level", "target"]:
        text = parts[0]  # one column of names that hold their targets
    return Header(text, area, context_of(lines, area.top - 1, column, area))


def _spoken_above(lines: Lines, row: int, column: int) -> Area | None:
    """The header of one column right above a bare cell, which stands for both."""
    if not lines.are_heads(row - 1):
        return None
    above = lines.grid.area(row - 1, column)
    alone = above.bottom == row - 1 and above.right == above.left and lines.text(above)
    known = alone and (column in lines.hits[row - 1] or lines.are_mostly_heads(row - 1))
    return above if known else None


def _joint(lines: Lines, row: int, column: int, area: Area) -> Header | None:
    """One of several columns under one header that names each of them (指标名称及目标值)."""
    grid = lines.grid
    first = max(1, column - _MOST_JOINED)
    while area.left == area.right > first and not lines.text(area):
        area = grid.area(row, area.left - 1)
    parts = _parts(lines.text(area))
    if len(parts) < 2 or not area.left <= column < area.left + len(parts):
        return None
    said = [best for part in parts if (best := lines.words.best(part))]
    if not said or len({*said}) < len(said):
        return None
    places = range(area.left, area.left + len(parts))
    merged = area.right == places[-1]
    bare = area.left == area.right and all(grid.at(row, place).value is None
                                           for place in places[1:])
    apart = all(grid.area(row + 1, place).left == place
                and grid.at(row + 1, place).value is not None for place in places)
    if not apart or not (merged or bare):
        return None
    return Header(parts[column - area.left], area._replace(right=places[-1]))


@lru_cache(maxsize=4096)
def _parts(text: str) -> Sequence[str]:
    return tuple(_AND.split(text))
