"""Roundings and upper limits in a note: 各指标得分保留一位小数; 总分不超过100分; 加分最多5分."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from scoring.clauses.atom import number
from scoring.values.exact import Mode

_TOTAL = (r"(?:自评|评价|综合|最终|考核|绩效)*(?:总得?分|合计得?分|得分合计|总成绩)|(?:综合|最终|最后)(?:自评|评价)?得分")
_EACH = r"(?:各|每|单|三级|各三级)(?:项|个|条)*(?:指标)?(?:的)?(?:自评|评价)?(?:得分|评分)|指标得分"
_PLACES = r"(?:小数点?后?)?(?P<{0}>[一二两三123])位(?:小数)?"
_ROUND = re.compile(
    rf"(?:(?P<total>{_TOTAL})|(?P<each>{_EACH})|(?:自评|计算|评价|考核)*(?:得分|分数|结果)?)(?:的)?(?:计算)?(?:结果)?"
    r"(?:一律|均|统一|应|都|可|按)*,?(?P<half>按?四舍五入(?:法|的?(?:原则|方法|方式))?)?(?:后|,)?"
    rf"(?:(?:保留|精确)(?:到|至)?(?:小数点?后)?(?:{_PLACES.format('places')}|(?P<whole>整数|个位))|(?P<cut>取整数?))"
    r"(?:,?(?P<also>(?:小数点?后)?(?:第[二三四]位)?四舍五入))?")
_CAP = re.compile(
    rf"(?:加分后的?|含加分的?)?,?(?:{_TOTAL}|得分总和)(?:最高|最多)?"
    r"(?:不(?:得|能|应)?(?:超过|高于|突破|超出)(?P<most>\d{2,3})分|以(?P<end>\d{2,3})分(?:为限|为上限|封顶)"
    r"|超过(?P<over>\d{2,3})分的?,?(?:均|都)?(?:按(?:照)?|以)(?P=over)分(?:计算|计))")
_BONUS = re.compile(
    r"(?:各项|全部|所有)?加分(?:项目?|指标)?(?:得分|分值|分数)?(?:合计|累计|总计|总和|之和)?"
    r"(?:(?:最高|最多)(?:不(?:得)?超过|加|为|可加)?|不(?:得|能)?(?:超过|突破|超出)|以(?=\d+分(?:为|封)))"
    r"(?P<most>\d+(?:\.\d+)?)分"
    r"(?:为限|为上限|封顶)?")
_OF_AWARD = re.compile(r"(?:得分)?(?:最高)?(?:不能|不得|不)(?:超过|突破)(?:该|本|此)?(?:项|指标)?(?:的)?"
                       r"(?:权重总额|分值上限|指标分值上限|分值|权重|满分)|不设置加分项")
_NUMERALS = {"一": 1, "两": 2, "二": 2, "三": 3}
USUAL = 2
"""Places to which awards are rounded where nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Rounds:
    """``of_total``: the total is rounded, else every award; ``said``: the note names the mode."""

    places: int
    of_total: bool
    said: bool
    mode: Mode = "四舍五入"


def rounding(sentence: str) -> Rounds | None:
    """None also where a note does not say what is rounded, and that matters: 四舍五入取整 alone.

    >>> rounding("各指标得分保留一位小数"), rounding("四舍五入取整")
    (Rounds(places=1, of_total=False, said=False, mode='四舍五入'), None)
    """
    found = _ROUND.fullmatch(sentence)
    if found is None:
        return None
    places = int(_NUMERALS.get(found["places"], found["places"])) if found["places"] else 0
    said = bool(found["half"] or found["also"])
    if (places != USUAL and not (found["total"] or found["each"])) or (found["cut"] and not said):
        return None
    return Rounds(places, bool(found["total"]), said)


def total_cap(sentence: str) -> Fraction | None:
    """总分不超过100分, 超过100分的按100分计."""
    found = _CAP.fullmatch(sentence)
    return number(found["most"] or found["end"] or found["over"]) if found else None


def bonus_cap(sentence: str) -> Fraction | None:
    """加分不超过5分: of all that is added to the form's total."""
    found = _BONUS.fullmatch(sentence)
    return number(found["most"]) if found else None


def award_cap(sentence: str) -> str:
    """The words that no award exceeds its weight by; empty where a sentence has none.

    >>> award_cap("得分最高不能超过该指标分值上限")
    '得分最高不能超过该指标分值上限'
    """
    found = _OF_AWARD.search(sentence)
    return found[0] if found else ""
