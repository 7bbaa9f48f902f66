"""A division as clerks type it, alone (495/500) or beside what it comes to: 82%（861/1050）."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_UNIT = r"[A-Za-z\u4e00-\u9fff]{0,4}"
_DIVISION = re.compile(
    rf"(?P<part>{_NUMBER})(?P<unit>{_UNIT})[/÷](?P<whole>{_NUMBER})(?P<of>{_UNIT})(?:·100%)?")
_RESULT = r"(?:达到?|已?完成|实际(?:完成)?)?[\d.,]+[%‰]?"
_BESIDE = re.compile(
    rf"(?P<result>{_RESULT})(?:=(?P<after>[^=()]+)|\(=?(?P<inside>[^=()]+)\))"
    rf"|(?P<before>[^=()]+)(?:=(?P<equal>{_RESULT})|\((?P<bracketed>{_RESULT})\))")


@dataclass(frozen=True, slots=True)
class Division:
    """``part`` of ``whole``, both counted in ``unit``, which may be empty."""

    part: Fraction
    whole: Fraction
    unit: str

    @property
    def quotient(self) -> Fraction:
        return self.part / self.whole

    @property
    def may_be_time(self) -> bool:
        """Whether it may be a day (5/12) or a month (2023/6)."""
        day = 1 <= self.part <= 12 and 1 <= self.whole <= 31
        month = 1900 <= self.part <= 2200 and self.whole <= 12
        return not self.unit and (day or month)


def division(plain: str) -> Division | None:
    """The text, half-width and without white space, as one division.

    >>> division("495户/500户")
    Division(part=Fraction(495, 1), whole=Fraction(500, 1), unit='户')
    >>> division("3次/年") is None and division("5/0") is None
    True
    """
    found = _DIVISION.fullmatch(plain)
    if found is None or (found["unit"] and found["of"] and found["unit"] != found["of"]):
        return None
    part, whole = (Fraction(found[name].replace(",", "")) for name in ("part", "whole"))
    return Division(part, whole, found["unit"] or found["of"]) if whole else None


def beside(plain: str) -> tuple[str, Division] | None:
    """What a division is said to come to, and the division.

    >>> beside("82%(861/1050)") == beside("861/1050=82%")
    True
    """
    found = _BESIDE.fullmatch(plain)
    if found is None:
        return None
    made = division(found["after"] or found["inside"] or found["before"])
    shown = found["result"] or found["equal"] or found["bracketed"]
    return None if made is None else (shown, made)


def agrees(result: Fraction, shown: str, made: Division) -> bool:
    """Whether a result shown so is the quotient, rounded to the digits shown; a bare number may be
    the percentage.

    >>> agrees(Fraction(82, 100), "82%", Division(Fraction(861), Fraction(1050), ""))
    True
    """
    factor = {"%": Fraction(100), "‰": Fraction(1000)}.get(shown[-1], Fraction(1))
    places = len(shown.rstrip("%‰").partition(".")[2])
    scales = (factor,) if factor != 1 else (Fraction(1), Fraction(100))
    return any(2 * abs(made.quotient * scale - result * factor) * 10**places <= 1
               for scale in scales)
