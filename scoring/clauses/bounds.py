"""Limits and ranges in words and signs: 90%(含)-100%, 不低于80%, 100%>结果≥90%, 60%以下."""

from __future__ import annotations

import re
from fractions import Fraction

from scoring.clauses.atom import number
from scoring.clauses.span import End, Span, at_least, at_most, exactly, meet
from scoring.clauses.vocabulary import UNITS
from scoring.values.units import CONVERTED, MAGNITUDES, dimension_and_factor

NUMERAL = r"\d+(?:\.\d+)?|[一二两三四五六七八九十](?![一二两三四五六七八九十])"
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
QUANTITY = rf"\d+(?:\.\d+)?(?:{_UNIT}|(?![\d.万亿千百十几多余]))"
_Q = re.compile(rf"(?P<number>-?\d+(?:\.\d+)?)(?P<unit>{_UNIT})?")

_SHARED = (*MAGNITUDES, "‰")
"""What a unit begins with that makes another number of a bare one."""

_MORE = {"≥": True, ">": False, "大于等于": True, "大于或等于": True, "不低于": True, "不少于": True, "不小于": True,
         "达到": True, "达": True, "超过": False, "高于": False, "大于": False, "多于": False, "超出": False}
_LESS = {"≤": True, "<": False, "小于等于": True, "小于或等于": True, "不超过": True, "不高于": True, "不大于": True,
         "不多于": True, "低于": False, "小于": False, "少于": False, "不足": False, "不到": False, "未达到": False,
         "未超过": True, "不满": False}
_OP = "|".join(sorted((*_MORE, *_LESS, "=", "等于"), key=len, reverse=True))
_IN = r"\((?:包?含|包括)(?:\d+%?)?(?:本数)?\)"
_OUT = r"\(不含(?:\d+%?)?\)"
_SIDE = r"(?:及以上|以上|及以下|以下|及以内|以内|之内)"
_ONE = (rf"(?:(?:{_OP})-?{QUANTITY}(?:{_IN}|{_OUT})?(?:{_SIDE}(?:{_IN}|{_OUT})?)?"
        rf"|{QUANTITY}(?:{_IN}|{_OUT})?{_SIDE}(?:{_IN}|{_OUT})?)")
_TWO = rf"{QUANTITY}(?:{_IN}|{_OUT})?(?:<|≤|>|≥)[^\d,;。<>≤≥=]{{1,20}}(?:<|≤|>|≥){QUANTITY}"
_RANGE = (rf"(?:在|为|介于)?{QUANTITY}(?:{_IN}|{_OUT})?(?:-|~|至|到){QUANTITY}(?:{_IN}|{_OUT})?"
          r"(?:之间|区间|范围内)?")
_THEN = r"(?:的时候|的情况下|的|时)?"

BOUND = re.compile(
    rf"(?P<two>{_TWO}){_THEN}|(?P<range>{_RANGE}){_THEN}"
    rf"|(?P<one>{_ONE})(?:(?:、|但|且|,)?(?P<more>{_ONE}))?{_THEN}"
    rf"|(?P<verb>为|完成|全部完成)?(?P<exact>{QUANTITY}){_THEN}(?=,?(?:得|计|记|:|\(\d))"
    r"|(?:为|达到|完成|达)?(?P<whole>100%)(?=[\u4e00-\u9fff]{2,6}(?:的)?[,:]?(?:得|计|记|\(\d|\d))"
    rf"|(?:为)(?P<zero>0|零)(?:的)?(?=,)")


def quantity(text: str) -> tuple[Fraction, str] | None:
    """A number with its unit: shares of 1 where the unit is %."""
    found = _Q.fullmatch(text)
    if found is None:
        return None
    return sized(number(found["number"]), found["unit"] or "")


def sized(value: Fraction, unit: str) -> tuple[Fraction, str]:
    """In the unit that the row's own figures are reckoned in: shares of 1 for % and ‰, and what is
    counted in 万 as so many of itself.

    >>> sized(Fraction(5), "万人"), sized(Fraction(5), "‰"), sized(Fraction(5), "万元")
    ((Fraction(50000, 1), '人'), (Fraction(1, 200), '%'), (Fraction(5, 1), '万元'))
    """
    dimension, factor = dimension_and_factor(unit)
    if dimension == "比率":
        return value * factor, "%"
    plain = factor == 1 or dimension in CONVERTED
    return (value, unit) if plain else (value * factor, dimension)


def bound(found: re.Match[str]) -> Span | None:
    """What a match of BOUND says; None where two limits do not make a range."""
    if found["two"]:
        return _two(found["two"])
    if found["range"]:
        return _range(found["range"])
    if found["one"]:
        one = _one(found["one"])
        if one is None or not found["more"]:
            return one
        other = _one(found["more"])
        return None if other is None else meet(one, other)
    value = quantity(found["exact"] or found["whole"] or "0")
    if value is None:
        return None
    return at_least(*value) if found["verb"] in ("完成", "全部完成") else exactly(*value)


def _one(text: str) -> Span | None:
    found = re.fullmatch(rf"(?P<op>{_OP})?(?P<quantity>-?{QUANTITY})(?P<first>{_IN}|{_OUT})?"
                         rf"(?P<side>{_SIDE})?(?P<last>{_IN}|{_OUT})?", text)
    if found is None or (value := quantity(found["quantity"])) is None:
        return None
    op, side, said = found["op"] or "", found["side"] or "", found["first"] or found["last"] or ""
    if op in ("=", "等于"):
        return None if side else exactly(*value)
    if (op in _LESS and side.endswith("上")) or (op in _MORE and side.endswith(("下", "内"))):
        return None
    up = op in _MORE or (not op and side.endswith("上"))
    closed = {**_MORE, **_LESS}.get(op, True)
    if op and side and not closed:
        closed = True if side.startswith("及") else closed
    firm = bool(op) or side.startswith("及")
    if said:
        named = re.search(r"[\d.]+", said)
        if named and number(named[0]) not in (value[0], value[0] * 100):
            return None
        closed, firm = "不" not in said, True
    return (at_least if up else at_most)(*value, closed, firm)


def _two(text: str) -> Span | None:
    found = re.fullmatch(
        rf"({QUANTITY})({_IN}|{_OUT})?([<≤>≥])[^\d<>≤≥]+([<≤>≥])({QUANTITY})", text)
    if found is None or (found[3] in "<≤") != (found[4] in "<≤"):
        return None
    pair = _pair(found[1], found[5])
    if pair is None:
        return None
    first, last = pair
    ends = (End(first[0], found[3] in "≤≥", True), End(last[0], found[4] in "≤≥", True))
    low, high = ends if found[3] in "<≤" else ends[::-1]
    return _spanned(low, high, first[1] or last[1], last[1] or first[1])


def _pair(*ends: str) -> tuple[tuple[Fraction, str], tuple[Fraction, str]] | None:
    """Two ends, of which the first shares the 万 of the second: 4-5万人. None where it may not:
    5000-1万人, 4万人-5."""
    first, last = (_Q.fullmatch(end) for end in ends)
    if first is None or last is None:
        return None
    shared, unit = "", last["unit"] or ""
    if (first["unit"] or unit)[:1] in _SHARED and not (first["unit"] and unit):
        if not unit or number(first["number"]) >= number(last["number"]):
            return None
        shared = unit
    return (sized(number(first["number"]), first["unit"] or shared),
            sized(number(last["number"]), unit))


def _range(text: str) -> Span | None:
    found = re.fullmatch(rf"(?:在|为|介于)?({QUANTITY})({_IN}|{_OUT})?(?:-|~|至|到)({QUANTITY})"
                         rf"({_IN}|{_OUT})?(?:之间|区间|范围内)?", text)
    if found is None:
        return None
    pair = _pair(found[1], found[3])
    if pair is None:
        return None
    first, last = pair
    ends = []
    for (value, unit), said in ((first, found[2]), (last, found[4])):
        own = value / 100 if not unit and "%" in (first[1], last[1]) else value
        ends.append(End(own, None if not said else "不" not in said, bool(said)))
    ends = _renamed(ends, found[4] or "")
    if not ends:
        return None
    low, high = sorted(ends, key=lambda end: end.value)
    unit = first[1] or last[1]
    return _spanned(low, high, unit, unit)


def _renamed(ends: list[End], said: str) -> list[End]:
    """80%-90%（含80%）: the number in the bracket says which end is meant."""
    named = re.search(r"[\d.]+", said)
    if named is None:
        return ends
    meant = [end for end in ends if number(named[0]) in (end.value, end.value * 100)]
    if not meant:
        return []
    return [End(end.value, "不" not in said, True) if end is meant[0] else
            (End(end.value) if end is ends[1] else end) for end in ends]


def _spanned(low: End, high: End, unit: str, other: str) -> Span | None:
    return Span(low, high, unit) if unit == other and low.value <= high.value else None
