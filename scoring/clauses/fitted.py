"""Clauses that count from the row's own target: whether the row's two figures are such numbers,
and which of a clause's readings goes with their units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from scoring.clauses.against_target import (
    EXCESS,
    EXCESS_RATE,
    OVERSPENT,
    OVERSPENT_RATE,
    SHORT,
    SHORT_RATE,
)
from scoring.clauses.per_case import DELAY
from scoring.clauses.vocabulary import SHORT as LACKING
from scoring.filing import Row
from scoring.filing.numbers import quantity
from scoring.rules.direction import COST
from scoring.rules.door import remade
from scoring.rules.measure import ACTUAL, Measure
from scoring.rules.rule import Rule
from scoring.rules.scales.count import Count
from scoring.rules.scales.ladder import Ladder
from scoring.rules.scales.per_unit import PerUnit
from scoring.values.interval import Interval
from scoring.values.quantity import Quantity
from scoring.values.units import CONVERTED, dimension_and_factor

UNFIT = "本行的指标值、实际完成值与评分标准所说的不是同一种单位"
AMOUNTS, RATES = (SHORT, EXCESS), (SHORT_RATE, EXCESS_RATE)
RATIO = "比率"
_OF_TARGET = re.compile(r"完成(?:比例|率|程度)|(?:目标|指标|计划)(?:值|数)?的?\d|完成目标\d")
_POINTS = re.compile("百分点")
_LACK = re.compile(rf"{LACKING}|缺少|缺|少(?:完成)?|漏|遗漏")
_PLANNED = re.compile(r"实际\w* − (?:计划|目标|预算|批复|概算|核定)\w*")
_BUDGET = re.compile("预算|概算|资金")


def fitted(rules: tuple[Rule, ...], row: Row, name: str) -> tuple[Rule, ...]:
    """The rules with the row's own difference for what they count, where it is one; without those
    readings that the row's units exclude, so that none may be left."""
    target, actual = quantity(row.target), quantity(row.actual)
    if target is None or actual is None:
        return rules
    in_points = _POINTS.search(row.standard.text) is not None
    rules = tuple(way for rule in rules
                  for way in _in_shares(_with_own(rule, target, actual, name), row, target))
    return tuple(rule for rule in rules if all(
        fits(count.measure, target, actual, in_points) for count in _counts(rule)))


def fits_target(rule: Rule, row: Row, target: Quantity) -> bool:
    """Whether the rule reckons with numbers like the row's target, whatever will be done of it."""
    in_points = _POINTS.search(row.standard.text) is not None
    return all(fits(count.measure, target, target, in_points) for count in _counts(rule))


def _in_shares(rule: Rule, row: Row, target: Quantity) -> Iterator[Rule]:
    """达到目标值得满分，80%以上得5分: in a row of percentages 80% may be one of them, or a share of the
    target, unless the clause says of which."""
    yield rule
    if not isinstance(rule, Ladder) or rule.measure is not None or target.dimension != RATIO or (
            target.base == 1 or _OF_TARGET.search(row.standard.text)):
        return
    ends = {end for tier in rule.tiers for end in (tier.when.low, tier.when.high) if end}
    if ends - {1} and max(ends - {1}) < target.base:
        tiers = tuple(remade(tier, when=_up_to(tier.when, target.base)) for tier in rule.tiers)
        yield Ladder(measure=Measure(formula=ACTUAL, unit="%"), tiers=tiers)


def _up_to(when: Interval, target: Fraction) -> Interval:
    low, high = (target if end == 1 else end for end in (when.low, when.high))
    return replace(when, low=low, high=high)


def counts_from_target(measure: Measure) -> bool:
    return measure.formula in (*AMOUNTS, *RATES)


def wants_less(measure: Measure) -> bool:
    """Whether more of the row's figure costs more."""
    return measure.formula in (EXCESS, EXCESS_RATE)


def _counts(rule: Rule) -> tuple[Count, ...]:
    return rule.counts if isinstance(rule, PerUnit) else ()


def _with_own(rule: Rule, target: Quantity, actual: Quantity, name: str) -> Rule:
    if isinstance(rule, Ladder) and rule.measure is not None:
        return remade(rule, measure=own_difference(rule.measure, target, actual, name))
    if not isinstance(rule, PerUnit):
        return rule
    return remade(rule, counts=tuple(
        remade(count, measure=own_difference(count.measure, target, actual, name))
        for count in rule.counts))


def own_difference(measure: Measure, target: Quantity, actual: Quantity, name: str) -> Measure:
    """短少户数, 延迟天数 and 超支率 as the row itself gives them; else as they are, to be asked for."""
    formula = _difference(measure, target, name)
    if not formula:
        return measure
    own = remade(measure, formula=formula, name=measure.said, unit=measure.worded_unit)
    return own if fits(own, target, actual, in_points=False) else measure


def _difference(measure: Measure, target: Quantity, name: str) -> str:
    called, unit = measure.formula, measure.worded_unit
    if called == OVERSPENT_RATE and of_cost(target, name):
        return EXCESS if target.dimension == RATIO else EXCESS_RATE
    if called == OVERSPENT and of_cost(target, name):
        return EXCESS
    if called.startswith(DELAY) and called.endswith("数") and _allows_time(target):
        return EXCESS
    if _PLANNED.fullmatch(called) and of_cost(target, name):
        return EXCESS
    lack = _LACK.match(called)
    what = called[lack.end():].removesuffix("数").removesuffix(unit) if lack else ""
    return SHORT if lack and what in name and target.comparator not in ("≤", "<") else ""


def _allows_time(target: Quantity) -> bool:
    """5日内, 30天; but 5日 alone may be a day of the month."""
    if target.comparator in ("≥", ">"):
        return False
    return target.comparator in ("≤", "<") or target.unit != "日"


def of_cost(target: Quantity, name: str) -> bool:
    """Whether the row's target is the budget that its clause speaks of."""
    share = target.dimension == RATIO and target.base == 1  # ≤100% of a budget
    money = share or target.dimension.startswith("元")
    named = COST.search(name) or _BUDGET.search(name)
    return bool(named) and money and target.comparator not in ("≥", ">")


def fits(measure: Measure, target: Quantity, actual: Quantity, in_points: bool) -> bool:
    """Whether the measure reckons with numbers of this kind. A bare number beside one with a unit
    is left alone where units are converted: 95 beside ≥90%, 50 beside 100万元."""
    if not counts_from_target(measure):
        return True
    if target.is_date or actual.is_date or target.high is not None or actual.high is not None:
        return False
    dimensions = {target.dimension, actual.dimension}
    if measure.formula in RATES:
        points = in_points and dimensions == {RATIO}
        return not points and _alike(dimensions)
    if not measure.unit:
        return _alike(dimensions)
    own, factor = dimension_and_factor(measure.unit)
    if own in CONVERTED:
        return dimensions == {own}
    counted = {target.factor, actual.factor} == {1} or "" not in dimensions
    return factor == 1 and counted and dimensions <= {"", own}


def _alike(dimensions: set[str]) -> bool:
    """One unit; or a bare number beside things that are counted."""
    return len(dimensions) == 1 or ("" in dimensions and not dimensions & {*CONVERTED, RATIO}
                                    and len(dimensions) == 2)
