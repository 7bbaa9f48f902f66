"""What a note says of weights: of the first levels, of the execution rate, and who sets them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from scoring.clauses.atom import number
from scoring.clauses.note_limits import award_cap

_WEIGHT = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,14}?)(?P<points>\d+(?:\.\d+)?)(?:分|%)")
_WEIGHTS = re.compile(
    r"(?:原则上|其中:?)?(?:预算(?:资金)?执行率[和与及、])?(?:各?一级指标)?的?(?:分值|权重)?(?:原则上)?(?:统一)?(?:设置|设定)?(?:为)?:?"
    rf"(?P<list>{_WEIGHT.pattern.replace('?P<name>', '').replace('?P<points>', '')}"
    rf"(?:[、,]{_WEIGHT.pattern.replace('?P<name>', '').replace('?P<points>', '')})+)")
_EXECUTION = re.compile(r"预算(?:资金)?执行(?:率|情况)?|执行率")
_ADJUSTABLE = re.compile(
    r"(?:如?[有遇因]特殊情况的?,?)?(?:除[^,]{2,20}外,)?(?:其[他它余])?(?:各?[一二三]?级?指标)?的?(?:权重|分值)?"
    r"可(?:以)?(?:根据[^,]{2,20})?[作做]?适当调整(?:,但?[^,\d]{0,4}(?:总分|加总|合计|总和|总计)"
    r"(?:[应须]当?|必须)?为?(?P<points>\d+)分)?")
_BY_WHOM = re.compile(
    r"(?:由?各?(?:预算|主管)?(?:部门|单位|地区?|项目)[^,\d]{0,8})?(?:可|应)?(?:根据|按照?|结合|依据)[^,\d]{2,20}"
    r"(?:确定|设置|设定|分配|细化|分解)(?:各项|各个|各)?[二三]级指标的?(?:分值|权重)")
"""Who shares a level's weight out: 各部门根据各项指标重要程度确定三级指标的分值."""
_AWARDED = re.compile(r"[得扣记]|未|达到|达标|[低高]于|以[上下]|的$")
"""What is no name of a level, but a condition: 达标的得10分、未达标的得0分."""


class Weights(NamedTuple):
    """Those of the first levels by their names, and the execution rate's own; ``capped``: no award
    exceeds its weight."""

    levels: Mapping[str, Fraction]
    execution: Fraction | None
    capped: bool


class Adjustable(NamedTuple):
    """Weights may be changed, as long as they come to ``total`` where one is said."""

    total: Fraction | None


def weights(sentence: str) -> Weights | None:
    """
    >>> found = weights("产出指标50分、效益指标30分、预算资金执行率10分")
    >>> found and (found.levels["产出指标"], found.execution)
    (Fraction(50, 1), Fraction(10, 1))
    >>> weights("产出指标50分、效益指标30分,未达标的不得分") is None
    True
    """
    whole = _WEIGHTS.match(sentence)
    if whole is None:
        return None
    behind = [part for part in sentence[whole.end():].split(",") if part]
    caps = [part for part in behind if award_cap(part) == part]
    if any(part not in caps and not _BY_WHOM.fullmatch(part) for part in behind):
        return None
    levels = {found["name"]: number(found["points"]) for found in _WEIGHT.finditer(whole["list"])}
    execution = [points for name, points in levels.items() if _EXECUTION.fullmatch(name)]
    others = {name: points for name, points in levels.items() if not _EXECUTION.fullmatch(name)}
    if len(execution) > 1 or any(map(_AWARDED.search, levels)):
        return None
    return Weights(others, execution[0] if execution else None, bool(caps))


def adjustable(sentence: str) -> Adjustable | None:
    """如有特殊情况,除预算资金执行率外,其他指标权重可作适当调整,但总分应为100分."""
    found = _ADJUSTABLE.fullmatch(sentence)
    if found is None:
        return None
    return Adjustable(number(found["points"]) if found["points"] else None)
