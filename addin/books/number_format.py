"""What a number format adds to a number: a percent sign that scales it, and literal text such as
``"≤"0"分钟"``, which a reader takes for part of what the cell says."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from scoring.filing import UNTOLD
from scoring.values.exact import show

_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)"? | [\\!](?P<escaped>.)                # literal text
  | _. | \*.                                                  # space, and what fills the cell
  | \[(?P<bracket>[^\]]*)\]?                                  # a colour, a language or a condition
  | (?P<number>General|G/通用格式|@|\.?[0#?][0#?.,]*)
  | E[+-]0+
  | (?P<percent>%) | (?P<section>;) | (?P<plain>.)
    """, re.VERBOSE | re.DOTALL | re.IGNORECASE)
_CONDITION = re.compile(r"(?P<sign><>|[<>]=?|=)(?P<limit>-?\d+(?:\.\d+)?)")
_HOLDS: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "=": operator.eq, "<>": operator.ne}
_SAYS_MORE = re.compile(r"[^\W\d_]|[≤≥<>=≦≧＜＞＝±~～≈%‰]")
"""A literal that is read: words, units, comparators; not currency signs, dashes and brackets."""
_CURRENCY = re.compile(r"^(RMB|CNY|USD)$", re.IGNORECASE)
_RESIZING = re.compile(r"[%‰成元百千万亿]")
"""A literal after which the bare number would mean something else."""


_AS_IT_IS = Fraction(1)


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a format: the texts around its number, and by how much it is scaled."""

    before: str = ""
    after: str = ""
    factor: Fraction = _AS_IT_IS
    resizing: bool = False
    """Whether the bare number is not the one that the reader sees: ``98`` as ``98%``, an amount
    with its own unit, or one shown in thousands."""
    places: int = 0
    """Decimals that a percentage shows at least: they say how exact it is meant to be."""
    condition: tuple[str, Fraction] | None = None
    """Of which numbers it is the section: ``>=``, 10000."""
    groups: tuple[tuple[str, int], ...] = ()
    """Where texts part its digits (202312 as ``2023年12月``): each text, and how many digits are
    behind it."""
    unclear: bool = False
    """Whether it shows something that can't be told."""

    def written(self, value: Fraction) -> str:
        scaled = value if self.factor is _AS_IT_IS else value * self.factor
        if self.unclear or self.groups:
            return _parted(self, scaled)
        return f"{self.before}{show(scaled, self.places)}{self.after}"

    def shows(self, value: Fraction) -> bool:
        """Whether the value fulfils its condition."""
        return self.condition is not None and _HOLDS[self.condition[0]](value, self.condition[1])


def written(value: Fraction, number_format: str) -> str:
    """The number with what its format adds. It is exact: the format cuts off no decimals.

    >>> written(Fraction(9, 10), "0%"), written(Fraction(98), '0"%"'), written(Fraction(30), "0.00")
    ('90%', '98%', '30')
    >>> written(Fraction(978, 1000), "0.00%")
    '97.80%'
    >>> written(Fraction(5), '"≤"0"分钟"'), written(Fraction(5000), '0.00,"千元"')
    ('≤5分钟', '5千元')
    >>> written(Fraction(1800000), '0!.0,"万元"'), written(Fraction(202312), '0"年"00"月"')
    ('180万元', '2023年12月')
    """
    return section_for(value, number_format).written(value)


def section_for(value: Fraction, number_format: str) -> Section:
    """The section of the format that shows the value."""
    numerator = value.numerator
    found = _section(number_format, (numerator > 0) - (numerator < 0))
    return _by_condition(value, number_format) if found.condition else found


@lru_cache(maxsize=512)
def _section(number_format: str, sign: int) -> Section:
    """The section for all numbers of a sign; any with a condition where they decide."""
    sections = _sections(number_format)
    conditional = next((each for each in sections if each.condition), None)
    place = {1: 0, -1: 1, 0: 2}[sign]
    return conditional or (sections[place] if place < len(sections) else sections[0])


def _by_condition(value: Fraction, number_format: str) -> Section:
    """The first section whose condition holds, or the one for all other numbers."""
    sections = _sections(number_format)
    first, second, last = (*sections, sections[-1], sections[-1])[:3]
    if first.shows(value):
        return first
    return last if second.condition and not second.shows(value) else second


@lru_cache(maxsize=512)
def _sections(number_format: str) -> tuple[Section, ...]:
    made: list[Section] = []
    parts = _Parts()
    for match in _TOKEN.finditer(number_format):
        if match["section"]:
            made.append(parts.section())
            parts = _Parts()
        else:
            parts.add(match)
    return (*made, parts.section())


@dataclass
class _Parts:
    """What was read of a section so far."""

    before: str = ""
    digits: list[str] = field(default_factory=list)
    """The groups of its digits."""
    behind: list[str] = field(default_factory=list)
    """The texts behind each group."""
    percents: int = 0
    fraction: bool = False
    condition: tuple[str, Fraction] | None = None

    def add(self, match: re.Match[str]) -> None:
        if match["number"]:
            self.digits.append(match["number"])
            self.behind.append("")
        if condition := _CONDITION.fullmatch(match["bracket"] or ""):
            self.condition = condition["sign"], Fraction(condition["limit"])
        self.percents += bool(match["percent"])
        self.fraction = self.fraction or match["plain"] == "/"
        text = (match["quoted"] or match["escaped"] or match["percent"] or match["plain"]
                or _of_language(match["bracket"] or ""))
        if self.digits:
            self.behind[-1] += text
        else:
            self.before += text

    def section(self) -> Section:
        factor = Fraction(100) ** self.percents
        if not self.digits or self.fraction:
            return Section(after="%" * self.percents, factor=factor, places=self._places,
                           condition=self.condition)
        before, after = _read(self.before), _read(self.behind[-1])
        own = (before + after).replace("%", "", self.percents)
        parting = [text.strip() for text in self.behind[:-1]]
        groups = tuple(zip(parting, map(_places_in, self.digits[1:]), strict=True))
        scale, parted = self._scale, any(parting)
        unclear = parted and not self._whole
        if not unclear and sorted(filter(None, parting)) == ["."]:
            scale *= 10 ** sum(places for _, places in groups[parting.index("."):])
            parted = False
        return Section(before, after, factor / scale,
                       scale != 1 or parted or bool(_RESIZING.search(own)), self._places,
                       self.condition, groups if parted else (), unclear)

    @property
    def _whole(self) -> bool:
        """Whether its digits are those of a whole number."""
        return not self.percents and not "".join(self.digits).strip("0#?,")

    @property
    def _scale(self) -> Fraction:
        """Every comma behind the last digit, or before the decimal point, takes three digits."""
        ends = "".join(self.digits).split(".")
        return Fraction(1000) ** sum(len(each) - len(each.rstrip(",")) for each in ends)

    @property
    def _places(self) -> int:
        decimals = "".join(self.digits).partition(".")[2]
        return len(decimals.rstrip(",")) if self.percents else 0


def _of_language(bracket: str) -> str:
    """The text of a bracket that also names a language ([$≥-804]); a currency says nothing."""
    text = bracket[1:].partition("-")[0] if bracket.startswith("$") else ""
    return "" if text.isascii() and text.isalpha() else text


def _places_in(group: str) -> int:
    return len(group.replace(",", ""))


def _parted(section: Section, value: Fraction) -> str:
    """A whole number with the texts that part its digits, counted from the last."""
    if section.unclear or value.denominator != 1 or value < 0:
        return UNTOLD
    left = str(value.numerator).rjust(1 + sum(places for _, places in section.groups), "0")
    said = section.after
    for text, places in reversed(section.groups):
        said, left = text + left[-places:] + said, left[:-places]
    return f"{section.before}{left}{said}"


def _read(text: str) -> str:
    """The text where it says anything."""
    text = text.strip()
    return text if _SAYS_MORE.search(text) and not _CURRENCY.match(text) else ""
