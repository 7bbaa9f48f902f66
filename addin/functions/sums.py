"""The sums of a form in cells: the execution rate, and the total of the scores."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from addin.functions.values import (
    NOT_AVAILABLE,
    Answer,
    Refused,
    Rows,
    figure,
    line,
    single,
    usable,
)
from scoring.filing import Entry
from scoring.filing.numbers import is_placeholder, number, quantity
from scoring.values.exact import Rounding, show
from scoring.values.quantity import Quantity


def rate(budget: Rows, executed: Rows, decimals: Rows | None) -> Answer:
    """执行数 ÷ 预算数, empty while neither is filled in; ``decimals`` rounds half-up to so many places
    of the percentage."""
    whole, part = usable(budget, "budget"), usable(executed, "executed")
    if whole.blank and part.blank:
        return ""
    if single(decimals, "decimals").blank:
        return float(_rate(whole, part, None))
    places = figure(decimals, "decimals")
    if places.denominator != 1 or not 0 <= places <= 10:
        raise Refused("小数位数应当是 0 到 10 的整数")
    return float(_rate(whole, part, int(places)))


def total(scores: Rows, weights: Rows | None) -> Answer:
    """得分合计; blanks, — and / don't count. With weights, every score lies between 0 and its own."""
    return float(_total(line(scores, "scores"), line(weights, "weights") if weights else None))


def _rate(budget: Entry, executed: Entry, decimals: int | None) -> Fraction:
    whole, part = _amount(budget, "预算数"), _amount(executed, "执行数")
    if "" not in (whole.dimension, part.dimension) and whole.dimension != part.dimension:
        raise Refused(f"“{budget.text}”与“{executed.text}”单位不同")
    if whole.value <= 0:
        raise Refused("预算数不是正数，不能计算执行率", "#VALUE!" if whole.value else "#DIV/0!")
    bare = "" in (whole.dimension, part.dimension)
    found = part.value / whole.value if bare else part.base / whole.base
    return found if decimals is None else Rounding(decimals + 2).apply(found)


def _total(scores: Sequence[Entry], weights: Sequence[Entry] | None) -> Fraction:
    if weights is not None and len(weights) != len(scores):
        raise Refused(f"得分 {len(scores)} 个，分值 {len(weights)} 个，应当一样多")
    whole = Fraction(0)
    for place, entry in enumerate(scores):
        score = _number(entry, place)
        if weights is not None and not entry.blank:
            most = _number(weights[place], place)
            if not 0 <= score <= most:
                raise Refused(f"第{place + 1}个得分 {show(score)} 不在 0 与分值 {show(most)} 之间")
        whole += score
    return whole


def _amount(entry: Entry, name: str) -> Quantity:
    found = quantity(entry)
    if entry.blank:
        raise Refused(f"{name}没有填", NOT_AVAILABLE)
    if found is None or found.comparator or found.high is not None or found.is_date:
        raise Refused(f"{name}“{entry.text}”不是一个数")
    return found


def _number(entry: Entry, place: int) -> Fraction:
    """The number in the cell; nothing counts as zero, and a text that is none is never skipped."""
    if entry.error:
        raise Refused(f"第{place + 1}个是错误值 {entry.error}", entry.error)
    found = number(entry)
    if found is None and not is_placeholder(entry.text):
        raise Refused(f"第{place + 1}个“{entry.text}”不是数字")
    return found or Fraction(0)
