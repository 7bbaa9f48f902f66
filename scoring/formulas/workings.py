"""A row of 评分计算 in the making: its columns, the figures it reads, and what came out of a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import NamedTuple

from scoring.formulas.columns import Place
from scoring.formulas.exact import NOTHING, SCALE, Arithmetic, Exact, chosen, constant
from scoring.formulas.expr import (
    EMPTY,
    NO,
    YES,
    Expr,
    Num,
    Ref,
    Text,
    Truth,
    call,
    every,
    negated,
    step,
    when,
)
from scoring.values.interval import Interval

MOST_DECIMALS = 6
_SCALES = (0, 2, 4, MOST_DECIMALS)


class CannotSay(Exception):
    """The rule has no formula; the message says in Chinese why."""


class Found(NamedTuple):
    """What came out of a rule. ``why`` is empty where ``points`` follow from the figures, and else
    says why a person decides between ``low`` and ``high``; an end that does not belong to the range
    is ``low_open`` or ``high_open``. ``excuse``: the rule does not apply (满分, 剔除, 不计).
    ``known``: the clause itself sets the range, as in ``case.Open``; ``stands``: no input is
    missing, so that what a person gives counts in the total."""

    points: Exact = NOTHING
    why: Expr = EMPTY
    low: Exact = NOTHING
    high: Exact = NOTHING
    low_open: Expr = NO
    high_open: Expr = NO
    excuse: Expr = EMPTY
    known: Expr = NO
    stands: Expr = NO

    @property
    def follows(self) -> Expr:
        return self.why.equals("")

    @property
    def ends(self) -> tuple[Exact, Exact]:
        """The least and the most: the points themselves where they follow."""
        return (chosen(self.follows, self.points, self.low),
                chosen(self.follows, self.points, self.high))


def either(test: Expr, one: Found, other: Found) -> Found:
    """What came out where a test holds, and what where it does not."""
    return Found(chosen(test, one.points, other.points), when(test, one.why, other.why),
                 chosen(test, one.low, other.low), chosen(test, one.high, other.high),
                 when(test, one.low_open, other.low_open),
                 when(test, one.high_open, other.high_open), when(test, one.excuse, other.excuse),
                 when(test, one.known, other.known), when(test, one.stands, other.stands))


def first_reason(*whys: Expr) -> Expr:
    """The first that says anything; empty where none does."""
    found: Expr = EMPTY
    for why in reversed(whys):
        found = when(why.differs(""), why, found)
    return found


@dataclass(slots=True)
class Workings:
    """Columns are added from left to right; ``weight`` is that of the rule at hand, in 分, and
    ``name`` begins its automatic inputs; ``finished``: 实际值 may be the finished figure."""

    place: Place
    weight: Exact
    name: str
    columns: dict[str, Expr] = field(default_factory=dict)
    sums: Arithmetic = field(default_factory=Arithmetic)
    decimals: list[Callable[[int], Expr]] = field(default_factory=list)
    finished: bool = True
    known: dict[Expr, str] = field(default_factory=dict)

    def within(self, weight: Exact, name: str) -> Workings:
        """The same row, for a part of its rule."""
        return replace(self, weight=weight, name=name, finished=False)

    def column(self, name: str, expr: Expr) -> Expr:
        """A column with a name of its own, made once."""
        self.columns.setdefault(name, expr)
        return step(name)

    def keep(self, label: str, expr: Expr) -> Expr:
        """The expression in a column of its own, unless it is as short as its name would be."""
        if isinstance(expr, Num | Text | Ref | Truth):
            return expr
        if expr not in self.known:
            name, place = label, 1
            while name in self.columns:
                place += 1
                name = f"{label}{place}"
            self.columns[name], self.known[expr] = expr, name
        return step(self.known[expr])

    def kept(self, label: str, value: Exact) -> Exact:
        """The fraction in two columns of its own."""
        return Exact(self.keep(f"{label}_分子", value.top),
                     self.keep(f"{label}_分母", value.bottom), value.factor, value.scale)

    def kept_found(self, found: Found) -> Found:
        return Found(self.kept("得分", found.points), self.keep("因", found.why),
                     self.kept("低", found.low), self.kept("高", found.high),
                     self.keep("低不含", found.low_open), self.keep("高不含", found.high_open),
                     self.keep("不适用", found.excuse), self.keep("有界", found.known),
                     self.keep("无缺", found.stands))

    def either(self, test: Expr, one: Found, other: Found) -> Found:
        """The same as ``either``, in columns."""
        return self.kept_found(either(test, one, other))

    def settled(self, why: Expr, points: Exact, stands: Expr = NO) -> Found:
        """Points that follow unless ``why`` says why not: then all of the weight is open."""
        return Found(points=self.kept("得分", points), why=self.keep("因", why), high=self.weight,
                     stands=stands)

    def open(self, why: Expr, ends: tuple[Exact, Exact] | None = None, stands: Expr = NO) -> Found:
        """Nothing is known but that the score lies between nothing and the weight, or between the
        ``ends`` of its rule."""
        low, high = ends or (NOTHING, self.weight)
        return Found(why=why, low=low, high=high, stands=stands)

    def between(self, why: Expr, span: Interval) -> Found:
        """A person decides within so many 分, as far as the weight goes; beside
        ``Interval.within``."""
        low, high = (constant(end or 0) for end in (span.low, span.high))
        high = self.weight if span.high is None else high
        return self.limited(Found(why=why, low=low, high=high, low_open=Truth(not span.low_closed),
                                  high_open=Truth(not span.high_closed), known=YES))

    def limited(self, found: Found) -> Found:
        """The range kept between nothing and the weight: an end that is reached belongs to it."""
        sums, weight = self.sums, self.weight
        low_open = every(found.low_open, sums.at_most(NOTHING, found.low),
                         sums.less(found.low, weight))
        high_open = every(found.high_open, sums.less(NOTHING, found.high),
                          sums.at_most(found.high, weight))
        return found._replace(low=sums.smaller(sums.larger(found.low, NOTHING), weight),
                       high=sums.larger(sums.smaller(found.high, weight), NOTHING),
                       low_open=low_open, high_open=high_open)

    def share(self, part: Fraction) -> Exact:
        """A share of the weight, nothing at least."""
        return self.weight.times(part) if part > 0 else NOTHING

    def points(self, points: Fraction) -> Exact:
        """So many 分, no more than the weight."""
        return self.sums.smaller(constant(points), self.weight) if points > 0 else NOTHING

    def shows(self, figure: Exact) -> None:
        """What 比率或数量 shows: the first figure that the rule reckons with."""
        self.columns.setdefault("比率或数量", figure.quotient)

    def whole(self, cell: Expr) -> Exact:
        """A number in a column as a fraction over 倍数."""
        self.decimals.append(lambda places: cell.equals(call("ROUND", cell, places)))
        return Exact(self.keep("整数", call("ROUND", cell * SCALE, 0)), scale=1)

    @contextmanager
    def where(self, used: Expr) -> Iterator[None]:
        """What is reckoned within asks 倍数 for its decimals only where it is used."""
        first = len(self.decimals)
        yield
        self.decimals[first:] = [_only(used, test) for test in self.decimals[first:]]

    def scale(self) -> tuple[Expr, Expr]:
        """倍数, and whether there are more decimals than it can take."""
        tests = [every(*dict.fromkeys(test(places) for test in self.decimals))
                 for places in _SCALES]
        scale: Expr = Num(Fraction(10**MOST_DECIMALS))
        for places, test in reversed(list(zip(_SCALES[:-1], tests[:-1], strict=True))):
            scale = when(test, 10**places, scale)
        return scale, negated(tests[-1])


def _only(used: Expr, test: Callable[[int], Expr]) -> Callable[[int], Expr]:
    return lambda places: when(used, test(places), True)
