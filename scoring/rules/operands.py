"""What a formula reckons with: every figure in one unit, where its own unit or the declared one
binds a bare number; a mix that cannot be brought together is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction

from scoring.filing import Entry
from scoring.filing.numbers import quantity
from scoring.rules.case import CannotScore
from scoring.rules.trace import Step
from scoring.values.exact import show
from scoring.values.quantity import Quantity
from scoring.values.record import record
from scoring.values.units import CONVERTED, dimension_and_factor, fits

RATIO = "比率"
_LARGEST_BARE_RATIO, _SMALLEST_BARE_PERCENTAGE = Fraction(2), Fraction(10)
"""Under a declared % a bare 0.95 is the ratio itself and a bare 95 is 95%; what lies between could
be either, and is not guessed."""


@record
class Operand:
    """One figure as it was typed. ``unit`` is what its number is counted in: typed beside it, or
    ``declared`` of the figure; empty where nobody says."""

    name: str
    entry: Entry
    read: Quantity
    declared: str
    unit: str
    base: Fraction
    """In the base unit of its dimension; the number itself where it has none."""

    @property
    def dimension(self) -> str:
        return dimension_and_factor(self.unit)[0] if self.unit else ""

    @property
    def typed(self) -> bool:
        return bool(self.read.unit)

    @property
    def said(self) -> str:
        return self.entry.text.strip() or show(self.read.value)

    @property
    def plain(self) -> str:
        """The same as it stands in arithmetic."""
        return self.said if self.read.is_date else self.read.plain or self.said

    def step(self, common: str) -> Step:
        """The figure in the common unit; its unit is shown where it had to be converted."""
        value = self.base / dimension_and_factor(common)[1] if common else self.base
        shown = self.read.plain if self.entry.text.strip() else ""
        bare_in_another = not self.typed and common not in ("", self.unit)
        if bare_in_another or (not self.typed and value != self.read.value):
            shown = f"{self.plain}{self.unit}"
        return Step(value, label=self.name, cell=self.entry.cell, shown=shown)


def operand(entry: Entry, name: str, wanted: tuple[str, ...] = (), unit: str = "") -> Operand:
    """The figure with its unit; CannotScore, naming the input ``wanted``, where it is no number (a
    day is none: rules count with 延迟天数) or not of the declared unit, which is ``unit``
    where the entry has none of its own."""
    if entry.blank:
        raise CannotScore(f"{name}未填", wanted)
    read = quantity(entry)
    if read is None or read.high is not None:
        raise CannotScore(f"{name}“{entry.text or entry.error}”不是一个数", wanted)
    if read.is_date:
        raise CannotScore(f"{name}“{entry.text}”是日期，不能当作数来计算", wanted)
    declared = entry.unit or unit
    dimension, factor = dimension_and_factor(declared) if declared else ("", Fraction(1))
    if dimension not in CONVERTED:
        own = read.unit if read.dimension else declared
        return Operand(name, entry, read, declared, own, read.base)
    if read.dimension:
        if read.dimension != dimension:
            raise CannotScore(f"{name}“{read.text}”不是以{declared}计的数", wanted)
        return Operand(name, entry, read, declared, read.unit, read.base)
    if not fits(read.factor, dimension):
        raise CannotScore(f"{name}“{read.text}”不是以{declared}计的数", wanted)
    if dimension == RATIO:
        return Operand(name, entry, read, declared, declared, _ratio(name, read, factor, wanted))
    if read.factor != 1:  # 50万 under 元 or 万元
        factor = dimension_and_factor(re.sub("^[百千万亿]+", "", declared) or declared)[1]
        return Operand(name, entry, read, declared, declared, read.base * factor)
    return Operand(name, entry, read, declared, declared, read.value * factor)


def _ratio(name: str, read: Quantity, factor: Fraction, wanted: tuple[str, ...]) -> Fraction:
    size = abs(read.value)
    if size <= _LARGEST_BARE_RATIO:
        return read.base
    if size >= _SMALLEST_BARE_PERCENTAGE:
        return read.value * factor
    said = read.text or show(read.value)
    raise CannotScore(f"{name}“{said}”是百分数还是比值看不出，请带上%", wanted)


def brought_together(operands: Iterable[Operand], unit: str, *, only_sum: bool
                     ) -> Mapping[str, str]:
    """By dimension the unit in which all figures of a formula are reckoned: the measure's own
    ``unit``, or that of the first figure. CannotScore where they cannot be brought together;
    ``only_sum``: the formula adds and subtracts, and does nothing else."""
    found = list(operands)
    bare = [each for each in found if not each.unit and not each.declared and each.base]
    common: dict[str, str] = {}
    for each in found:
        if each.dimension not in CONVERTED or each.dimension == RATIO:
            continue
        if bare:
            raise CannotScore(f"{each.name}“{each.said}”以{each.unit}计，{bare[0].name}"
                              f"“{bare[0].said}”没有单位，不能一起计算，请写明单位")
        common.setdefault(each.dimension, each.unit if each.declared else "")
    dimensions = {each.dimension for each in found if each.unit}
    if only_sum and len(dimensions) > 1 and dimensions & CONVERTED:
        said = "、".join(dict.fromkeys(f"{each.name}“{each.said}”" for each in found))
        raise CannotScore(f"{said}单位不同，不能相加减")
    own = dimension_and_factor(unit)[0] if unit else ""
    return {**common, own: unit} if own in common else common
