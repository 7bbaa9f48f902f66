"""Days that are written without a year (12月底前): of the form's year, or of the other side's."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date
from fractions import Fraction

from scoring.filing import BLANK, Entry
from scoring.filing.numbers import quantity
from scoring.rules.case import CannotScore
from scoring.values.days import as_day
from scoring.values.of_year import time_of_year
from scoring.values.quantity import Quantity

YEARS = (2023, 2024)
"""An ordinary year and a leap year, for a form that does not say which it is of."""
_WITHOUT_YEAR = re.compile(r"(?P<before>\D*)(?P<month>\d{1,2})月.*")
_IN_DIGITS = re.compile(r"20\d{6}")
_WITH_YEAR = re.compile(r"20\d{6}$|\D{0,4}20\d\d年")
_HALF_A_YEAR = 6


def dated(entry: Entry, year: int) -> Quantity | None:
    """The entry as a date; one without a year is of the year given."""
    found = quantity(entry)
    if found is not None and found.is_date:
        return found
    plain = "".join(unicodedata.normalize("NFKC", entry.text).split())
    if _IN_DIGITS.fullmatch(plain):
        found = quantity(replace(BLANK, text=as_day(plain, "日期")))
        return replace(found, text=entry.text) if found is not None and found.is_date else None
    if words := time_of_year(plain, entry.text, year):
        return words
    without = _WITHOUT_YEAR.fullmatch(plain) if len(plain) <= 40 else None
    if without is None:
        return None
    written = plain[len(without["before"]):]
    found = quantity(replace(BLANK, text=f"{without['before']}{year}年{written}"))
    return replace(found, text=entry.text) if found is not None and found.is_date else None


def has_year(entry: Entry) -> bool:
    found = quantity(entry)
    return (found is not None and found.is_date) or _WITH_YEAR.match(entry.text) is not None


def may_be_next_year(first: date, last: date) -> bool:
    """Whether a day without a year lies so long before the target's that it may be of the next."""
    return first.month <= last.month - _HALF_A_YEAR


def are_days(target: Entry, actual: Entry) -> bool:
    """Whether both sides are days, with or without a year."""
    return all(dated(entry, YEARS[-1]) is not None for entry in (target, actual))


def as_days(target: Entry, actual: Entry, year: int | None) -> tuple[Quantity, Quantity] | None:
    """Both sides as days of the form's ``year``, a day without one beside a target that has one as
    of the target's. None where they are no days; CannotScore where the year decides and nobody
    says it: a delay is never held against anybody by a year that is not written."""
    found = [pair for one in ((year,) if year else YEARS) if (pair := _pair(target, actual, one))]
    if not found:
        return None
    if year is None and has_year(actual) and not has_year(target):
        raise _unclear(target, actual, "目标没有写年份")
    first, last = (date.fromordinal(int(day)) for day in (found[0][1].base, found[0][0].base_high))
    if not has_year(actual) and may_be_next_year(first, last):
        raise _unclear(target, actual, "是本年还是次年看不出")
    if len({_order(*pair) for pair in found}) > 1:
        raise _unclear(target, actual, "没有写年份")
    if _is_late(*found[-1]):
        raise _unclear(target, actual, "没有都写年份，看来没有按期")
    return found[-1]


def _pair(target: Entry, actual: Entry, year: int) -> tuple[Quantity, Quantity] | None:
    aimed = dated(target, year)
    reached = aimed and dated(actual, date.fromordinal(int(aimed.base_high)).year)
    return (aimed, reached) if aimed and reached else None


def _order(target: Quantity, actual: Quantity) -> tuple[bool, ...]:
    """How the ends of both lie to each other."""
    ends: list[tuple[Fraction, Fraction]] = [
        (one, other) for one in (target.base, target.base_high)
        for other in (actual.base, actual.base_high)]
    return tuple(side for one, other in ends for side in (one < other, one > other))


def _is_late(target: Quantity, actual: Quantity) -> bool:
    return not actual.comparator and target.base_high < actual.base


def _unclear(target: Entry, actual: Entry, why: str) -> CannotScore:
    return CannotScore(f"“{actual.text}”与“{target.text}”{why}，无法比较，需人工认定")
