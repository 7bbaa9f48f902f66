"""延迟: by how many days or months the day in the row's 实际值 lies after the one in its 目标值."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from scoring.filing import BLANK
from scoring.rules.case import CannotScore, Case
from scoring.rules.input import Input
from scoring.rules.trace import Step, concluded
from scoring.rules.undated import YEARS, dated, has_year, may_be_next_year
from scoring.values.quantity import Quantity

DELAYS = {"延迟天数": "天", "延迟月数": "个月"}
"""The figures that formulas may name, and what they are counted in."""


def delay_input(name: str) -> Input:
    """A delay may be typed in where the dates do not tell it."""
    return Input(meaning=f"{name}（本行目标值、实际值写到日的，不必填）", unit=DELAYS[name], optional=True)


def delays(case: Case, names: Iterable[str]) -> Mapping[str, Step]:
    """Those of the named figures that are delays and that the row's own dates give."""
    found = {}
    for name in (each for each in names if each in DELAYS):
        try:
            step = delay(case, name)
        except CannotScore as error:
            if case.figures.get(name, BLANK).blank:
                raise CannotScore(error.why, (name,)) from None
            step = None
        if step is not None:
            found[name] = step
    return found


def delay(case: Case, name: str) -> Step | None:
    """The delay under one of the names in DELAYS, nothing where there is none; None where 目标值 and
    实际值 are no dates. CannotScore where they are, and leave it open.

    A month after 6月底 is 7月底; a month after 6月30日 is 7月30日 (民法典第二百零二条). What is left of a
    month is its part of the month.
    """
    years = (case.year,) if case.year else YEARS
    found = [_between(case, year, DELAYS[name]) for year in years]
    values = {step.value for step in found if step is not None}
    if None in found or not values:
        return None
    if len(values) > 1:
        raise _unclear(case, "没有写年份")
    step = found[0]
    return step and replace(step, label=name)


def _between(case: Case, year: int, unit: str) -> Step | None:
    target = dated(case.target, year)
    last = date.fromordinal(int(target.base_high)) if target else date.min
    actual = dated(case.actual, last.year) if target else None
    if target is None or actual is None:
        return None
    b = Step(actual.base, label="实际值", cell=case.actual.cell, shown=case.actual.text.strip())
    a = Step(target.base, label="目标值", cell=case.target.cell, shown=case.target.text.strip())
    first, latest = (date.fromordinal(int(end)) for end in (actual.base, actual.base_high))
    if case.year is None and has_year(case.actual) and not has_year(case.target):
        raise _unclear(case, "目标没有写年份")
    if not has_year(case.actual) and may_be_next_year(first, last):
        raise _unclear(case, "是本年还是次年看不出")
    if latest <= last:
        return concluded(Fraction(0), "没有晚于目标日期", b, a)
    if first != latest or actual.comparator:
        raise _unclear(case, "没有写到日")
    late = Fraction((first - last).days) if unit == "天" else _months(
        last, first, ends=_is_end(target))
    return concluded(late, "晚于目标日期", b, a)


def _unclear(case: Case, why: str) -> CannotScore:
    return CannotScore(f"目标值“{case.target.text}”、实际值“{case.actual.text}”{why}，延迟多少算不出")


def _is_end(target: Quantity) -> bool:
    """Whether the target is the end of a month, rather than a day of it."""
    return target.high is not None or "底" in target.text or "末" in target.text


def _months(last: date, day: date, *, ends: bool) -> Fraction:
    """From one day to a later one: whole months, and what is left as a part of the next."""
    whole = (day.year - last.year) * 12 + day.month - last.month
    while _after(last, whole, ends=ends) > day:
        whole -= 1
    start, end = (_after(last, count, ends=ends) for count in (whole, whole + 1))
    return whole + Fraction((day - start).days, (end - start).days)


def _after(day: date, months: int, *, ends: bool) -> date:
    """The day that corresponds to it so many months later, or the last of that month."""
    count = day.month - 1 + months
    year, month = day.year + count // 12, count % 12 + 1
    longest = monthrange(year, month)[1]
    return date(year, month, 1) + timedelta(days=(longest if ends else min(day.day, longest)) - 1)
