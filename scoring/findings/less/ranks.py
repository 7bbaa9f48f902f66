"""Grades and places in an order: 良好 of 优秀, 二级 of 一级, Ⅳ类 of Ⅲ类, 第12名 of 第10名."""

from __future__ import annotations

import re
from functools import lru_cache

from scoring.rules.direction import RANKED
from scoring.values.chinese_number import read_chinese_number
from scoring.values.normal import normal

_GRADES = (("优秀", "优等", "优"), ("良好", "良"), ("中等", "中", "合格", "及格", "称职"),
           ("基本合格", "较差", "差", "不合格", "不及格", "不称职"))
"""From the best down; what stands together nobody tells apart."""
_SAID = re.compile(
    r"(?:(?:考核|评价|评定|测评|年度|综合|结果|等次|等级|质量|均|都|被|评|获|达|到|为|不低于|[≥=:])*)"
    rf"(?P<grade>{'|'.join(word for words in _GRADES for word in words)})"
    r"(?:[等档]?次|等级|级|等)?(?:以上|及以上)?")
_ROMAN = "IVX"
_PLACE = re.compile(
    r"(?:[达到为评获列居≥≤=]|不低于|优于)*(?P<order>[第前]?)(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3}|[IVX]{1,4})"
    r"(?P<kind>[级类等档名位])(?:水质|水体|标准|水|奖)?(?:以上|及以上|以内|内|之内)?")
_OTHERWISE = re.compile("医院|星级|[等防]保|保护|防护|抗震|防洪|耐火|景区|前移|前进|进位|上升|提升|职称|职业|技能|响应|预警|残疾|难度|风险")
"""Where the greater number is the better one, or none is."""


@lru_cache(maxsize=4096)
def ranks_below(actual: str, target: str, name: str) -> bool:
    """Whether both are grades or places of one kind, and the actual one is the lower.

    >>> ranks_below("良好", "优秀", "考核等次"), ranks_below("优", "良好以上", "考核等次")
    (True, False)
    >>> ranks_below("Ⅳ类", "Ⅲ类", "水质"), ranks_below("二级", "三级", "医院等级")
    (True, False)
    """
    said, asked = normal(actual).strip(), normal(target).strip()
    one, other = _SAID.fullmatch(said), _SAID.fullmatch(asked)
    if one and other:
        return _grade(one["grade"]) > _grade(other["grade"])
    one, other = _PLACE.fullmatch(said), _PLACE.fullmatch(asked)
    if one is None or other is None or one["kind"] != other["kind"] or _OTHERWISE.search(name):
        return False
    ordinal = RANKED.search(name) or all(_is_ordinal(each) for each in (one, other))
    low, high = _number(one["number"]), _number(other["number"])
    return bool(ordinal) and low is not None and high is not None and low > high


def _grade(word: str) -> int:
    return next(place for place, words in enumerate(_GRADES) if word in words)


def _is_ordinal(found: re.Match[str]) -> bool:
    """10名 and 3类 are so many, 第10名 and 三类 are one."""
    counted = found["kind"] in "名位" or (found["number"].isdigit() and found["kind"] != "级")
    return bool(found["order"]) or not counted


def _number(written: str) -> int | None:
    if written.isdigit():
        return int(written)
    if written[0] in _ROMAN:
        worth = [{"I": 1, "V": 5, "X": 10}[each] for each in written]
        return sum(-one if one < other else one
                   for one, other in zip(worth, [*worth[1:], 0], strict=True))
    number = read_chinese_number(written)
    return None if number is None else int(number)
