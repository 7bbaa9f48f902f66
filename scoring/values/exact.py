"""Exact numbers: every figure is a ``Fraction`` from the cell to the last rounding.

Decimal is not enough (5/24×3 is 0.625, which Decimal division turns into 0.62499…), and a binary
float never carries a score.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Literal

_LONGEST_NUMBER = 100
"""Characters: no amount has as many."""
_HUGE_EXPONENT = re.compile(r"[eE][+-]?0*[1-9]\d{3}")
Mode = Literal["四舍五入", "去尾", "进一"]


def exact(value: int | str | Decimal | Fraction) -> Fraction:
    """The exact number a text or integer stands for: ``0.99``, ``1/3``, ``80%``, ``1,234.5``.

    Raises ValueError when the text is not one number.

    >>> exact("80%"), exact("1,234.50"), exact("1/3")
    (Fraction(4, 5), Fraction(2469, 2), Fraction(1, 3))
    """
    if isinstance(value, bool | float):
        raise TypeError("a score is never made from a bool or a binary float")
    if not isinstance(value, str):
        return Fraction(value)
    text = value.strip().replace(",", "")
    if len(text) > _LONGEST_NUMBER or _HUGE_EXPONENT.search(text):
        raise ValueError("数字太长")
    if text.endswith(("%", "％")):
        return Fraction(text[:-1]) / 100
    return Fraction(text)


@lru_cache(maxsize=4096)
def from_double(value: float) -> Fraction:
    """The number a spreadsheet shows for its double: the shortest decimal of at most 15 digits.

    This is the one door for binary floats. Raises ValueError for infinities and NaN.

    >>> from_double(9.8999999999999986)
    Fraction(99, 10)
    """
    shortest = format(value, ".15g")
    return Fraction(int(shortest) if shortest.isdigit() else Decimal(shortest))


def sum_of(values: Iterable[Fraction]) -> Fraction:
    """The sum, over one common denominator: reduced once, not at every addition.

    >>> sum_of([Fraction(1, 2), Fraction(1, 3)])
    Fraction(5, 6)
    """
    ratios = [each.as_integer_ratio() for each in values]
    common = lcm(*[below for _, below in ratios])
    return Fraction(sum([above * (common // below) for above, below in ratios]), common)


@dataclass(frozen=True, slots=True)
class Rounding:
    """Rounding as a step of a rule: how many decimal places, in which mode.

    >>> show(Rounding(2).apply(Fraction(5, 24) * 3))
    '0.63'
    """

    places: int = 2
    mode: Mode = "四舍五入"

    def apply(self, value: Fraction) -> Fraction:
        scale, denominator = 10**self.places, value.denominator
        if scale % denominator == 0:
            return value
        numerator = abs(value.numerator) * scale
        if self.mode == "四舍五入":
            units = (2 * numerator + denominator) // (2 * denominator)
        elif self.mode == "去尾":
            units = numerator // denominator
        else:
            units = -(-numerator // denominator)
        return Fraction(units if value >= 0 else -units, scale)

    def __str__(self) -> str:
        return f"{self.mode}{'取整' if self.places == 0 else f'到{self.places}位小数'}"


AWARD_ROUNDING = Rounding(2)
"""Awards round half-up to two places unless the rule says otherwise."""


def show(value: Fraction, places: int | None = None) -> str:
    """The number as plain decimal text; one that never ends is cut after six places and marked ….

    ``places`` pads with zeros to so many places (a score: ``9.90``); it never drops digits.

    >>> show(Fraction(959, 10)), show(Fraction(99, 10), 2), show(Fraction(1, 3))
    ('95.9', '9.90', '0.333333…')
    """
    if value.denominator == 1 and not places:
        return str(value.numerator)
    digits = decimals(value)
    if digits is None:
        return show(Rounding(6, "去尾").apply(value), 6) + "…"
    digits = max(digits, places or 0)
    units = abs(value.numerator) * 10**digits // value.denominator
    sign = "-" if value.numerator < 0 else ""
    text = f"{units:0{digits + 1}d}"
    return f"{sign}{text[:-digits]}.{text[-digits:]}"


def decimals(value: Fraction) -> int | None:
    """How many decimal places the number has; None when they never end."""
    denominator = value.denominator
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else None
