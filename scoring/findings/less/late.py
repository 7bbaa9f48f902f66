"""Days that lie behind the day aimed at: 7月5日 of 6月30日前, 8月 of 上半年, 202401 of 202312."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from scoring.values.chinese_number import read_chinese_number
from scoring.values.normal import normal

_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_DONE = r"(?:全部|已|均)?(?:完成|完工|竣工|建成|到位|拨付|发放|投用|交付|验收|支付|实施|开展|举办)?"
_DAY = re.compile(
    r"(?:≤|<=|=|不迟于|不晚于|截至|截止|于|在|已于|至)?(?:(?P<year>20\d\d)年|本年度?|当年|今年)?"
    rf"(?:(?P<month>{_NUMBER})月份?(?:(?P<day>{_NUMBER})[日号]|(?P<part>[上中下]旬|[初中底末]))?"
    r"|第?(?P<quarter>[一二三四1-4])季度?(?P<quarter_end>底|末)?|(?P<half>[上下]半年)|(?P<end>年?[底末])|年内)"
    rf"(?P<before>之前|以前|前|之内|以内|内|底前|末前)?{_DONE}")
_IN_DIGITS = re.compile(
    r"(?:≤|<=|=)?(?P<year>20\d\d)"
    r"(?:[-./](?P<month>\d{1,2})(?:[-./](?P<day>\d{1,2}))?|(?P<mm>\d\d)(?P<dd>\d\d)?)")
_BARE_MONTH = re.compile(rf"≤?{_NUMBER}月")
_OF_TIME = re.compile("时间|日期|时效|时点|月份|节点|完成|竣工|开工|投用|交付|验收|支出|支付|拨付|及时")
_HOW_LONG = re.compile("工期|周期|时长|期限|年限|月数|时限|用时|耗时")
_SOME_YEAR = 2023
_EARLY, _LATE = 4, 8
"""Months up to which a day may be of the next year, and from which on one may precede it."""
_THIRDS = {"初": (1, 10), "上旬": (1, 10), "中": (11, 20), "中旬": (11, 20), "下旬": (21, 31),
           "底": (31, 31), "末": (31, 31)}
Span = tuple[date, date]


@lru_cache(maxsize=4096)
def is_late(actual: str, target: str, levels: tuple[str, ...], year: int | None) -> bool:
    """Whether the first day that the actual value may mean lies behind the last one aimed at. A day
    without a year is of the other's, or of the form's.

    >>> is_late("7月5日", "6月30日前", (), None), is_late("6月", "上半年", (), None)
    (True, False)
    >>> is_late("2024年1月5日", "12月底前", (), 2023), is_late("11月", "10月", ("培训时长",), 2023)
    (True, False)
    """
    said, asked = ("".join(normal(text).split()).rstrip("。.;,") for text in (actual, target))
    named = any(map(_OF_TIME.search, levels)) and not any(map(_HOW_LONG.search, levels[-1:]))
    doubtful = (_BARE_MONTH.fullmatch(said) and _BARE_MONTH.fullmatch(asked)) or (
        _IN_DIGITS.fullmatch(said) and _IN_DIGITS.fullmatch(asked))
    if doubtful and not named:
        return False
    aimed = _span(asked, year or _SOME_YEAR)
    if aimed is None or (year is None and _year(said) and not _year(asked)):
        return False
    reached = _span(said, aimed[1].year)
    if reached is None or _is_open(said) or reached[0] <= aimed[1]:
        return False
    return bool(_year(asked)) or not _may_be_next_year(aimed[1], reached[0])


def _may_be_next_year(aimed: date, reached: date) -> bool:
    """Whether a target without a year, early in one, may be of the year after: 1月底前."""
    return aimed.month <= _EARLY and (reached.year > aimed.year or reached.month > _LATE)


def _year(text: str) -> int | None:
    found = _DAY.fullmatch(text) or _IN_DIGITS.fullmatch(text)
    return int(found["year"]) if found and found["year"] else None


def _is_open(text: str) -> bool:
    """Whether an actual value only says that it was before a day."""
    found = _DAY.fullmatch(text)
    return found is not None and bool(found["before"])


def _span(text: str, year: int) -> Span | None:
    """The first and the last day that a text may mean; None where it is no day."""
    if found := _IN_DIGITS.fullmatch(text):
        month, day = found["month"] or found["mm"], found["day"] or found["dd"]
        return _days(int(found["year"]), int(month), *(_both(int(day)) if day else (1, 31)))
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    own = int(found["year"]) if found["year"] else year
    if found["month"]:
        first, last = _both(_number(found["day"])) if found["day"] else _THIRDS.get(
            found["part"] or "", (1, 31))
        return _days(own, _number(found["month"]), first, last)
    first_month, last_month = _months(found)
    begins, ends = _days(own, first_month, 1, 1), _days(own, last_month, 31, 31)
    return (begins[0], ends[1]) if begins and ends else None


def _months(found: re.Match[str]) -> tuple[int, int]:
    if found["quarter"]:
        last = _number(found["quarter"]) * 3
        return (last, last) if found["quarter_end"] else (last - 2, last)
    if found["half"]:
        return (1, 6) if found["half"] == "上半年" else (7, 12)
    return (12, 12) if found["end"] else (1, 12)


def _both(day: int) -> tuple[int, int]:
    return day, day


def _days(year: int, month: int, first: int, last: int) -> Span | None:
    if not 1 <= month <= 12 or not 1 <= first <= 31:
        return None
    length = monthrange(year, month)[1]
    return date(year, month, min(first, length)), date(year, month, min(last, length))


def _number(written: str) -> int:
    number = int(written) if written.isdigit() else read_chinese_number(written)
    return 0 if number is None else int(number)
