"""What a formula reckons with, in common units; beside ``rules.operands``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from scoring.formulas.comparison import SLIP, meant_percentage, side
from scoring.formulas.delay import delayed
from scoring.formulas.exact import Exact, chosen
from scoring.formulas.expr import EMPTY, NO, Expr, Truth, every, negated, some, when
from scoring.formulas.figures import Given, given, one
from scoring.formulas.texts import BLANK, DAY_OR_NUMBER, NUMBER, RATIO, Typed, like_a_day
from scoring.formulas.workings import CannotSay, Workings
from scoring.rules.delay import DELAYS
from scoring.rules.expression import parse
from scoring.rules.measure import ACTUAL, TARGET, Measure
from scoring.values.units import CONVERTED, dimension_and_factor

MIXED = "各数的单位不同或没有写明，不能一起计算，需人工认定"
_CONVERTED = tuple(sorted(CONVERTED))
_MONEY_LIKE = tuple(sorted(CONVERTED - {RATIO}))
"""Dimensions whose numbers mean nothing without their unit."""


@dataclass(frozen=True, slots=True)
class Operands:
    """The figures of a formula by name: ``named`` ones and the row's ``own``. ``why`` says why they
    cannot be reckoned with, where none is missing."""

    named: dict[str, Given]
    own: dict[str, Typed]
    common: dict[str, str]
    """By dimension the unit in which all named figures are reckoned."""
    unit: str
    why: Expr

    @property
    def missing(self) -> Expr:
        return some(*(each.missing for each in self.named.values()))

    def value(self, row: Workings, name: str) -> Exact:
        if name in self.own:
            return _own_value(row, self.own[name], self.unit)
        made = self.named[name]
        return one(row, made, self.common.get(made.dimension, ""))


def operands(measure: Measure, row: Workings) -> Operands:
    names = list(dict.fromkeys(parse(measure.formula).names()))
    named = {name: delayed(row, name) if name in DELAYS else given(row, name)
             for name in names if name not in (TARGET, ACTUAL)}
    own = {name: side(row, name.removesuffix("值")) for name in names if name not in named}
    if own and any(each.dimension in _MONEY_LIKE for each in named.values()):
        raise CannotSay("公式里既有本行的值又有带单位的数据，单位要逐个看")
    found = Operands(named, own, _common(measure, named), measure.unit, EMPTY)
    only_sum = parse(measure.formula).only_sum
    whys = [*(each.why for each in named.values()), *_own_whys(own),
            *_unit_whys(row, found, only_sum=only_sum)]
    why: Expr = EMPTY
    for each in reversed(whys):
        why = when(each.differs(""), each, why)
    return Operands(named, own, found.common, measure.unit, row.keep("因", why))


def _common(measure: Measure, named: dict[str, Given]) -> dict[str, str]:
    common: dict[str, str] = {}
    for each in named.values():
        if each.dimension in _MONEY_LIKE:
            common.setdefault(each.dimension, each.unit)
    own = dimension_and_factor(measure.unit)[0] if measure.unit else ""
    return {**common, own: measure.unit} if own in common else common


def _own_whys(own: dict[str, Typed]) -> Iterator[Expr]:
    for name, each in own.items():
        yield when(each.kind.equals(BLANK), f"{name}未填", when(
            each.kind.differs(NUMBER), f"{name}不能确定是一个数，需人工认定", when(
                like_a_day(each.cell), DAY_OR_NUMBER, "")))


def _unit_whys(row: Workings, found: Operands, *, only_sum: bool) -> Iterator[Expr]:
    """A bare number beside an amount of money; and what is added up in different units."""
    dimensions = {each.dimension for each in found.named.values() if each.unit}
    money = any(each.dimension in _MONEY_LIKE for each in found.named.values())
    if only_sum and len(dimensions) > 1 and dimensions & CONVERTED:
        yield _said(MIXED)
    if money:
        for each in found.named.values():
            if not each.unit:
                yield when(_nonzero(each), MIXED, "")
    if len(found.own) > 1:
        slip = meant_percentage(found.own[TARGET], found.own[ACTUAL])
        yield when(row.keep("像比率", slip), SLIP, "")
    if found.own:
        yield when(_mixed(found, only_sum=only_sum), MIXED, "")


def _mixed(found: Operands, *, only_sum: bool) -> Expr:
    """Of the row's own values beside other figures."""
    own = list(found.own.values())
    money = some(*(_one_of(each.dimension, _MONEY_LIKE) for each in own))
    bare = some(*(every(each.unit.equals(""), each.number.differs(0)) for each in own),
                *(_nonzero(each) for each in found.named.values() if not each.unit))
    odd = some(*(every(each.dimension.equals(""), each.unit.differs("")) for each in own))
    tests = [every(money, bare), odd]
    if only_sum:
        tests += [every(a.unit.differs(""), b.unit.differs(""), a.dimension.differs(b.dimension),
                        some(*(_one_of(each.dimension, _CONVERTED) for each in (a, b))))
                  for a, b in combinations(own, 2)]
        tests += [every(a.unit.differs(""), a.dimension.differs(b.dimension), some(
            Truth(b.dimension in CONVERTED), _one_of(a.dimension, _CONVERTED)))
                  for a in own for b in found.named.values() if b.unit]
    return some(*tests)


def _nonzero(each: Given) -> Expr:
    return each.cells.differs(0) if each.count == 1 else negated(NO)


def _one_of(dimension: Expr, names: tuple[str, ...]) -> Expr:
    return some(*(dimension.equals(name) for name in names))


def _own_value(row: Workings, side: Typed, unit: str) -> Exact:
    """In base units; in the measure's own where it is of that dimension."""
    whole = row.whole(side.number)
    base = Exact(row.keep("整数", whole.top * side.times), row.keep("除", side.over), scale=1)
    dimension, factor = dimension_and_factor(unit) if unit else ("", None)
    if factor is None or dimension not in _MONEY_LIKE:
        return base
    return chosen(side.dimension.equals(dimension), base.times(1 / factor), base)


def _said(why: str) -> Expr:
    return EMPTY.then(why)

