"""年度指标值 beside the actual value: not there, only just reached, in another unit, of another
degree, or a share above the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from scoring.awards.scorecard import Award, Scorecard
from scoring.filing import UNTOLD
from scoring.filing.numbers import nothing_in, quantity
from scoring.findings.actuals import not_reported
from scoring.findings.contrary import contrary
from scoring.findings.entries import (
    has_points,
    is_full,
    left_empty,
    points,
    shown,
)
from scoring.findings.finding import Finding, finding
from scoring.findings.less.figures import in_time
from scoring.findings.less.late import is_late
from scoring.findings.less.none import is_none, says_none
from scoring.findings.less.plainly import plainly_less
from scoring.findings.scores import contradiction
from scoring.findings.shades import falls_short
from scoring.findings.slips import holds_placeholder
from scoring.findings.texts import printed_year, undone
from scoring.rules.indicator import plain_name
from scoring.rules.one_unit import in_lesser_unit, meant_percentage
from scoring.values.exact import show
from scoring.values.normal import normal
from scoring.values.quantity import Quantity
from scoring.values.units import fits

_HOLDS = re.compile(r"[≥≤<>=]\s*\d|\d(?:[\d,.]*)(?:%|‰|[\u4e00-\u9fff])")
_NUMBERED = re.compile(r"^[★☆\s]*指标\d*[:.、]?")
_YEAR = re.compile(r"20\d\d(?:-20\d\d)?年?度?")
_PART_OF_WHOLE = re.compile(
    r"(?:合格|覆盖|满意|达标|及格|完好|知晓|普及|优良|及时|准确|合规|到位|兑付|入学|巩固)[率度]$")
_DIGIT = re.compile(r"[\d零一二两三四五六七八九十百千万]")
_NO_NUMBER = re.compile("一(?:般|部分|次性|期|定|些|直|体|流|致|律|并)")
"""一 that counts nothing, and would be read as 1 of a unit 次性."""
_ANY_UNIT = ("个", "项", "处")
"""Counters that stand for any other: 20个 against 20座."""


def targets(scorecard: Scorecard) -> Iterator[Finding]:
    year = scorecard.filing.about.year or printed_year(scorecard.filing)
    for award in scorecard.indicators:
        yield from _missing(award, scorecard)
        if has_points(award):
            yield from _just_reached(award)
            yield from _above_the_whole(award)
            yield from _percent(award)
        if is_full(award) and not contradiction(award) and _meant_percentage(award) is None:
            yield from _against_target(award, year)


def holds_target(name: str) -> bool:
    """Whether an indicator's name says what is to be reached.

    >>> holds_target("指标1：年度资金支付完成率100%"), holds_target("救助人数(≥**人)")
    (True, False)
    """
    plain = _NUMBERED.sub("", normal(name))
    return _HOLDS.search(_YEAR.sub("", plain)) is not None


def _missing(award: Award, scorecard: Scorecard) -> Iterator[Finding]:
    asked = has_points(award) and not award.row.apart and not holds_target(award.row.name)
    if asked and award.row.target.cell and left_empty(award, "target", scorecard):
        yield finding("target-missing", award.row.target.cell, indicator=award.indicator,
                      filed=points(award.filed or Fraction(0)))


def _just_reached(award: Award) -> Iterator[Finding]:
    """大于100 with exactly 100: most who write it mean 不少于, so it is scored and asked about."""
    target, actual = award.compared or (None, None)
    if target is None or actual is None or target.comparator not in (">", "<"):
        return
    if actual.base == target.base == actual.base_high:
        yield finding("limit-reached", award.row.actual.cell, indicator=award.indicator,
                      filed=shown(award.row.actual), expected=shown(award.row.target))


def _above_the_whole(award: Award) -> Iterator[Finding]:
    if above_the_whole(award):
        yield finding("above-whole", award.row.actual.cell, indicator=award.indicator,
                      filed=shown(award.row.actual))


def above_the_whole(award: Award) -> bool:
    """Whether more are said to be content, covered, up to standard … than there are."""
    target, actual = award.compared or (None, quantity(award.row.actual))
    if actual is None or not _PART_OF_WHOLE.search(plain_name(award.row.name)):
        return False
    return actual.dimension == "比率" and actual.base > 1 and (target is None or target.base <= 1)


def _percent(award: Award) -> Iterator[Finding]:
    meant = _meant_percentage(award)
    if meant is not None:
        yield finding("percent-unclear", award.row.actual.cell, indicator=award.indicator,
                      filed=shown(award.row.actual), expected=shown(award.row.target),
                      meant=f"{show(meant)}%")


def _meant_percentage(award: Award) -> Fraction | None:
    target, actual = quantity(award.row.target), quantity(award.row.actual)
    return None if target is None or actual is None else meant_percentage(target, actual)


def _against_target(award: Award, year: int | None) -> Iterator[Finding]:
    """What is to be said of full points beside this actual value: one thing, the plainest."""
    if late := list(_late(award, year)):
        yield from late
        return
    if plainly_less(award):
        told = not_reported(award) or any(undone(each.text) for each in (
            award.row.actual, award.row.reason))
        if not told:
            yield _about_both("actual-less", award)
        return
    yield from _other_unit(award)
    yield from _unmeasured(award)
    yield from _shade(award)


def _other_unit(award: Award) -> Iterator[Finding]:
    target, actual = quantity(award.row.target), quantity(award.row.actual)
    if target is None or actual is None or award.compared is not None or (
            actual.base == 0 and _limits(target)) or _NO_NUMBER.match(shown(award.row.actual)):
        return
    units = (target.dimension, actual.dimension)
    if target.is_date or actual.is_date or target.dimension == actual.dimension:
        return
    counted = all(fits(one.factor, other.dimension) and in_lesser_unit(one, other) is not None
                  for one, other in ((target, actual), (actual, target)) if not one.dimension)
    if not counted or (all(units) and not any(unit in _ANY_UNIT for unit in units)):
        yield _about_both("units-differ", award)


def _unmeasured(award: Award) -> Iterator[Finding]:
    """Words for a figure, such as 基本满意 where ≥90% was asked, and no rule can tell them apart."""
    actual, target = shown(award.row.actual), quantity(award.row.target)
    if award.verdict != "needs_judgement" or target is None or target.is_date:
        return
    said_as = quantity(award.row.actual)
    if said_as is not None and said_as.is_date and not in_time(target, award.levels):
        yield _about_both("actual-unmeasured", award)  # 10-12 of ten matches, made a day by Excel
        return
    if _limits(target) and says_none(actual):
        return
    exact = bool(target.comparator) or target.dimension == "比率"
    said = not (nothing_in(award.row.actual) or holds_placeholder(actual) or actual == UNTOLD)
    if exact and said and not _DIGIT.search(_NO_NUMBER.sub("", normal(actual))):
        yield _about_both("actual-unmeasured", award)


def _limits(target: Quantity) -> bool:
    """Whether none at all is within a target."""
    return target.comparator in ("≤", "<") or is_none(target)


def _shade(award: Award) -> Iterator[Finding]:
    row = award.row
    said, asked = shown(row.actual), shown(row.target)
    against = contrary(said, asked) and not undone(said)
    if quantity(row.target) is None and (against or falls_short(said, asked)):
        yield _about_both("shade", award)


def _late(award: Award, year: int | None) -> Iterator[Finding]:
    said, asked = shown(award.row.actual), shown(award.row.target)
    if award.verdict != "match" and is_late(said, asked, award.levels, year):
        yield _about_both("day-late", award)


def _about_both(code: str, award: Award) -> Finding:
    row = award.row
    return finding(code, row.actual.cell, award.cell, indicator=award.indicator,
                   filed=shown(row.actual), expected=shown(row.target),
                   points=points(award.filed or Fraction(0)))
