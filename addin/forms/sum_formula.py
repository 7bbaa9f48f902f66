"""The value of a total's formula where it is a plain sum: SUM, + and ROUND over cells of the sheet.

Other formulas are left to the spreadsheet: no value is stored that it might not come to itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from addin.books.book import Grid, split_address
from scoring.values.exact import Rounding

_CELL = r"\$?[A-Z]{1,3}\$?[1-9]\d{0,6}"
_AREA = rf"{_CELL}(?::{_CELL})?"
_SUM = rf"SUM\({_AREA}(?:,{_AREA})*\)"
_TERM = rf"(?:{_SUM}|{_CELL})"
_PLAIN = re.compile(rf"\+?{_TERM}(?:\+{_TERM})*")
_ROUNDED = re.compile(r"ROUND\((.+),([0-9])\)")
_MOST_CELLS = 10_000


def sum_of(formula: str, grid: Grid) -> Fraction | None:
    """What the formula comes to on the sheet; None where it is no plain sum of numbers.

    >>> from addin.books.book import Cell
    >>> grid = Grid("表", {(1, 1): Cell(Fraction(99, 10)), (2, 1): Cell(Fraction(15))})
    >>> str(sum_of("SUM($A$1:A2)+A1", grid)), sum_of("A1*2", grid)
    ('174/5', None)
    """
    plain = re.sub(r"\s+", "", formula).upper()
    if match := _ROUNDED.fullmatch(plain):
        inner = sum_of(match[1], grid)
        return None if inner is None else Rounding(int(match[2])).apply(inner)
    if not _PLAIN.fullmatch(plain):
        return None
    total = Fraction(0)
    for area in re.findall(_AREA, plain):
        for value in _values(area, grid):
            if not isinstance(value, Fraction | None):
                return None
            total += value or 0
    return total


def _values(area: str, grid: Grid) -> Iterator[object]:
    """The values in the area; a text among them is no number, though SUM would step over it."""
    first, _, last = area.replace("$", "").partition(":")
    (_, top, left), (_, bottom, right) = split_address(first), split_address(last or first)
    if (bottom - top + 1) * (right - left + 1) > _MOST_CELLS:
        yield "too many"
        return
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            cell = grid.at(row, column)
            yield "unknown" if cell.value is None and cell.formula is not None else cell.value
