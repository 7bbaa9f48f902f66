"""A sum that the form states against the parts that it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.filing import Entry
from scoring.filing.numbers import amount
from scoring.findings.entries import TOLERANCE
from scoring.values.exact import Rounding, show, sum_of

TEN_THOUSAND = 10_000
_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class WrongSum:
    """A stated sum, what its parts add up to, and the parts; amounts in the form's unit."""

    stated: Fraction
    total: Fraction
    parts: tuple[Fraction, ...]

    @property
    def difference(self) -> Fraction:
        return abs(self.stated - self.total)

    def code(self, name: str) -> str:
        """The finding it is: the sum's own, or that of a difference which rounding may explain."""
        return name if self.difference > TOLERANCE else f"{name}-rounding"


def wrong_sum(whole: Entry, parts: Sequence[Entry], unit: str) -> WrongSum | None:
    """None where the sum is right, or where it or one of its parts is no amount."""
    stated, read = amount(whole, unit), [amount(part, unit) for part in parts]
    values = tuple(value for value in read if value is not None)
    if stated is None or not values or len(values) < len(read):
        return None
    found = WrongSum(stated, sum_of(values), values)
    return found if found.difference else None


def far_apart(one: Fraction, other: Fraction) -> Fraction:
    """How many times the larger of two amounts is the smaller."""
    return max(one, other) / min(one, other)


def times_said(times: Fraction) -> str:
    """So many times in words.

    >>> [times_said(Fraction(each)) for each in (10_000, 9_800, 1_200, 250_000)]
    ['一万倍', '约一万倍', '约1200倍', '约25万倍']
    """
    if _HALF <= times / TEN_THOUSAND <= 2:
        return "一万倍" if times == TEN_THOUSAND else "约一万倍"
    if times < TEN_THOUSAND:
        return f"约{show(Rounding(0).apply(times))}倍"
    return f"约{show(Rounding(0).apply(times / TEN_THOUSAND))}万倍"


def is_slip(one: Fraction, other: Fraction) -> bool:
    """Whether two amounts of one thing differ as 元 and 万元 do, more or less."""
    return _HALF <= far_apart(one, other) / TEN_THOUSAND <= 2
