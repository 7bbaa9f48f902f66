"""A finished report as text: paragraphs and table rows, each with the place where it is found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SENTENCE_ENDS = re.compile(r"[。；;！!？?\n]")
_CLAUSE_ENDS = re.compile(r"[，。；;！!？?\n]|,(?!\d{3})")
_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B),
                                          *range(0xFF41, 0xFF5B), 0xFF05, 0xFF0D, 0xFF0E, 0xFF1D)}
_LONGEST_QUOTE = 32


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph (第12段), or a row of a table (表1第3行) with its ``cells``.

    Digits, letters and signs are half-width; punctuation is as printed. ``heading`` is what the
    document itself says of a paragraph.
    """

    place: str
    text: str
    cells: tuple[str, ...] = ()
    heading: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", half_width(self.text))
        object.__setattr__(self, "cells", tuple(half_width(cell) for cell in self.cells))

    @property
    def in_table(self) -> bool:
        return bool(self.cells)


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence or clause, and where in its text it starts."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def half_width(text: str) -> str:
    """The text with half-width digits, letters, %, . and =; every character keeps its place."""
    return text.translate(_WIDE).replace("−", "-")


def sentences(text: str) -> Iterator[Part]:
    return _split(text, _SENTENCE_ENDS)


def clauses(text: str) -> Iterator[Part]:
    """The pieces between commas; a comma inside a number is none.

    >>> [part.text for part in clauses("全年支出1,234.50元，占9成。共2人")]
    ['全年支出1,234.50元', '占9成', '共2人']
    """
    return _split(text, _CLAUSE_ENDS)


def lead(text: str, end: int, most: int = 24) -> str:
    """The few characters before a place."""
    return text[max(0, end - most) : end]


def quote(text: str, start: int, end: int) -> str:
    """The clause around a figure, short enough to be repeated.

    >>> quote("编制办法，上半年共培训合格工匠229名，出台方案", 15, 19)
    '上半年共培训合格工匠229名'
    """
    inside = next((part for part in clauses(text) if part.start <= start < part.end), None)
    low, high = (inside.start, max(inside.end, end)) if inside else (start, end)
    if high - low > _LONGEST_QUOTE:
        before = max(low, min(start, end - _LONGEST_QUOTE + 8))
        after = min(high, max(before + _LONGEST_QUOTE, end))
        return ("…" * (before > low)) + text[before:after].strip() + ("…" * (after < high))
    return text[low:high].strip()


def _split(text: str, ends: re.Pattern[str]) -> Iterator[Part]:
    start = 0
    for match in ends.finditer(text):
        if text[start : match.start()].strip():
            yield Part(text[start : match.start()], start)
        start = match.end()
    if text[start:].strip():
        yield Part(text[start:], start)
