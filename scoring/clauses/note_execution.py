"""预算执行率得分=执行率×10: a note that says of the execution rate what is done anyway."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from scoring.clauses.atom import number
from scoring.clauses.normal import normal

_RATE = r"(?:(?:项目)?(?:预算|资金|预算资金)?执行率)"
_RECKONED = r"(?:全年|实际)?(?:预算)?执行数[÷/](?:全年|调整后)?预算数(?:×100%)?"
_POINTS = r"(?:该项|本项|该|本)?(?:指标)?的?(?:分值|权重|满分)|(?P<points>\d+(?:\.\d+)?)分?"
_UPPER = (r"(?:得分)?(?:最高|最多)(?:得分)?(?:不得?超过|不能超过|为|得)(?:(?P<most>\d+(?:\.\d+)?)分|分值(?:上限)?)"
          rf"|{_RATE}?(?:超过|大于|高于|超出)100%的?,?(?:按照?100%(?:计算?|计分)?|[得按计]满分计?算?)")
_USUAL = re.compile(
    rf"(?:{_RATE}={_RECKONED},)?(?:{_RATE}(?:指标)?的?(?:得分|分值|计分)?(?:计算公式|计算方法)?(?:=|:|为|按)"
    rf"|得分=(?=\(?{_RATE}))"
    rf"\(?(?:{_RATE}|{_RECKONED})\)?×(?:{_POINTS})(?:(?:计算|计分|计))?(?:,(?:{_UPPER}))?")
_QUOTES = str.maketrans("", "", "“”\"'「」《》")


class Usual(NamedTuple):
    """The rate in proportion, up to its full points: ``weight`` where the sentence tells them."""

    weight: Fraction | None


def usual_execution(sentence: str) -> Usual | None:
    """What a sentence says that gives the execution rate its share of its points and nothing more.

    >>> usual_execution("“预算执行率”得分=执行率×10，最高不超过10分")
    Usual(weight=Fraction(10, 1))
    >>> usual_execution("预算执行率得分=预算执行率*分值，执行率超过100%的按100%计算")
    Usual(weight=None)
    >>> usual_execution("预算执行率得分=执行率×10，低于60%的不得分")
    """
    found = _USUAL.fullmatch(normal(sentence).text.translate(_QUOTES))
    if found is None:
        return None
    points, most = found["points"], found["most"]
    if points and most and number(points) != number(most):
        return None
    return Usual(number(points or most) if points or most else None)
