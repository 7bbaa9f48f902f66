"""组合 as formulas; beside ``rules.scales.parts`` and ``rules.scales.adding``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from scoring.formulas.columns import DROPPED
from scoring.formulas.exact import NOTHING, Exact, chosen
from scoring.formulas.expr import EMPTY, NO, YES, Expr, Text, every, negated, some, when
from scoring.formulas.workings import CannotSay, Found, Workings, either
from scoring.rules.conditions import Conditions
from scoring.rules.scales.base import Scale
from scoring.rules.scales.checklist import POINT
from scoring.rules.scales.each import Each
from scoring.rules.scales.parts import Part, Parts, part_name

Outcome = Callable[[Scale, Conditions | None, Workings], Found]


@dataclass(frozen=True, slots=True)
class Scored:
    """One part with its weight and what came out of it."""

    name: str
    weight: Exact
    found: Found
    dropped: Expr


def parts(rule: Parts, row: Workings, outcome: Outcome) -> Found:
    if rule.each is not None:
        return _each(rule.each, row, outcome)
    scored = []
    for place, part in enumerate(rule.parts, 1):
        weight = _weight(rule, part, row)
        name = part_name(part, place)
        found = outcome(part.rule, part.conditions, row.within(weight, f"{row.name}_{name}"))
        scored.append(_scored(row, part.name or name, weight, found))
    return added(scored, row)


def _each(rule: Each, row: Workings, outcome: Outcome) -> Found:
    if rule.rows:
        raise CannotSay(f"“{rule.rows}”各项完成率的分母不同，相加后超出电子表格的15位数字，不能保证"
                        "算得准：不写公式，由程序核算，或由人按条款给分")
    weight = row.share(Fraction(1, len(rule.items)))
    scored = []
    for place in range(1, len(rule.items) + 1):
        name = f"{POINT}{place}"
        found = outcome(rule.rule, None, row.within(weight, f"{row.name}_{name}"))
        scored.append(_scored(row, name, weight, found))
    return added(scored, row)


def _weight(rule: Parts, part: Part, row: Workings) -> Exact:
    if part.points is not None:
        return row.kept("分值", row.points(part.points))
    return row.share(Fraction(1, len(rule.parts)) if part.share is None else part.share)


def _scored(row: Workings, name: str, weight: Exact, found: Found) -> Scored:
    return Scored(name, weight, row.kept_found(found), found.excuse.equals(DROPPED))


def added(scored: Sequence[Scored], row: Workings) -> Found:
    """The sum. Ranges add up where a part is open; dropped weight goes to the other parts."""
    sums = row.sums
    opened = row.keep("未定", some(*(negated(each.found.follows) for each in scored)))
    points = low = high = left = NOTHING
    for each in scored:
        least, most = (row.kept("端", end) for end in each.found.ends)
        points = sums.sum(points, each.found.points)
        low, high = sums.sum(low, least), sums.sum(high, most)
        left = sums.sum(left, chosen(each.dropped, NOTHING, each.weight))
    points = row.kept("得分", sums.limited(points, NOTHING, row.weight))
    found = Found(low=low, high=high,
                  low_open=some(*(each.found.low_open for each in scored)),
                  high_open=some(*(each.found.high_open for each in scored)),
                  known=every(*(some(each.found.follows, each.found.known) for each in scored)),
                  stands=every(*(some(each.found.follows, each.found.known, each.found.stands)
                                 for each in scored)))
    dropped = row.keep("有剔除", some(*(each.dropped for each in scored)))
    if dropped != NO:
        points, found = _shared_out(points, found, left, dropped, row)
    why = all_reasons(row, [when(each.found.follows, "", Text(f"{each.name}：").then(
        each.found.why)) for each in scored])
    whole = row.limited(found)._replace(why=why)
    none = every(*(each.dropped for each in scored))
    return row.either(none, row.open(Text("各部分都不适用，需人工认定"), stands=YES),
                      either(opened, whole, Found(points)))


def all_reasons(row: Workings, whys: Sequence[Expr]) -> Expr:
    """Every reason, one after the other."""
    said: Expr = EMPTY
    for why in map(partial(row.keep, "因"), whys):
        both = said.then("；").then(why)
        said = row.keep("因", when(said.equals(""), why, when(why.equals(""), said, both)))
    return said


def _shared_out(points: Exact, found: Found, left: Exact, dropped: Expr,
                row: Workings) -> tuple[Exact, Found]:
    """What is earned and what may be, raised to the whole weight."""
    left = row.kept("余分值", left)
    apart = every(dropped, left.top > 0)

    def raised(value: Exact) -> Exact:
        product = row.sums.product(row.kept("低", value), row.weight)
        return chosen(apart, row.sums.quotient(product, left, positive=True), value)

    return raised(points), found._replace(low=raised(found.low), high=raised(found.high))


