"""The one figure that a sentence tells of what a target asked for: 硬化村组道路12.5公里, 计划80株，实际挂牌
76株, 100%合格.

It is taken for the actual value only as far as it says whether the target is met: its words may
mean more than a reader sees, and what is missed is left to a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from scoring.values.achievement import nothing_bad
from scoring.values.quantity import Quantity, plain_text
from scoring.values.spelling import respelled

_Read = Callable[[str], Quantity | None]
_PARTS = re.compile(r",(?!\d{3}(?!\d))|[;。]")
_NONE = re.compile("(?:无|零|未发生|没有发生|无发生|未出现|没有出现|不存在|未发生过|零发生)")
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_TOLD = re.compile(
    r"(?:20\d\d年度?|全年|本年度?|年度|今年|当年|实际|共计?|已)*"
    rf"(?P<words>[\u4e00-\u9fff“”]{{0,14}}?)[:为达到了]{{0,2}}(?P<figure>{_NUMBER}[^\d]{{1,6}}?)"
    r"(?:(?:均|全部|已|按时)*(?:完成|合格|达标|建成|到位|完工|验收|落实))?")
_BESIDE = re.compile(r"(?:20\d\d年)?(?:原?计划|目标|任务|应)|其中|含|包括")
"""What was planned, and what the figure is made of."""
_FAILED = re.compile("未|没|不|尚|剩|欠|取消|另")
_OTHERWISE = re.compile(
    "未|没|不|无|计划|目标|任务数|预|拟|应|需|待|剩|还|欠|差|缺|其中|约|近|超|较|比|同|减|降|少|退|取消|每|均|累计"
    "|上年|去年|另|除|增|涨|提高|提升|上升|下|仅|只|多|余|左右|正在|尚|部分|基本|结转|率")
"""What may make another figure of it than the one asked for."""
_LONGEST = 40


def worded(text: str, target: Quantity, name: str, read: _Read) -> Quantity | None:
    """The figure in the target's unit, from itself to itself, so that nobody reckons with it; None
    where there is none, or more than one.

    >>> from scoring.values.quantity import read
    >>> made = worded("2023年完成2400亩", read("≥3000亩"), "造林面积", read)
    >>> made and (made.value, made.high, made.unit)
    (Fraction(2400, 1), Fraction(2400, 1), '亩')
    >>> worded("未完成2400亩", read("≥3000亩"), "造林面积", read) is None
    True
    """
    plain = respelled(plain_text(text))
    if not plain or len(plain) > _LONGEST or target.is_date:
        return None
    if nothing := _nothing(text, plain, target, name):
        return nothing
    parts = [each for each in _PARTS.split(plain) if not _BESIDE.match(each)]
    found = [_figure(each, target, name, read) for each in parts] if target.unit else []
    figures = [each for each in found if each is not None]
    others = [part for part, each in zip(parts, found, strict=False) if each is None]
    if len(figures) != 1 or any(target.unit in part or _FAILED.search(part) for part in others):
        return None
    return replace(figures[0], text=text, high=figures[0].value)


def _nothing(text: str, plain: str, target: Quantity, name: str) -> Quantity | None:
    """«未发生» beside a limit, or beside none at all, says that there was nothing of it; «未收到投诉»,
    where it is called so."""
    own = any(plain[at:at + 2] in name for at in range(len(plain) - 1))
    limit = target.base == 0 or target.comparator in ("≤", "<")
    if limit and target.high is None and (
            _NONE.fullmatch(plain) or (own and nothing_bad(text))):
        return replace(target, text=text, value=Fraction(0), comparator="", high=Fraction(0))
    return None


def _figure(part: str, target: Quantity, name: str, read: _Read) -> Quantity | None:
    told = _TOLD.fullmatch(part)
    made = read(told["figure"]) if told else None
    if told is None or made is None or made.dimension != target.dimension or made.comparator:
        return None
    if made.high is not None or not _is_meant(told["words"], target, name):
        return None
    return made


def _is_meant(words: str, target: Quantity, name: str) -> bool:
    """Whether what stands before a figure speaks of nothing else than what was asked for: of a
    rate, the words of the indicator's name."""
    own = plain_text(name)
    if not words or ((words in own or words[-3:] in own) and not _FAILED.search(words)):
        return True
    return target.dimension != "比率" and not _OTHERWISE.search(words)
