"""Numbers written in Chinese numerals: 九十五, 一百零二, 两万三千, 三点五."""

from __future__ import annotations

from fractions import Fraction

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}


def read_chinese_number(text: str) -> Fraction | None:
    """The number's value, or None when the numerals do not follow each other lawfully.

    >>> read_chinese_number("一百零二"), read_chinese_number("三点五"), read_chinese_number("百十")
    (Fraction(102, 1), Fraction(7, 2), None)
    """
    whole_text, point, decimals = text.partition("点")
    whole = _whole(whole_text)
    if whole is None or (point and not decimals):
        return None
    tail = "".join(str(_DIGITS[c]) for c in decimals)
    return whole + (Fraction(int(tail), 10 ** len(tail)) if tail else 0)


def _whole(text: str) -> Fraction | None:
    total = section = 0
    digit: int | None = None
    smallest = 10**4
    for place, numeral in enumerate(text):
        if numeral in _DIGITS:
            if digit:  # 九五 is a way of speaking, not a number
                return None
            digit = _DIGITS[numeral]
        elif numeral in _SMALL:
            if _SMALL[numeral] >= smallest or (digit is None and (place or numeral != "十")):
                return None
            smallest = _SMALL[numeral]
            section += (1 if digit is None else digit) * smallest
            digit = None
        else:
            total = (total + section + (digit or 0)) * _LARGE[numeral]
            if not total:
                return None
            section, digit, smallest = 0, None, 10**4
    return Fraction(total + section + (digit or 0))
