"""Figures inside a sentence that leave no doubt: 2023年完成2400亩 of ≥3000亩, 群众满意度为88% of ≥90%. Only
where all of them together do not reach the target is anything said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from scoring.findings.less.trends import smaller_change, turned
from scoring.rules.direction import directions
from scoring.values.approximate import approximate
from scoring.values.normal import normal
from scoring.values.quantity import Quantity, plain_text, read
from scoring.values.units import TIMES, alike
from scoring.values.yearly import over_a_year

_RATIO = "比率"
_BRACKETS = re.compile(r"\([^()]*\)")
_CLAUSE = re.compile(r"[,;。、:!]")
_FIGURE = re.compile(
    r"(?<![\d.\-/第])(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>%|‰|[^\d\s,;。、:()%‰]{0,6})")
_PLANNED = re.compile(
    "计划|目标|原定|预计|预期|应当?|任务|其中|下达|批复|需|拟|问卷|样本|发放|回收|年初|上年|去年")
_COMPARED = re.compile("[超增多差少缺剩余比较降升减每均各或]|同比|翻番|以上|以下|约|近|左右")
_ALL = re.compile(r"全覆盖|^(?:全部|全面|均|已)*(?:全部|全面)完成$|应[\u4e00-\u9fff]{1,2}尽[\u4e00-\u9fff]{1,2}")
_LONGEST = 80


@lru_cache(maxsize=4096)
def figures_miss(actual: str, target: str, levels: tuple[str, ...]) -> bool:
    """Whether the figures of an actual value surely miss the target.

    >>> figures_miss("2023年完成2400亩", "≥3000亩", ("农田",))
    True
    >>> figures_miss("计划80株，实际挂牌76株", "≥80株", ("古树",))
    True
    >>> figures_miss("线上1200人，线下1900人", "≥3000人", ("培训",))
    False
    >>> figures_miss("超额完成3公里", "≥12公里", ("道路",))
    False
    """
    said, asked = plain_text(actual), plain_text(target)
    if not said or len(said) > _LONGEST:
        return False
    name = levels[-1] if levels else ""
    if smaller_change(said, asked, name) or turned(said, asked, name):
        return True
    aimed = _aimed(asked)
    if aimed is None or aimed.is_date or aimed.base <= 0:
        return False
    less = directions(levels, aimed)
    if less.only is None or less.because:
        return False
    return _misses(said, aimed, less.only)


def _aimed(asked: str) -> Quantity | None:
    """The target, also where a remark stands behind it, or where it is said roughly or in words."""
    if _ALL.search(asked):
        return read("≥100%")
    often = over_a_year(asked, read) if asked.startswith("每") else None
    return often or read(asked) or approximate(asked, read) or read(_BRACKETS.sub("", asked))


def _misses(said: str, aimed: Quantity, direction: str) -> bool:
    if direction == "等于":
        return False
    reached = read(said) or approximate(said, read)
    if reached is not None:
        return _range_misses(reached, aimed, direction)
    found = _figures(said, aimed)
    if not found:
        return False
    if direction == "反向":
        return len(found) == 1 and found[0] > aimed.base_high
    together = max(found) if aimed.dimension == _RATIO else sum(found)
    return together < aimed.base


def _range_misses(reached: Quantity, aimed: Quantity, direction: str) -> bool:
    """A figure beside a rough target, or a range, that is surely short of it."""
    if reached.is_date or not alike(reached.dimension, aimed.dimension) or reached.comparator:
        return False
    if direction == "反向":
        return reached.base > aimed.base_high
    return reached.base_high < aimed.base


def _figures(said: str, aimed: Quantity) -> list[Fraction]:
    """The figures in the target's unit; none where one of them is only how far it lies from
    another."""
    found: list[Fraction] = []
    for clause in _CLAUSE.split(_BRACKETS.sub("", normal(said))):
        own = [figure for match in _FIGURE.finditer(clause)
               if (figure := _figure(match, aimed)) is not None]
        if not own or _PLANNED.search(clause):
            continue
        if _COMPARED.search(clause):
            if aimed.dimension == _RATIO and found:
                continue
            return []
        found += own
    return found


def _figure(match: re.Match[str], aimed: Quantity) -> Fraction | None:
    """The figure where its unit is the target's, as far as a unit goes."""
    unit = match["unit"]
    for end in range(len(unit), 0, -1):
        figure = read(match["number"] + unit[:end])
        if figure is not None and not figure.is_date and figure.dimension and alike(
                figure.dimension, aimed.dimension):
            return figure.base
    return None


def in_time(aimed: Quantity, levels: Sequence[str]) -> bool:
    """Whether a target is a time, or its name speaks of one."""
    return aimed.is_date or aimed.dimension in TIMES or any(
        word in level for level in levels for word in ("时间", "日期", "时效", "时点"))
