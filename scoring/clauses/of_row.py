"""What a clause has to do with the row that prints it: whether the row's 实际值 is the figure that
it speaks of, and whether the two go the same way."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from scoring.clauses.figure import plain_name
from scoring.filing import Row
from scoring.filing.numbers import quantity
from scoring.rules.door import remade
from scoring.rules.expression import parse
from scoring.rules.indicator import target_kind
from scoring.rules.measure import ACTUAL, TARGET, Measure
from scoring.rules.rule import Rule
from scoring.rules.scales.checklist import Checklist
from scoring.rules.scales.ladder import Ladder, Tier
from scoring.rules.scales.per_unit import PerUnit
from scoring.rules.scales.proportional import Proportional
from scoring.values.interval import Interval
from scoring.values.units import CONVERTED, dimension_and_factor

_COMPLETION = re.compile(r"完成(?:率|比例|程度|进度)")
_MORE, _LESS = ("≥", ">"), ("≤", "<")
_TARGET_MET = re.compile("(?:按[时期质量]+)?(?:完成|达到|达成|实现)(?:年度|年初|预期|绩效|既定)*(?:目标|指标)值?")
_MET = Ladder(tiers=(Tier(when=Interval.parse("≥ 100%"), share=Fraction(1)),
                     Tier(when=Interval.parse("< 100%"), share=Fraction(0))))
_BARE = ("完成", "达到", "实际完成", "完成数", "实际完成数", "本项指标值")
"""What a clause calls the figure of whatever row it stands in."""
_SHORT = 3
"""Characters; a name as short may be the end of any other."""


def is_own(rules: tuple[Rule, ...], row: Row, name: str) -> bool:
    """Whether the row's 实际值 is what every figure of the clause is a figure of: it has the row's
    name, and is a percentage where the clause speaks of one."""
    return all(_named(measure, name) and _counted_alike(measure, row) and _alone(rule)
               for rule in rules for measure in rule.measures()
               if ACTUAL not in measure.formula)


def _alone(rule: Rule) -> bool:
    """Whether the rule has one figure only: of several the row's 实际值 could be any."""
    return len(list(rule.measures())) == 1 and not any(rule.inner())


def _named(measure: Measure, name: str) -> bool:
    said, own = plain_name(measure.said), plain_name(name)
    return said in (own, *_BARE) or (len(min(said, own, key=len)) > _SHORT and (
        said.endswith(own) or own.endswith(said)))


def _counted_alike(measure: Measure, row: Row) -> bool:
    """Whether the clause's limits and the actual value are numbers of the same things. What is
    converted (万元, 个月) must say so on both sides: a bare number could be 元 or 万元."""
    actual, unit = quantity(row.actual), measure.worded_unit
    if actual is None:
        return False
    sizes = {dimension_and_factor(each)[0] if each else "" for each in (unit, actual.unit)}
    if sizes & CONVERTED:
        return len(sizes) == 1
    return unit in ("", actual.unit) or not actual.unit


def of_row(rules: tuple[Rule, ...], row: Row, name: str) -> tuple[Rule, ...]:
    """The clause's rules with the row's own two figures in them. A 完成率 that it speaks of is the
    actual value over the target where the row holds no percentages, and may be either where it
    does; 完成目标 is what the two say."""
    actual, target = quantity(row.actual), quantity(row.target)
    if actual is not None and target is not None:
        rules = tuple(_compared(rule) for rule in rules)
        own = _COMPLETION.search(row.standard.text) and not _COMPLETION.search(name)
        if own and target.comparator not in _LESS:
            ratio = tuple(_measured(rule, name, _ratio) for rule in rules)
            rules = ratio if actual.unit != "%" or ratio == rules else (*rules, *ratio)
    if is_own(rules, row, name):
        rules = tuple(_measured(rule, name, _as_filed) for rule in rules)
    return rules


def _compared(rule: Rule) -> Rule:
    """完成目标值得满分，否则不得分: the row's target and actual value answer it."""
    asked = rule.items if isinstance(rule, Checklist) and not rule.table else ()
    return _MET if len(asked) == 1 and _TARGET_MET.fullmatch(asked[0]) else rule


def _measured(rule: Rule, name: str, other: Callable[[Measure], Measure]) -> Rule:
    """The rule with another measure for the row's own figure."""
    def changed(measure: Measure) -> Measure:
        own = ACTUAL not in measure.formula and _named(measure, name)
        return other(measure) if own else measure

    if isinstance(rule, Ladder | Proportional) and rule.measure is not None:
        return remade(rule, measure=changed(rule.measure))
    if isinstance(rule, PerUnit):
        return remade(rule, counts=tuple(remade(count, measure=changed(count.measure))
                                         for count in rule.counts))
    return rule


def _ratio(measure: Measure) -> Measure:
    if measure.worded_unit != "%":
        return measure
    return Measure(name="完成率", formula=f"{ACTUAL} ÷ {TARGET}")


def _as_filed(measure: Measure) -> Measure:
    """A figure without a formula is the row's 实际值 itself."""
    lone = parse(measure.formula).op == "name"
    return remade(measure, formula=ACTUAL) if lone else measure


def contrary(rules: tuple[Rule, ...], row: Row, name: str) -> bool:
    """Whether the clause rewards more where the row's target wants less, or the other way."""
    sign = target_kind(row)[1]
    wants = _LESS if sign in _MORE else _MORE if sign in _LESS else ()
    return any(_rewards(rule, name) == wants for rule in rules) if wants else False


def _rewards(rule: Rule, name: str) -> tuple[str, ...]:
    """The signs of a target that go with the rule; none where it does not say, or speaks of
    another figure than the row's."""
    if any(not _named(measure, name) for measure in rule.measures()
           if ACTUAL not in measure.formula):
        return ()
    if isinstance(rule, Proportional):
        return {"正向": _MORE, "反向": _LESS}.get(rule.direction, ())
    if isinstance(rule, PerUnit) and rule.start != "基本分":
        sides = {count.side == "不足" for count in rule.counts}
        return () if len(sides) > 1 or rule.start == "零分" else _MORE if sides.pop() else _LESS
    if isinstance(rule, Ladder):
        best = max(rule.tiers, key=lambda tier: (tier.points or 0, tier.share or 0)).when
        return _MORE if best.high is None else _LESS if best.low is None else ()
    return ()
