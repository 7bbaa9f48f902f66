"""The finished figure, where what it is made of is not given; beside ``Measure._finished``."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.formulas.comparison import side
from scoring.formulas.exact import NOTHING, Exact, chosen
from scoring.formulas.expr import EMPTY, NO, YES, Expr, call, every, some, when
from scoring.formulas.figures import given, one
from scoring.formulas.texts import DAY_OR_NUMBER, NUMBER, RATIO, Typed, like_a_day
from scoring.formulas.workings import Workings
from scoring.rules.delay import DELAYS
from scoring.rules.finished import is_own_figure
from scoring.rules.measure import Measure
from scoring.values.units import CONVERTED, dimension_and_factor


@dataclass(frozen=True, slots=True)
class Finished:
    """A figure that stands in; ``missing``: there is none; ``why``: it is unusable."""

    value: Exact
    missing: Expr
    why: Expr


def standing_in(measure: Measure, row: Workings) -> Finished:
    """The input that the measure names, or else the row's own 实际值."""
    if not measure.stand_in:
        return _own(measure, row)
    made = given(row, measure.stand_in, measure.worded_unit)
    with row.where(made.missing):
        own = _own(measure, row)
    value = chosen(made.missing, own.value, one(row, made, ""))
    return Finished(row.kept("代", value), every(made.missing, own.missing),
                    when(made.missing, own.why, made.why))


def _own(measure: Measure, row: Workings) -> Finished:
    dated = measure.formula in DELAYS
    own = dated or is_own_figure(measure.said, measure.formula, row.name)
    if not own or not row.finished or "实际值" not in row.place.own:
        return Finished(NOTHING, YES, EMPTY)
    actual, target = side(row, "实际"), side(row, "目标")
    other = every(target.kind.equals(NUMBER), YES if dated else _of_others(measure, target))
    return Finished(_value(measure, row, actual), some(actual.kind.differs(NUMBER), other),
                    _why(measure, actual))


def _of_others(measure: Measure, target: Typed) -> Expr:
    """Whether the target is a number of other things than the measure."""
    if not measure.worded_unit:
        return NO
    own = dimension_and_factor(measure.worded_unit)[0]
    return every(target.dimension.differs(""), target.dimension.differs(own))


def _value(measure: Measure, row: Workings, actual: Typed) -> Exact:
    whole = row.whole(actual.number)
    dimension, factor = dimension_and_factor(measure.worded_unit)
    if dimension == RATIO:
        hundred = every(actual.unit.equals(""), call("ABS", actual.number) > 2)
        return Exact(row.keep("整数", whole.top * when(hundred, 1, actual.times)),
                     row.keep("除", when(hundred, factor.denominator, actual.over)), scale=1)
    if dimension not in CONVERTED:
        return Exact(row.keep("整数", whole.top * actual.times),
                     row.keep("除", actual.over), scale=1)
    typed = Exact(row.keep("整数", whole.top * actual.times), row.keep("除", actual.over), scale=1)
    return chosen(actual.unit.equals(""), whole, typed.times(1 / factor))


def _why(measure: Measure, actual: Typed) -> Expr:
    dimension = dimension_and_factor(measure.worded_unit)[0] if measure.worded_unit else ""
    plain = actual.unit.equals("")
    if dimension == RATIO:
        size = call("ABS", actual.number)
        clear = some(actual.dimension.equals(RATIO), every(plain, some(size <= 2, size >= 10)))
    else:
        clear = some(plain, every(actual.dimension.equals(dimension), actual.dimension.differs("")))
    unclear = f"{measure.said}的实际值是什么单位看不出，需人工认定"
    return when(like_a_day(actual.cell), DAY_OR_NUMBER, when(clear, "", unclear))

