"""An actual value of another kind than its target: in another unit, no day, no figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from scoring.awards.scorecard import Award
from scoring.filing import UNTOLD
from scoring.filing.numbers import nothing_in, quantity
from scoring.findings.entries import is_full, points, shown
from scoring.findings.finding import Finding, finding
from scoring.findings.less.figures import in_time
from scoring.findings.less.none import is_none, says_none
from scoring.findings.slips import holds_placeholder
from scoring.rules.one_unit import in_lesser_unit
from scoring.rules.undated import YEARS, dated
from scoring.values.days import as_day
from scoring.values.normal import normal
from scoring.values.quantity import Quantity
from scoring.values.units import CONVERTED, fits

_DIGIT = re.compile(r"[\d零一二两三四五六七八九十百千万]")
_NO_NUMBER = re.compile("一(?:般|部分|次性|期|定|些|直|体|流|致|律|并)")
"""一 that counts nothing, and would be read as 1 of a unit 次性."""
DAY = "日期"
_BEGUN = re.compile("(?:已|均已|全部|已经|按时|如期)*(?:开工|动工|启动|开始|立项|招标)(?:建设|实施|施工)?[。.]?")
_BEGINNING = re.compile("开工|动工|启动|开始|立项|招标|招投标|采购")
_A_RATE = re.compile("[率度]$")
"""及时率 asks for a share: 100% says that the day was kept."""
_ANY_UNIT = ("个", "项", "处")
"""Counters that stand for any other: 20个 against 20座, but not 34处 against 20公里."""


def other_kind(award: Award) -> Iterator[Finding]:
    """What no points at all can be given for: another unit, or a number where a day was due."""
    if award.compared is None:
        yield from _other_unit(award)
        yield from _no_day(award)


def _other_unit(award: Award) -> Iterator[Finding]:
    target, actual = quantity(award.row.target), quantity(award.row.actual)
    if target is None or actual is None or (
            actual.base == 0 and _limits(target)) or _NO_NUMBER.match(shown(award.row.actual)):
        return
    units = (target.dimension, actual.dimension)
    if target.is_date or actual.is_date or target.dimension == actual.dimension:
        return
    counted = all(fits(one.factor, other.dimension) and in_lesser_unit(one, other) is not None
                  for one, other in ((target, actual), (actual, target)) if not one.dimension)
    any_unit = any(unit in _ANY_UNIT for unit in units) and (
        target.value == actual.value or CONVERTED.isdisjoint(units))
    if not counted or (all(units) and not any_unit):
        yield about_both("units-differ", award)


def _no_day(award: Award) -> Iterator[Finding]:
    """What tells no day, nor that it was kept: 1, 100% or 已开工 of 12月31日前."""
    if _tells_no_day(award) and dated(award.row.target, YEARS[-1]) is not None:
        yield about_both("actual-no-day", award)


def _tells_no_day(award: Award) -> bool:
    actual, said, name = quantity(award.row.actual), shown(award.row.actual), award.row.name
    if actual is None:
        asked = name + shown(award.row.target)
        return bool(_BEGUN.fullmatch(normal(said))) and not _BEGINNING.search(asked)
    if actual.comparator or actual.high is not None:
        return False
    if actual.unit == "%":
        return actual.base < 1 or not _A_RATE.search(name)
    return not actual.unit and as_day(said, DAY) == said + DAY


def unmeasured(award: Award) -> Iterator[Finding]:
    """Words for a figure, such as 基本满意 where ≥90% was asked, and no rule can tell them apart."""
    actual, target = shown(award.row.actual), quantity(award.row.target)
    if award.verdict != "needs_judgement" or target is None or target.is_date:
        return
    said_as = quantity(award.row.actual)
    if said_as is not None and said_as.is_date and not in_time(target, award.levels):
        yield about_both("actual-unmeasured", award)  # 10-12 of ten matches, made a day by Excel
        return
    if _limits(target) and says_none(actual):
        return
    exact = bool(target.comparator) or target.dimension == "比率"
    said = not (nothing_in(award.row.actual) or holds_placeholder(actual) or actual == UNTOLD)
    if exact and said and not _DIGIT.search(_NO_NUMBER.sub("", normal(actual))):
        yield about_both("actual-unmeasured", award)


def _limits(target: Quantity) -> bool:
    """Whether none at all is within a target."""
    return target.comparator in ("≤", "<") or is_none(target)


def about_both(code: str, award: Award) -> Finding:
    row = award.row
    return finding(code, row.actual.cell, award.cell, indicator=award.indicator,
                   filed=shown(row.actual), expected=shown(row.target),
                   full="满分" if is_full(award) else "",
                   points=points(award.filed or Fraction(0)))
