"""How tall a row must be for a text to be seen whole: Office fits no row to a merged cell."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

TALLEST = 409
"""Points: no row is taller."""
_POINTS = 5.25
"""What a character of a column's width takes."""
_LINE, _EDGES = 1.35, 4
"""A line's height for its type size, and what is left free above and below, in points."""
_HALF = 0.55
"""The width of a letter or a digit beside a Chinese character's."""


def grown(text: str, width: float, size: float, heights: Sequence[float]) -> tuple[float, bool]:
    """The height of the first of a cell's rows that shows the text whole, as far as a row can;
    never less than it has. ``width`` is that of the cell's columns together, as columns count.

    >>> grown("短", 50, 10, [20]), grown("长" * 130, 50, 10, [20, 5])
    ((20, True), (80.0, True))
    """
    line = max(1, int(width * _POINTS / size) - 1)
    count = sum(max(1, ceil(length_of(each) / line)) for each in text.split("\n"))
    lack = count * size * _LINE + _EDGES - sum(heights)
    if lack <= 0:
        return heights[0], True
    return min(TALLEST, heights[0] + lack), heights[0] + lack <= TALLEST


def length_of(line: str) -> float:
    """In Chinese characters."""
    return sum(_HALF if each.isascii() else 1 for each in line)
