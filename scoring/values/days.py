"""Days as a column of units announces them (年/月/日, 年-月-日, 日期): what stands beside it is one,
however it is typed: 20231231, 2023.12, 12.31, or the number that a spreadsheet keeps it as."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from functools import lru_cache

_OF_DAYS = re.compile(
    r"[(（]?(?:具体)?(?:日期|时间|年(?:度)?[/.\-—、]?月(?:[/.\-—、]?日)?|月[/.\-—、]?日|yyyy[/.-]?mm(?:[/.-]?dd)?)"
    r"[)）]?", re.IGNORECASE)
_DIGITS = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)?")
_OF_MONTH = re.compile(r"(?P<year>(?:19|20)\d\d)[-./](?P<month>\d{1,2})")
_OF_YEAR = re.compile(r"(?P<month>\d{1,2})[-./](?P<day>\d{1,2})")
_STORED = re.compile(r"\d{5}")
_SIGN = re.compile(r"[≤≥=<>]?")
_FIRST, _STORED_RANGE = date(1899, 12, 30), range(36526, 54789)


@lru_cache(maxsize=512)
def is_of_days(unit: str) -> bool:
    """Whether a unit says that a day stands beside it.

    >>> is_of_days("年/月/日"), is_of_days("年-月-日"), is_of_days("年"), is_of_days("元/年")
    (True, True, False, False)
    """
    return _OF_DAYS.fullmatch("".join(unicodedata.normalize("NFKC", unit).split())) is not None


def as_day(text: str, unit: str) -> str:
    """What stands beside such a unit, as a day in words; a number that is none is marked with its
    unit, so that nobody reckons with it.

    >>> as_day("20231231", "年/月/日"), as_day("2023.12", "年月"), as_day("45291", "年-月-日")
    ('2023年12月31日', '2023年12月', '2023年12月31日')
    >>> as_day("12月31日前", "年/月/日"), as_day("12", "年/月/日")
    ('12月31日前', '12年/月/日')
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    sign = _SIGN.match(plain)
    before = sign[0] if sign else ""
    said = plain[len(before):]
    if found := _DIGITS.fullmatch(said) or _OF_MONTH.fullmatch(said) or _OF_YEAR.fullmatch(said):
        return before + "".join(f"{int(found[name])}{word}" for name, word in (
            ("year", "年"), ("month", "月"), ("day", "日")) if found.groupdict().get(name))
    if _STORED.fullmatch(said) and int(said) in _STORED_RANGE:
        day = _FIRST + timedelta(days=int(said))
        return f"{before}{day.year}年{day.month}月{day.day}日"
    bare = said.replace(".", "", 1).isdigit() and not re.fullmatch(r"(?:19|20)\d\d", said)
    return text.strip() + unit.strip() if bare else text.strip()
