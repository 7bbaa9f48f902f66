"""What the notes under a form say of its rows: a rule for those that a sentence speaks of, or a
person's judgement where it was not understood of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from scoring.clauses.note_rules import Aim, aim_of, only_of_misses, rules_told, without_subject
from scoring.clauses.note_scope import EXECUTION, covers, names_kinds
from scoring.clauses.notes import Told
from scoring.clauses.understood import indicator_of, understood
from scoring.filing import Entry, Row
from scoring.rules.clause import PrintedClause
from scoring.rules.door import remade
from scoring.rules.indicator import Default, Indicator, plain_name
from scoring.rules.measure import TARGET
from scoring.rules.rule import Rule
from scoring.rules.ruleset import EXECUTION_RATE, Execution
from scoring.rules.scales.as_printed import AsPrinted
from scoring.rules.scales.judged import Judged
from scoring.rules.scales.ladder import Ladder, Tier
from scoring.rules.scales.per_unit import PerUnit
from scoring.rules.scales.proportional import Proportional
from scoring.values.interval import Interval

_WHY = "表下的注另有规定，程序没有读懂：“{said}”（{cells}），由人认定"
_RATE = re.compile(r"[“\"]?(?:项目)?(?:预算|资金|预算资金|经费)?执行(?:率|情况(?!下))[”\"]?(?:指标)?")
_LOW = re.compile(
    rf"{EXECUTION_RATE}(?:低于|小于|不足|未达到?|<)(?P<gate>\d{{1,3}}(?:\.\d{{1,2}})?)%的?,?"
    r"(?:该|本|此)?(?:项)?(?:指标)?(?:不(?:予)?得分|[得计记]0分)")
_COMPLETED = "完成率"
JOINT = "；"
"""Between the sentences that a row is scored by."""
_SHORTEST_NAME = 4
"""Characters; a shorter one may stand in any sentence."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A sentence under the form, with the cell of its note."""

    told: Told
    cell: str


def execution_told(execution: Execution, noted: Sequence[Noted],
                   weight: Fraction | None) -> Execution:
    """The execution rate by what is said of it."""
    found = [each for each in noted if EXECUTION in each.told.scope]
    if not found:
        return execution
    said = _RATE.sub(EXECUTION_RATE, ";".join(each.told.said for each in found))
    rule, doubts = _of_rate(said, execution.rule, weight or execution.weight)
    return remade(execution, rule=rule or _judged(found), conditions=None, examples=(),
                  clause=_clause(found, doubts, understood=rule is not None))


def _of_rate(said: str, usual: Rule, weight: Fraction | None) -> tuple[Rule | None, str]:
    if not isinstance(usual, Proportional):
        return None, ""
    if low := _LOW.fullmatch(said):
        return remade(usual, gate=Fraction(low["gate"]) / 100), ""
    found = understood(said, weight, EXECUTION_RATE, "")
    rules = [_with_rate(rule, usual) for rule in found.rules]
    known = [rule for rule in rules if rule is not None]
    if not known or len(known) < len(rules) or found.conditions is not None:
        return None, ""
    known = [way for rule in known for way in (rule, *_without_target(rule))]
    return (known[0] if len(known) == 1 else AsPrinted(readings=tuple(known))), found.doubts


def _without_target(rule: Rule) -> Iterator[Rule]:
    """95%以上得满分，低于95%的按比例得分: the proportion may be that to 95%, or the rate itself."""
    if isinstance(rule, Proportional) and rule.target is not None and rule.direction == "正向":
        yield Ladder(measure=rule.measure, tiers=(
            Tier(when=Interval(rule.target, None, True, False), share=Fraction(1)),
            Tier(when=Interval(None, rule.target, False, False), proportional=True)))


def _with_rate(rule: Rule, usual: Proportional) -> Rule | None:
    """The rule with the form's own rate for its only figure."""
    if {measure.formula for measure in rule.measures()} != {EXECUTION_RATE} or any(rule.inner()):
        return None
    if isinstance(rule, Ladder | Proportional):
        return remade(rule, measure=usual.measure)
    if isinstance(rule, PerUnit):
        return remade(rule, counts=tuple(remade(count, measure=usual.measure)
                                         for count in rule.counts))
    return None


def rows_told(rows: Sequence[tuple[Row, Fraction | None, Default | None]], noted: Sequence[Noted]
              ) -> Iterator[tuple[Row, Indicator]]:
    """Each row that is spoken of, by what is said of it: beside it its weight and what it is
    scored by otherwise."""
    names = [plain_name(row.name) for row, *_ in rows]
    long = [name for name in names if len(name) >= _SHORTEST_NAME]
    named = {each: [name for name in long if name in each.told.said]
             for each in noted if not names_kinds(each.told.said)}
    for (row, weight, usual), name in zip(rows, names, strict=True):
        found = [each for each in noted if (
            name in named[each] if named.get(each) else covers(each.told.scope, row))]
        if found and weight is not None and weight > 0:
            yield row, _indicator(row, name, weight, usual, found)


def _indicator(row: Row, name: str, weight: Fraction, usual: Default | None,
               found: Sequence[Noted]) -> Indicator:
    said = ";".join(each.told.said for each in found)
    path = tuple(plain_name(level.text) for level in row.levels if level.text.strip())
    aim = aim_of(row, usual.rule) if usual is not None else None
    if usual and aim and (rules := rules_told(said, aim)):
        return Indicator(path=path, rule=_one(rules), clause=_clause(found, usual.clause.reading))
    own = indicator_of(replace(row, standard=Entry(without_subject(said), cell=found[0].cell),
                               shared=False), weight, name, path)
    if aim is not None and (rules := _reckoned(own, aim, completed=_COMPLETED in said
                                               and _COMPLETED not in name)):
        return remade(own, rule=_one(rules), clause=_clause(found, own.clause.reading))
    rule: Rule = _judged(found)
    if aim is not None and only_of_misses(said):
        missed = remade(aim.usual, gate=Fraction(1))
        rule = AsPrinted(readings=(aim.usual, missed), why=_why(found))
    return Indicator(path=path, rule=rule, clause=_clause(found, understood=False))


def _reckoned(own: Indicator, aim: Aim, *, completed: bool) -> tuple[Rule, ...]:
    """The readings of a clause that the row's own figures give the points of; none where there is
    another. ``completed``: it speaks of the share of the target that is reached, and a row of
    percentages is no such share. Steps alone say which way they count."""
    rule = own.rule
    readings = rule.readings if isinstance(rule, AsPrinted) else (rule,)
    meant = [each for each in readings if not completed or all(
        TARGET in measure.formula for measure in each.measures())]
    known = tuple(each for each in meant if isinstance(each, Ladder | Proportional | PerUnit)
                  and not any(measure.inputs for measure in each.measures()))
    signed = not aim.less or (aim.target.comparator in ("≤", "<") and all(
        isinstance(each, PerUnit) for each in known))
    return known if signed and own.conditions is None and len(known) == len(meant) else ()


def _one(rules: tuple[Rule, ...]) -> Rule:
    return rules[0] if len(rules) == 1 else AsPrinted(readings=rules)


def _judged(found: Iterable[Noted]) -> Judged:
    return Judged(why=_why(found))


def _why(found: Iterable[Noted]) -> str:
    found = tuple(found)
    return _WHY.format(said=_said(found),
                       cells="、".join(dict.fromkeys(each.cell for each in found)))


def _said(found: Iterable[Noted]) -> str:
    return JOINT.join(each.told.text for each in found)


def _clause(found: Sequence[Noted], reading: str = "", *, understood: bool = True) -> PrintedClause:
    return PrintedClause(text=_said(found), place=found[0].cell, reading=reading,
                         understood=understood)
