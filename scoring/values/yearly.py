"""How often in a year, said by a lesser time: 每月1次 is twelve times, 每季度不少于2场 eight."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from scoring.values.chinese_number import read_chinese_number
from scoring.values.quantity import Quantity

_Read = Callable[[str], Quantity | None]
_NUMBER, _UNIT = r"(?P<number>\d{1,2}|[一二两三四五六七八九十])", "(?P<unit>次|场|期|批|轮|篇|份)"
_TIME = "(?P<time>年|半年|季度?|个?月|周)"
_EVERY = re.compile(
    rf"每{_TIME}(?:至少|不少于|不低于|≥|各|均)?(?:开展|组织|举办|召开|巡查|检查|报送)?"
    rf"(?:至少|不少于|不低于|≥)?{_NUMBER}{_UNIT}(?:以上)?")
_OVER = re.compile(rf"(?:≥|>=|不少于|不低于|至少)?{_NUMBER}{_UNIT}/{_TIME}")
_IN_A_YEAR = {"年": 1, "半年": 2, "季": 4, "季度": 4, "月": 12, "个月": 12, "周": 52}


@lru_cache(maxsize=4096)
def over_a_year(plain: str, read: _Read) -> Quantity | None:
    """At least so many in a year's form, of a text half-width and without white space.

    >>> from scoring.values.quantity import read
    >>> str(over_a_year("每月1次", read)), str(over_a_year("≥2场/季度", read))
    ('≥12次', '≥8场')
    >>> over_a_year("每月", read) is None and over_a_year("12次", read) is None
    True
    """
    found = (_EVERY.fullmatch(plain) if plain.startswith("每") else
             _OVER.fullmatch(plain) if "/" in plain else None)
    if found is None:
        return None
    number = found["number"]
    times = int(number) if number.isdigit() else int(read_chinese_number(number) or 0)
    return read(f"≥{times * _IN_A_YEAR[found['time']]}{found['unit']}")
