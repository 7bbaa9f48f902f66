"""The rows of a sheet on which headers may stand: their short texts, and whether figures do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from addin.books.book import Area, Grid
from addin.library.words import Lexicon, unmarked
from scoring.values.quantity import read

_LONGEST_FORMS = 2_000
"""Rows in which forms are looked for."""
_LONGEST_UNIT = 3
_MOST_MARKS = 4
"""A figure begins behind at most so many characters less one, the marks of footnotes."""
DEEPEST = 3
"""So many rows a header has at most."""
_YEAR_OR_POINTS = re.compile(
    r"\d+(\.\d+)?\s*(年度?|分)|\d{1,2}月?\s*[-—–~～至到]\s*\d{1,2}\s*月份?")


class Lines:
    """The rows of a sheet in which headers are looked for by a list of words: what each shows is
    found out once, though every column of a header asks for it."""

    def __init__(self, grid: Grid, words: Lexicon, rows: range | None = None) -> None:
        self.grid, self.words = grid, words
        self.hits = _hits_of(grid, words, rows)
        """By row the columns whose cells end on it with a text that can be a header."""
        self._values: dict[int, bool] = {}
        self._mostly: dict[int, bool] = {}

    def text(self, area: Area) -> str:
        """What stands in the area, where it may be a header."""
        return self.grid.captions.get(area[:2], "")

    def has_values(self, row: int) -> bool:
        """Whether figures stand on the row, as numbers or with their units: no header has any."""
        known = self._values.get(row)
        if known is None:
            known = self._values[row] = any(
                self._is_value(row, column) for column in self.grid.lines.get(row, ()))
        return known

    def _is_value(self, row: int, column: int) -> bool:
        text = self.grid.captions.get((row, column))
        if text is None:
            return isinstance(self.grid.cells[row, column].value, Fraction)
        return _is_figure(text, self.words)

    def are_heads(self, row: int) -> bool:
        """Whether the row may be one of a header: several texts of headers and no figures."""
        return len(self.hits.get(row, ())) > 1 and not self.has_values(row)

    def are_mostly_heads(self, row: int) -> bool:
        """Whether more than half of the texts that end on the row are headers'."""
        known = self._mostly.get(row)
        if known is None:
            areas = (self.grid.area(row, column) for column in self.grid.lines.get(row, ()))
            texts = [area for area in areas if area.bottom == row and self.text(area)]
            known = self._mostly[row] = 2 * len(self.hits[row]) > len(texts)
        return known


def _hits_of(grid: Grid, words: Lexicon, rows: range | None) -> Mapping[int, set[int]]:
    hits: dict[int, set[int]] = {}
    within = range(grid.top, _LONGEST_FORMS + 1) if rows is None else rows
    for (row, column), text in grid.captions.items():
        if words.read(text) and row in within:
            area = grid.area(row, column)
            if area.bottom - row < DEEPEST:
                hits.setdefault(area.bottom, set()).add(column)
    return hits


@lru_cache(maxsize=8192)
def _is_figure(typed: str, words: Lexicon) -> bool:
    """The text of an amount, a share or a day; years, months and points (2023年, 1-6月, 10分) may be
    a header's, and so may its own number (7分值)."""
    if not any(map(str.isdigit, typed.lstrip()[:_MOST_MARKS])):
        return False
    text = unmarked(typed).strip()
    if not text[:1].isdigit() or _YEAR_OR_POINTS.fullmatch(text):
        return False
    said = read(text)
    return (said is not None and len(said.unit) <= _LONGEST_UNIT
            and not (len(said.unit) > 1 and words.knows_all_of(said.unit)))
