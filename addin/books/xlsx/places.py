"""Addresses: ``H8`` and ``A1:H8`` to rows and columns and back."""

from __future__ import annotations

import re
from functools import lru_cache

from addin.books.book import Area

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384

_LONGEST = len("XFD")
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


@lru_cache(maxsize=4096)
def column_number(letters: str) -> int:
    """A → 1, AA → 27; 0 for what names no column."""
    if len(letters) > _LONGEST or not (letters.isascii() and letters.isalpha()):
        return 0
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def place(text: str) -> tuple[int, int] | None:
    """Row and column of ``$H$8``; None when it is no address.

    >>> place("$H$8"), place("H"), place("XFE1")
    ((8, 8), None, None)
    """
    match = _PLACE.fullmatch(text)
    if match is None:
        return None
    row, column = int(match[2]), column_number(match[1])
    return (row, column) if 1 <= row <= LAST_ROW and column <= LAST_COLUMN else None


@lru_cache(maxsize=4096)
def area(text: str) -> Area | None:
    """The rectangle of ``A1:H8`` or ``H8``; None when it is no address."""
    first, _, last = text.partition(":")
    start = place(first)
    end = place(last) if last else start
    if start is None or end is None:
        return None
    (top, left), (bottom, right) = start, end
    return Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
