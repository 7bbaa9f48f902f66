"""按量加减分 as formulas; beside ``rules.scales.per_unit`` and ``rules.scales.count``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from scoring.formulas.exact import NOTHING, Exact, chosen, constant
from scoring.formulas.expr import EMPTY, NO, YES, Expr, Text, negated, some, when
from scoring.formulas.measure import inside, measured
from scoring.formulas.workings import Found, Workings, either, first_reason
from scoring.rules.scales.count import Count, Partial
from scoring.rules.scales.per_unit import PerUnit
from scoring.values.exact import Mode

_WHOLE: dict[Partial, Mode] = {"不计": "去尾", "计一步": "进一"}


@dataclass(frozen=True, slots=True)
class Counted:
    """One count of the rule, worked out: its ``steps``, parts of one included; what one is worth;
    why the steps are not known, and why the worth is not."""

    count: Count
    steps: Exact
    price: Exact
    why: Expr
    unpriced: Expr


def per_unit(rule: PerUnit, row: Workings) -> Found:
    figures = [count.measure for count in rule.counts]
    several = any(one != figures[0] for one in figures) or any(
        count.prices for count in rule.counts)
    own = replace(row, finished=False) if several else row
    made = [_counted(count, own) for count in rule.counts]
    some_step = row.keep("有步", some(*(each.steps.top > 0 for each in made)))
    why = row.keep("因", first_reason(
        *(each.why for each in made),
        when(some_step, first_reason(*(each.unpriced for each in made)), "")))
    fewer = row.kept("得分", _points(rule, made, some_step, row, "不计"))
    undecided = row.keep("零头", some(*(negated(_is_whole(each.steps, row)) for each in made
                                      if each.count.partial is None)))
    least, most = ends(rule, row)
    unknown, known = row.open(why, (least, most)), Found(fewer, low=least, high=most)
    if undecided == NO:
        return row.either(why.differs(""), unknown, known)
    more = row.kept("得分", _points(rule, made, some_step, row, "计一步"))
    part = Found(why=Text("不足一步的怎样计，条款没有说明"), low=row.sums.smaller(fewer, more),
                 high=row.sums.larger(fewer, more), known=YES)
    return row.either(why.differs(""), unknown, either(undecided, part, known))


def ends(rule: PerUnit, row: Workings) -> tuple[Exact, Exact]:
    """The least and the most that the rule can award."""
    return (constant(rule.least or 0),
            row.weight if rule.most is None else constant(rule.most))


def _counted(count: Count, row: Workings) -> Counted:
    tested: Expr = EMPTY
    untested: Expr = NO
    own = row
    if count.test is not None:
        test = measured(count.test.measure, row)
        tested, untested = test.why, row.keep("不计", inside(row, test.value, count.test.when))
        own = replace(row, finished=False)
    made = measured(count.measure, own)
    sums, start = row.sums, constant(count.beyond)
    away = (sums.difference(made.value, start) if count.side == "超过"
            else sums.difference(start, made.value))
    steps = sums.larger(away, NOTHING).times(1 / count.step)
    steps = row.kept("步数", chosen(untested, NOTHING, steps))
    why = first_reason(tested, when(untested, "", made.why))
    price, unpriced = _price(count, row)
    return Counted(count, steps, price, why, unpriced)


def _price(count: Count, row: Workings) -> tuple[Exact, Expr]:
    """What a step is worth, and why that is not known; the first price that fits is taken."""
    if not count.prices:
        return _worth(count.points, count.share, row), EMPTY
    price = NOTHING
    unpriced: Expr = Text("没有对应的扣分标准，需人工认定")
    for each in reversed(count.prices):
        made = measured(each.of, row)
        fits = row.keep("价", inside(row, made.value, each.when))
        price = chosen(fits, _worth(each.points, each.share, row), price)
        unpriced = first_reason(made.why, when(fits, "", unpriced))
    return row.kept("单价", price), row.keep("因", unpriced)


def _worth(points: Fraction | None, share: Fraction | None, row: Workings) -> Exact:
    return constant(points) if points is not None else row.share(share or Fraction(0))


def _is_whole(steps: Exact, row: Workings) -> Expr:
    return row.sums.same(row.sums.rounded(steps, 0, "去尾"), steps)


def _points(rule: PerUnit, made: list[Counted], some_step: Expr, row: Workings,
            partial: Partial) -> Exact:
    """The award; ``partial`` is how parts of a step count where the clause is silent."""
    sums = row.sums
    least, most = ends(rule, row)
    start = row.weight if rule.start == "满分" else constant(rule.base or 0)
    left = start
    for each in made:
        worth = row.kept("加减", _total(each, row, each.count.partial or partial))
        taken = (each.count.way or ("扣" if rule.start == "满分" else "加")) == "扣"
        left = sums.difference(left, worth) if taken else sums.sum(left, worth)
    untouched = sums.limited(start, least, most)
    return chosen(some_step, sums.limited(row.kept("余分", left), least, most), untouched)


def _total(each: Counted, row: Workings, partial: Partial) -> Exact:
    steps = each.steps
    if partial in _WHOLE:
        steps = row.kept("整步", row.sums.rounded(steps, 0, _WHOLE[partial]))
    worth = row.sums.product(steps, each.price)
    most = each.count.most
    return worth if most is None else row.sums.smaller(worth, constant(most))


