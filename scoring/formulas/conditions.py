"""条件 as formulas; beside ``rules.conditions``."""

from __future__ import annotations

from scoring.formulas.answers import answer
from scoring.formulas.exact import NOTHING, Exact, constant
from scoring.formulas.expr import EMPTY, NO, Expr, Text, every, own, some, when
from scoring.formulas.expr import figure as cell_of
from scoring.formulas.lists import any_of
from scoring.formulas.per_unit import ends
from scoring.formulas.texts import is_number
from scoring.formulas.workings import Found, Workings, either, first_reason
from scoring.rules.conditions import Adjust, Conditions, Trigger
from scoring.rules.scales.base import Scale
from scoring.rules.scales.per_unit import PerUnit
from scoring.values.exact import show

Ends = tuple[Exact, Exact]


def conditioned(conditions: Conditions, row: Workings, found: Found, rule: Scale) -> Found:
    """The rule's outcome under its conditions."""
    limits = _ends(rule, row)
    for adjust in conditions.adjust:
        found = _adjusted(adjust, row, row.kept_found(found), limits)
    if conditions.round is not None:
        points = row.sums.rounded(row.kept("得分", found.points), conditions.round.places,
                                  conditions.round.mode)
        found = found._replace(points=points)
    for veto in reversed(conditions.veto):
        found = _overridden(veto, row, found, Found(), limits)
    if (apart := conditions.not_applicable) is not None:
        full = row.weight if apart.then == "满分" else NOTHING
        found = _overridden(apart, row, found, Found(full, excuse=Text(apart.then)), limits)
    return row.kept_found(found)


def _ends(rule: Scale, row: Workings) -> Ends:
    """The least and the most that can come out, whatever the conditions say."""
    if not isinstance(rule, PerUnit):
        return NOTHING, row.weight
    low, high = ends(rule, row)
    return row.sums.smaller(low, NOTHING), row.sums.larger(high, row.weight)


def _overridden(trigger: Trigger, row: Workings, found: Found, instead: Found, limits: Ends
                ) -> Found:
    holds, wrong = holding(trigger, row)
    return row.either(wrong.differs(""), row.open(wrong, limits), either(holds, instead, found))


def holding(trigger: Trigger, row: Workings) -> tuple[Expr, Expr]:
    """Whether it holds, and why that is not clear."""
    spoken = row.keep("字样", _spoken(trigger, row))
    if not trigger.input:
        return spoken, EMPTY
    said = answer(row, trigger.input)
    return some(said.yes, every(said.blank, spoken)), said.why


def _spoken(trigger: Trigger, row: Workings) -> Expr:
    """Whether the row's 实际值 or 偏差原因 contains one of the words."""
    if not trigger.words:
        return NO
    return some(*(any_of(trigger.words, own(name)) for name in ("实际值", "偏差原因")
                  if name in row.place.own))


def _adjusted(adjust: Adjust, row: Workings, found: Found, limits: Ends) -> Found:
    sums = row.sums
    if adjust.input not in row.place.figures:
        return _widened(adjust, row, found, constant(adjust.low), constant(adjust.high))
    cell = cell_of(adjust.input)
    number = row.keep("加减数", when(is_number(row, cell), cell, 0))
    amount = row.whole(number)
    lawful = every(is_number(row, cell), sums.at_most(constant(adjust.low), amount),
                   sums.at_most(amount, constant(adjust.high)))
    beyond = Text(f"{adjust.input}不在{show(adjust.low)}与{show(adjust.high)}之间")
    exactly = found._replace(points=sums.limited(sums.sum(found.points, amount), NOTHING,
                                                 row.weight))
    opened = _widened(adjust, row, found, amount, amount)
    given = either(found.follows, exactly, opened)
    untyped = _widened(adjust, row, found, constant(adjust.low), constant(adjust.high))
    return row.either(cell.equals(""), untyped, either(lawful, given, row.open(beyond, limits)))


def _widened(adjust: Adjust, row: Workings, found: Found, low: Exact, high: Exact) -> Found:
    """Open between what the adjustment takes and what it gives."""
    least, most = found.ends
    why = Text(f"{adjust.why or '酌情加减分'}，由评价人认定")
    wider = found._replace(why=first_reason(found.why, why), excuse=EMPTY,
                    known=some(found.follows, found.known),
                    low=row.sums.sum(least, low), high=row.sums.sum(most, high))
    return row.limited(wider)


