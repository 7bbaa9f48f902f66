"""Bringing a row's target and actual value to one unit, and telling whether the target is met."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from scoring.filing import Entry
from scoring.filing.numbers import quantity
from scoring.rules.case import CannotScore, Case
from scoring.rules.direction import BAD
from scoring.rules.one_unit import (
    LARGEST_BARE_RATIO,
    LEAST_PERCENTAGE,
    RATIO,
    in_named_unit,
    in_unit_of,
)
from scoring.rules.trace import Step, concluded, of_target
from scoring.rules.undated import as_days
from scoring.values.approximate import about, approximate
from scoring.values.division import division
from scoring.values.letters import as_digits
from scoring.values.paired import paired
from scoring.values.quantity import REACHED, SUFFIXES, Quantity, contradicted, plain_text, read
from scoring.values.units import alike
from scoring.values.worded import worded
from scoring.values.yearly import over_a_year

SATISFACTION, TEN = "满意", 10
"""A 满意度 of 9.5 against 95 is one of ten points as surely as a tenth of what was asked."""


def target_and_actual(target: Entry, actual: Entry, year: int | None = None, name: str = ""
                      ) -> tuple[Quantity, Quantity]:
    """Both as quantities in one dimension, days without a year as of the form's ``year``, a bare
    number beside one with a unit in the unit that the indicator's ``name`` says in brackets;
    CannotScore where they cannot be compared."""
    aimed, reached = quantity(target), quantity(actual)
    if aimed is None or reached is None:
        _refuse_letters(target, actual)
    mixed = aimed is None or reached is None or aimed.is_date != reached.is_date
    if mixed and (days := as_days(target, actual, year)) is not None:
        return days
    odd = aimed is None or "/" in aimed.dimension
    if odd and (pair := pair_of(target, actual, name)):
        aimed, reached = pair
    if aimed is None:
        raise CannotScore(f"年度指标值“{target.text or '（空）'}”不是数量，需人工认定")
    if actual.blank:
        raise CannotScore("实际完成值未填", ())
    if reached is None:
        reached = (_part_of(aimed, actual.text) or approximate(actual.text, read)
                   or worded(actual.text, aimed, name, read))
    if reached is None:
        raise CannotScore(f"实际完成值“{actual.text or actual.error}”{_no_quantity(actual.text)}，"
                          f"无法与“{target.text}”比较，需人工认定")
    if not (aimed.dimension and reached.dimension):
        aimed, reached = in_named_unit(aimed, reached, name), in_named_unit(reached, aimed, name)
    return aimed, in_unit_of(aimed, reached, name)


def _refuse_letters(*entries: Entry) -> None:
    for each in entries:
        if meant := as_digits(each.text):
            raise CannotScore(f"“{each.text}”像是把数字写成了字母（{meant}），需人工认定")


def pair_of(target: Entry, actual: Entry, name: str) -> tuple[Quantity, Quantity] | None:
    """The figures of two texts that say the same before them, or of a target that is said by the
    month (每月1次) or roughly (约300户)."""
    if not (target.text and actual.text) or target.error or actual.error:
        return None
    if pair := paired(target.text, actual.text, name, read):
        return pair
    asked = plain_text(target.text)
    if often := over_a_year(asked, read):
        return _in_a_year(replace(often, text=target.text), actual, name)
    number, reached = about(asked, read), quantity(actual)
    if number is None or reached is None or reached.comparator or reached.is_date:
        return None
    return replace(number, text=target.text), reached


def aimed_at(case: Case) -> Quantity | None:
    """The target alone, also one that is told by its words and those of the actual value."""
    if (target := quantity(case.target)) is not None:
        return target
    pair = pair_of(case.target, case.actual, case.levels[-1] if case.levels else "")
    return pair[0] if pair else None


def _in_a_year(aimed: Quantity, actual: Entry, name: str) -> tuple[Quantity, Quantity] | None:
    """How often it was all year. Less may be how often it was each time, and is not read."""
    reached = quantity(actual) or worded(actual.text, aimed, name, read)
    if reached is None or reached.comparator or reached.base < aimed.base or BAD.search(name):
        return None
    counted = not reached.dimension or alike(reached.dimension, aimed.dimension)
    return (aimed, reached) if counted else None


def compared(case: Case) -> tuple[Quantity, Quantity]:
    """The row's own two, as ``target_and_actual``; CannotScore too for a 满意度 in tens."""
    name = case.levels[-1] if case.levels else ""
    target, actual = target_and_actual(case.target, case.actual, case.year, name)
    satisfied = SATISFACTION in "".join(case.levels[-1:]) and actual.unit in ("", "分")
    in_tens = LARGEST_BARE_RATIO < actual.value <= TEN and target.value >= LEAST_PERCENTAGE
    if satisfied and in_tens:
        raise CannotScore(f"“{actual.text}”像是十分制的评分，无法与“{target.text}”比较，需人工认定")
    return target, actual


def is_met(target: Quantity, actual: Quantity, direction: str) -> bool | None:
    """Whether the actual value fulfils the target in the given direction (正向, 反向, 等于).

    A range, such as the days of a month, fulfils it with all its values or misses it with all of
    them; None where that depends on the value meant. «9月底前» is any day up to that one. Better
    than a range that was aimed at (97% against 90%-95%) is perhaps met, and surely not missed; so
    is what is somewhat less than a rough target.
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
    rough = misses and about(plain_text(target.text), read) is not None
    return False if misses and not rough else None


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
    rough = about(plain_text(target.text), read) is not None
    whole = target.high is None and actual.high is None and not (target.is_date or rough)
    if whole and target.comparator not in ("≤", "<") and target.base > 0:
        return of_target(b, a)
    direction = "反向" if target.comparator in ("≤", "<") else "等于"
    met = is_met(target, actual, direction)
    if met:
        return concluded(Fraction(1), "达到目标，完成率按100%计", b, a)
    raise CannotScore(f"{unmet(target, actual, met)}，条款没有说明这种完成率怎样算，需人工认定")


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
    if target.dimension == RATIO:
        return None if made.may_be_time else Quantity(
            text, made.quotient * 100, "%", dimension=RATIO, factor=Fraction(1, 100))
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
