"""Bringing a row's target and actual value to one unit, and telling whether the target is met."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from scoring.filing import Entry
from scoring.filing.numbers import quantity
from scoring.rules.case import CannotScore, Case
from scoring.rules.trace import Step, concluded, of_target
from scoring.rules.undated import as_days
from scoring.values.approximate import approximate
from scoring.values.division import division
from scoring.values.quantity import REACHED, SUFFIXES, Quantity, contradicted, plain_text, read
from scoring.values.units import A_YEAR, MONTH, TIMES, alike, dimension_and_factor, fits

_RATIO = "比率"
LEAST_PERCENTAGE, NEARLY_ALL = 50, 90
"""A bare target from the first to 100 may be one in percent, and from the second on be all but
reached by a 1."""
SATISFACTION, TEN = "满意", 10
"""A 满意度 of 9.5 against 95 is one of ten points as surely as a tenth of what was asked."""
_MONEY = "元"
FAR_APART = 1000
"""So many times the other side, or below it, a number without a unit is counted in another."""
LARGEST_BARE_RATIO, _SMALLEST_BARE_PERCENTAGE = 2, 10
"""A bare 0.95 against ≥90% is the ratio itself, a bare 95 is 95%: nobody completes 9500%. What lies
between them could be either, and is not guessed."""


def target_and_actual(target: Entry, actual: Entry, year: int | None = None
                      ) -> tuple[Quantity, Quantity]:
    """Both as quantities in one dimension, days without a year as of the form's ``year``;
    CannotScore where they cannot be compared."""
    aimed, reached = quantity(target), quantity(actual)
    mixed = aimed is None or reached is None or aimed.is_date != reached.is_date
    if mixed and (days := as_days(target, actual, year)) is not None:
        return days
    if aimed is None:
        raise CannotScore(f"年度指标值“{target.text or '（空）'}”不是数量，需人工认定")
    if actual.blank:
        raise CannotScore("实际完成值未填", ())
    if reached is None:
        reached = _part_of(aimed, actual.text) or approximate(actual.text, read)
    if reached is None:
        raise CannotScore(f"实际完成值“{actual.text or actual.error}”{_no_quantity(actual.text)}，"
                          f"无法与“{target.text}”比较，需人工认定")
    return aimed, _in_unit_of(aimed, reached)


def compared(case: Case) -> tuple[Quantity, Quantity]:
    """The row's own two, as ``target_and_actual``; CannotScore too for a 满意度 in tens."""
    target, actual = target_and_actual(case.target, case.actual, case.year)
    satisfied = SATISFACTION in "".join(case.levels[-1:]) and actual.unit in ("", "分")
    in_tens = LARGEST_BARE_RATIO < actual.value <= TEN and target.value >= LEAST_PERCENTAGE
    if satisfied and in_tens:
        raise CannotScore(f"“{actual.text}”像是十分制的评分，无法与“{target.text}”比较，需人工认定")
    return target, actual


def is_met(target: Quantity, actual: Quantity, direction: str) -> bool | None:
    """Whether the actual value fulfils the target in the given direction (正向, 反向, 等于).

    A range, such as the days of a month, fulfils it with all its values or misses it with all of
    them; None where that depends on the value meant. «9月底前» is any day up to that one. Better
    than a range that was aimed at (97% against 90%-95%) is perhaps met, and surely not missed.
    """
    if _bounded_otherwise(actual, direction):
        return None
    low, high = _fulfilling(target, direction)
    last = target.base_high if target.is_date else high
    if (low is None or low <= actual.base) and (high is None or actual.base_high <= high):
        return True
    earliest = None if actual.is_date and actual.comparator else actual.base
    better = direction if target.high is not None and not target.is_date else ""
    below = low is not None and actual.base_high < low
    beyond = last is not None and earliest is not None and last < earliest
    misses = (below and better != "反向") or (beyond and better != "正向")
    return False if misses else None


def _bounded_otherwise(actual: Quantity, direction: str) -> bool:
    """Whether an actual value says only that it is less than so much, where more is better (<85% of
    ≥85%), or the other way round. «达到4%» tells what was reached."""
    if not actual.comparator or actual.is_date or actual.comparator == "=":
        return False
    less = actual.comparator in ("≤", "<")
    return direction != "反向" if less else direction == "反向" and not _reached(actual)


def _reached(actual: Quantity) -> bool:
    plain = plain_text(actual.text)
    return plain.startswith(REACHED) and not plain.endswith(tuple(SUFFIXES))


def unmet(target: Quantity, actual: Quantity, met: bool | None) -> str:
    """A target missed, or perhaps missed, in words."""
    word = "是否达到" if met is None else "未达到"
    return f"“{actual.text}”{word}“{target.text}”{'不能确定' if met is None else ''}"


def completion(case: Case) -> Step:
    """完成率: the row's actual value over its target. A range, a deadline and an upper limit have no
    such ratio: they are met (100%) or left to judgement."""
    target, actual = compared(case)
    a = as_step(target, "目标值", case.target.cell)
    b = as_step(actual, "实际值", case.actual.cell)
    whole = target.high is None and actual.high is None and not target.is_date
    if whole and target.comparator not in ("≤", "<") and target.base > 0:
        return of_target(b, a)
    direction = "反向" if target.comparator in ("≤", "<") else "等于"
    met = is_met(target, actual, direction)
    if met:
        return concluded(Fraction(1), "达到目标，完成率按100%计", b, a)
    raise CannotScore(f"{unmet(target, actual, met)}，条款没有说明这种完成率怎样算，需人工认定")


def meant_percentage(target: Quantity, actual: Quantity) -> Fraction | None:
    """The percentage that a 0.98% beside a target of 95% seems to mean, a ratio that was given the
    unit of its column; or a bare 0.88 beside a bare 90. None where it is not one."""
    if target.unit == actual.unit == "" and target.high is None and actual.high is None:
        return _of_a_hundred(target.value, actual.value)
    both = target.dimension == actual.dimension == _RATIO
    if not both or "." not in actual.text or not 0 < actual.value <= 1 or target.base <= 0:
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


def as_step(read: Quantity, label: str, cell: str) -> Step:
    """A quantity as a given figure, as it was typed but for its comparator (≥120户 is 120户)."""
    return Step(read.base, label=label, cell=cell, shown=read.plain)


def _fulfilling(target: Quantity, direction: str) -> tuple[Fraction | None, Fraction | None]:
    """The lowest and the highest value that fulfil a target for certain; None is without end."""
    if target.is_date:
        return None, target.base if target.comparator else target.base_high
    if target.high is not None or direction == "等于":
        return target.base, target.base_high
    return (None, target.base) if direction == "反向" else (target.base, None)


def _part_of(target: Quantity, text: str) -> Quantity | None:
    """495/500 beside a target of 500 or of 99%: so many of the target's own number, or a ratio."""
    made = division(plain_text(text))
    if made is None or target.high is not None or target.is_date:
        return None
    if target.dimension == _RATIO:
        return None if made.may_be_time else Quantity(
            text, made.quotient * 100, "%", dimension=_RATIO, factor=Fraction(1, 100))
    own = made.unit in ("", target.unit) or not target.unit
    if not own or made.whole != target.value:
        return None
    return replace(target, text=text, value=made.part, comparator="")


def _no_quantity(text: str) -> str:
    """Why a text is none: 中间两数相除不等于所写的结果, or simply not one."""
    if wrong := contradicted(text):
        return f"前后不符（{wrong}）"
    made = division(plain_text(text))
    if made is not None and made.may_be_time:
        return "是日期还是两数相除看不出"
    return "不是数量"


def _in_unit_of(target: Quantity, actual: Quantity) -> Quantity:
    """A bare number is in the other's unit, 万 and all; one with a 万 of its own in the unit
    without it: against 100万元, 50 and 50万 are both 50万元."""
    _refuse_ambiguous(target, actual)
    if actual.dimension == target.dimension:
        return actual
    if alike(_over_a_year(actual), _over_a_year(target)) or _a_price(target, actual):
        return replace(actual, dimension=target.dimension)
    bare, other = (actual, target) if actual.dimension == "" else (target, actual)
    if bare.dimension == "" and not fits(bare.factor, other.dimension):
        raise _of_another_unit(target, actual)
    lesser = in_lesser_unit(bare, other) if bare.dimension == "" else False
    if lesser is None:
        raise _of_another_unit(target, actual)
    if actual.dimension == "" and target.dimension != _RATIO and not target.is_date:
        own = actual.factor * target.factor / _magnitude(target)
        return replace(actual, dimension=target.dimension,
                       factor=target.factor if actual.factor == 1 and not lesser else own)
    if target.dimension == "" and actual.dimension not in (_RATIO, "日期"):
        return replace(actual, dimension="", factor=Fraction(1) if target.factor == 1
                       and not lesser else _magnitude(actual))
    if bare.dimension == "" and other.dimension == _RATIO:
        if bare.base_high <= LARGEST_BARE_RATIO:
            return replace(actual, dimension=target.dimension)
        if bare.base >= _SMALLEST_BARE_PERCENTAGE:
            factor = target.factor if bare is actual else Fraction(1)
            return replace(actual, dimension=target.dimension, factor=factor)
    raise _of_another_unit(target, actual)


def _refuse_ambiguous(target: Quantity, actual: Quantity) -> None:
    no_slip(target, actual)
    if target.unit == actual.unit == MONTH and target.value != actual.value:
        raise CannotScore(f"“{actual.text}”与“{target.text}”是几个月还是几月份看不出，需人工认定")


def _over_a_year(read: Quantity) -> str:
    """The dimension without «a year», which all of a yearly form is counted over."""
    return read.dimension.removesuffix(A_YEAR[0])


def _a_price(target: Quantity, actual: Quantity) -> bool:
    """Whether 89元/人 and 89元 are one price: a sum over several would be far from it."""
    one, other = sorted((target.dimension, actual.dimension), key=len)
    near = 4 * target.base <= 5 * actual.base and 4 * actual.base <= 5 * target.base
    return one == _MONEY and other.startswith(f"{_MONEY}/") and near


def in_lesser_unit(bare: Quantity, other: Quantity) -> bool | None:
    """Whether a bare number is counted in the unit beside it without its 万: 200000 of 20万元 is in
    元. None where it is surely in another unit, and nobody says which: 20 of 200000元."""
    if other.dimension == _RATIO or bare.factor != 1 or not (bare.base and other.value):
        return False
    times = abs(bare.base / other.value)
    far = other.factor >= FAR_APART and times >= FAR_APART
    if far and Fraction(1, 2) <= times / _magnitude(other) <= 2:
        return True
    of_money = other.dimension == _MONEY and other.factor == 1 and times * FAR_APART <= 1
    return None if far or of_money else False


def _of_another_unit(target: Quantity, actual: Quantity) -> CannotScore:
    if target.dimension in TIMES and actual.dimension in TIMES:
        return CannotScore(f"“{actual.text}”与“{target.text}”的时间单位之间没有固定的换算，"
                           "无法比较，需人工认定")
    return CannotScore(f"“{actual.text}”与“{target.text}”单位不同，无法比较，需人工认定")


def _magnitude(read: Quantity) -> Fraction:
    """What 百, 千, 万 or 亿 before its unit multiplies the number by: 10,000 in 1.5万户."""
    return read.factor / dimension_and_factor(read.unit.lstrip("百千万亿"))[1]
