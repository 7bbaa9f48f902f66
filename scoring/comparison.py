"""Bringing a row's target and actual value to one unit, and telling whether the target is met."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from scoring.case import CannotScore, Case, quantity
from scoring.exact import show
from scoring.quantity import Quantity
from scoring.trace import Step, concluded, divided

_LARGEST_BARE_RATIO = Fraction(2)
"""A bare 0.95 against ≥90% is the ratio itself; a bare 95 could be either, and is not guessed."""


def target_and_actual(case: Case) -> tuple[Quantity, Quantity]:
    """Both as quantities in one dimension; CannotScore where they cannot be compared."""
    target, actual = quantity(case.target), quantity(case.actual)
    if target is None:
        raise CannotScore(f"年度指标值“{case.target.text or '（空）'}”不是数量，需人工认定")
    if case.actual.blank:
        raise CannotScore("实际完成值未填", ())
    if actual is None:
        said = case.actual.text or case.actual.error
        raise CannotScore(f"实际完成值“{said}”不是数量，无法与“{case.target.text}”比较，需人工认定")
    return target, _in_unit_of(target, actual)


def is_met(target: Quantity, actual: Quantity, direction: str) -> bool:
    """Whether the actual value fulfils the target in the given direction (正向, 反向, 等于)."""
    if target.high is not None:
        return target.base <= actual.base and actual.base_high <= target.base_high
    if direction == "反向" or target.is_date:
        return actual.base_high <= target.base
    if direction == "等于":
        return actual.base == target.base and actual.high is None
    return actual.base >= target.base


def completion(case: Case) -> Step:
    """完成率: the row's actual value over its target. A range, a deadline and an upper limit have no
    such ratio: they are met (100%) or left to judgement."""
    target, actual = target_and_actual(case)
    a = as_step(target, "目标值", case.target.cell)
    b = as_step(actual, "实际值", case.actual.cell)
    whole = target.high is None and actual.high is None and not target.is_date
    if whole and target.comparator not in ("≤", "<") and target.base > 0:
        return divided(b, a)
    direction = "反向" if target.comparator in ("≤", "<") else "等于"
    if is_met(target, actual, direction):
        return concluded(Fraction(1), "达到目标，完成率按100%计", b, a)
    raise CannotScore(f"“{actual.text}”未达到“{target.text}”，条款没有说明这种完成率怎样算，需人工认定")


def as_step(read: Quantity, label: str, cell: str) -> Step:
    """A quantity as a given figure, as it was typed but for its comparator (≥120户 is 120户)."""
    plain = show(read.value) + read.unit if read.comparator and not read.is_date else read.text
    return Step(read.base, label=label, cell=cell, shown=plain)


def _in_unit_of(target: Quantity, actual: Quantity) -> Quantity:
    if actual.dimension == target.dimension:
        return actual
    if actual.dimension == "" and target.dimension != "比率" and not target.is_date:
        return replace(actual, dimension=target.dimension, factor=target.factor * actual.factor)
    if target.dimension == "" and actual.dimension not in ("比率", "日期"):
        return replace(actual, dimension="", factor=Fraction(1))
    bare, ratio = (actual, target) if actual.dimension == "" else (target, actual)
    if bare.dimension == "" and ratio.dimension == "比率" and bare.base_high <= _LARGEST_BARE_RATIO:
        return replace(actual, dimension=target.dimension)
    raise CannotScore(f"“{actual.text}”与“{target.text}”单位不同，无法比较，需人工认定")
