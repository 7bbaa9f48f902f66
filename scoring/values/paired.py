"""A target and an actual value that say the same words before their figures (户均增收≥2000元 and
户均增收2150元), or the indicator's name (满意度≥95% and 96%): the figures alone are compared."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from scoring.values.quantity import Quantity, plain_text

_Read = Callable[[str], Quantity | None]
_WORDS = re.compile(r"(?P<words>[\u4e00-\u9fff]{2,10}?)[:为]?"
                    r"(?P<figure>(?:[≥≤<>=]|不[低少超高大小]|大于|高于|低于|超过|达|\d).*)")
_OTHERWISE = re.compile("未|没|不|无|计划|目标|预|拟|其中|累计|约|近|剩|控制|成本|超")
_CHANGE = re.compile("(?:增长|增加|提高|提升|上升|新增|增收|增产)$|(?P<less>(?:下降|降低|减少|压减|缩短|缩减|节约|节省))$")
"""Changes are what was asked for: a fall by 5% is reached by one of 8%."""
_LONGEST = 30


def paired(target: str, actual: str, name: str, read: _Read
           ) -> tuple[Quantity, Quantity] | None:
    """Both figures; None where the words differ, where either is none, and where the texts are the
    same to the last sign: what repeats its target is judged as words are.

    >>> from scoring.values.quantity import read
    >>> made = paired("同比下降5%", "同比下降8.3%", "事故起数", read)
    >>> made and (made[0].comparator, made[0].value, made[1].value)
    ('≥', Fraction(5, 1), Fraction(83, 10))
    >>> paired("同比下降5%", "同比上升8.3%", "事故起数", read) is None
    True
    """
    asked, said, own = plain_text(target), plain_text(actual), plain_text(name)
    found = _WORDS.fullmatch(asked) if len(asked) <= _LONGEST else None
    if found is None or said == asked or len(said) > _LONGEST or _OTHERWISE.search(found["words"]):
        return None
    words = found["words"]
    if said.startswith(words):
        said = said.removeprefix(words).lstrip(":为")
    elif words not in own:
        return None
    aimed, reached = read(found["figure"]), read(said)
    if aimed is None or reached is None or aimed.is_date or reached.is_date:
        return None
    change = _CHANGE.search(words)
    if change and not aimed.comparator and aimed.high is None and (change["less"] or _good(own)):
        aimed = replace(aimed, comparator="≥")
    if change:  # how much of a change is worth how much nobody says
        reached = replace(reached, high=reached.value)
    return replace(aimed, text=target), replace(reached, text=actual)


def _good(name: str) -> bool:
    """Whether more of what the name says is plainly good; of 支出 or 投诉 nobody would say so."""
    return not re.search("支出|费用|成本|经费|投诉|事故|价格|债|亏|能耗|排放|违", name)
