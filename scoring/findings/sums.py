"""A sum that the form states against the parts that it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.filing import Entry
from scoring.filing.numbers import amount
from scoring.findings.entries import TOLERANCE
from scoring.values.exact import sum_of


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
