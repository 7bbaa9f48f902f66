"""Numbers and intervals as a rule is written in Chinese: exact, with their unit, and read back."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from scoring.values.exact import exact, show
from scoring.values.interval import Interval
from scoring.values.units import CONVERTED, dimension_and_factor

NUMBER = r"[-−－]?[\d０-９][\d０-９,.．]*(?:[/／][\d０-９]+)?"
AMOUNT = rf"{NUMBER}[^\d０-９\s≤≥<>＜＞=＝，,；;。（）()、]*?"
"""A number and its unit, as a pattern without groups."""
_RATIO = "比率"
_LESS, _MORE = "[≤≦<＜]", "[≥≧>＞]"


def plain(value: Fraction) -> str:
    """``0.5``, ``1/3``: a decimal where it ends, else the fraction.

    >>> plain(Fraction(1, 2)), plain(Fraction(1, 3))
    ('0.5', '1/3')
    """
    text = show(value)
    return str(value) if text.endswith("…") else text


def share(value: Fraction) -> str:
    """``80%``, and ``1/3`` where no percentage is exact."""
    text = plain(value * 100)
    return str(value) if "/" in text else f"{text}%"


def said(value: Fraction, unit: str = "") -> str:
    """With the unit that it is counted in.

    >>> said(Fraction(9, 10), "%"), said(Fraction(1), "人"), said(Fraction(2), "万元")
    ('90%', '1人', '2万元')
    """
    return share(value) if unit == "%" else plain(value) + unit


def read(text: str, unit: str = "") -> Fraction:
    """The number that ``said`` printed, in the unit; ValueError where it is none.

    >>> read("90%"), read("2亿元", "万元"), read("１／３"), read("3人")
    (Fraction(9, 10), Fraction(20000, 1), Fraction(1, 3), Fraction(3, 1))
    """
    spelled = unicodedata.normalize("NFKC", text).replace("−", "-").replace(" ", "").strip()
    found = re.fullmatch(r"(-?[\d.,]+(?:/\d+)?)\s*([^\d\s]*)", spelled)
    if found is None:
        raise ValueError(f"“{text}”不是一个数")
    typed, number = found[2], exact(found[1])
    dimension, factor = dimension_and_factor(typed)
    if dimension == _RATIO:
        return number * factor
    if not typed or typed == unit or dimension not in CONVERTED:
        return number
    own, each = dimension_and_factor(unit) if unit else ("", Fraction(1))
    if own != dimension:
        raise ValueError(f"“{text}”带着单位，“算什么”里须写明这个数的单位")
    return number * factor / each


def within(name: str, span: Interval, unit: str = "") -> str:
    """That ``name`` lies in the interval: 90%≤完成率＜100%."""
    low, high = (None if end is None else said(end, unit) for end in (span.low, span.high))
    if low is None and high is None:
        return f"{name}不论多少"
    if low is not None and span.low == span.high:
        return f"{name}＝{low}"
    if high is None:
        return f"{name}{'≥' if span.low_closed else '＞'}{low}"
    start = "" if low is None else f"{low}{'≤' if span.low_closed else '＜'}"
    return f"{start}{name}{'≤' if span.high_closed else '＜'}{high}"


def span_pattern(names: str) -> str:
    """What ``within`` prints, as a pattern with the groups low, more, name, less and high."""
    return (rf"(?:(?P<low>{AMOUNT})\s*(?P<more>{_LESS})\s*)?(?P<name>{names})\s*"
            rf"(?:(?P<less>{_LESS}|{_MORE}|[=＝])\s*(?P<high>{AMOUNT})|(?P<any>不论多少))?")


def span_of(found: re.Match[str], unit: str = "") -> str:
    """The interval of a match, as a rule file writes it: its ends in the unit. ValueError where
    there is none."""
    if found["any"]:
        return "(-∞, ∞)"
    sign = unicodedata.normalize("NFKC", found["less"] or "").replace("≦", "≤").replace("≧", "≥")
    low = None if found["low"] is None else str(read(found["low"], unit))
    high = None if found["high"] is None else str(read(found["high"], unit))
    if low is None and high is not None:
        return f"{sign} {high}"
    closed = "[" if found["more"] in ("≤", "≦") else "("
    if low is not None and high is None and not sign:
        return f"{'≥' if closed == '[' else '>'} {low}"
    if low is None or high is None or sign not in ("≤", "<"):
        raise ValueError(f"“{found[0]}”看不出是哪一段")
    return f"{closed}{low}, {high}{']' if sign == '≤' else ')'}"
