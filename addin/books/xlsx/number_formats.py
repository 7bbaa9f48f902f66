"""Number formats: the built-in ones by id, which of them are dates, and serial days as ISO text."""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0', 6: '"¥"#,##0;[Red]"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00', 8: '"¥"#,##0.00;[Red]"¥"-#,##0.00',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: 'h"时"mm"分"', 35: 'h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"', 37: "#,##0;-#,##0", 38: "#,##0;[Red]-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;[Red]-#,##0.00",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"',
    55: 'h"时"mm"分"', 56: 'h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}
"""Where a built-in format follows the language, the one of Chinese Excel."""

_SILENT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_LAST_DAY = 2_958_465
"""9999-12-31."""


@lru_cache(maxsize=512)
def is_date(number_format: str) -> bool:
    """Whether numbers under this format are shown as days or times.

    >>> is_date('yyyy"年"m"月"d"日"'), is_date('0.00"days"'), is_date("[Red]0.00"), is_date("[h]:mm")
    (True, False, False, True)
    """
    return any(letter in "ymdhs" for letter in _spoken(number_format))


def iso_text(serial: Fraction, number_format: str, date1904: bool = False) -> str | None:
    """The day (and time, where there is one) of a serial number; None outside the calendar.

    >>> iso_text(Fraction(45291), "yyyy/m/d"), iso_text(Fraction(453065, 10), "h:mm")
    ('2023-12-31', '2024-01-15T12:00:00')
    """
    days, rest = divmod(serial, 1)
    seconds = round(rest * 86_400)
    day = int(days) + seconds // 86_400
    clock = str(timedelta(seconds=seconds % 86_400)).zfill(8)
    if day == 0 and "y" not in _spoken(number_format) and not date1904:
        return clock
    first = date(1904, 1, 1) if date1904 else _first_of_1900(day)
    if not 0 <= day <= _LAST_DAY - 1_462 * date1904:
        return None
    text = (first + timedelta(days=day)).isoformat()
    return f"{text}T{clock}" if seconds % 86_400 else text


def _spoken(number_format: str) -> str:
    """The first section of the format without its literal text."""
    shown = _SILENT.sub("", number_format).partition(";")[0].lower()
    return "" if shown == "general" or shown.startswith("g/") else shown


def _first_of_1900(day: int) -> date:
    """Day 0: spreadsheets believe in 29 February 1900, so later days stand one further."""
    return date(1899, 12, 30) if day > 60 else date(1899, 12, 31)
