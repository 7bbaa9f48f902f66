"""A named figure of the funds table or of 基础数据 as a fraction: one number, or a list of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from scoring.formulas.exact import SCALE, Exact
from scoring.formulas.expr import (
    EMPTY,
    NO,
    ONE,
    ONE_OF,
    YES,
    Expr,
    Num,
    Op,
    Truth,
    call,
    every,
    figure,
    negated,
    number,
    some,
    when,
)
from scoring.formulas.texts import RATIO, is_number, no_number
from scoring.formulas.workings import Workings
from scoring.values.units import dimension_and_factor

HUGE = Num(Fraction(10**9))


@dataclass(frozen=True, slots=True)
class Given:
    """A figure of the workbook. ``missing``: nothing is typed; ``why``: it is unusable, and why."""

    name: str
    unit: str
    cells: Expr
    count: int
    missing: Expr
    why: Expr
    percent: Expr
    """Whether its cells are shown as percentages."""
    value: Exact | None = None
    """Where it is worked out otherwise than from its cells."""

    @property
    def dimension(self) -> str:
        return dimension_and_factor(self.unit)[0] if self.unit else ""


def given(row: Workings, name: str, unit: str = "") -> Given:
    """A figure by its name; one that has no cell anywhere is always missing. ``unit`` is that of a
    bare number where the workbook declares none."""
    known = row.place.figures.get(name)
    if known is None:
        return Given(name, "", EMPTY, 1, YES, EMPTY, NO)
    cells = figure(name)
    percent = row.keep("百分格", call("LEFT", call("CELL", "format", cells), 1).equals("P"))
    made = Given(name, known.unit or unit, cells, known.count, NO, EMPTY, percent)
    return _list(row, made) if known.count > 1 else _single(row, made)


def _single(row: Workings, made: Given) -> Given:
    usable = row.keep("可用", _usable(is_number(row, made.cells), made))
    why = when(usable, _unclear(made, made.cells), f"{made.name}不是数字，需人工认定")
    return replace(made, missing=made.cells.equals(""), why=row.keep("因", why))


def _list(row: Workings, made: Given) -> Given:
    count, typed = call("COUNT", made.cells), call("COUNTA", made.cells)
    odd = some(*(no_number(row, figure(made.name, ONE_OF, place))
                 for place in range(1, made.count + 1)))
    usable = row.keep("可用", _usable(every(count.equals(typed), negated(odd)), made))
    why = when(usable, _unclear(made, made.cells), f"{made.name}不都是数字，需人工认定")
    return replace(made, missing=typed.equals(0), why=row.keep("因", why))


def _usable(numbers: Expr, made: Given) -> Expr:
    plain = made.unit and made.dimension != RATIO
    return every(numbers, negated(made.percent)) if plain else numbers


def _unclear(made: Given, cells: Expr) -> Expr:
    """Of a bare number that is counted in %: between 2 and 10 it may be one or the other."""
    if made.dimension != RATIO:
        return EMPTY
    size = call("ABS", cells)
    between = call("SUMPRODUCT", Op("*", size > 2, size < 10)) > 0
    return when(every(negated(made.percent), between),
                f"{made.name}是百分数还是比值看不出，请带上%", "")


def one(row: Workings, made: Given, unit: str = "") -> Exact:
    """The only number, in ``unit``."""
    if made.value is not None:
        return made.value
    cell = row.keep("数", when(call("ISNUMBER", made.cells), made.cells, 0))
    whole = row.whole(cell)
    if made.dimension == RATIO:
        factor = dimension_and_factor(made.unit)[1]
        parts = factor.denominator
        times = when(some(made.percent, call("ABS", cell) <= 2), parts, 1)
        return whole._replace(top=row.keep("整数", whole.top * times), factor=1 / Fraction(parts))
    return whole.times(converted(made.unit, unit))


def converted(unit: str, common: str) -> Fraction:
    """What a number in ``unit`` is multiplied by to be in ``common``."""
    if not common:
        return Fraction(1)
    return dimension_and_factor(unit)[1] / dimension_and_factor(common)[1]


def total(row: Workings, made: Given, unit: str, cap: Fraction | None) -> tuple[Exact, Exact]:
    """The sum of a list, each kept to ``cap``, and how many there are."""
    cells, factor = _elements(made, unit)
    if cap is not None:
        most = _most(row, cap / factor)
        cells = Op("-", cells, Op("*", cells > most, Op("-", cells, most)))
    summed = call("SUMPRODUCT", cells) if cap is not None or made.dimension == RATIO else call(
        "SUM", cells)
    return (_whole_of(row, made, summed).times(factor),
            Exact(row.keep("个数", call("COUNT", made.cells))))


def extreme(row: Workings, made: Given, unit: str, cap: Fraction | None, function: str) -> Exact:
    """The largest or the smallest of a list."""
    cells, factor = _elements(made, unit)
    if made.dimension == RATIO:
        away = HUGE if function == "MIN" else Op("-", Num(Fraction(0)), HUGE)
        cells = Op("+", cells, Op("*", made.cells.equals(""), away))
        found = call("SUMPRODUCT", call(function, cells))
    else:
        found = call(function, cells)
    if cap is not None:
        found = call("MIN", found, _most(row, cap / factor))
    return _whole_of(row, made, found).times(factor)


def _most(row: Workings, cap: Fraction) -> Num:
    """The cap of each number of a list, whose decimals 倍数 must hold like those of the cells."""
    row.decimals.append(lambda places: Truth(round(cap, places) == cap))
    return number(cap)


def _elements(made: Given, unit: str) -> tuple[Expr, Fraction]:
    """The cells as a list of numbers, and what each is worth."""
    if made.dimension != RATIO:
        return made.cells, converted(made.unit, unit)
    parts = dimension_and_factor(made.unit)[1].denominator
    small = when(made.percent, 1, 0)
    test = Op("+", call("ABS", made.cells) <= 2, small) > 0
    return (Op("*", made.cells, Op("+", ONE, Op("*", test, number(parts - 1)))),
            Fraction(1, parts))


def _whole_of(row: Workings, made: Given, value: Expr) -> Exact:
    """A figure made of a list, whole over 倍数; nothing where the list is unusable."""
    usable = call("COUNT", made.cells).equals(call("COUNTA", made.cells))
    row.decimals.append(lambda places: when(usable, call("SUMPRODUCT", Op(
        "*", made.cells.differs(call("ROUND", made.cells, places)), ONE)).equals(0), True))
    return Exact(row.keep("整数", when(usable, call("ROUND", value * SCALE, 0), 0)), scale=1)



