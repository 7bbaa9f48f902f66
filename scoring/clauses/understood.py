"""The clause that a form prints for a row as rules to score it by, or why nobody but a person can.

A clause is read once for all the forms that print it: what it says hangs on its words alone, what
it has to do with a row on the row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from scoring.clauses.drafted import stopped
from scoring.clauses.figure import plain_name
from scoring.clauses.made import conditions_of, rules_of
from scoring.clauses.read import read
from scoring.filing import Row
from scoring.filing.numbers import quantity
from scoring.rules.clause import PRINTED, PrintedClause
from scoring.rules.conditions import Conditions
from scoring.rules.door import remade
from scoring.rules.indicator import Indicator, target_kind
from scoring.rules.measure import ACTUAL, TARGET, Measure
from scoring.rules.rule import Rule
from scoring.rules.scales.as_printed import AsPrinted
from scoring.rules.scales.judged import Judged
from scoring.rules.scales.ladder import Ladder
from scoring.rules.scales.per_unit import PerUnit
from scoring.rules.scales.proportional import Proportional

_SCORES = re.compile(r"分(?![析布别类配期散工解管包支享])|比例|酌|扣")
"""What a text says that says anything of points."""
_COMPLETION = re.compile(r"完成(?:率|比例|程度|进度)")
_MORE, _LESS = ("≥", ">"), ("≤", "<")
_SHARED = "一格里的评分标准管着几行"
_NOT_READ = "本行的评分标准程序没有读懂"
CONTRARY = "评分标准的方向与年度指标值“{target}”相反"
DOUBTS = "条文的留白："


@dataclass(frozen=True, slots=True)
class Understood:
    """``rules`` are all readings, none where the clause was not read whole: ``left`` then says
    why."""

    rules: tuple[Rule, ...] = ()
    conditions: Conditions | None = None
    doubts: str = ""
    left: str = ""


def says_points(row: Row) -> bool:
    """Whether the form prints a rule for the row, and not only where its evidence lies."""
    return _SCORES.search(row.standard.text) is not None


def indicator_of(row: Row, weight: Fraction | None, name: str,
                 path: tuple[str, ...]) -> Indicator:
    """The row's own rule: what its clause says, or a person's judgement and why."""
    found = Understood(left=_SHARED) if row.shared else understood(
        row.standard.text, weight, name, row.explanation.text)
    rules = _of_row(found.rules, row, name)
    left = found.left
    if rules and _contrary(rules, row, name):
        rules, left = (), CONTRARY.format(target=row.target.text.strip())
    clause = PrintedClause(text=row.standard.text.strip(), place=row.standard.cell,
                           reading=PRINTED + (f"；{found.doubts}" if found.doubts else ""),
                           understood=bool(rules))
    if not rules:
        return Indicator(path=path, rule=Judged(why=left), clause=remade(clause, reading=""))
    return Indicator(path=path, rule=_one(rules, own=_is_own(rules, row, name)), clause=clause,
                     conditions=found.conditions)


@lru_cache(maxsize=8192)
def understood(text: str, weight: Fraction | None, name: str, explanation: str) -> Understood:
    """What the words say, whoever's row they stand in."""
    reading = read(text, weight, name, explanation)
    if not reading.read:
        return Understood(left=f"{_NOT_READ}{stopped(reading)}")
    doubts = "；".join(doubt.text for doubt in reading.doubts)
    return Understood(_signed(rules_of(reading)), conditions_of(reading),
                      DOUBTS + doubts if doubts else "")


def _signed(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Readings that differ in their direction alone are one rule that goes by the row's sign."""
    plain = [_undirected(rule) for rule in rules]
    return (plain[0],) if len(rules) > 1 and all(rule == plain[0] for rule in plain) else rules


def _undirected(rule: Rule) -> Rule:
    plain = isinstance(rule, Proportional) and rule.measure is None
    return remade(rule, direction="推断") if plain else rule


def _one(rules: tuple[Rule, ...], *, own: bool) -> Rule:
    alone = len(rules) == 1 and (own or not any(rules[0].measures()))
    return rules[0] if alone else AsPrinted(readings=rules, own=own)


def _is_own(rules: tuple[Rule, ...], row: Row, name: str) -> bool:
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


_BARE = ("完成", "达到", "实际完成", "完成数", "实际完成数", "本项指标值")
"""What a clause calls the figure of whatever row it stands in."""
_SHORT = 3
"""Characters; a name as short may be the end of any other."""


def _counted_alike(measure: Measure, row: Row) -> bool:
    actual, unit = quantity(row.actual), measure.worded_unit
    if actual is None or (unit == "%") != (actual.unit == "%"):
        return False
    return unit in ("", "%", actual.unit) or not actual.unit


def _of_row(rules: tuple[Rule, ...], row: Row, name: str) -> tuple[Rule, ...]:
    """A 完成率 that the clause speaks of is the actual value over the target where the row holds
    no percentages; where it does, it may be either."""
    if not _COMPLETION.search(row.standard.text) or _COMPLETION.search(name):
        return rules
    actual, target = quantity(row.actual), quantity(row.target)
    if actual is None or target is None or target.comparator in _LESS:
        return rules
    ratio = tuple(_completed(rule, name) for rule in rules)
    return ratio if actual.unit != "%" or ratio == rules else (*rules, *ratio)


def _completed(rule: Rule, name: str) -> Rule:
    """The rule with the row's own percentage taken as its 完成率."""
    if isinstance(rule, Ladder | Proportional) and rule.measure is not None:
        return remade(rule, measure=_ratio(rule.measure, name))
    if isinstance(rule, PerUnit):
        return remade(rule, counts=tuple(remade(count, measure=_ratio(count.measure, name))
                                         for count in rule.counts))
    return rule


def _ratio(measure: Measure, name: str) -> Measure:
    own = measure.worded_unit == "%" and _named(measure, name)
    return Measure(name="完成率", formula=f"{ACTUAL} ÷ {TARGET}") if own else measure


def _contrary(rules: tuple[Rule, ...], row: Row, name: str) -> bool:
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
