"""One text while it is read, and what is found in it. Every ``Found`` is as long as what it covers,
so that a number split over several runs of rich text is covered where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scoring.personal.labels import Kind
from scoring.personal.numbers import CROSS, Digits, Group
from scoring.personal.plain import Plain

_LONG = 11
"""A shorter number would be known by its first three and last two digits."""
AMOUNT = re.compile(r"\.\d|,\d{3}(?!\d)|\s*(?:[万亿千百]?元|[万亿]|%|‰)")
COUNT = re.compile(
    r"\.\d|,\d{3}(?!\d)|\s*(?:[万亿千百]?元|[万亿千百]|%|‰|户|人|个|次|件|台|部|份|套|条|项|家|天|平|米|公|吨|亩|株|"
    r"辆|头|只|座|㎡|km|kg|立|棵|粒|册|盏|块|升|斤)")
"""What stands behind a figure that is no number of anybody's."""
_LETTERS_OF_A_NUMBER = re.compile(
    r"(?:t|m|p|f|h|w|tel|mob|mobile|phone|fax|cell|wx|vx|qq|weixin|telephone)[-_.]*(?=\d)|[-_.]+|"
    r"(?<=\d)x(?![a-z0-9])", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9]*[-_.]?\Z", re.ASCII)
_LONGEST_EXTENSION = 6
_OPEN = re.compile(rb"\0+")


@dataclass(frozen=True, slots=True)
class Found:
    """What covers ``text[start:end]``: the characters shown instead, as many as were there."""

    kind: Kind
    start: int
    end: int
    shown: str
    text: str
    """What is covered, as it is read."""


def covered(text: str, found: Sequence[Found]) -> str:
    """The text with its masks."""
    pieces, at = [], 0
    for each in sorted(found, key=lambda one: one.start):
        pieces += [text[at : each.start], each.shown]
        at = each.end
    return "".join((*pieces, text[at:]))


def masked(number: str) -> str:
    """The number as a finding may repeat it: its first three and last two characters.

    >>> masked("13800000000")
    '138××××××00'
    """
    if len(number) < _LONG:
        return CROSS * (len(number) - 2) + number[-2:]
    return f"{number[:3]}{CROSS * (len(number) - 5)}{number[-2:]}"


class Reading:
    """What was found stays found, so that nothing is covered twice; what is kept is not found."""

    def __init__(self, stored: str) -> None:
        self._plain = Plain(stored)
        self.text = self._plain.text
        self._taken = bytearray(len(self.text))
        self._found: list[Found] = []
        self.places: list[tuple[Kind, int, int]] = []
        """Where in ``text`` something was found."""

    @property
    def found(self) -> tuple[Found, ...]:
        return tuple(sorted(self._found, key=lambda each: each.start))

    def taken(self, place: int) -> bool:
        return bool(self._taken[place])

    def free(self, some: Sequence[Group]) -> list[Group]:
        """The groups of digits of which nothing is found yet; as where masks stand in the text."""
        found: list[Group] = []
        near = True
        for group in some:
            taken = self.taken(group.start)
            if not taken:
                found.append(group if near else replace(group, near=False))
            near = not taken
        return found

    def gaps(self, start: int, end: int, masks: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        """What lies between the two places beside all that is found, and beside ``masks``."""
        shut = bytearray(self._taken[start:end])
        for match in masks.finditer(self.text, start, end):
            shut[match.start() - start : match.end() - start] = b"\1" * len(match[0])
        for gap in _OPEN.finditer(bytes(shut)):
            yield start + gap.start(), start + gap.end()

    def keep(self, start: int, end: int) -> None:
        """Nothing between the two places is personal, whatever it looks like."""
        self._taken[start:end] = b"\1" * (end - start)

    def add(self, kind: Kind, start: int, end: int) -> None:
        """What stands between the two places is covered, unless something of it is already."""
        if start >= end or any(self._taken[start:end]):
            return
        self.keep(start, end)
        self.places.append((kind, start, end))
        low, high = self._plain.start(start), self._plain.end(end)
        shown = [CROSS] * (high - low)
        for index, character in enumerate(_cover(kind, self.text[start:end])):
            if character != CROSS:
                place = self._plain.start(start + index)
                as_read = character.isdigit() or self._plain.end(start + index + 1) - place > 1
                shown[place - low] = character if as_read else self._plain.stored[place]
        self._found.append(Found(kind, low, high, "".join(shown), self.text[start:end]))

    def glued(self, run: Digits) -> bool:
        """Whether letters make a code of the digits: HT02012345678, K139 1234 5678."""
        token = _TOKEN.search(self.text[max(0, run.start - 14) : run.start])
        if token is not None and _LETTERS_OF_A_NUMBER.sub("", f"{token[0]}0") != "0":
            return True
        after = self.text[run.end : run.end + 1]
        return after.isascii() and after.isalpha() and not (
            len(run.digits) == 17 and after in "xX")

    def opened(self, run: Digits) -> int:
        """Where the number begins with its sign or bracket: +86…, （0731）…"""
        start, signs = run.start, "+(" if ")" in self.text[run.start : run.end] else "+"
        while start and self.text[start - 1] in signs and not self._taken[start - 1]:
            start -= 1
        return start

    def extension(self, run: Digits, found: Sequence[Group], index: int) -> tuple[int, int]:
        """Where a landline ends with its extension (-801), and how many groups that takes."""
        if run.digits[0] != "1" and index < len(found) and found[index].near and self.text[
                run.end : found[index].start].strip() == "-" and (
                found[index].end - found[index].start <= _LONGEST_EXTENSION):
            return found[index].end, 1
        return run.end, 0


def _cover(kind: Kind, text: str) -> str:
    """As long as what is covered: names keep their first character, numbers some digits."""
    if kind is Kind.NAME:
        return text[0] + "".join(each if each.isspace() else CROSS for each in text[1:])
    if kind is Kind.EMAIL:
        return text[0] + "".join(each if each in "@." else CROSS for each in text[1:])
    return CROSS * len(text) if kind in (Kind.ADDRESS, Kind.SOCIAL) else masked(text)
