"""A text that is a number as a whole becomes what a clerk would have typed into a workbook."""

from __future__ import annotations

import re
import unicodedata

from addin.books.book import EMPTY, Cell
from scoring.values.exact import exact

_NUMBER = re.compile(r"[+-]?(?P<whole>[1-9]\d{0,2}(?:,\d{3})+|0|[1-9]\d*)"
                     r"(?:\.(?P<decimals>\d+))?(?P<percent>\s?%)?")
_MOST_DIGITS = 15
"""A workbook keeps no more digits of a number; longer ones are codes."""


def typed(text: str) -> Cell:
    """The cell of a text. Numbers are exact, and shown as they were written.

    >>> typed("9.90"), typed("85%"), typed("007").value, typed("5/6").value
    (Cell(value=Fraction(99, 10), formula=None, number_format='0.00'), \
Cell(value=Fraction(17, 20), formula=None, number_format='0%'), '007', '5/6')
    """
    if not text:
        return EMPTY
    plain = unicodedata.normalize("NFKC", text).strip().replace("−", "-")
    match = _NUMBER.fullmatch(plain)
    if match is None or sum(map(str.isdigit, plain)) > _MOST_DIGITS:
        return Cell(text)
    return Cell(exact(plain), number_format=_format(match))


def _format(match: re.Match[str]) -> str:
    """The number format under which the number looks as it was written."""
    decimals = match["decimals"] or ""
    if match[0].lstrip("+-").isdigit():
        return EMPTY.number_format
    whole = "#,##0" if "," in match["whole"] else "0"
    fraction = f".{'0' * len(decimals)}" if decimals else ""
    return f"{whole}{fraction}{'%' if match['percent'] else ''}"
