"""Which of several amounts is the year's budget: the one that the rate was computed with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from scoring.filing import Entry
from scoring.filing.numbers import amount, ratio

_UNIT = "万元"
_HALF_A_POINT = Fraction(1, 200)
_LARGEST_SHARE = 2
_CHANGE = re.compile(r"调整|追加|追减|调增|调减|变更")
_CHANGED = re.compile("后|最终")
"""An amount called 调整后预算 is the whole budget; a 预算调整 may be what was added to it."""


def budget_among(found: Sequence[tuple[str, Entry]], executed: Entry, rate: Entry,
                 opening: Entry) -> Entry | None:
    """Of amounts with their labels the year's budget; None where none can be it."""
    if fitting := [entry for _, entry in found if fits(entry, executed, rate)]:
        return fitting[-1]
    return next((entry for label, entry in found if not is_change(label)
                 or not was_changed_by(entry, executed, rate, opening)), None)


def fits(budget: Entry, executed: Entry, rate: Entry) -> bool:
    """Whether the rate is that of what was executed to just this amount."""
    return _fits(amount(budget, _UNIT), executed, rate)


def _fits(whole: Fraction | None, executed: Entry, rate: Entry) -> bool:
    part, share = amount(executed, _UNIT), _share(rate)
    return (whole is not None and part is not None and share is not None and whole > 0
            and abs(part / whole - share) <= _HALF_A_POINT)


def is_change(label: str) -> bool:
    """Whether a label may name what a budget was changed by, and not the budget."""
    return bool(_CHANGE.search(label)) and not is_changed(label)


def is_changed(label: str) -> bool:
    """Whether a label names the budget as it was in the end (调整后)."""
    return bool(_CHANGED.search(label))


def was_changed_by(entry: Entry, executed: Entry, rate: Entry, opening: Entry) -> bool:
    """Whether so called an amount is what was added: with the first budget it makes that of the
    rate, or by itself it is less than what was spent."""
    value, first, part = (amount(each, _UNIT) for each in (entry, opening, executed))
    if value is None:
        return False
    whole = None if first is None else first + value
    return _fits(whole, executed, rate) or (part is not None and value < part)


def _share(rate: Entry) -> Fraction | None:
    """The rate as a number of one: 95%, 0.95, and 95 under a header that says %."""
    value = ratio(rate)
    return value / 100 if value is not None and value > _LARGEST_SHARE else value
