"""Times of a year in words: 年底前, 年内, 第四季度, 上半年. Of a year that is given, where none is
written."""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction

from scoring.values.quantity import Comparator, Quantity

_TIME = re.compile(
    r"(?:≤|<=|=|不迟于|不晚于|于|在)?(?:(?P<year>20\d\d)年度?|本年度?|当年|今年)?"
    r"(?:第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年|(?P<all>年内|年?[底末](?=前|之前|以前|$)|内(?=$|完成)))"
    r"(?P<end>底|末)?(?P<before>之前|以前|前)?(?:全部|已)?(?:完成|完工|竣工|建成|到位|拨付|发放|投用|交付|验收)?")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_LONGEST = 20


def time_of_year(plain: str, text: str, year: int) -> Quantity | None:
    """The days that a text, half-width and without white space, speaks of.

    >>> made = time_of_year("年底前", "年底前", 2023)
    >>> made and (made.comparator, date.fromordinal(int(made.base)).isoformat())
    ('≤', '2023-12-31')
    >>> made = time_of_year("第四季度", "第四季度", 2023)
    >>> made and [date.fromordinal(int(end)).isoformat() for end in (made.base, made.base_high)]
    ['2023-10-01', '2023-12-31']
    """
    found = _TIME.fullmatch(plain) if len(plain) <= _LONGEST else None
    if found is None:
        return None
    own = int(found["year"] or year)
    first, last = _months(found)
    begins, ends = date(own, first, 1), date(own + last // 12, last % 12 + 1, 1) - timedelta(days=1)
    before = found["before"] or found["all"] or plain.startswith(("≤", "<=", "不"))
    if found["end"] or found["all"]:
        begins = ends
    elif found["before"]:
        begins -= timedelta(days=1)  # 第三季度前 may mean before it begins, or by its end
    bounded: Comparator = "≤" if before else ""
    high = None if begins == ends else Fraction(ends.toordinal())
    return Quantity(text, Fraction(begins.toordinal()), "日期", bounded, high, "日期")


def _months(found: re.Match[str]) -> tuple[int, int]:
    if found["quarter"]:
        last = 3 * (_QUARTERS.get(found["quarter"]) or int(found["quarter"]))
        return last - 2, last
    return (1, 12) if not found["half"] else (1, 6) if found["half"] == "上" else (7, 12)
