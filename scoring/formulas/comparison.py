"""A row's target and actual value in one unit, by formulas; beside ``rules.comparison``."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.formulas.exact import Exact
from scoring.formulas.expr import (
    EMPTY,
    Expr,
    call,
    every,
    negated,
    own,
    some,
    when,
)
from scoring.formulas.names import last_level, mentions
from scoring.formulas.texts import (
    BLANK,
    DAY_OR_NUMBER,
    NUMBER,
    RATIO,
    Typed,
    like_a_day,
    typed,
)
from scoring.formulas.workings import Workings
from scoring.rules.comparison import SATISFACTION, TEN
from scoring.rules.one_unit import (
    LARGEST_BARE_RATIO,
    LEAST_PERCENTAGE,
    NEAR_ENOUGH,
    NEARLY_ALL,
    TOO_LARGE_A_RATIO,
)
from scoring.values.units import MONTH

MIXED = "单位不同、看不出或实际值不是确数，无法比较，需人工认定"

_BRACKETS = ("(", "（")
"""A unit may stand in those of a name."""
SLIP = "实际完成值像是把百分数写成了小数或十分制，需人工认定"


@dataclass(frozen=True, slots=True)
class Pair:
    """``a`` is the target, ``b`` the actual value, in one unit; ``why`` says why they cannot be
    compared, and is empty where they can."""

    target: Typed
    actual: Typed
    a: Exact
    b: Exact
    why: Expr


def pair(row: Workings) -> Pair:
    """Both, taken apart; a row without a cell for one of them can compare nothing."""
    target, actual = sides(row)
    a, b = row.whole(target.number), row.whole(actual.number)
    alike = target.dimension.equals(actual.dimension)
    bare_actual = every(actual.dimension.equals(""), target.dimension.differs(""))
    bare_target = every(target.dimension.equals(""), actual.dimension.differs(""))
    ratio = some(target.dimension.equals(RATIO), actual.dimension.equals(RATIO))
    bare = when(bare_actual, actual.number, target.number)
    as_ratio = row.column("比率裸数", every(some(bare_actual, bare_target), ratio, bare <= 2))
    # A bare number is in the other's unit: only a bare ratio is one already.
    times_a = when(bare_target, 1, target.times)
    times_b = when(bare_actual, when(as_ratio, 1, target.times),
                   when(every(bare_target, negated(as_ratio)), 1, actual.times))
    over_a = when(bare_target, 1, target.over)
    over_b = when(bare_actual, when(as_ratio, 1, target.over),
                  when(every(bare_target, negated(as_ratio)), 1, actual.over))
    months = every(target.unit.equals(MONTH), actual.unit.equals(MONTH),
                   target.number.differs(actual.number))
    bounded = row.column("两号", some(*(actual.sign.equals(one) for one in ("", "=", target.sign))))
    comparable = row.column("可比", every(bounded, some(every(alike, negated(months)), every(
        some(bare_actual, bare_target), _plain(target), _plain(actual), when(
            ratio, some(bare >= 10, every(bare <= 2, some(bare_target, _small(target, bare)))),
            every(_near(target.number, actual.number), negated(mentions(
                row, last_level(row), _BRACKETS))))))))
    doubtful = row.column("像比率", some(
        meant_percentage(target, actual), _in_tens(row, target, actual)))
    days = row.column("像日期", some(*(
        like_a_day(each.cell, each.shown, each.number) for each in (target, actual))))
    why = row.column("不可比", when(
        target.kind.differs(NUMBER), "年度指标值不能确定是数量，需人工认定", when(
            actual.kind.equals(BLANK), "实际完成值未填", when(
                actual.kind.differs(NUMBER), "实际完成值不能确定是数量，需人工认定", when(
                    negated(comparable), MIXED, when(
                        doubtful, SLIP, when(
                            days, DAY_OR_NUMBER, "")))))))
    return Pair(target, actual, _in_base(row, "目标基数", a, times_a, over_a),
                _in_base(row, "实际基数", b, times_b, over_b), why)


def _small(target: Typed, bare: Expr) -> Expr:
    """Whether a bare ratio is not so far above its target that it may be in per cent."""
    return bare * target.over <= target.number * target.times * TOO_LARGE_A_RATIO


def _near(a: Expr, b: Expr) -> Expr:
    """Whether a bare number can be counted in the unit beside it, and is not in 元 beside 万元."""
    return some((a * b).equals(0), every(a < b * NEAR_ENOUGH, b < a * NEAR_ENOUGH))


def _in_tens(row: Workings, target: Typed, actual: Typed) -> Expr:
    """As ``rules.comparison.compared``, whatever the units: there is little room."""
    return every(mentions(row, last_level(row), [SATISFACTION]), actual.number > LARGEST_BARE_RATIO,
                 actual.number <= TEN, target.number >= LEAST_PERCENTAGE)


def sides(row: Workings) -> tuple[Typed, Typed]:
    """The row's target and actual value, taken apart."""
    return side(row, "目标"), side(row, "实际")


def side(row: Workings, name: str) -> Typed:
    """One of the two, 目标 or 实际."""
    cell = f"{name}值"
    return typed(row, name, own(cell) if cell in row.place.own else EMPTY)


def _in_base(row: Workings, label: str, value: Exact, times: Expr, over: Expr) -> Exact:
    top = row.column(f"{label}_分子", value.top * times)
    return Exact(top, row.column(f"{label}_分母", over), scale=1)


def _plain(side: Typed) -> Expr:
    """Whether a bare number is that and nothing else: 50万 beside 100万元 is left to a person."""
    return some(side.dimension.differs(""), side.unit.equals(""))


def meant_percentage(target: Typed, actual: Typed) -> Expr:
    """A 0.98% beside a target of 95% seems to mean 98%, and so does a bare 0.98 beside 95."""
    shown = call("CELL", "format", actual.cell) if actual.cell != EMPTY else EMPTY
    pointed = when(call("ISNUMBER", actual.cell), shown.differs("P0"),
                   call("ISNUMBER", call("FIND", ".", actual.words)))
    ratio = target.number * target.times / target.over
    pointed = some(pointed, actual.number.equals(1))
    given = every(target.dimension.equals(RATIO), actual.dimension.equals(RATIO), pointed,
                  ratio > 0, actual.number * 2 >= ratio, actual.number <= ratio * 2)
    bare = every(target.unit.equals(""), actual.unit.equals(""),
                 target.number >= LEAST_PERCENTAGE, target.number <= 100,
                 actual.number * 200 >= target.number,
                 some(actual.number < 1, target.number >= NEARLY_ALL))
    return every(actual.number > 0, actual.number <= 1, some(given, bare))
