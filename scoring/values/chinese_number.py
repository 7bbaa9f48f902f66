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
    smallest, alone = 10**4, True
    for place, numeral in enumerate(text):
        if numeral in _DIGITS:
            if digit:  # 九五 is a way of speaking, not a number
                return None
            digit = _DIGITS[numeral]
            alone = alone or digit == 0  # 三百零五; but 三百五 means 350 as often as 305
        elif numeral in _SMALL:
            if _SMALL[numeral] >= smallest or (digit is None and (place or numeral != "十")):
                return None
            smallest = _SMALL[numeral]
            section += (1 if digit is None else digit) * smallest
            digit, alone = None, numeral == "十"
        else:
            above = _above(total, section + (digit or 0), _LARGE[numeral])
            if above is None or (digit and not alone):
                return None
            total, section, digit, smallest, alone = above, 0, None, 10**4, False
    return None if digit and not alone else Fraction(total + section + (digit or 0))


def _above(total: int, section: int, large: int) -> int | None:
    """The total with the section that ends in 万 or 亿: 一万二千亿 is all multiplied, of 五亿三千万 the
    last section alone."""
    if total < large:
        return (total + section) * large or None
    return total + section * large if section and total % (large * 10**4) == 0 else None
