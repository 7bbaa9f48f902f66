"""How wide a table's columns are: no figure and no short word is broken, and what is left makes
the tallest cells lower. Widths are in characters of the table's style, heights in lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil

from addin.books.height import length_of
from addin.report.text import PARAGRAPH

_MARGIN = 0.7
"""What a cell's margins take of a character."""
_FIGURE = re.compile(r"[\d.,%/×÷=+()-]+")
"""A figure or a calculation, which stands on one line."""
_LONGEST_WORD, _LONGEST_FIGURE = 5.5, 8
"""So long a text of words, or one that begins with a figure, is not broken either."""
_GAP = 0.25
"""What stands between a letter or a digit and a Chinese character."""

_LEAST = 3
"""No column is narrower."""
_PRICE = 1.4
"""So much taller may a table be for its words to be whole."""

Texts = Sequence[Sequence[str]]
"""The texts of every column, row by row."""
Lines = Sequence[Sequence[Sequence[float]]]
"""The same as the lengths of their lines."""


def column_widths(columns: Texts, room: float) -> list[float]:
    """Widths that add up to ``room``. Words are broken where the table is much lower for it."""
    cells = _cells(columns)
    whole, broken = (_spread(cells, [max(map(least, column)) for column in columns], room)
                     for least in (_unbroken, _figures))
    return broken if sum(_heights(cells, whole)) > _PRICE * sum(_heights(cells, broken)) else whole


def row_heights(columns: Texts, wide: Sequence[float]) -> list[float]:
    return _heights(_cells(columns), wide)


def lines_of(text: str, width: float) -> int:
    """How many lines the text takes in a cell so wide."""
    return sum(max(1, ceil(line / max(1, width - _MARGIN))) for line in _lines(text))


def _spread(cells: Lines, least: Sequence[float], room: float) -> list[float]:
    """One character after another goes where it gains most."""
    wide = list(least)
    high, lower = ([[_height(cell, width + more) for cell in column]
                    for column, width in zip(cells, wide, strict=True)] for more in (0, 1))
    for _ in range(int(room - sum(wide))):
        tallest = [max(row) for row in zip(*high, strict=True)]
        gains = [_gain(*each, tallest) for each in zip(high, lower, strict=True)]
        best = gains.index(max(gains))
        if not gains[best]:
            break
        wide[best] += 1
        high[best] = lower[best]
        lower[best] = [_height(cell, wide[best] + 1) for cell in cells[best]]
    share = room / sum(wide)
    return [each * share for each in wide]


def _cells(columns: Texts) -> Lines:
    return [[_lines(text) for text in column] for column in columns]


def _heights(cells: Lines, wide: Sequence[float]) -> list[float]:
    """Of the rows: a row is as tall as its tallest cell."""
    return [max(map(_height, row, wide)) for row in zip(*cells, strict=True)]


def _gain(high: Sequence[float], lower: Sequence[float], tallest: Sequence[float]) -> float:
    """By how much the cells of a column that make their rows so tall would be lower."""
    return sum(now - then for now, then, most in zip(high, lower, tallest, strict=True)
               if now == most)


def _height(lines: Sequence[float], width: float) -> float:
    """Parts of lines are counted too: every character that is gained must show."""
    return sum(max(1, length / max(1, width - _MARGIN)) for length in lines)


def _lines(text: str) -> list[float]:
    """The length of every line."""
    return [length_of(line) for line in text.split(PARAGRAPH)]


def _figures(text: str) -> float:
    """What the longest figure in a text takes."""
    return max([_LEAST, *(_lines(each)[0] + _MARGIN + _GAP for each in _FIGURE.findall(text))])


def _unbroken(text: str) -> float:
    """The same, where the text is no short word itself."""
    longest = max(_lines(text)) + _GAP * 2 * len(re.findall(r"[!-~]+", text))
    most = _LONGEST_FIGURE if text[:1].isdigit() else _LONGEST_WORD
    return max(_figures(text), longest + _MARGIN if longest <= most else 0)
