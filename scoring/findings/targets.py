"""年度指标值 beside the actual value: not there, only just reached, of another kind or degree, or a
share above the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from scoring.awards.scorecard import Award, Scorecard
from scoring.filing.numbers import quantity
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
from scoring.findings.kinds import about_both, other_kind, unmeasured
from scoring.findings.less.late import is_late
from scoring.findings.less.plainly import plainly_less
from scoring.findings.scores import contradiction
from scoring.findings.shades import falls_short
from scoring.findings.texts import printed_year, undone
from scoring.rules.indicator import plain_name
from scoring.rules.one_unit import meant_percentage
from scoring.values.exact import show
from scoring.values.letters import as_digits
from scoring.values.normal import normal

_HOLDS = re.compile(r"[≥≤<>=]\s*\d|\d(?:[\d,.]*)(?:%|‰|[\u4e00-\u9fff])")
_NUMBERED = re.compile(r"^[★☆\s]*指标\d*[:.、]?")
_YEAR = re.compile(r"20\d\d(?:-20\d\d)?年?度?")
_PART_OF_WHOLE = re.compile(
    r"(?:合格|覆盖|满意|达标|及格|完好|知晓|普及|优良|及时|准确|合规|到位|兑付|入学|巩固)[率度]$")


def targets(scorecard: Scorecard) -> Iterator[Finding]:
    year = scorecard.filing.about.year or printed_year(scorecard.filing)
    for award in scorecard.indicators:
        yield from _missing(award, scorecard)
        if not has_points(award):
            continue
        yield from _just_reached(award)
        yield from _above_the_whole(award)
        yield from _percent(award)
        if not (contradiction(award) or _meant_percentage(award) or _in_letters(award)):
            yield from _against_target(award, year) if is_full(award) else other_kind(award)


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


def _in_letters(award: Award) -> bool:
    """Whether a digit is typed as a letter: nothing else can be said of it."""
    row = award.row
    return award.compared is None and any(as_digits(each.text) for each in (row.target, row.actual))


def _against_target(award: Award, year: int | None) -> Iterator[Finding]:
    """What is to be said of full points beside this actual value: one thing, the plainest."""
    if late := list(_late(award, year)):
        yield from late
        return
    if plainly_less(award):
        told = not_reported(award) or any(undone(each.text) for each in (
            award.row.actual, award.row.reason))
        if not told:
            yield about_both("actual-less", award)
        return
    yield from other_kind(award)
    yield from unmeasured(award)
    yield from _shade(award)


def _shade(award: Award) -> Iterator[Finding]:
    row = award.row
    said, asked = shown(row.actual), shown(row.target)
    against = contrary(said, asked) and not undone(said)
    if quantity(row.target) is None and (against or falls_short(said, asked)):
        yield about_both("shade", award)


def _late(award: Award, year: int | None) -> Iterator[Finding]:
    said, asked = shown(award.row.actual), shown(award.row.target)
    if award.verdict != "match" and is_late(said, asked, award.levels, year):
        yield about_both("day-late", award)
