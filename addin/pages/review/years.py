"""The year of a pile: one, or several where no one of them is clearly the pile's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

_CLEAR = Fraction(4, 5)
_LEAST = 3
"""So many forms of one year make a single one of another a stray."""


def main_year(years: Iterable[int]) -> int | None:
    """The year that is clearly the pile's: of four forms in five, or of all but one.

    >>> main_year([2023, 2023, 2023, 2022]), main_year([2023, 2022])
    (2023, None)
    """
    counts = Counter(years)
    if not counts:
        return None
    (year, count), whole = counts.most_common(1)[0], counts.total()
    strays = whole - count
    clear = count >= _CLEAR * whole or (strays == 1 and count >= _LEAST)
    return year if not strays or clear else None


def said_years(years: Iterable[int]) -> str:
    """What a title says: the pile's year, or all of them; empty where no form says its year.

    >>> said_years([2023, 2022, 2023]), said_years([])
    ('2022、2023年度', '')
    """
    known = list(years)
    one = main_year(known)
    named = [one] if one is not None else sorted(set(known))
    return f"{'、'.join(map(str, named))}年度" if named else ""
