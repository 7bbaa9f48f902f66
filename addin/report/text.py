"""How reports write figures and texts: the filters of the Word templates."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from addin.library.typography import full_width
from addin.report.cut import breaks_off
from addin.report.gaps import DOUBT_MARK, Gap
from scoring.values.exact import Rounding, show

PARAGRAPH = "\a"
"""What the template engine turns into a new paragraph of the same style."""
_UNWRITABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may hold."""
ENDS = "。！？…；：，.!?;:,"
"""What a sentence may end with."""
_COUNTED = re.compile(r"^(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]|[①-⑳])")
_DAY = re.compile(r"(\d{4})(?:[年./-](\d{1,2})[月./-](\d{1,2})日?|(\d{2})(\d{2}))")
_OF_TIME = r"(?!(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))?(?!\d))"
_CODE = re.compile(rf"^(?:[\[【［]{_OF_TIME}\d{{1,12}}[\]】］]"
                   rf"|{_OF_TIME}\d{{3,12}}(?:-\d{{1,6}})*[-－—](?!\d))"
                   rf"|[\[【［]{_OF_TIME}\d{{1,12}}[\]】］]$")
"""The number of a unit before or behind its name: 【211】. A year or a day is none."""
_PRINTED = ((re.compile(r"(?<=[\u4e00-\u9fff）)%％])\s?[*＊]\s?(?=[\d（(])"
                        r"|(?<=\d)\s?[*＊]\s?(?=[\d.]{1,16}[%％分])"
                        r"|(?<=[\d）)%％])\s?[*＊]\s?(?=[\u4e00-\u9fff])"
                        r"|(?<=[\d）)%％])\s?[xX]\s?(?=[\d（(])"), "×"),
            (re.compile(r"(?<=\d)．"), "."),
            (re.compile(rf"(?<=[\u4e00-\u9fff）])\.(?=\s*(?:{PARAGRAPH}|$))"), "。"))
"""What is typed for want of the sign: a star for ×, a point for 。 at the end of a line."""
_QUOTED = 10
_BROKEN = f"{DOUBT_MARK}“…{{}}”好像没有写完】"
_DIGITS = "零一二三四五六七八九"


def clean(text: str) -> str:
    """A clerk's text as Word can hold it: every line a paragraph, indented by the style alone."""
    lines = _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return PARAGRAPH.join(line.strip(" \t\u3000\xa0") for line in lines if line.strip())


def one_line(text: str) -> str:
    return clean(text).replace(PARAGRAPH, "")


def plain(value: Any) -> Any:
    """``数``: a number as it was filed: 98, 95.9, 0.35."""
    return show(value) if isinstance(value, Fraction) else value


def amount(value: Any) -> Any:
    """``金额``: a whole amount without decimals, any other with at least two: 52, 1504.90.

    >>> amount(Fraction(52)), amount(Fraction(15049, 10)), amount(Fraction(7, 3))
    ('52', '1504.90', '2.33')
    """
    return _written(value, 2) if isinstance(value, Fraction) else value


def grouped(value: Any) -> Any:
    """``千分``: an amount in 元, thousands parted by commas: 129,405,127.76.

    >>> grouped(Fraction(30788919, 1)), grouped(Fraction(-5, 2))
    ('30,788,919.00', '-2.50')
    """
    if not isinstance(value, Fraction):
        return value
    whole, _, decimals = fixed(abs(value)).partition(".")
    return f"{'-' if value < 0 else ''}{int(whole):,}.{decimals}"


def fixed(value: Any) -> Any:
    """``两位``: always two decimals, as in tables: 48.00."""
    return show(Rounding(2).apply(value), 2) if isinstance(value, Fraction) else value


def percent(value: Any, places: int | None = None) -> Any:
    """``百分比``: a rate in percent; ``places`` also for a whole one.

    >>> percent(Fraction(1)), percent(Fraction(81705, 100791)), percent(Fraction(1), 2)
    ('100%', '81.06%', '100.00%')
    """
    if not isinstance(value, Fraction):
        return value
    return (_rounded(value * 100) if places is None else show(
        Rounding(places).apply(value * 100), places)) + "%"


def official_date(text: Any) -> Any:
    """``日期``: a day as it stands under a letter: 2024年4月12日; what is no day stays as it is.

    >>> official_date("2024.04.12"), official_date("20240405"), official_date("四月")
    ('2024年4月12日', '2024年4月5日', '四月')
    >>> official_date("20241332"), official_date("2023-2-29")
    ('20241332', '2023-2-29')
    """
    match = _DAY.fullmatch("".join(str(text).split()))
    if match is None:
        return text
    year, month, day = (int(each) for each in match.groups() if each)
    try:
        date(year, month, day)
    except ValueError:
        return text
    return f"{year}年{month}月{day}日"


def in_prose(text: str) -> str:
    """A form's text as running text: half-width punctuation beside Chinese characters full-width,
    without the code of a unit; a day is none.

    >>> in_prose("风险普查, 廉租房(机械厂)运营; 共3,000户")
    '风险普查，廉租房（机械厂）运营；共3,000户'
    >>> in_prose("219-水利局"), in_prose("2024-3-15")
    ('水利局', '2024-3-15')
    >>> in_prose("2024-一期工程"), in_prose("【2024】二期"), in_prose("201001-【211】水利局")
    ('2024-一期工程', '【2024】二期', '【211】水利局')
    >>> in_prose("得分=(结果/100)*5分."), in_prose("1．按80%x5计算")
    ('得分=（结果/100）×5分。', '1.按80%×5计算')
    """
    text = full_width(_CODE.sub("", text))
    for pattern, sign in _PRINTED:
        text = pattern.sub(sign, text)
    return text


def share(part: Any, whole: Any) -> Any:
    """``占比(a, b)``: the rate of two figures; a gap while one of them is missing."""
    if isinstance(part, Fraction) and isinstance(whole, Fraction) and whole:
        return part / whole
    return whole if isinstance(part, Fraction) and isinstance(whole, Gap) else part


def minus(whole: Any, part: Any) -> Any:
    """``相减(a, b)``: the difference of two figures; a gap while one of them is missing."""
    if isinstance(whole, Fraction) and isinstance(part, Fraction):
        return whole - part
    return part if isinstance(whole, Fraction) else whole


def chinese(number: int) -> str:
    """``汉字``: an ordinal below one hundred.

    >>> chinese(3), chinese(10), chinese(12), chinese(20), chinese(21)
    ('三', '十', '十二', '二十', '二十一')
    """
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("" if tens == 1 else _DIGITS[tens]) + "十"
    return head + (_DIGITS[ones] if ones or not tens else "")


def sentence(text: Any) -> Any:
    """``句号``: a text that ends as a sentence does, and so do its paragraphs but for counted
    titles.

    >>> sentence("较好完成了目标\\a1.合同管理\\a签订不规范")
    '较好完成了目标。\\x071.合同管理\\x07签订不规范。'
    """
    if isinstance(text, Gap):
        return text
    *lines, last = str(text).rstrip().split(PARAGRAPH)
    return PARAGRAPH.join((*(each if _COUNTED.match(each) else _ended(each) for each in lines),
                           _ended(last)))


def _ended(line: str) -> str:
    if not line or line[-1] in f"{ENDS}】":
        return line
    return f"{line}{_BROKEN.format(line[-_QUOTED:])}" if breaks_off(line) else f"{line}。"


def inline(text: Any) -> Any:
    """``连写``: the paragraphs of a text as one, without the full stop at its end.

    >>> inline(clean("总体较好\\n一、按时完成。\\n二、质量合格。"))
    '总体较好；一、按时完成。二、质量合格'
    """
    if isinstance(text, Gap):
        return text
    *lines, last = str(text).split(PARAGRAPH)
    return "".join(line if line[-1:] in ENDS else f"{line}；" for line in lines) + last.rstrip("。")


def first(text: Any) -> Any:
    """``首段``: the first paragraph of a text."""
    return text if isinstance(text, Gap) else str(text).partition(PARAGRAPH)[0]


def rest(text: Any) -> Any:
    """``余段``: all paragraphs but the first."""
    return text if isinstance(text, Gap) else str(text).partition(PARAGRAPH)[2]


def without(text: Any, head: str) -> Any:
    """``去头``: a text without the words it begins with, nor the end of their line."""
    return text if isinstance(text, Gap) else str(text).removeprefix(head).removeprefix(PARAGRAPH)


def _written(value: Fraction, places: int) -> str:
    text = show(value)
    if "…" in text:
        return show(Rounding(places).apply(value), places)
    return text if "." not in text else show(value, places)


def _rounded(value: Fraction) -> str:
    """Two decimals, none where they are zero."""
    rounded = Rounding(2).apply(value)
    return show(rounded, 0 if rounded.denominator == 1 else 2)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "数": plain, "金额": amount, "千分": grouped, "两位": fixed, "百分比": percent, "汉字": chinese,
    "句号": sentence, "连写": inline, "首段": first, "余段": rest, "去头": without,
    "日期": official_date,
}
FUNCTIONS: Mapping[str, Callable[..., Any]] = {"占比": share, "相减": minus}
