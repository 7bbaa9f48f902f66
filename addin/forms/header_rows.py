"""The rows of a sheet on which headers may stand: their short texts, and whether figures do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

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
_MOST_MARKS = 4
"""A figure begins behind at most so many characters less one, the marks of footnotes."""
DEEPEST = 3
"""So many rows a header has at most."""
_YEAR_OR_POINTS = re.compile(
    r"\d+(\.\d+)?\s*(年度?|分)|\d{1,2}月?\s*[-—–~～至到]\s*\d{1,2}\s*月份?")
_SENTENCE = ("。", "；", "！")


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
    """A number, or the text of an amount, a share or a day; years, months and points (2023年, 1-6月,
    10分) may be a header's, and so may its own number (7分值)."""
    return _is_figure(value, words) if isinstance(value, str) else isinstance(value, Fraction)


@lru_cache(maxsize=8192)
def _is_figure(typed: str, words: Lexicon) -> bool:
    if not any(map(str.isdigit, typed.lstrip()[:_MOST_MARKS])):
        return False
    text = unmarked(typed).strip()
    if not text[:1].isdigit() or not _is_short(typed) or _YEAR_OR_POINTS.fullmatch(text):
        return False
    said = read(text)
    return (said is not None and len(said.unit) <= _LONGEST_UNIT
            and not (len(said.unit) > 1 and words.knows_all_of(said.unit)))


def text_at(grid: Grid, area: Area) -> str:
    value = grid.at(area.top, area.left).value
    return str(value) if _is_short(value) else ""


def _is_short(value: object) -> bool:
    """Whether it is a text that may be a header: a short one, and no sentence."""
    return isinstance(value, str) and len(value) <= _SPACED * _LONGEST_HEADER and _is_header(value)


@lru_cache(maxsize=8192)
def _is_header(text: str) -> bool:
    return not text.endswith(_SENTENCE) and len("".join(text.split())) <= _LONGEST_HEADER


def are_heads(grid: Grid, hits: Mapping[int, set[int]], row: int, words: Lexicon) -> bool:
    """Whether the row may be one of a header: several texts of headers and no figures."""
    return len(hits.get(row, ())) > 1 and not has_values(grid, row, words)


def are_mostly_heads(grid: Grid, hits: Mapping[int, set[int]], row: int) -> bool:
    """Whether more than half of the texts that end on the row are headers'."""
    areas = [grid.area(row, column) for column in grid.lines.get(row, ())]
    texts = [area for area in areas if area.bottom == row and text_at(grid, area)]
    return 2 * len(hits[row]) > len(texts)
