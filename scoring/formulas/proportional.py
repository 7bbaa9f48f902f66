"""比例计分 as formulas; beside ``rules.scales.proportional``."""

from __future__ import annotations

from fractions import Fraction

from scoring.formulas.comparison import Pair, pair
from scoring.formulas.direction import directions
from scoring.formulas.exact import NOTHING, Exact, chosen, constant
from scoring.formulas.expr import NO, YES, Expr, every, negated, some, when
from scoring.formulas.measure import measured
from scoring.formulas.workings import CannotSay, Found, Workings
from scoring.rules.direction import Direction
from scoring.rules.scales.proportional import Proportional

ONE = Fraction(1)


def proportional(rule: Proportional, row: Workings) -> Found:
    if rule.measure is not None:
        made = measured(rule.measure, row)
        goal = constant(ONE if rule.target is None else rule.target)
        met = (row.sums.at_most(made.value, goal) if rule.direction == "反向"
               else row.sums.at_most(goal, made.value))
        return row.settled(made.why, _points(rule, row, goal, made.value, met))
    if rule.target is not None:
        raise CannotSay("规则自带目标值时须写明 measure")
    both = pair(row)
    if rule.direction != "推断":
        return compared(rule, row, both, rule.direction)
    return directions(row, both, lambda one: compared(rule, row, both, one))


def compared(rule: Proportional, row: Workings, both: Pair, direction: Direction) -> Found:
    """Target against actual value in one direction."""
    a, b, sums = both.a, both.b, row.sums
    met = row.keep("达到", {"正向": sums.at_most(a, b), "反向": sums.at_most(b, a),
                          "等于": sums.same(a, b)}[direction])
    beyond = every(negated(met), sums.less(a, b)) if direction == "等于" else NO
    why = when(both.why.differs(""), both.why, when(
        beyond, "实际值超过目标值，条款未说明超出如何计分", when(
            every(negated(met), a.top < 0), "目标值为负，不能按比例计算，需人工认定", "")))
    return row.settled(why, _points(rule, row, a, b, met, direction), YES)


def _points(rule: Proportional, row: Workings, a: Exact, b: Exact, met: Expr,
            direction: str = "") -> Exact:
    direction = direction or rule.direction
    sums = row.sums
    share = row.kept("完成率", _share(rule, row, a, b, direction))
    row.shows(share)
    lost = sums.at_most(share, NOTHING)
    if rule.gate is not None:
        lost = some(lost, sums.less(share, constant(rule.gate)))
    lost = some(a.top.equals(0), lost)
    missed = chosen(lost, NOTHING, sums.product(share, row.weight))
    return chosen(met, _met(rule, row, a, b, direction), missed)


def _met(rule: Proportional, row: Workings, a: Exact, b: Exact, direction: str) -> Exact:
    full = row.weight
    if direction != "正向":
        return full
    for tier in sorted(rule.over, key=lambda tier: tier.above):
        above = row.sums.less(row.sums.product(a, constant(tier.above)), b)
        full = chosen(every(a.top > 0, above), row.share(tier.share), full)
    return full


def _share(rule: Proportional, row: Workings, a: Exact, b: Exact, direction: str) -> Exact:
    sums = row.sums
    if direction != "反向":
        return sums.quotient(sums.larger(b, NOTHING), a)
    if rule.reverse == "A/B":
        return sums.quotient(a, b)
    return sums.difference(constant(2), sums.quotient(sums.larger(b, NOTHING), a))
