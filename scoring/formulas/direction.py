"""Which way a row counts that a clerk writes, worked out in the workbook."""

from __future__ import annotations

import re
from collections.abc import Callable

from scoring.formulas.comparison import Pair
from scoring.formulas.exact import Exact, chosen
from scoring.formulas.expr import YES, Expr, Text, Truth, call, every, negated, some, when
from scoring.formulas.lists import one_of
from scoring.formulas.names import ends, last_level, levels, mentions
from scoring.formulas.texts import RATIO
from scoring.formulas.workings import Found, Workings
from scoring.rules.direction import (
    BAD,
    COST,
    COUNTS,
    DENIED,
    DONE_ABOUT_IT,
    HASTENED,
    IN_TIME,
    IN_TIME_LEVELS,
    INVESTED,
    KEPT,
    LEAST_GOAL,
    LONGER,
    RANKED,
    SAVED,
    SHORT_TIMES,
    SHORTER,
    STANDARD,
    TIME_ENDS,
    TIME_WORDS,
    USED,
    WELCOME,
    Direction,
    nothing_but_bad,
)
from scoring.values.units import TIMES

FORWARD, BACKWARD, EXACTLY, EITHER = "正向", "反向", "等于", "两可"
UNCLEAR = "没有写≥或≤，看不出越多越好还是越少越好，需人工认定"
"""A text of its own, in place of the reason that the core words for each case."""


def directions(row: Workings, both: Pair, scored: Callable[[Direction], Found]) -> Found:
    """The outcome in the direction that the sign or the row's names say; where they leave it open,
    the score that both directions give, or what lies between the two."""
    way = row.column("方向", _direction(row, both))
    forward, backward, exactly = scored("正向"), scored("反向"), scored("等于")
    both_ways = _between(row, forward, backward)
    return row.either(way.equals(FORWARD), forward, row.either(
        way.equals(BACKWARD), backward, row.either(way.equals(EXACTLY), exactly, both_ways)))


def _direction(row: Workings, both: Pair) -> Expr:
    target = both.target
    sign = target.sign
    return when(some(sign.equals("≥"), sign.equals(">")), FORWARD, when(
        some(sign.equals("≤"), sign.equals("<")), BACKWARD, when(
            sign.equals("="), EXACTLY, _of_time(row, both, when(
                _has(row, RANKED), EITHER, _of_bad_things(row, both, _of_cost(row, both, when(
                    some(_is_low_rate(row, both), target.number.equals(0)),
                    EITHER, FORWARD))))))))


def _of_time(row: Workings, both: Pair, otherwise: Expr) -> Expr:
    bare, dimension = both.target.unit.equals(""), both.target.dimension
    in_time = row.keep("名时", every(bare, some(
        mentions(row, last_level(row), IN_TIME), ends(row, last_level(row), TIME_ENDS))))
    timed = row.keep("计时", some(in_time, one_of(TIMES, dimension)))
    worded = some(in_time, _has(row, TIME_WORDS), one_of(SHORT_TIMES, dimension), *(
        mentions(row, level, IN_TIME_LEVELS) for level in levels(row)[:-1]))
    return when(every(timed, _has(row, HASTENED)), EITHER, when(
        every(timed, _has(row, LONGER)), FORWARD, when(
            every(timed, _has(row, SHORTER)), BACKWARD, when(
                some(every(timed, worded), every(bare, _has(row, SHORTER))), EITHER, otherwise))))


def _of_bad_things(row: Workings, both: Pair, otherwise: Expr) -> Expr:
    bad = row.keep("不利", every(_has(row, BAD), negated(_has(row, DONE_ABOUT_IT))))
    way = when(every(_nothing_but_bad(row), one_of(COUNTS, both.target.unit)), BACKWARD, EITHER)
    return when(_has(row, KEPT), EITHER, when(bad, way, otherwise))


def _nothing_but_bad(row: Workings) -> Expr:
    """Of a name that a clerk writes there is no room to say it: that is left to a person."""
    name = last_level(row)
    return Truth(isinstance(name, Text) and nothing_but_bad(name.value))


def _of_cost(row: Workings, both: Pair, otherwise: Expr) -> Expr:
    dimension = both.target.dimension
    level = row.keep("成本级", some(*(mentions(row, one, ["成本"]) for one in levels(row))))
    money, cost = call("LEFT", dimension, 1).equals("元"), _has(row, COST)
    spent = every(cost, some(money, both.target.unit.equals("")))
    either = some(every(level, some(money, cost, dimension.differs(RATIO))), spent,
                  _has(row, USED))
    backward = every(level, money, negated(_has(row, STANDARD)), negated(_has(row, INVESTED)))
    return when(_has(row, SAVED), otherwise, when(
        backward, BACKWARD, when(either, EITHER, otherwise)))


def _is_low_rate(row: Workings, both: Pair) -> Expr:
    """Whether it is a rate that may as well be one to be kept down."""
    target, name = both.target, last_level(row)
    welcome = every(ends(row, name, [f"{each}率" for each in WELCOME]),
                    negated(mentions(row, name, DENIED)))
    low = target.number * target.times < target.over * LEAST_GOAL
    return every(target.dimension.equals(RATIO), low, ends(row, name, ["率"]), negated(welcome))


def _has(row: Workings, words: re.Pattern[str]) -> Expr:
    return mentions(row, last_level(row), words.pattern.split("|"))


def _between(row: Workings, one: Found, other: Found) -> Found:
    sums = row.sums
    alike = some(every(one.why.equals(""), other.why.equals(""),
                       sums.same(one.points, other.points)),
                 every(one.why.differs(""), other.why.differs("")))
    low = sums.smaller(_lowest(one), _lowest(other))
    high = sums.larger(_highest(one), _highest(other))
    return Found(points=one.points, why=when(alike, one.why, UNCLEAR), low=low, high=high,
                 stands=YES)


def _lowest(found: Found) -> Exact:
    return chosen(found.why.equals(""), found.points, found.low)


def _highest(found: Found) -> Exact:
    return chosen(found.why.equals(""), found.points, found.high)

