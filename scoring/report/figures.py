"""Figures in running text: «229名», «1,007.91 万元», «81.06%», with the place of their last digit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from scoring.report.passage import lead
from scoring.values.exact import show
from scoring.values.units import dimension_and_factor

NUMBER = r"-?(?:\d{1,3}(?:,\d{3}){1,9}|(?<!\d)\d{1,30}(?!\d))(?:\.\d{1,30}(?!\d))?"
"""No figure has more digits: longer runs are codes, or somebody leant on a key."""
_UNIT = (r"%|‰|个?百分点|[百千万亿]{0,2}元|万?平方?米|万?平方公里|公里|千米|公顷|人次|户次|个工作日|个月|"
         r"[万亿]?[\u4e00-\u9fff]")
_FIGURE = re.compile(rf"(?<![\d.A-Za-z/×÷*])(?P<number>{NUMBER})(?!\.?\d)\s*(?P<unit>{_UNIT})?"
                     r"(?P<rate>\s*[/A-Za-z×÷*])?")
_ROUGH_BEFORE = re.compile(r"(?:约|近|超过?|逾|将近|不足|不低于|不少于|不高于|不超过|以上|[≥≤><＞＜])\s*$")
_ROUGH_AFTER = re.compile(r"\s*(?:余|多|以上|以下|以内|左右|上下|及以上|的目标)")
_PEOPLE = ("名", "人", "位")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit. ``value`` and ``last`` (one unit of its last digit) are in the base
    unit of its dimension (元, plain ratio); ``rough`` figures (约, 近, 以上) claim nothing exact."""

    text: str
    value: Fraction
    last: Fraction
    dimension: str
    start: int
    end: int
    rough: bool = False

    def agrees(self, value: Fraction, last: Fraction = Fraction(0)) -> bool:
        """Whether both are one figure, at the coarser of the two printed precisions."""
        return abs(self.value - value) * 2 <= max(self.last, last)


@lru_cache(maxsize=4096)
def figures(text: str) -> tuple[Figure, ...]:
    """All figures that have a unit.

    >>> [(f.text, f.dimension) for f in figures("共22户，花费14.7万元、占3.5%，110KV，3000元/户")]
    [('22户', '户'), ('14.7万元', '元'), ('3.5%', '比率')]
    """
    return tuple(_figures(text))


def _figures(text: str) -> Iterator[Figure]:
    for match in _FIGURE.finditer(text):
        if match["unit"] and not match["rate"]:
            yield figure(match["number"], match["unit"], match.start(), match.end("unit"), text)


def figure(number: str, unit: str, start: int, end: int, text: str) -> Figure:
    """The figure that stands at ``text[start:end]``."""
    dimension, factor = measured(unit)
    plain = number.replace(",", "")
    last = Fraction(1, 10 ** len(plain.partition(".")[2]))
    rough = bool(_ROUGH_BEFORE.search(lead(text, start)) or _ROUGH_AFTER.match(text, end))
    return Figure(text[start:end], Fraction(plain) * factor, last * factor, dimension, start, end,
                  rough)


def measured(unit: str) -> tuple[str, Fraction]:
    """Dimension and factor of a unit; people are counted in 名, 人 and 位 alike."""
    dimension, factor = dimension_and_factor(unit.replace("个百分点", "百分点"))
    return ("人" if dimension in _PEOPLE else dimension), factor


def last_digit(value: Fraction) -> Fraction:
    """One unit of the last decimal place a number needs; nothing where it never ends."""
    said = show(value)
    return Fraction(0) if said.endswith("…") else Fraction(1, 10 ** len(said.partition(".")[2]))
