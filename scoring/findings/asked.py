"""Which of a row's own figures its rule asks for: a rule over figures of 基础数据 asks for none."""

from __future__ import annotations

from typing import Literal

from scoring.rules.delay import DELAYS
from scoring.rules.expression import parse
from scoring.rules.measure import ACTUAL, TARGET, Measure
from scoring.rules.scales.base import Scale
from scoring.rules.scales.checklist import Checklist
from scoring.rules.scales.tally import Tally

Own = Literal["target", "actual"]
_NAMES: dict[Own, str] = {"target": TARGET, "actual": ACTUAL}
_OF_OTHERS = (Checklist, Tally)
"""Kinds that count answers, which stand on a sheet of their own."""


def asks_for(rule: Scale | None, column: Own) -> bool:
    """Whether a score by this rule needs the row's own 年度指标值 or 实际完成值; without a rule a
    person looks at both."""
    if rule is None:
        return True
    if inner := tuple(rule.inner()):
        return any(asks_for(each, column) for each in inner)
    if measures := tuple(rule.measures()):
        return any(_names(each, column) for each in measures)
    return not isinstance(rule, _OF_OTHERS)


def _names(measure: Measure, column: Own) -> bool:
    named = set(parse(measure.formula).names())
    return _NAMES[column] in named or not named.isdisjoint(DELAYS)
