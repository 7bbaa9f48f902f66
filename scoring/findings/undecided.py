"""An actual value that is a bound (80%以上) and short of its target: it may have been met or not."""

from __future__ import annotations

from fractions import Fraction

from scoring.awards.scorecard import Award
from scoring.findings.entries import points, shown

_AT_LEAST, _AT_MOST = ("≥", ">"), ("≤", "<")


def undecided(award: Award) -> bool:
    """Whether more points were filed than the bound earns: the true value may have earned them."""
    target, actual = award.compared or (None, None)
    if target is None or actual is None or award.rule is None:
        return False
    if award.filed is None or award.score is None or award.filed <= award.score:
        return False
    if award.rule.prefers_less(award.case):
        return actual.comparator in _AT_MOST and actual.base > target.base
    return actual.comparator in _AT_LEAST and actual.base < target.base


def asked(award: Award) -> str:
    """The same as a question."""
    row = award.row
    return (f"实际完成值“{shown(row.actual)}”不是确数，看不出是否达到年度指标值“{shown(row.target)}”，"
            f"填报{points(award.filed or Fraction(0))}分，请填实际完成数并核对得分")
