"""An actual value that is no exact number, as between which two it lies: 约3万人, 近20次, 50多场, 上百户.

It is never a figure to reckon with: beside a target it may be surely enough, or surely too little,
and else a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from scoring.values.quantity import NEUTRAL_PREFIXES, Quantity, plain_text
from scoring.values.spelling import respelled

_Read = Callable[[str], Quantity | None]
_HAN = "[一二两三四五六七八九十百千]{1,7}"
_NUMBER = rf"(?:\d+(?:,\d{{3}})*(?:\.\d+)?|{_HAN})"
_UNIT = r"(?:%|[A-Za-z\u4e00-\u9fff]{1,6})"
_BEFORE = rf"(?:{'|'.join(sorted(NEUTRAL_PREFIXES, key=len, reverse=True))})?"
_ROUND = re.compile(
    rf"{_BEFORE}(?:大约|大概|约为|约有|约)(?P<number>{_NUMBER})(?P<unit>{_UNIT}?)(?:左右|上下)?")
_ABOUT = re.compile(rf"{_BEFORE}(?P<number>{_NUMBER})(?P<unit>{_UNIT}??)(?:左右|上下)")
_NEAR = re.compile(rf"{_BEFORE}(?:接近|将近|近)(?P<number>{_NUMBER})(?P<unit>{_UNIT}?)")
_UNDER = re.compile(rf"{_BEFORE}(?:不足|不到)(?P<number>{_NUMBER})(?P<unit>{_UNIT}?)")
_MORE = re.compile(
    rf"{_BEFORE}(?P<number>{_NUMBER})(?P<large>[百千万亿]?)[多余](?P<unit>{_UNIT}?)")
_SOME = re.compile(
    rf"{_BEFORE}(?P<before>[上数几近]?)(?P<power>[十百千万])(?P<after>[多余几]?)(?P<unit>{_UNIT})")
_ROUGHLY = re.compile("约|大概|左右|上下")
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4}
_LONGEST = 30
_ONE, _FAR = Fraction(1), Fraction(1, 5)
"""How far from the number 约, 左右 and 近 may lead, of the number: no further, that is sure."""


@lru_cache(maxsize=4096)
def approximate(text: str, read: _Read) -> Quantity | None:
    """The value as a range; None where it is an exact number, or no number at all.

    >>> from scoring.values.quantity import read
    >>> made = approximate("开展50多场", read); made and (made.base, made.base_high)
    (Fraction(50, 1), Fraction(60, 1))
    >>> made = approximate("约3万人", read); made and (made.base, made.base_high)
    (Fraction(24000, 1), Fraction(36000, 1))
    >>> approximate("50场", read) is None
    True
    """
    plain = respelled(plain_text(text))
    if len(plain) > _LONGEST:
        return None
    for pattern, low, high in ((_ROUND, 1 - _FAR, 1 + _FAR), (_ABOUT, 1 - _FAR, 1 + _FAR),
                               (_NEAR, 1 - _FAR, _ONE), (_UNDER, Fraction(0), _ONE)):
        if found := pattern.fullmatch(plain):
            return _ranged(text, read(found["number"] + found["unit"]), low, high)
    if found := _MORE.fullmatch(plain):
        return _more(text, found, read)
    return _some(text, found, read) if (found := _SOME.fullmatch(plain)) else None


def about(plain: str, read: _Read) -> Quantity | None:
    """The number that a rough value names (约300户), which its target is surely reached with; None
    where it is not a rough one.

    >>> from scoring.values.quantity import read
    >>> made = about("约300户", read); made and made.plain
    '300户'
    >>> about("300户", read) is None and about("300余户", read) is None
    True
    """
    found = _ROUGHLY.search(plain) and (_ROUND.fullmatch(plain) or _ABOUT.fullmatch(plain))
    return read(found["number"] + found["unit"]) if found else None


def _ranged(text: str, made: Quantity | None, low: Fraction, high: Fraction) -> Quantity | None:
    """From ``low`` to ``high`` times a plain quantity."""
    if made is None or made.comparator or made.high is not None or made.is_date or made.value <= 0:
        return None
    return replace(made, text=text, value=made.value * low, high=made.value * high)


def _more(text: str, found: re.Match[str], read: _Read) -> Quantity | None:
    """More than the number, and less than with the first of its digits one more: 120余 is no 200."""
    number = read(found["number"] + "个")
    if number is None or number.value < 1:
        return None
    digits = str(int(number.value))
    next_one = Fraction(int(digits[0]) + 1) * 10 ** (len(digits) - 1)
    return _ranged(text, read(found["number"] + found["large"] + found["unit"]),
                   _ONE, next_one / number.value)


def _some(text: str, found: re.Match[str], read: _Read) -> Quantity | None:
    """上百 is from a hundred to a thousand, 几百 from two hundred on, 百余 to two hundred."""
    before, after, power = found["before"], found["after"], Fraction(_POWERS[found["power"]])
    if not (before or after) or (before and after):
        return None
    low, high = {"近": (1 - _FAR, _ONE), "上": (_ONE, _ONE * 10)}.get(
        before, (_ONE * 2, _ONE * 10) if before else (_ONE, _ONE * 2))
    return _ranged(text, read("1" + found["unit"]), low * power, high * power)
