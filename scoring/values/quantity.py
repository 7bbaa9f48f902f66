"""指标值: the quantity a clerk typed, read exactly, or honestly left as text.

``read`` full-matches a small grammar after NFKC normalisation; what it cannot read completely it
does not read at all (``None``), so that the value goes to judgement instead of a guess. No library
reads real targets right (a survey of the known ones is in the project's notes), hence our own.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from scoring.values.between import two_ends
from scoring.values.chinese_number import read_chinese_number
from scoring.values.days import is_of_days
from scoring.values.division import agrees, beside
from scoring.values.exact import show
from scoring.values.letters import UNIT as _LETTERS
from scoring.values.spelling import respelled
from scoring.values.units import dimension_and_factor

Comparator = Literal["", "=", "≥", ">", "≤", "<"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A target or actual value: ``≥90%`` is comparator ≥, value 90, unit %.

    ``value`` and ``high`` are in the unit as typed; ``base`` is in the dimension's base unit
    (元, 天, the plain ratio for %). ``high`` is set for a range (3-5天) and for a
    time that may be any of several days (2023年9月). For a date or deadline the unit is 日期 and the
    value the day's ordinal.
    """

    text: str
    value: Fraction
    unit: str = ""
    comparator: Comparator = ""
    high: Fraction | None = None
    dimension: str = ""
    factor: Fraction = Fraction(1)
    base: Fraction = field(init=False, compare=False, repr=False)
    base_high: Fraction = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        base = self.value * self.factor
        object.__setattr__(self, "base", base)
        object.__setattr__(self, "base_high", base if self.high is None
                           else self.high * self.factor)

    @property
    def is_date(self) -> bool:
        return self.dimension == "日期"

    @property
    def plain(self) -> str:
        """The number with its unit as it was typed, without what compares (≥120户 is 120户), which
        has no place in arithmetic."""
        compared = self.comparator and not self.is_date and self.high is None
        return show(self.value) + self.unit if compared else self.text.strip()

    def __str__(self) -> str:
        return self.text


COMPARATORS: dict[str, Comparator] = {
    "≥": "≥", "≧": "≥", "⩾": "≥", ">=": "≥", "=>": "≥", "不低于": "≥", "不少于": "≥", "不小于": "≥",
    "至少": "≥", "大于等于": "≥", "大于或等于": "≥", "高于或等于": "≥", "达到": "≥", "达": "≥",
    "≮": "≥", "不得低于": "≥", "不得少于": "≥", "不能低于": "≥", "下限": "≥", "下限为": "≥",
    ">": ">", "大于": ">", "高于": ">", "超过": ">", "多于": ">", "超": ">",
    "≤": "≤", "≦": "≤", "⩽": "≤", "<=": "≤", "=<": "≤", "不高于": "≤", "不超过": "≤", "不大于": "≤",
    "≯": "≤", "不突破": "≤", "不得突破": "≤", "不得超过": "≤", "不得高于": "≤", "不能超过": "≤",
    "上限": "≤", "上限为": "≤", "不多于": "≤", "至多": "≤", "小于等于": "≤", "小于或等于": "≤", "控制在": "≤",
    "<": "<", "小于": "<", "低于": "<", "少于": "<",
    "=": "=", "等于": "=",
}
REACHED = ("达到", "达")
"""What an actual value begins with that was reached, and is no bound."""
# 民法典第一千二百五十九条: 以上、以下、以内 include the number itself.
SUFFIXES: dict[str, Comparator] = {
    "及以上": "≥", "以上": "≥", "及以下": "≤", "以下": "≤", "以内": "≤", "之内": "≤", "内": "≤",
    "为上限": "≤", "为限": "≤", "为下限": "≥",
}

_NUMBER = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_HAN_NUMBER = r"[零〇一二两三四五六七八九十百千万亿]+(?:点[零〇一二三四五六七八九]+)?"
_LETTER = r"[A-Za-zμ°\u4e00-\u9fff]"
_COUNTED = r"次套户人间台篇组处个件份名座场期批辆支队家所村只头条块幅册本张盏根株棵片项宗起例位对箱瓶"
_UNIT = (rf"(?:%|‰|{_LETTER}(?:{_LETTER}|[/·]){{0,4}}?[23]?"
         rf"|{_LETTER}{{1,4}}[23]?/{_LETTER}{{1,4}}[23]?(?:[·/]{_LETTER}{{1,3}})?"
         rf"|{_LETTER}{{1,2}}\((?:[{_COUNTED}]|社区)\)|/(?:10|100)?[千万])")
"""Among them 台(套) and 8.6/10万, so many in a hundred thousand."""
NO_UNIT_WORDS = (*"已达均全余多约近左右上下前底末以至到不及内半一二两三四五六七八九十", "完成", "部分", "等")
"""Words that no unit has: what they stand in is no plain number with its unit."""
_NO_UNIT = re.compile("|".join((*NO_UNIT_WORDS, _LETTERS)))
_PREFIX = "|".join(sorted(map(re.escape, COMPARATORS), key=len, reverse=True))
_DONE = ("完成", "举办", "开展", "组织", "召开", "实施", "建成", "建设", "新建", "购置", "采购", "发放", "培训",
         "编制", "开设")
NEUTRAL_PREFIXES = ("共", "共计", "合计", "总计", "实际", *(
    f"{before}{done}{after}" for before in ("", "已", "共", "实际") for done in _DONE
    for after in ("", "了")))
"""What says that something was done, and adds nothing to the number: 举办21期, 共完成105人."""
_NEUTRAL = rf"(?:{'|'.join(sorted(NEUTRAL_PREFIXES, key=len, reverse=True))})"
_SUFFIX = "|".join(sorted(SUFFIXES, key=len, reverse=True))
_QUANTITY = re.compile(
    rf"(?:(?P<prefix>{_PREFIX})|{_NEUTRAL})?(?:(?P<number>{_NUMBER})"
    rf"|百分之(?P<percent>{_HAN_NUMBER}|{_NUMBER})"
    rf"|(?P<tenths>[一二三四五六七八九十])成(?P<half>[一二三四五六七八九半])?"
    rf"|(?P<han>{_HAN_NUMBER}))"
    rf"(?P<unit>{_UNIT}??)(?:整)?(?:\(含\))?(?P<suffix>{_SUFFIX})?(?:\(含\))?"
)
_RANGE = re.compile(
    rf"(?P<low>{_NUMBER})(?P<lowunit>%|‰)?(?:-|~|—|–|至|到)(?P<high>{_NUMBER})(?P<unit>{_UNIT}?)"
)
_DATE = re.compile(
    r"(?:已?于|=)?(?P<prefix>不晚于|不迟于|≤|<=)?(?P<year>\d{4})"
    r"(?:年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?|年(?=[底末]))?(?P<end>底|末)?"
    r"|[-./](?P<month2>\d{1,2})[-./](?P<day2>\d{1,2}))(?P<before>之前|以前|前)?"
    r"(?:(?:全部|已)?(?:完成|完工|竣工|建成|到位|拨付|发放|投用|交付|验收))?"
)
_LOOK_ALIKES = str.maketrans({
    "−": "-", "﹣": "-", "═": "=", "＊": "·", "*": "·", "×": "·", "•": "·", "・": "·",
    "\u200b": None, "\u200c": None, "\u200d": None, "\ufeff": None, "\u2060": None,
})
"""Signs as clerks find them: ═ for =, 元/人*月 for 元/人·月; what has no width is nothing."""
_FOOTNOTES = re.compile(
    r"(?:[①-⑳⑴-⒇*＊※]|\[\d+\]|［\d+］|〔\d+〕|[(（]?注\d*[)）]?|(?<!m)[¹²³⁴⁵⁶⁷⁸⁹])+$"
    r"|(?<=[\d%％])[①-⑳⑴-⒇¹²³⁴⁵⁶⁷⁸⁹](?=[^\d.])"
)
"""Marks of notes: at the end, and between a number and its unit."""


_LONGEST, _LONGEST_PLAIN = 80, 40
"""Characters of a text that may be a quantity, and of one in its plain spelling."""
CLOSING = "。.；;，,、"
"""What a clerk puts behind a number as behind a sentence."""


@lru_cache(maxsize=4096)
def read(text: str) -> Quantity | None:
    """Read one target or actual value exactly; None when any part of it is not understood.

    >>> q = read("达到90%以上"); (q.comparator, q.base)
    ('≥', Fraction(9, 10))
    >>> read("７９２.６３万元").base
    Fraction(7926300, 1)
    >>> read("8个100%") is None and read("及时") is None
    True
    """
    plain = plain_text(text)
    if not plain or len(plain) > _LONGEST:
        return None
    found = _plainly(text, plain)
    if found is None and (other := respelled(plain)) != plain:
        found = _plainly(text, other)
    return found or _within(text, plain)


def _plainly(text: str, plain: str) -> Quantity | None:
    """What a text in one plain spelling says."""
    if len(plain) > _LONGEST_PLAIN:
        return None
    if (match := _QUANTITY.fullmatch(plain)) and (quantity := _quantity(text, match)):
        return quantity
    if match := _RANGE.fullmatch(plain):
        return _range(text, match)
    if match := _DATE.fullmatch(plain):
        return _deadline(text, match)
    return _result(text, plain)


def _within(text: str, plain: str) -> Quantity | None:
    """What is said in two conditions, both of which must hold: more than the upper is no better."""
    ends = two_ends(plain)
    low, high = (None, None) if ends is None else map(read, ends)
    if low is None or high is None or (low.comparator, high.comparator) != ("≥", "≤"):
        return None
    named = low if low.unit else high
    alike = low.unit == high.unit or not (low.unit and high.unit)
    if low.is_date or high.is_date or not alike or low.value > high.value:
        return None
    return replace(named, text=text, value=low.value, comparator="=", high=high.value)


def contradicted(text: str) -> str:
    """A result that its own division contradicts, in words; empty where nothing is contradicted.

    >>> contradicted("82%（861/1000）"), contradicted("82%（861/1050）")
    ('861÷1000＝86.1%，不是82%', '')
    """
    found = beside(plain_text(text))
    if found is None or (result := read(found[0])) is None or agrees(result.base, *found):
        return ""
    shown, made = found
    return (f"{show(made.part)}÷{show(made.whole)}＝{show(made.quotient * 100)}%，不是{shown}")


def _result(text: str, plain: str) -> Quantity | None:
    """What stands beside the division that it comes from, where the two agree."""
    found = beside(plain)
    result = read(found[0]) if found else None
    if found is None or result is None or not agrees(result.base, *found):
        return None
    return replace(result, text=text)


def plain_number(text: str) -> Fraction | None:
    """A bare number, or one with the unit 分: what may stand in a 分值 or 得分 cell.

    >>> plain_number("10分"), plain_number("十分好")
    (Fraction(10, 1), None)
    """
    quantity = read(text)
    if quantity is None or quantity.comparator or quantity.high is not None:
        return None
    return quantity.value if quantity.unit in ("", "分") else None


def plain_text(text: str) -> str:
    """The text half-width, without white space, footnote marks and what closes a sentence."""
    without_notes = _FOOTNOTES.sub("", text.strip())
    normal = unicodedata.normalize("NFKC", without_notes).translate(_LOOK_ALIKES)
    return re.sub(r"\s+", "", normal).rstrip(CLOSING)


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    before = COMPARATORS[match["prefix"]] if match["prefix"] else ""
    after = SUFFIXES[match["suffix"]] if match["suffix"] else ""
    if before and after and before != after:
        return None
    unit = match["unit"] or ""
    if _is_ordinal(unit, match["han"]) or is_of_days(unit):
        return None
    if _NO_UNIT.search(unit) or (unit[:1] == "年" and re.fullmatch(r"\d{4}", match["number"] or "")):
        return None  # 2023年第三季度 is a time, not a number of 年第三季度
    if match["percent"] or match["tenths"]:
        if unit:
            return None
        unit, value = "%", _percentage(match)
    elif match["han"]:
        value = read_chinese_number(match["han"])
        if value is not None and not unit and not before and not after:
            return None  # 十, 百 and the like alone are words as often as numbers
    else:
        value = Fraction(match["number"].replace(",", ""))
    if value is None:
        return None
    dimension, factor = dimension_and_factor(unit)
    return Quantity(text, value, unit, before or after, None, dimension, factor)


def _is_ordinal(unit: str, han: str | None) -> bool:
    """三级, 一类 and 四季度 say which one, and not how many; «3类» is a number of kinds."""
    return unit == "级" or (unit in ("类", "季度") and han is not None)


def _percentage(match: re.Match[str]) -> Fraction | None:
    if match["tenths"]:
        tenths = read_chinese_number(match["tenths"])
        half = Fraction(5) if match["half"] == "半" else read_chinese_number(match["half"] or "零")
        return None if tenths is None or half is None else tenths * 10 + half
    written = match["percent"]
    if written == "百":
        return Fraction(100)
    return Fraction(written) if written[-1].isdigit() else read_chinese_number(written)


def _range(text: str, match: re.Match[str]) -> Quantity | None:
    low, high = (Fraction(match[end].replace(",", "")) for end in ("low", "high"))
    unit = match["unit"]
    if low > high or (match["lowunit"] and match["lowunit"] != unit):
        return None
    dimension, factor = dimension_and_factor(unit)
    return Quantity(text, low, unit, "", high, dimension, factor)


def _deadline(text: str, match: re.Match[str]) -> Quantity | None:
    month, day = match["month"] or match["month2"], match["day"] or match["day2"]
    span = _span(int(match["year"]), month, day)
    if span is None:
        return None
    first, last = span
    bounded: Comparator = "≤" if match["before"] or match["prefix"] else ""
    if match["before"] and first < last and not match["end"]:
        first -= timedelta(days=1)  # 9月前 may mean before it begins, or by its end
    elif bounded or match["end"]:
        first = last
    high = None if first == last else Fraction(last.toordinal())
    return Quantity(text, Fraction(first.toordinal()), "日期", bounded, high, "日期")


def _span(year: int, month: str | None, day: str | None) -> tuple[date, date] | None:
    """First and last day of the year, month or day; None for a day that no calendar has."""
    if not 1900 <= year <= 2200:
        return None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    try:
        if day is not None:
            return (only := date(year, int(month), int(day))), only
        first = date(year, int(month), 1)
    except ValueError:
        return None
    return first, date(year + first.month // 12, first.month % 12 + 1, 1) - timedelta(days=1)
