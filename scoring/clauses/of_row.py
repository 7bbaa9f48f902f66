"""What a clause has to do with the row that prints it: whether the row's 实际值 is the figure that
it speaks of, and whether the two go the same way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from scoring.clauses.compared import compared
from scoring.clauses.figure import plain_name
from scoring.clauses.fitted import counts_from_target, fitted, wants_less
from scoring.clauses.normal import normal
from scoring.clauses.vocabulary import CASES, FOUND
from scoring.filing import Row
from scoring.filing.numbers import quantity
from scoring.rules.door import remade
from scoring.rules.expression import parse
from scoring.rules.indicator import target_kind
from scoring.rules.measure import ACTUAL, TARGET, Measure
from scoring.rules.rule import Rule
from scoring.rules.scales.bands import Bands
from scoring.rules.scales.judged import Judged
from scoring.rules.scales.ladder import Ladder
from scoring.rules.scales.per_unit import PerUnit
from scoring.rules.scales.proportional import Proportional
from scoring.values.quantity import Quantity, read
from scoring.values.units import CONVERTED, dimension_and_factor

_COMPLETION = re.compile(r"完成(?:(?:率|比例|程度|进度)|(?:目标|任务|年度)*(?=\d+(?:\.\d+)?%))")
_PRINTED_TARGET = re.compile(
    r"(?:目标值|指标值)(?:为|是|:)?[≥≤<>=]?(?P<value>\d+(?:\.\d+)?[^\d,;。()的]{0,3})(?=[,;。]|$)")
_REACHED = re.compile("完成|达到|达标|达成|实现")
_MORE, _LESS = ("≥", ">"), ("≤", "<")
_BARE = ("完成", "达到", "控制", "实际完成", "完成数", "实际完成数", "本项指标值")
"""What a clause calls the figure of whatever row it stands in."""
_SATISFIED = re.compile("(?:服务对象)?满意(?:[度率]|[度率]?指标率?)")
_SATISFACTION = re.compile("满意[度率](?:指标)?$")
"""What a clause calls every row of that kind, and how such a row's name ends."""
_OTHER_CASES = re.compile(rf"(?:{'|'.join(CASES)})(?=数量?$)|(?:人|场|批|户)次$")
_VERB = re.compile(rf"^(?:{'|'.join(sorted(FOUND, key=len, reverse=True))})(?=..)")
_WORDS = "(?:发生|出现|有效|重大|一般|年度|全年|情况)*"
_IN_MANY = re.compile(r"[\d(（:：][百千万亿](?!分)")
"""What a bare number may be counted in as well."""
_SHORT = 3
"""Characters; a name as short may be the end of any other."""


def is_own(rules: tuple[Rule, ...], row: Row, name: str) -> bool:
    """Whether the row's 实际值 is what every figure of the clause is a figure of: it has the row's
    name, and is a percentage where the clause speaks of one."""
    return all(_named(measure, name) and _counted_alike(measure, row) and _alone(rule)
               and not _allowed_some(rule, row)
               for rule in rules for measure in rule.measures()
               if ACTUAL not in measure.formula)


def _allowed_some(rule: Rule, row: Row) -> bool:
    """Whether cases cost points in a row whose target is a number of them, but no limit: 每发现1处扣1分
    beside 10处 may count what was done, or what went wrong."""
    target = quantity(row.target)
    return (_costs_cases(rule) and target is not None and target.base > 0
            and target.comparator not in _LESS)


def _costs_cases(rule: Rule) -> bool:
    return isinstance(rule, PerUnit) and rule.start == "满分" and any(
        count.side == "超过" and not count.beyond and count.measure.worded_unit in CASES
        and not counts_from_target(count.measure)
        for count in rule.counts)


def _alone(rule: Rule) -> bool:
    """Whether the rule has one figure only: of several the row's 实际值 could be any."""
    return len(set(rule.measures())) == 1 and not any(rule.inner())


def _named(measure: Measure, name: str) -> bool:
    said, own = plain_name(measure.said), plain_name(name)
    if measure.worded_unit in CASES:
        return _same_cases(said, own, measure.worded_unit)
    if _SATISFIED.fullmatch(said) and _SATISFACTION.search(own):
        return True
    return said in (own, *_BARE) or (len(min(said, own, key=len)) > _SHORT and (
        said.endswith(own) or own.endswith(said)))


def _same_cases(said: str, own: str, unit: str) -> bool:
    """Whether a number of cases is the row's own: 质量问题处数 of 质量问题数, 安全事故起数 of 安全事故. What is
    named after other cases (检查次数) is no number of these (处)."""
    other = _OTHER_CASES.search(own)
    if other and unit not in (other[0], own[-len(unit) - 1:-1]):
        return False
    core = _VERB.sub("", said.removesuffix("数").removesuffix(unit))
    counted = rf"(?:{re.escape(unit)}|[次件起例处个项])?(?:数|数量)?"
    return said == own or own == core or (len(core) > 1 and re.fullmatch(
        rf"{_WORDS}{re.escape(core)}{_WORDS}{counted}", own) is not None)


def _counted_alike(measure: Measure, row: Row) -> bool:
    """Whether the clause's limits and the actual value are numbers of the same things. What is
    converted (万元, 个月) must say so on both sides: a bare number could be 元 or 万元."""
    actual, unit = quantity(row.actual), measure.worded_unit
    if actual is None:
        return False
    target = quantity(row.target)
    if unit in CASES and target is not None and target.dimension not in ("", unit):
        return False
    sizes = {dimension_and_factor(each)[0] if each else "" for each in (unit, actual.unit)}
    if sizes & CONVERTED:
        return len(sizes) == 1
    if not actual.unit:
        said = (*(row.levels[-1:] if unit else ()), row.target, row.standard)
        return not any(_IN_MANY.search(each.text) for each in said)
    return unit in (actual.unit, actual.dimension) or (not unit and actual.factor == 1)


def of_row(rules: tuple[Rule, ...], row: Row, name: str, doubts: str) -> tuple[Rule, ...]:
    """The clause's rules with the row's own two figures in them. A 完成率 that it speaks of is the
    actual value over the target where the row holds no percentages, and may be either where it
    does; 完成目标 is what the two say."""
    actual, target = quantity(row.actual), quantity(row.target)
    if actual is not None and target is not None:
        rules = tuple(way for rule in rules for way in compared(rule, target, actual, name, doubts))
        own = _COMPLETION.search(row.standard.text) and not _COMPLETION.search(name)
        if own and target.comparator not in _LESS:
            ratio = tuple(_measured(rule, name, _ratio) for rule in rules)
            rules = ratio if actual.unit != "%" or ratio == rules else (*rules, *ratio)
    if actual is not None and target is not None:
        rules = tuple(way for rule in rules for way in (rule, *_unless_reached(rule)))
    rules = fitted(rules, row, name)
    if is_own(rules, row, name):
        rules = tuple(_measured(rule, name, _as_filed) for rule in rules)
        rules = (*rules, *(_beyond(rule, target) for rule in rules if target is not None
                           and target.base > 0 and _costs_cases(rule)))
    return rules


def _unless_reached(rule: Rule) -> Iterator[Rule]:
    """A number that repeats its target is 完成, but need not be 优秀: a person says which level."""
    if isinstance(rule, Bands) and not _REACHED.search(rule.bands[0].name):
        yield Judged(why="属哪一档由人认定")


def _beyond(rule: Rule, target: Quantity) -> Rule:
    """Cases that the target allows (≤2次) may cost nothing."""
    return remade(rule, counts=tuple(remade(count, beyond=count.beyond or target.base)
                                     for count in rule.counts)
                  ) if isinstance(rule, PerUnit) else rule


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


def other_target(row: Row) -> str:
    """The target that the clause prints, where the row's own 目标值 is another."""
    found = _PRINTED_TARGET.search(normal(row.standard.text).text)
    printed, target = read(found["value"]) if found else None, quantity(row.target)
    if found is None or printed is None or target is None or printed.dimension != target.dimension:
        return ""
    return "" if printed.base == target.base else found[0]


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
    if isinstance(rule, PerUnit) and any(map(counts_from_target, rule.measures())):
        less = {wants_less(each) for each in rule.measures() if counts_from_target(each)}
        return _LESS if less == {True} and rule.start == "满分" else _MORE
    if isinstance(rule, PerUnit) and rule.start != "基本分":
        sides = {count.side == "不足" for count in rule.counts}
        return () if len(sides) > 1 or rule.start == "零分" else _MORE if sides.pop() else _LESS
    if isinstance(rule, Ladder):
        best = max(rule.tiers, key=lambda tier: (tier.points or 0, tier.share or 0)).when
        return _MORE if best.high is None else _LESS if best.low is None or best.high == 0 else ()
    return ()
