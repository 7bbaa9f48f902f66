"""A row's target and actual value in one unit: what is the same under two names, what a bare number
is counted in, and what nobody can tell."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from scoring.rules.case import CannotScore
from scoring.rules.direction import SHORTER
from scoring.values.exact import show
from scoring.values.quantity import Quantity, plain_text
from scoring.values.units import A_YEAR, CONVERTED, MONTH, TIMES, alike, dimension_and_factor, fits

RATIO = "比率"
LEAST_PERCENTAGE, NEARLY_ALL = 50, 90
"""A bare target from the first to 100 may be one in percent, and from the second on be all but
reached by a 1."""
_MONEY = "元"
_OFTEN_LARGER = (_MONEY, "米", "千克")
"""Dimensions whose figures are typed in 万元, 公里 or 吨 as often as in the unit itself."""
_IN_BRACKETS = re.compile(r"\(([^()]{1,8})\)$")
TOO_LARGE_A_RATIO = 2
"""A bare 0.4 beside ≤5% is more than twice of it as a ratio, and may be 0.4%."""
FAR_APART, NEAR_ENOUGH = 1000, 500
"""So many times the other side, or below it, a number without a unit is counted in another."""
LARGEST_BARE_RATIO, _SMALLEST_BARE_PERCENTAGE = 2, 10
"""A bare 0.95 against ≥90% is the ratio itself, a bare 95 is 95%: nobody completes 9500%. What lies
between them could be either, and is not guessed."""


def in_unit_of(target: Quantity, actual: Quantity, name: str = "") -> Quantity:
    """A bare number is in the other's unit, 万 and all; one with a 万 of its own in the unit
    without it: against 100万元, 50 and 50万 are both 50万元."""
    _refuse_ambiguous(target, actual, name)
    if actual.dimension == target.dimension:
        return actual
    counted = {actual.dimension, target.dimension}.isdisjoint((*CONVERTED, "", "日期"))
    if alike(_over_a_year(actual), _over_a_year(target)) or _a_price(target, actual) or (
            counted and actual.base == actual.base_high == 0):  # no complaint is no case of one
        return replace(actual, dimension=target.dimension)
    bare, other = (actual, target) if actual.dimension == "" else (target, actual)
    if bare.dimension or not fits(bare.factor, other.dimension) or other.is_date:
        raise _of_another_unit(target, actual)
    if other.dimension == RATIO:
        return _as_ratio(target, actual, bare)
    lesser = in_lesser_unit(bare, other)
    if lesser is None:
        raise _of_another_unit(target, actual)
    return _in_others(target, actual, lesser)


def _in_others(target: Quantity, actual: Quantity, lesser: bool) -> Quantity:
    """One of the two is bare: a plain number in the other's unit, or in the ``lesser`` one."""
    if actual.dimension == "":
        own = actual.factor * target.factor / (lesser_of(target) if lesser else _magnitude(target))
        return replace(actual, dimension=target.dimension,
                       factor=target.factor if actual.factor == 1 and not lesser else own)
    if lesser:
        return replace(actual, dimension="", factor=lesser_of(actual))
    return replace(actual, dimension="",
                   factor=Fraction(1) if target.factor == 1 else _magnitude(actual))


def _as_ratio(target: Quantity, actual: Quantity, bare: Quantity) -> Quantity:
    """One of the two is bare, the other in per cent."""
    if bare.base_high <= LARGEST_BARE_RATIO:
        if bare is actual and actual.base > TOO_LARGE_A_RATIO * target.base > 0:
            raise CannotScore(f"“{actual.text or show(actual.value)}”是百分数还是比值看不出，"
                              f"无法与“{target.text}”比较，需人工认定")
        return replace(actual, dimension=target.dimension)
    if bare.base < _SMALLEST_BARE_PERCENTAGE:
        raise _of_another_unit(target, actual)
    factor = target.factor if bare is actual else Fraction(1)
    return replace(actual, dimension=target.dimension, factor=factor)


def _refuse_ambiguous(target: Quantity, actual: Quantity, name: str) -> None:
    """10月 of 12月 is in time, be it October or ten months, where less is better by the sign or by
    the name."""
    no_slip(target, actual)
    less = target.comparator in ("≤", "<") or (not target.comparator and SHORTER.search(name))
    in_time = less and actual.value < target.value
    if target.unit == actual.unit == MONTH and target.value != actual.value and not in_time:
        raise CannotScore(f"“{actual.text}”与“{target.text}”是几个月还是几月份看不出，需人工认定")


def _over_a_year(read: Quantity) -> str:
    """The dimension without «a year», which all of a yearly form is counted over."""
    return read.dimension.removesuffix(A_YEAR[0])


def _a_price(target: Quantity, actual: Quantity) -> bool:
    """Whether 89元/人 and 89元, 1750元/人·月 and 1750元/月 are one price: a sum over several would be
    far from it."""
    one, other = (each.dimension.split("/") for each in (target, actual))
    within = set(one) < set(other) or set(other) < set(one)
    near = 4 * target.base <= 5 * actual.base and 4 * actual.base <= 5 * target.base
    return one[0] == other[0] == _MONEY and within and near


def in_lesser_unit(bare: Quantity, other: Quantity) -> bool | None:
    """Whether a bare number is counted in the unit beside it without its 万: 200000 of 20万元 is in
    元. None where it is surely in another unit, and nobody says which: 20 of 200000元."""
    if other.dimension == RATIO or bare.factor != 1 or not (bare.base and other.value):
        return False
    times, lesser = abs(bare.base / other.value), lesser_of(other)
    if lesser > 1 and lesser <= 2 * times <= 4 * lesser:
        return True
    few = other.dimension in _OFTEN_LARGER or bare.value.denominator > 1
    in_larger = few and _magnitude(other) == 1 and times * NEAR_ENOUGH <= 1
    return None if in_larger or (lesser > 1 and times >= FAR_APART) else False


def lesser_of(read: Quantity) -> Fraction:
    """How many of the next lesser unit its unit is: 10,000元 of 万元, 1000米 of 公里; 1 of others."""
    magnitude = _magnitude(read)
    whole = read.factor >= FAR_APART and read.factor.denominator == 1
    return magnitude if magnitude >= FAR_APART else read.factor if whole else Fraction(1)


def in_named_unit(bare: Quantity, other: Quantity, name: str) -> Quantity:
    """A bare number in the unit in the name's brackets: 10 of 清淤长度（公里） beside 9500米."""
    unit = _IN_BRACKETS.search(plain_text(name)) if bare.unit == "" else None
    dimension, factor = dimension_and_factor(unit[1]) if unit else ("", Fraction(1))
    if not unit or dimension != other.dimension or dimension == RATIO:
        return bare
    return replace(bare, unit=unit[1], dimension=dimension, factor=factor)


def _of_another_unit(target: Quantity, actual: Quantity) -> CannotScore:
    if target.dimension in TIMES and actual.dimension in TIMES:
        return CannotScore(f"“{actual.text}”与“{target.text}”的时间单位之间没有固定的换算，"
                           "无法比较，需人工认定")
    return CannotScore(f"“{actual.text}”与“{target.text}”单位不同，无法比较，需人工认定")


def _magnitude(read: Quantity) -> Fraction:
    """What 百, 千, 万 or 亿 before its unit multiplies the number by: 10,000 in 1.5万户."""
    return read.factor / dimension_and_factor(read.unit.lstrip("百千万亿"))[1]


def meant_percentage(target: Quantity, actual: Quantity) -> Fraction | None:
    """The percentage that a 0.98% beside a target of 95% seems to mean, a ratio that was given the
    unit of its column; or a bare 0.88 beside a bare 90. None where it is not one."""
    if target.unit == actual.unit == "" and target.high is None and actual.high is None:
        return _of_a_hundred(target.value, actual.value)
    both = target.dimension == actual.dimension == RATIO
    pointed = "." in actual.text or actual.value == 1
    if not both or not pointed or not 0 < actual.value <= 1 or target.base <= 0:
        return None
    return actual.value * 100 if Fraction(1, 2) <= actual.value / target.base <= 2 else None


def _of_a_hundred(target: Fraction, actual: Fraction) -> Fraction | None:
    """Both without a unit: one counts in hundredths where the other is a share of the whole. A
    whole 1 is more often a number of things, unless nearly all was aimed at."""
    alike = actual * 200 >= target and (actual < 1 or target >= NEARLY_ALL)
    fits_both = LEAST_PERCENTAGE <= target <= 100 and 0 < actual <= 1
    return actual * 100 if fits_both and alike else None


def no_slip(target: Quantity, actual: Quantity) -> None:
    """CannotScore where the actual value seems to be a percentage that was typed as a decimal."""
    if meant_percentage(target, actual) is not None:
        raise CannotScore(f"“{actual.text}”像是把百分数写成了小数，无法与“{target.text}”比较，需人工认定")
