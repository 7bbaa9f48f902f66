"""Trends that are told: less of a change than was asked for, or the other way round."""

from __future__ import annotations

import re
from fractions import Fraction

from scoring.rules.direction import BAD, COST
from scoring.values.quantity import read

_CHANGE = re.compile(r"(?P<head>[\u4e00-\u9fff]{0,12}?)(?P<trend>下降|降低|减少|增长|增加|提高|提升|上升)了?"
                     r"(?:至少|不低于|≥)?(?P<number>\d+(?:\.\d+)?)%(?:以上)?")
_RISING = ("增长", "增加", "上升")
_RISES, _FALLS = "增长|增加|上升|上涨|提高|提升|增幅|升幅|增速|增收|增产", "下降|降低|减少|下滑|回落|下跌|降幅|减幅"
_GROWN = re.compile(_RISES)
_SHRUNK = re.compile(f"{_FALLS}|压减|压缩|压降|节约|节支")
_BEFORE = "(?:同比|较上年|比上年|较去年|比去年|实际|为|了|:)*"
_ROSE = re.compile(rf"{_BEFORE}(?:{_RISES}){_BEFORE}\d+(?:\.\d+)?(?:%|个百分点)")
_FELL = re.compile(rf"{_BEFORE}(?:(?:{_FALLS}){_BEFORE}|(?:{_RISES})?{_BEFORE}-)"
                   r"\d+(?:\.\d+)?(?:%|个百分点)|负增长(?:\d+(?:\.\d+)?%)?")


def smaller_change(said: str, asked: str, name: str) -> bool:
    """The same trend, and less of it, also where only how much is said (8% of 提高10%); of what is
    spent or of what is bad less is no harm."""
    other = _CHANGE.fullmatch(asked)
    one = other and (_CHANGE.fullmatch(said) or _CHANGE.fullmatch(f"{other['trend']}{said}"))
    if one is None or other is None or one["trend"] != other["trend"]:
        return False
    rising = one["trend"] in _RISING and (BAD.search(name) or COST.search(name))
    return not rising and Fraction(one["number"]) < Fraction(other["number"])


def turned(said: str, asked: str, name: str) -> bool:
    """A fall beside a share that something was to grow by, as the target or the name says (下降2% of
    增长率≥5%), or a rise where it was to shrink; of what is spent or is bad a fall is no harm."""
    fell, rose = _FELL.fullmatch(said), _ROSE.fullmatch(said)
    aimed = read(asked) if fell or rose else None
    if aimed is None or aimed.comparator in ("≤", "<", "=") or aimed.base <= 0:
        return False
    grown, shrunk = _GROWN.search(name), _SHRUNK.search(name)
    if aimed.dimension != "比率" or bool(grown) == bool(shrunk):
        return False
    return bool(shrunk) if rose else bool(grown and not BAD.search(name) and not COST.search(name))
