"""What says the contrary of the target, or less than it, in words that no rule compares: 变差 where
改善 was asked, 延期 where 按期 was, 普及率达到80% where 普及率达到90%以上 was."""

from __future__ import annotations

import re

from scoring.values.normal import normal
from scoring.values.quantity import Quantity, read

_BETTER = "改善|提升|提高|增强|增加|增长|上升|好转|优化|完善|扩大"
_WORSE = "下降|降低|减少|变差|恶化|减弱|下滑|倒退|缩小"
_TREND = re.compile(rf"(?P<head>.*?)(?P<trend>{_BETTER}|{_WORSE})(?P<tail>.*)")
_NAMED = re.compile(r"[\u4e00-\u9fff]{2}")
_SINCE = re.compile(r"较?上年|同比|比上年|较去年|有所|略有|稍有|明显|显著|大幅度?|持续|进一步|逐步|[,，了度]")
"""Words beside a trend that are nothing's name."""
_UNLESS = ("(?<![未无不没零])(?<!没有|避免|防止|杜绝|严禁|无一)"
           "(?<!避免了|不存在|未发生|未出现|未发现|无明显)")
"""What makes a failing of what follows one that did not happen."""
_IN_TIME = re.compile("按期|按时|如期|及时|准时")
_LATE = re.compile(rf"{_UNLESS}(?:延期|逾期|延迟|滞后|推迟|拖延|超期)(?!率)")
_WITHIN = re.compile("不超|未超|控制在|以内|不突破")
_OVER = re.compile(rf"{_UNLESS}超(?:出|过)?(?:预算|概算|支|标准|编)(?!率)")
_CLEAR = "显著|明显|体现|显现|显效"
_UNCLEAR = re.compile(rf"{_UNLESS}[不未](?:够|太|甚)?(?:{_CLEAR})")
_LAST_YEAR = "(?:上年|去年|往年|同期)"
_NO_MORE = re.compile(f"不(?:高于|超过?|大于|多于){_LAST_YEAR}|不增加|零增长")
_MORE = re.compile(f"{_UNLESS}(?<!不)(?:高于|超过|多于){_LAST_YEAR}|{_UNLESS}(?<!不)(?:增加|增长|上升|上涨)")
_NO_LESS = re.compile(f"不(?:低|少|小)于{_LAST_YEAR}|(?<!不)(?:高于|超过|多于){_LAST_YEAR}|不减少|不下降")
_FEWER = re.compile(f"{_UNLESS}(?<!不)(?:低|少)于{_LAST_YEAR}|{_UNLESS}(?<!不)(?:下降|减少|降低|下滑)")
_PAIRS = ((_IN_TIME, _LATE), (_WITHIN, _OVER), (re.compile(_CLEAR), _UNCLEAR), (_NO_MORE, _MORE),
          (_NO_LESS, _FEWER))
_CLAUSE = re.compile("[,;、。]")
_HEADED = re.compile(r"(?P<head>[\u4e00-\u9fff]{0,20}?)(?P<figure>(?:达到?|不低于|不少于|不超过|[≥≤<>=])?"
                     r"\d[^\u4e00-\u9fff]*[\u4e00-\u9fff]{0,6})")
_LONGEST = 60


def contrary(actual: str, target: str) -> bool:
    """Whether the actual value contradicts the target's own words. What it says to be undone
    whatever the target (未改善), ``texts.undone`` finds.

    >>> contrary("变差", "改善"), contrary("投诉下降", "服务水平提升")
    (True, False)
    >>> contrary("火灾上升2%", "火灾下降5%"), contrary("延期2个月", "按期完工")
    (True, True)
    >>> contrary("普及率达到80%", "供水普及率达到90%以上"), contrary("达到20所", "学校达到20所以上")
    (True, False)
    """
    said, asked = (normal(text)[:_LONGEST] for text in (actual, target))
    if not said or not asked:
        return False
    return (_other_way(said, asked) or _fewer(said, asked) or any(
        wanted.search(asked) and failed.search(said) for wanted, failed in _PAIRS))


def _other_way(said: str, asked: str) -> bool:
    """A trend the other way, of the same thing or of nothing named."""
    one, other = _TREND.match(said), _TREND.match(asked)
    if one is None or other is None:
        return False
    if _is_better(one["trend"]) == _is_better(other["trend"]):
        return False
    named, wanted = (_SINCE.sub("", found["head"]) for found in (one, other))
    elsewhere = _NAMED.search(one["tail"]) and one["tail"] != other["tail"]
    return named in ("", wanted) and not elsewhere


def _is_better(trend: str) -> bool:
    return re.fullmatch(_BETTER, trend) is not None


def _fewer(said: str, asked: str) -> bool:
    """A figure behind the same words that misses the target's limit; of several (小学≥3场，初中≥2场) one
    behind words of its own."""
    parts = [(one, other) for one in _CLAUSE.split(said) for other in _CLAUSE.split(asked)]
    several = len(parts) > 1
    return _headed(said, asked) or (several and any(
        _headed(*pair, named=True) for pair in parts))


def _headed(said: str, asked: str, *, named: bool = False) -> bool:
    one, other = _HEADED.fullmatch(said), _HEADED.fullmatch(asked)
    if one is None or other is None or not other["head"].endswith(one["head"]):
        return False
    if named and (not one["head"] or one["head"] != other["head"]):
        return False
    figure, limit = read(one["figure"]), read(other["figure"])
    return figure is not None and limit is not None and _misses(figure, limit)


def _misses(figure: Quantity, limit: Quantity) -> bool:
    if figure.dimension != limit.dimension or figure.high is not None or figure.is_date:
        return False
    if limit.comparator in ("≥", ">"):
        return figure.base < limit.base
    return limit.comparator in ("≤", "<") and figure.base > limit.base
