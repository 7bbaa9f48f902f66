"""Intervals with explicit open and closed ends, as 评分标准 print them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from scoring.values.exact import exact, show
from scoring.values.record import record

_TEXT = re.compile(r"([\[(（【［])\s*([^,，]+?)\s*[,，]\s*([^\])）】］]+?)\s*([\])）】］])")
_HALF = re.compile(r"(≥|>|≤|<|=)\s*(.+)")
_BETWEEN = re.compile(r"([^≤<]+?)\s*(≤|<)\s*[^\d≤<]+?\s*(≤|<)\s*([^≤<]+)")
_SIGNS = str.maketrans({"＞": ">", "＜": "<", "＝": "=", "≧": "≥", "≦": "≤", "％": "%"})
_INFINITE = ("-∞", "−∞", "∞", "+∞")


@record
class Interval:
    """From ``low`` to ``high``; None is without end. A closed end belongs to the interval."""

    low: Fraction | None
    high: Fraction | None
    low_closed: bool = True
    high_closed: bool = True

    @staticmethod
    def parse(text: str) -> Interval:
        """``[80%, 100%]``, ``(10%, 20%]``, ``(-∞, 60%)``, ``≥ 100%``, ``< 80%``, ``= 0``,
        ``80%≤x<90%``.

        Raises ValueError when the text is no interval. An inverted one is read; see ``inverted``.
        """
        plain = text.strip().translate(_SIGNS)
        if between := _BETWEEN.fullmatch(plain):
            return Interval(exact(between[1]), exact(between[4]),
                            between[2] == "≤", between[3] == "≤")
        if half := _HALF.fullmatch(plain):
            sign, number = half[1], exact(half[2])
            return {
                "≥": Interval(number, None, True, False),
                ">": Interval(number, None, False, False),
                "≤": Interval(None, number, False, True),
                "<": Interval(None, number, False, False),
                "=": Interval(number, number),
            }[sign]
        match = _TEXT.fullmatch(plain)
        if match is None:
            raise ValueError(f"“{text}”不是区间")
        low, high = (None if end in _INFINITE else exact(end) for end in (match[2], match[3]))
        return Interval(low, high, match[1] in "[【［" and low is not None,
                        match[4] in "]】］" and high is not None)

    def __contains__(self, value: Fraction) -> bool:
        low, high = self.low, self.high
        above = low is None or (value >= low if self.low_closed else value > low)
        return above and (high is None or (value <= high if self.high_closed else value < high))

    @property
    def inverted(self) -> bool:
        if self.low is None or self.high is None:
            return False
        closed = self.low_closed and self.high_closed
        return self.low > self.high or (self.low == self.high and not closed)

    def times(self, factor: Fraction) -> Interval:
        """Both ends multiplied by a factor above zero, or by zero."""
        if factor == 1:
            return self
        low, high = self.low and self.low * factor, self.high and self.high * factor
        whole = not factor
        return Interval(low, high, self.low_closed or whole, self.high_closed or whole)

    def within(self, least: Fraction, most: Fraction) -> Interval:
        """Kept between two values as ``trace.limited`` keeps a figure: what lies beyond is the end.

        >>> str(Interval.parse("(12, 15]").within(Fraction(0), Fraction(10)))
        '10'
        """
        low = least if self.low is None else self.low
        high = most if self.high is None else self.high
        return Interval(min(max(low, least), most), max(min(high, most), least),
                        self.low_closed or not least <= low < most,
                        self.high_closed or not least < high <= most)

    def __str__(self) -> str:
        if self.low is not None and self.low == self.high:
            return show(self.low)
        low = "" if self.low is None else f"{show(self.low)}{'≤' if self.low_closed else '<'}"
        high = "" if self.high is None else f"{'≤' if self.high_closed else '<'}{show(self.high)}"
        return f"{low}x{high}"


def cover_problems(intervals: Sequence[Interval], whole: Interval) -> list[str]:
    """What keeps the intervals from covering ``whole`` exactly once, in Chinese sentences."""
    found = [f"区间 {interval} 上下限颠倒" for interval in intervals if interval.inverted]
    if found or not intervals:
        return found or ["没有任何区间"]
    lowest = Fraction(-(10**18))
    ordered = sorted(intervals, key=lambda each: (
        lowest if each.low is None else each.low, not each.low_closed))
    if _starts_after(ordered[0], whole):
        found.append(f"区间 {ordered[0]} 之下没有规定")
    for left, right in pairwise(ordered):
        if left.high is None or right.low is None or left.high > right.low:
            found.append(f"区间 {left} 与 {right} 重叠")
        elif left.high < right.low:
            found.append(f"区间 {left} 与 {right} 之间有空档")
        elif left.high_closed and right.low_closed:
            found.append(f"{show(right.low)} 同属 {left} 与 {right} 两个区间")
        elif not left.high_closed and not right.low_closed:
            found.append(f"{show(right.low)} 不属于任何区间")
    if _ends_before(ordered[-1], whole):
        found.append(f"区间 {ordered[-1]} 之上没有规定")
    return found


def _starts_after(first: Interval, whole: Interval) -> bool:
    if first.low is None:
        return False
    return whole.low is None or first.low > whole.low or (
        first.low == whole.low and whole.low_closed and not first.low_closed)


def _ends_before(last: Interval, whole: Interval) -> bool:
    if last.high is None:
        return False
    return whole.high is None or last.high < whole.high or (
        last.high == whole.high and whole.high_closed and not last.high_closed)
