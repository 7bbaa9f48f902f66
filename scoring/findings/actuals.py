"""实际完成值: missing, or copied from the target instead of reported."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.awards.scorecard import Award, Scorecard
from scoring.filing import BLANK, Row
from scoring.filing.numbers import quantity
from scoring.findings.entries import has_points, left_empty, shown
from scoring.findings.finding import Finding, finding
from scoring.findings.undecided import undecided
from scoring.findings.words import says_nothing
from scoring.rules.scales.bands import plain
from scoring.values.approximate import approximate
from scoring.values.normal import normal
from scoring.values.quantity import Quantity, read

_SIGN = re.compile(r"[≥≤<>=≧≦⩾⩽﹦═＝＞＜]|不[低少小高超大多][于过]|[大小高低多少]于|以[上下内]")
"""Signs and words of a target. «达到97.3%» tells what was reached."""
_GOAL, _CAME = "预期目标", "实际完成情况"
_STRUCK = re.compile(r"\s*[/／\\—–-]{1,4}\s*")
"""A stroke where a figure is due says that nothing was filled in."""
_ORDINAL = re.compile(r"第\d+[名位]?")
_PLAIN = re.compile(
    r"(?!.*(?:完成|达|第))[\u4e00-\u9fff]{0,4}\d[\d,.]*(?:[×x*:\-~]\d+)?[\u4e00-\u9fffA-Za-z()/%·]{0,6}"
    r"|[\u4e00-\u9fff]{1,4}前")
"""每日2次, 7×24小时, 小学3场 or 春节前 is what was to be reached and was, exactly."""
_LONGEST_WORD = 6
"""及时, 降本增效 or 可持续 is an honest answer to the same target; a whole sentence is a copy."""


def actuals(scorecard: Scorecard) -> Iterator[Finding]:
    for award in scorecard.indicators:
        row = award.row
        if left_empty(award, "actual", scorecard):
            if not row.target.blank or has_points(award):
                yield finding("actual-missing", row.actual.cell, indicator=award.indicator)
        elif _STRUCK.fullmatch(row.actual.text) and quantity(row.target) and has_points(award):
            yield finding("actual-missing", row.actual.cell, indicator=award.indicator,
                          filed=shown(row.actual))
        elif not undecided(award) and (code := _copied(row)):
            yield _finding(code, award, row)
    yield from _goal(scorecard)


def not_reported(award: Award) -> bool:
    """Whether the actual value is told to be no report at all: copied, or only a bound."""
    return not undecided(award) and bool(_copied(award.row))


def _goal(scorecard: Scorecard) -> Iterator[Finding]:
    """The goal of the year is set, and nobody says what came of it."""
    fields = scorecard.filing.fields
    goal, came = fields.get(_GOAL, BLANK), fields.get(_CAME, BLANK)
    scored = any(map(has_points, scorecard.indicators))
    if scored and not goal.blank and came.cell and came.blank and not came.error:
        yield finding("goal-unreported", came.cell)


def _copied(row: Row) -> str:
    target, actual = quantity(row.target), quantity(row.actual)
    roughly = actual or approximate(row.actual.text, read)
    if target is not None and roughly is not None and _straddles(roughly, target):
        return "actual-comparator"
    if target is not None and actual is not None:
        alike = actual.comparator == target.comparator or (
            not target.comparator and actual.base == target.base)
        copied = actual.comparator and alike and _SIGN.search(row.actual.text)
        return "actual-comparator" if copied else ""
    said, aim = plain(row.actual.text), plain(row.target.text)
    if actual is not None and aim.endswith(said) and _SIGN.search(said):
        return "actual-comparator"
    if actual is not None or not said or said != aim or says_nothing(row.actual.text):
        return ""
    if all(map(_PLAIN.fullmatch, re.split("[,、;]", normal(row.actual.text).rstrip("。;,")))):
        return ""
    long = len(said) > _LONGEST_WORD or (
        re.search(r"\d", said) and not _ORDINAL.fullmatch(said))
    return "actual-copied" if long else "actual-same-words"


def _straddles(actual: Quantity, target: Quantity) -> bool:
    """Whether a range begins short of the target and reaches it: 90%-99% of ≥95%, 近500人 of 500人."""
    return (actual.high is not None and target.high is None and not actual.is_date
            and actual.dimension == target.dimension
            and actual.base < target.base <= actual.base_high
            and (target.comparator not in ("≤", "<") or target.base < actual.base_high))


def _finding(code: str, award: Award, row: Row) -> Finding:
    filed, expected = shown(row.actual), shown(row.target)
    sign = _SIGN.search(filed)
    copied = sign is not None and sign[0] in expected
    how = f"照抄了年度指标值“{expected}”的符号" if copied else "不是确数"
    return finding(code, row.actual.cell, indicator=award.indicator, filed=filed,
                   expected=expected, how=how)
