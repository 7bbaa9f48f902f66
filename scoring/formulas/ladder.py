"""分档计分 as formulas; beside ``rules.scales.ladder``."""

from __future__ import annotations

from fractions import Fraction

from scoring.formulas.comparison import pair
from scoring.formulas.exact import NOTHING, Exact, chosen, constant
from scoring.formulas.expr import YES, ZERO, Expr, Text, Truth, every, negated, some, when
from scoring.formulas.measure import Made, inside, measured
from scoring.formulas.workings import Found, Workings, either
from scoring.rules.scales.ladder import Ladder, Tier


def ladder(rule: Ladder, row: Workings) -> Found:
    """The first tier that holds the figure; a column says which one it is."""
    made = _completion(row) if rule.measure is None else measured(rule.measure, row)
    row.shows(made.value)
    name = "完成率" if rule.measure is None else rule.measure.said
    tiers = list(enumerate(rule.tiers, 1))
    held: Expr = ZERO
    for place, tier in reversed(tiers):
        held = when(inside(row, made.value, tier.when), place, held)
    held = row.keep("档", held)
    found = row.open(Text(f"{name}的数值条款没有规定怎样计分，需人工认定"), stands=YES)
    for place, tier in reversed(tiers):
        found = either(held.equals(place), _earned(tier, made.value, row, name), found)
    return row.kept_found(either(made.why.differs(""), row.open(
        made.why, stands=Truth(rule.measure is None)), found))


def _earned(tier: Tier, value: Exact, row: Workings, name: str) -> Found:
    if tier.judged is not None:
        return row.between(Text(f"{name}所在的档由评价人给分"), tier.judged)
    if tier.proportional:
        return Found(row.sums.limited(row.sums.product(value, row.weight), NOTHING, row.weight))
    if tier.points is not None:
        return Found(row.points(tier.points))
    return Found(row.share(tier.share or Fraction(0)))


def _completion(row: Workings) -> Made:
    """完成率: actual over target; an upper limit and a target of zero are met or left open."""
    both = pair(row)
    sign, sums = both.target.sign, row.sums
    limit = row.keep("上限", some(sign.equals("≤"), sign.equals("<")))
    plain = row.keep("有完成率", every(negated(limit), both.a.top > 0))
    met = when(limit, sums.at_most(both.b, both.a), sums.same(both.a, both.b))
    value = chosen(plain, sums.quotient(both.b, both.a), constant(1))
    why = when(both.why.differs(""), both.why, when(
        some(plain, met), "", "条款没有说明这种完成率怎样算，需人工认定"))
    return Made(row.kept("完成率", value), row.keep("因", why))
