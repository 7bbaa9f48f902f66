"""Numbers and intervals as 评分标准 word them: 90%≤预算完成率＜100%, 每超过1个百分点."""

from __future__ import annotations

from fractions import Fraction

from scoring.values.exact import show
from scoring.values.interval import Interval


def amount(value: Fraction, unit: str = "") -> str:
    """A number with its unit; a share with the unit % as a percentage.

    >>> amount(Fraction(9, 10), "%"), amount(Fraction(1), "人")
    ('90%', '1人')
    """
    return f"{show(value * 100)}%" if unit == "%" else f"{show(value)}{unit}"


def bounds(name: str, span: Interval, unit: str = "") -> str:
    """The condition that ``name`` lies in the interval.

    >>> bounds("完成率", Interval.parse("[90%, 100%)"), "%"), bounds("项目数", Interval.parse("> 3"))
    ('90%≤完成率＜100%', '项目数＞3')
    """
    low, high = (None if end is None else amount(end, unit) for end in (span.low, span.high))
    if low is not None and span.low == span.high:
        return f"{name}＝{low}"
    if low is None and high is None:
        return f"{name}不论多少"
    if high is None:
        return f"{name}{'≥' if span.low_closed else '＞'}{low}"
    start = "" if low is None else f"{low}{'≤' if span.low_closed else '＜'}"
    return f"{start}{name}{'≤' if span.high_closed else '＜'}{high}"


def marks(points: Fraction | None, share: Fraction | None) -> str:
    """Points or a share of the weight: 0.5分, 分值的5%."""
    return f"{show(points)}分" if points is not None else f"分值的{amount(share or Fraction(0), '%')}"


def earned(points: Fraction | None, share: Fraction | None) -> str:
    """What is earned: 得4分, 得满分, 得分值的50%, 不得分."""
    if points is not None:
        return f"得{show(points)}分" if points else "不得分"
    if share == 1:
        return "得满分"
    return f"得分值的{amount(share, '%')}" if share else "不得分"
