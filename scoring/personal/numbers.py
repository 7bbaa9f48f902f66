"""Digits in a row, however they are grouped, and what they can be: a telephone, an identity."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_FACTORS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_GROUP = re.compile(r"\d+")
_SEPARATOR = re.compile(r"[ \t]?[-.·/_)(~]?[ \t]?|[ \t]{0,3}|\)[ \t]?-?[ \t]?|-\(|[ \t]?\(")
_BORN = re.compile(r"[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]")
_AREA = re.compile(r"0(?:10|2\d|[3-9]\d\d)")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_ABROAD = re.compile(r"(?:10|2\d|[3-9]\d\d)\d{7,8}")
"""A landline as it is dialled from abroad, behind +86."""
_SHAPES = frozenset({
    (11,), (3, 4, 4), (4, 4, 3), (3, 3, 5), (4, 3, 4), (3, 8), (7, 4), (3, 5, 3), (5, 6), (6, 5),
    (5, 3, 3), (3, 2, 2, 2, 2), (3, 2, 3, 3), (3, 4, 2, 2), (1, 10)})
"""How people group the eleven digits of a mobile number when no label tells that it is one."""
_LOCAL = frozenset({(7,), (8,), (3, 4), (4, 4), (4, 3), (3, 5), (2, 2, 3), (2, 3, 3), (2, 2, 2, 2)})
_MOST_GROUPS = 6
DIGIT_BY_DIGIT = 11
"""As many groups has a mobile number that is written digit by digit."""
_FEWEST, _MOST = 7, 20
_MOST_OF_A_LONG_ONE = 10
CROSS, _LEFT = "×", 4
"""What covers a digit; so many digits of a number may be left beside it."""


@dataclass(frozen=True, slots=True)
class Digits:
    """Some groups of digits that belong together: where they stand, and the digits alone."""

    start: int
    end: int
    digits: str
    sizes: tuple[int, ...]
    before: str = ""
    """The separators between the groups, each its first sign."""


@dataclass(frozen=True, slots=True)
class Group:
    start: int
    end: int
    near: bool
    """Whether only a separator stands between it and the group before."""


def groups(text: str, start: int = 0, end: int | None = None) -> list[Group]:
    """The runs of digits of a plain text; what a mask has left of a number is none of them."""
    found: list[Group] = []
    last = -1
    for match in _GROUP.finditer(text, start, len(text) if end is None else end):
        if _is_left(text, *match.span()):
            last = -1
            continue
        near = last >= 0 and match.start() - last <= 4 and _SEPARATOR.fullmatch(
            text, last, match.start()) is not None
        found.append(Group(match.start(), match.end(), near))
        last = match.end()
    return found


def _is_left(text: str, start: int, end: int) -> bool:
    """138 and 00 of 138××××××00."""
    return end - start <= _LEFT and CROSS in (text[start - 1 : start], text[end : end + 1])


def joined(text: str, some: Sequence[Group]) -> Digits:
    """Groups taken together."""
    return Digits(some[0].start, some[-1].end, "".join(text[g.start : g.end] for g in some),
                  tuple(g.end - g.start for g in some),
                  "".join(text[one.end : two.start].strip()[:1] or " "
                          for one, two in pairwise(some)))


def runs(text: str, found: Sequence[Group], at: int,
         most: int = _MOST_GROUPS) -> Iterator[Digits]:
    """Everything that begins with the group ``at`` and is long enough, the longest first."""
    last = at + 1
    while last < len(found) and found[last].near and last - at < most:
        last += 1
    size = sum(group.end - group.start for group in found[at:last])
    for stop in range(last, at, -1):
        if _FEWEST <= size <= _MOST:
            yield joined(text, found[at:stop])
        size -= found[stop - 1].end - found[stop - 1].start


def is_telephone(run: Digits, *, asked: bool) -> bool:
    """Whether the digits are a telephone number; ``asked`` where a label says that one follows.

    >>> number = Digits(0, 13, "13800000000", (3, 4, 4), "--")
    >>> is_telephone(number, asked=False)
    True
    """
    digits, sizes = run.digits, run.sizes
    for country in ("0086", "86"):
        if digits.startswith(country) and _MOBILE.fullmatch(digits, len(country)):
            rest = _without(sizes, len(country))
            return rest is not None and (asked or rest in _SHAPES)
        if digits.startswith(country) and _ABROAD.fullmatch(digits, len(country)) and (
                asked or _dialled_from_abroad(sizes, len(country))):
            return True
    if _MOBILE.fullmatch(digits):
        one_dot = run.before == "."
        return not one_dot and (asked or sizes in _SHAPES)
    if "." in run.before and not asked:
        return False
    if digits.startswith(("400", "800")) and len(digits) == 10:
        return len(sizes) > 1 or asked
    return _landline(run, asked=asked)


def _landline(run: Digits, *, asked: bool) -> bool:
    digits, sizes = run.digits, run.sizes
    area = _AREA.match(digits)
    size = area.end() if area is not None else sizes[0] if digits[0] == "0" else 0
    if size in (3, 4) and len(digits) - size in (7, 8):
        rest = _without(sizes, size)
        return rest is not None and (asked or rest in _LOCAL)
    return asked and len(digits) in (7, 8) and sizes in _LOCAL and "." not in run.before


def _dialled_from_abroad(sizes: tuple[int, ...], country: int) -> bool:
    """Whether country, area and number stand apart: +86 (731) 6275 5409."""
    return len(sizes) > 2 and sizes[0] == country and sizes[1] in (2, 3) and sizes[2:] in _LOCAL


def _without(sizes: tuple[int, ...], count: int) -> tuple[int, ...] | None:
    """The groups after the first ``count`` digits; None where these end inside a later group."""
    first, *rest = sizes
    if first == count:
        return tuple(rest)
    return (first - count, *rest) if first > count else None


def is_identity(text: str) -> bool:
    """Whether 18 characters have a birthday where an identity number has it."""
    return _BORN.fullmatch(text) is not None


def is_identity_number(text: str) -> bool:
    """Whether 18 characters carry the check digit of GB 11643."""
    total = sum(factor * int(digit) for factor, digit in zip(_FACTORS, text, strict=False))
    return _CHECK_DIGITS[total % 11] == text[-1].upper()


def long_runs(text: str, found: Sequence[Group], at: int) -> Iterator[Digits]:
    """A long number in as many groups as its separators join, the longest first:
    6222 0000 0000 0000 004."""
    last = at + 1
    while last < len(found) and found[last].near and last - at < _MOST_OF_A_LONG_ONE and len(
            text[found[last - 1].end : found[last].start].strip()) <= 1:
        last += 1
    for stop in range(last, at, -1):
        yield joined(text, found[at:stop])
