"""What a 指标值 is read as, in words."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from scoring.filing import Entry
from scoring.filing.numbers import quantity
from scoring.values.exact import show
from scoring.values.quantity import Quantity


def said(entry: Entry) -> str:
    """The comparator, number and unit, or that it stays text.

    >>> said(Entry("≥90%")), said(Entry("3-5天")), said(Entry("及时"))
    ('≥，90，%', '3 至 5，天', '文字“及时”（不是数量，按定性指标认定）')
    """
    if entry.blank:
        return ""
    read = quantity(entry)
    if read is None:
        return f"文字“{entry.text.strip()}”（不是数量，按定性指标认定）"
    ends = [_number(read, end) for end in (read.value, read.high) if end is not None]
    return "，".join(part for part in (read.comparator, " 至 ".join(ends), read.unit) if part)


def _number(read: Quantity, end: Fraction) -> str:
    return date.fromordinal(int(end)).isoformat() if read.is_date else show(end)
