"""Header stacks: the rows of a sheet that look like the header of a table of indicators.

A header is one to three rows deep. Its last row is what counts: each column's own text is the one
that ends there, through merges; what stands above it is its context.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from fractions import Fraction

from addin.books.book import Area, Grid
from addin.library.words import Lexicon
from scoring.values.quantity import read

_LONGEST_HEADER = 30
"""Characters of a header without its spaces; longer texts are never one."""
_SPACED = 2
"""A header may be typed with a space behind every character."""
_LONGEST_FORMS = 2_000
"""Rows in which forms are looked for."""
_LONGEST_UNIT = 3
_DEEPEST = 3
_BESIDE_LEVELS = frozenset({"target", "actual", "weight", "score", "standard", "reason", "review",
                            "forecast"})
_POINTS = frozenset({"weight", "score", "review"})
_AMOUNTS = frozenset({"opening", "budget", "executed", "rate"})
_YEAR_OR_POINTS = re.compile(r"\d+(\.\d+)?\s*(年度?|分)")
_FILLED_IN = re.compile(r"[:：].*\d")
"""A label with its figure (执行数：190万元) is over no columns."""
_TELLING = frozenset({"actual", "weight", "score", "target"})


@dataclass(frozen=True)
class Header:
    """The text of one column's header and where it stands; ``above`` is its context."""

    text: str
    area: Area
    above: str = ""


@dataclass(frozen=True)
class Head:
    """A header: its last row, and by column what stands there."""

    top: int
    row: int
    columns: Mapping[int, Header]


def heads_of(grid: Grid, words: Lexicon, funds: Lexicon) -> list[Head]:
    """Every header of a table of indicators on the sheet, from above; repeated ones too. A header
    of a table of ``funds`` is none."""
    hits = hits_of(grid, words)
    said = {row: {words.best(_text(grid, grid.area(row, column))) for column in columns}
            for row, columns in hits.items()}
    found: list[Head] = []
    for row in sorted(row for row, columns in hits.items() if len(columns) > 1):
        if not _tell_a_table(said[row] | said.get(row - 1, set())):
            continue
        head = head_at(grid, hits, row)
        if not _is_head(head, words) or has_values(grid, row):
            continue
        if is_funds_head(head, funds) and _explained(head, funds) > _explained(head, words):
            continue
        if found and found[-1].row >= head.top - 1 and found[-1].row >= head.row - _DEEPEST:
            if _count(head, words) < _count(found[-1], words):
                continue
            found.pop()
        found.append(head)
    return found


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
                if area.bottom - row < _DEEPEST:
                    hits.setdefault(area.bottom, set()).add(column)
    return hits


def head_at(grid: Grid, hits: Mapping[int, set[int]], row: int) -> Head:
    """The header that ends on this row."""
    columns: dict[int, Header] = {}
    top = row
    last = max(grid.lines[each][-1] for each in range(row - _DEEPEST, row + 1)
               if each in grid.lines)
    for column in range(1, last + 1):
        header = _header(grid, hits, row, column)
        if header is not None:
            columns[column] = header
            top = min(top, header.area.top - bool(header.above))
    return Head(top, row, columns)


def _header(grid: Grid, hits: Mapping[int, set[int]], row: int, column: int) -> Header | None:
    area = grid.area(row, column)
    if area.bottom > row or row - area.top >= _DEEPEST:
        return None
    text = _text(grid, area)
    above_row = area.top - 1
    if not text:
        if len(hits.get(row - 1, ())) < 2 or area.top != row or has_values(grid, row - 1):
            return None
        area = grid.area(row - 1, column)
        text, above_row = _text(grid, area), area.top - 1
        if not text or area.bottom != row - 1 or area.right > area.left:
            return None
    return Header(text, area, _context(grid, hits, above_row, column, area))


def _context(grid: Grid, hits: Mapping[int, set[int]], row: int, column: int,
             below: Area) -> str:
    """The header right above that spans this column and others beside it."""
    over = grid.area(row, column)
    spans = over.left <= below.left and over.right >= below.right and over.right > over.left
    if not spans or over.left not in hits.get(row, ()):
        return ""
    beside = [each for each in (over.left - 1, over.right + 1)
              if each > 0 and _text(grid, grid.area(row, each))]
    said = _text(grid, over)
    filled = has_values(grid, row) or _FILLED_IN.search(said)
    return said if beside and not filled else ""


def _text(grid: Grid, area: Area) -> str:
    value = grid.at(area.top, area.left).value
    return str(value) if _is_short(value) else ""


def _is_short(value: object) -> bool:
    return isinstance(value, str) and (len(value) <= _LONGEST_HEADER or (
        len(value) <= _SPACED * _LONGEST_HEADER
        and len("".join(value.split())) <= _LONGEST_HEADER))


def _concepts(head: Head, words: Lexicon) -> Iterator[str]:
    for header in head.columns.values():
        if best := words.best(header.text):
            yield best


def _is_head(head: Head, words: Lexicon) -> bool:
    """Whether the headers tell a table of indicators. Without a column of points the level must be
    called an indicator, not only a 项目."""
    found = set(_concepts(head, words))
    return _tell_a_table(found) and (bool(found & _POINTS) or any(
        _names_indicators(header.text, words) for header in head.columns.values()))


def _tell_a_table(concepts: Set[str]) -> bool:
    """Whether there are a level and two others of a table of indicators, one of them telling."""
    others = concepts & _BESIDE_LEVELS
    return "level" in concepts and len(others) > 1 and bool(others & _TELLING)


def _names_indicators(text: str, words: Lexicon) -> bool:
    return words.best(text) == "level" and any(
        word in words.words.concepts["level"].words and word not in words.words.weak
        for word in words.tokens(text))


def _explained(head: Head, words: Lexicon) -> int:
    """How well the words explain all columns of the header together."""
    return sum(max(words.read(header.text).values(), default=0) for header in head.columns.values())


def has_values(grid: Grid, row: int) -> bool:
    """Whether figures stand on the row, as numbers or with their units: no header has any."""
    return any(_is_value(grid.cells[row, column].value) for column in grid.lines.get(row, ()))


def _is_value(value: object) -> bool:
    """A number, or the text of an amount, a share or a day; years and points (2023年, 10分) may be
    a header's."""
    if not isinstance(value, str):
        return isinstance(value, Fraction)
    if not value[:1].isdigit() or not _is_short(value) or _YEAR_OR_POINTS.fullmatch(value.strip()):
        return False
    said = read(value)
    return said is not None and len(said.unit) <= _LONGEST_UNIT


def is_funds_head(head: Head, words: Lexicon) -> bool:
    """Whether the header speaks of amounts: two of budgets, what was executed, and its rate."""
    return len(set(_concepts(head, words)) & _AMOUNTS) > 1


def _count(head: Head, words: Lexicon) -> int:
    return len(list(_concepts(head, words)))
