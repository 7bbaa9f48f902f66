"""What was not to be at all, and was: 3起 where 无 was asked, 1件 of 0件; and nothing of the kind."""

from __future__ import annotations

import re
from functools import lru_cache

from scoring.rules.direction import BAD, DONE_ABOUT_IT
from scoring.values.achievement import nothing_bad
from scoring.values.normal import normal
from scoring.values.quantity import Quantity, read

_NOT_ONE = re.compile(
    r"(?P<bare>无|零|没有)?(?(bare)|(?:不(?:得)?(?:发生|出现|存在)|未(?:发生|出现)|杜绝))[\u4e00-\u9fff]{0,8}")
"""无 alone may say that there is no target, unless the name is of something bad."""
_NONE = re.compile(
    r"(?:均|都)?(?:无|零|没有|未|不)(?:再)?(?:任何)?(?:发生|出现|存在|收到|接到|发现|产生)?(?:一[例起件])?"
    r"(?:此类|这类)?(?:情况|问题|现象)?|0(?:发生)?")
_SOME = re.compile(
    r"(?:共|已|仅|只)?(?:发生|出现|存在|有|收到|接到|查实)?(?:了)?"
    r"(?P<figure>(?:\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十]{1,3})[^,;。、(]{0,4})(?:[,;。、(].*)?")
_COUNTED = re.compile(r"\d|[起件例次人个条宗户处项]")
_MORE_BAD = re.compile("[错漏误迟瞒]案|[错漏误迟瞒虚]报|疫情|隐患|缺陷|罚款|处罚|被盗|丢失|瘫痪|中断|争议|贪污|挪用|截留")
_PEOPLE = re.compile(r"[\u4e00-\u9fff]{2}(?:干部|人员|队员|民警|职工|教师|医生)")
"""Of 帮扶干部违纪 nothing is done about what they did."""
_OPPOSITES = {("是", "否"), ("有", "无"), ("有", "没有"), ("是", "不是"), ("达标", "超标"), ("无", "有"),
              ("没有", "有"), ("能", "不能"), ("否", "是")}


@lru_cache(maxsize=4096)
def happened(actual: str, target: str, name: str) -> bool:
    """Whether something is told that the target rules out.

    >>> happened("发生1起", "不发生", "安全事故"), happened("2件，已办结", "0件", "信访件")
    (True, True)
    >>> happened("无", "0起", "安全事故"), happened("5人", "0人", "新增就业")
    (False, False)
    """
    said, asked = _plain(actual), _plain(target)
    bad = _is_bad(name)
    if (asked, said) in _OPPOSITES:
        return bad or said not in ("有", "是")
    found = _SOME.fullmatch(said)
    if found is None or not _COUNTED.search(found["figure"]):
        return False
    figure = read(found["figure"])
    if figure is None or figure.base <= 0 or figure.is_date:
        return False
    if (denied := _NOT_ONE.fullmatch(asked)) is not None:
        return bad or not denied["bare"] or _is_bad(asked)
    limit = read(asked)
    return bad and limit is not None and is_none(limit)


def is_none(target: Quantity) -> bool:
    """Whether a figure is zero, and no least."""
    return target.base == 0 and target.high is None and target.comparator in ("", "=", "≤")


def says_none(actual: str) -> bool:
    """Whether an actual value says that there was none of it, in words.

    >>> says_none("未发生。"), says_none("无投诉"), says_none("没有发生"), says_none("未完成")
    (True, True, True, False)
    """
    said = _plain(actual)
    return _NONE.fullmatch(said) is not None or nothing_bad(said)


def _plain(text: str) -> str:
    return "".join(normal(text).split()).rstrip("。.;,")


def _is_bad(name: str) -> bool:
    plain = _PEOPLE.sub("", _plain(name))
    bad = BAD.search(plain) or _MORE_BAD.search(plain)
    return bad is not None and not DONE_ABOUT_IT.search(plain)
