"""What a number format adds to a number: a percent sign that scales it, and literal text such as
``"≤"0"分钟"``, which a reader takes for part of what the cell says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from scoring.values.exact import show

_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)"? | [\\!](?P<escaped>.)                # literal text
  | _. | \*.                                                  # space, and what fills the cell
  | \[(?P<bracket>[^\]]*)\]?                                  # a colour, a language or a condition
  | (?P<number>General|G/通用格式|@|[0#?][0#?.,]*)
  | E[+-]0+
  | (?P<percent>%) | (?P<section>;) | (?P<plain>.)
    """, re.VERBOSE | re.DOTALL | re.IGNORECASE)
_CONDITION = re.compile(r"[<>=]")
_SAYS_MORE = re.compile(r"[^\W\d_]|[≤≥<>=≦≧＜＞＝±~～≈%‰]")
"""A literal that is read: words, units, comparators; not currency signs, dashes and brackets."""
_CURRENCY = re.compile(r"^(RMB|CNY|USD)$", re.IGNORECASE)
_RESIZING = re.compile(r"[%‰成元]")
"""A literal after which the bare number would mean something else."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a format: the texts around its number, and by how much it is scaled."""

    before: str = ""
    after: str = ""
    factor: Fraction = Fraction(1)
    resizing: bool = False
    """Whether the bare number is not the one that the reader sees: ``98`` as ``98%``, or an amount
    with its own unit."""
    places: int = 0
    """Decimals that a percentage shows at least: they say how exact it is meant to be."""

    def written(self, value: Fraction) -> str:
        scaled = value if self.factor == 1 else value * self.factor
        return f"{self.before}{show(scaled, self.places)}{self.after}"


def written(value: Fraction, number_format: str) -> str:
    """The number with what its format adds. It is exact: the format cuts off no decimals.

    >>> written(Fraction(9, 10), "0%"), written(Fraction(98), '0"%"'), written(Fraction(30), "0.00")
    ('90%', '98%', '30')
    >>> written(Fraction(978, 1000), "0.00%")
    '97.80%'
    >>> written(Fraction(5), '"≤"0"分钟"'), written(Fraction(5000), '0.00,"千元"')
    ('≤5分钟', '5千元')
    """
    return section_for(value, number_format).written(value)


def section_for(value: Fraction, number_format: str) -> Section:
    """The section of the format that shows the value."""
    numerator = value.numerator
    return _section(number_format, (numerator > 0) - (numerator < 0))


@lru_cache(maxsize=512)
def _section(number_format: str, sign: int) -> Section:
    sections = _sections(number_format)
    place = {1: 0, -1: 1, 0: 2}[sign]
    return sections[place] if place < len(sections) else sections[0]


def _sections(number_format: str) -> list[Section]:
    """The sections; plain ones where a format has conditions or letters within its digits."""
    made: list[Section] = []
    parts = _Parts()
    for match in _TOKEN.finditer(number_format):
        if match["section"]:
            made.append(parts.section())
            parts = _Parts()
        else:
            parts.add(match)
    return [*made, parts.section()]


@dataclass
class _Parts:
    """What was read of a section so far."""

    before: str = ""
    after: str = ""
    number: str = ""
    percents: int = 0
    unclear: bool = False

    def add(self, match: re.Match[str]) -> None:
        if match["number"]:
            self.unclear = self.unclear or bool(self.after.strip())
            self.number += match["number"]
        self.unclear = self.unclear or bool(_CONDITION.search(match["bracket"] or ""))
        self.percents += bool(match["percent"])
        text = match["quoted"] or match["escaped"] or match["percent"] or match["plain"] or ""
        if self.number:
            self.after += text
        else:
            self.before += text

    def section(self) -> Section:
        factor = Fraction(100) ** self.percents
        if self.unclear or not self.number:
            return Section(after="%" * self.percents, factor=factor, places=self._places)
        before, after = _read(self.before), _read(self.after)
        own = (before + after).replace("%", "", self.percents)
        if own:
            factor /= Fraction(1000) ** (len(self.number) - len(self.number.rstrip(",")))
        return Section(before, after, factor, bool(_RESIZING.search(own)), self._places)

    @property
    def _places(self) -> int:
        decimals = self.number.partition(".")[2]
        return len(decimals.rstrip(",")) if self.percents else 0


def _read(text: str) -> str:
    """The text where it says anything."""
    text = text.strip()
    return text if _SAYS_MORE.search(text) and not _CURRENCY.match(text) else ""
