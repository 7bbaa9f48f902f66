"""A header, one to three rows deep: each column's own text is the one that ends on its last row,
through merges; what stands above it is its context. What a system exports without its merges stands
in their first cell: the bare cells right of it belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from addin.books.book import Area, Grid
from addin.library.words import Lexicon, unmarked
from scoring.values.quantity import read

_LONGEST_HEADER = 30
"""Characters of a header without its spaces; longer texts are never one."""
_SPACED = 2
"""A header may be typed with a space behind every character."""
_LONGEST_FORMS = 2_000
"""Rows in which forms are looked for."""
_LONGEST_UNIT = 3
DEEPEST = 3
_FEWEST_GOALS = 2
_YEAR_OR_POINTS = re.compile(r"\d+(\.\d+)?\s*(年度?|分)")
_FILLED_IN = re.compile(r"[:：].{0,20}\d|\d[亿千百万]*元|\d[%％]|^[^(（:：]{2,16}[:：]\s*[^\s)）]")
"""A label with its figure or its name (执行数：190万元) is over no columns."""
_SENTENCE = ("。", "；", "！")
_MOST_SEEN = 120
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
    where a rule stands under it, or where they only narrow what stands above (全年 under 完成值), by
    both together."""
    text = header.meant or header.text
    said = words.read(text) or words.read(text.strip().partition("\n")[0])
    if said or not header.above or not words.only_narrows(header.text):
        return said
    return words.read(header.above + header.text)


def best_of(header: Header, words: Lexicon) -> str:
    """The concept that explains a header best; empty where none does."""
    said = said_by(header, words)
    return max(said, key=lambda name: said[name], default="")


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
    """一级目标, 二级目标 … side by side are levels, and so is a numbered one beside targets of their
    own: what is to be reached is not numbered so."""
    level = words.words.concepts.get("level")
    targets = [place for place, header in columns.items() if words.best(header.text) == "target"]
    goals = [(place, order) for place in targets
             if (order := words.ordinal(columns[place].text))]
    first = next(iter(goals), (0, 0))[0]
    beside = [place for place in columns if place >= first][:len(goals)]
    counted = [*zip(beside, range(1, len(goals) + 1), strict=True)]
    enough = len(goals) >= _FEWEST_GOALS or len(targets) > len(goals)
    if level is None or not enough or goals != counted:
        return {}
    return {place: replace(columns[place], meant=f"{level.ordinals[order - 1][0]}{level.words[0]}")
            for place, order in goals}


def _header(grid: Grid, hits: Mapping[int, set[int]], row: int, column: int,
            words: Lexicon) -> Header | None:
    area = grid.area(row, column)
    if area.bottom > row or row - area.top >= DEEPEST:
        return None
    text = text_at(grid, area)
    above = grid.area(row - 1, column)
    if not text and area.top == row and _heads(grid, hits, row - 1, words) and (
            above.bottom == row - 1 and above.right == above.left and text_at(grid, above)
            and _is_one_of_heads(grid, hits, row - 1, column)):
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
    return Header(text, area, _context(grid, hits, area.top - 1, column, area, words))


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


def _context(grid: Grid, hits: Mapping[int, set[int]], row: int, column: int,
             below: Area, words: Lexicon) -> str:
    """The header right above that spans this column and others beside it, or that the column's own
    text only narrows (总额 under 预算数)."""
    over = grid.area(row, column)
    if over.left == over.right and _goes_on(grid, hits, row, words):
        over = _unmerged(grid, over)
    spans = over.left <= below.left and over.right >= below.right and over.right > over.left
    narrows = over.left == over.right == below.left == below.right and words.only_narrows(
        text_at(grid, below)) and _heads(grid, hits, row, words)
    if not (spans or narrows) or over.left not in hits.get(row, ()):
        return ""
    beside = [each for each in (over.left - 1, over.right + 1)
              if each > 0 and text_at(grid, grid.area(row, each))]
    return text_at(grid, over) if beside and not _is_filled_in(grid, row, words) else ""


def _is_filled_in(grid: Grid, row: int, words: Lexicon) -> bool:
    """Whether figures stand on the row, by themselves or behind what they are."""
    texts = (grid.cells[row, column].value for column in grid.lines.get(row, ()))
    return has_values(grid, row, words) or any(
        isinstance(text, str) and _FILLED_IN.search(text[:_MOST_SEEN]) for text in texts)


def _unmerged(grid: Grid, cell: Area) -> Area:
    """The cells over several headers that were one: a text and the bare cells right of it."""
    left, right = cell.left, cell.right
    while left > 1 and grid.at(cell.top, left).value is None:
        left -= 1
    while grid.at(cell.top, right + 1).value is None and text_at(
            grid, grid.area(cell.top + 1, right + 1)):
        right += 1
    return cell._replace(left=left, right=right)


def _goes_on(grid: Grid, hits: Mapping[int, set[int]], row: int, words: Lexicon) -> bool:
    """Whether the row and the one below it are one header: some of its texts stand for both."""
    return _heads(grid, hits, row, words) and any(
        grid.at(row + 1, column).value is None for column in hits[row])


def _heads(grid: Grid, hits: Mapping[int, set[int]], row: int, words: Lexicon) -> bool:
    """Whether the row may be one of a header: several texts of headers and no figures."""
    return len(hits.get(row, ())) > 1 and not has_values(grid, row, words)


def _is_one_of_heads(grid: Grid, hits: Mapping[int, set[int]], row: int, column: int) -> bool:
    """Whether the text is a header's or stands among headers: behind a label it is a value."""
    texts = [each for each in grid.lines.get(row, ()) if text_at(grid, grid.area(row, each))]
    return column in hits[row] or 2 * len(hits[row]) > len(texts)


def hits_of(grid: Grid, words: Lexicon, rows: range | None = None) -> Mapping[int, set[int]]:
    """By row the columns whose cells end on it with a text that can be a header."""
    hits: dict[int, set[int]] = {}
    for row in grid.lines if rows is None else (each for each in rows if each in grid.lines):
        if row > _LONGEST_FORMS:
            break
        for column in grid.lines[row]:
            value = grid.cells[row, column].value
            if _is_short(value) and words.read(str(value)):
                area = grid.area(row, column)
                if area.bottom - row < DEEPEST:
                    hits.setdefault(area.bottom, set()).add(column)
    return hits


def has_values(grid: Grid, row: int, words: Lexicon) -> bool:
    """Whether figures stand on the row, as numbers or with their units: no header has any."""
    return any(_is_value(grid.cells[row, column].value, words)
               for column in grid.lines.get(row, ()))


def _is_value(value: object, words: Lexicon) -> bool:
    """A number, or the text of an amount, a share or a day; years and points (2023年, 10分) may be
    a header's, and so may its own number (7分值)."""
    if not isinstance(value, str):
        return isinstance(value, Fraction)
    if not value[:1].isdigit() or not _is_short(value) or _YEAR_OR_POINTS.fullmatch(value.strip()):
        return False
    said = read(unmarked(value))
    return (said is not None and len(said.unit) <= _LONGEST_UNIT
            and not (len(said.unit) > 1 and words.knows_all_of(said.unit)))


def text_at(grid: Grid, area: Area) -> str:
    value = grid.at(area.top, area.left).value
    return str(value) if _is_short(value) else ""


def _is_short(value: object) -> bool:
    """Whether it is a text that may be a header: a short one, and no sentence."""
    return isinstance(value, str) and not value.endswith(_SENTENCE) and (
        len(value) <= _LONGEST_HEADER or (len(value) <= _SPACED * _LONGEST_HEADER
                                          and len("".join(value.split())) <= _LONGEST_HEADER))
