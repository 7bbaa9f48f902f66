"""目标分值: where a form gives points to a goal and none to its rows, a shortfall needs a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from scoring.awards.scorecard import Scorecard
from scoring.filing import BLANK, Entry, Row
from scoring.filing.numbers import number, ratio
from scoring.findings.finding import Finding, finding
from scoring.findings.words import says_nothing
from scoring.rules.case import CannotScore
from scoring.rules.comparison import is_met, target_and_actual
from scoring.values.exact import show, sum_of
from scoring.values.normal import normal

_REASON = "未完成原因"
"""The field in which a form without a column of reasons asks for them."""
_POINTS = re.compile(r"\((\d+(?:\.\d+)?)分\)")


def goals(scorecard: Scorecard) -> Iterator[Finding]:
    """Goals all of whose rows are met by quantities, and whose scores do not come to its points."""
    filing = scorecard.filing
    for goal in dict.fromkeys(row.goal for row in filing.rows if not row.goal.blank):
        rows = [row for row in filing.rows if row.goal == goal]
        points, scores = goal_points(goal), [number(row.score) for row in rows]
        filed = sum_of(score for score in scores if score is not None)
        if points is None or None in scores or filed >= points or not all(map(_met, rows)):
            continue
        short = points - filed
        cut = [row for row in rows if _is_cut(row, short)]
        which = f"（“{cut[0].name}”的得分疑似又乘了完成率{cut[0].actual.text}）" if cut else ""
        yield finding("goal-short", *(row.score.cell for row in cut or rows), filed=show(filed),
                      expected=show(points), goal=_name(goal), difference=show(short), which=which)
        reason = filing.fields.get(_REASON, BLANK)
        if not reason.blank and says_nothing(reason.text):
            said = reason.text.strip()
            yield finding("reason-empty", reason.cell, indicator=_name(goal), filed=said,
                          reason=said, lost=show(short), measure="")


def goal_points(goal: Entry) -> Fraction | None:
    """The points that a goal prints behind its name (年度绩效目标1（40分）)."""
    match = _POINTS.search(normal(goal.text))
    return Fraction(match[1]) if match else None


def _name(goal: Entry) -> str:
    return _POINTS.sub("", normal("".join(goal.text.split())))


def _met(row: Row) -> bool:
    try:
        target, actual = target_and_actual(row.target, row.actual, name=row.name)
    except CannotScore:
        return False
    direction = "反向" if target.comparator in ("≤", "<") else "正向"
    return is_met(target, actual, direction) is True


def _is_cut(row: Row, short: Fraction) -> bool:
    """Whether the score is what the row would have earned, times its completion."""
    score, rate = number(row.score), ratio(row.actual)
    return score is not None and rate is not None and rate < 1 and score == (score + short) * rate
