"""A row of 评分计算 in the making: its columns, the figures it reads, and what came out of a rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction

from scoring.formulas.columns import Place
from scoring.formulas.exact import NOTHING, SCALE, Arithmetic, Exact
from scoring.formulas.expr import (
    EMPTY,
    NO,
    Expr,
    Num,
    Ref,
    Text,
    call,
    every,
    step,
    when,
)

MOST_DECIMALS = 6
_SCALES = (0, 2, 4, MOST_DECIMALS)


class CannotSay(Exception):
    """The rule has no formula; the message says in Chinese why."""


@dataclass(frozen=True, slots=True)
class Found:
    """What came out of a rule. ``why`` is empty where ``points`` follow from the figures, and else
    says why a person decides between ``low`` and ``high``; an end that does not belong to the range
    is ``low_open`` or ``high_open``. ``excuse``: the rule does not apply (满分, 剔除, 不计)."""

    points: Exact = NOTHING
    why: Expr = EMPTY
    low: Exact = NOTHING
    high: Exact = NOTHING
    low_open: Expr = NO
    high_open: Expr = NO
    excuse: Expr = EMPTY


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
    figure: Exact | None = None
    """What 比率或数量 shows."""
    finished: bool = True

    def within(self, weight: Exact, name: str) -> Workings:
        """The same row, for a part of its rule."""
        return replace(self, weight=weight, name=name, finished=False)

    def keep(self, label: str, expr: Expr) -> Expr:
        """The expression in a column of its own, unless it is as short as its name would be."""
        if isinstance(expr, Num | Text | Ref):
            return expr
        for name, known in self.columns.items():
            if known == expr:
                return step(name)
        name = label
        place = 1
        while name in self.columns:
            place += 1
            name = f"{label}{place}"
        self.columns[name] = expr
        return step(name)

    def kept(self, label: str, value: Exact) -> Exact:
        """The fraction in two columns of its own."""
        return replace(value, top=self.keep(f"{label}_分子", value.top),
                       bottom=self.keep(f"{label}_分母", value.bottom))

    def share(self, part: Fraction) -> Exact:
        """A share of the weight, nothing at least."""
        return self.weight.times(part) if part > 0 else NOTHING

    def open(self, why: Expr) -> Found:
        """Nothing is known but that the score lies between nothing and the weight."""
        return Found(why=why, high=self.weight)

    def whole(self, cell: Expr) -> Exact:
        """A number in a column as a fraction over 倍数."""
        self.decimals.append(lambda places: cell.equals(call("ROUND", cell, places)))
        return Exact(self.keep("整数", call("ROUND", cell * SCALE, 0)), scale=1)

    def scale(self) -> tuple[Expr, Expr]:
        """倍数, and whether there are more decimals than it can take."""
        if not self.decimals:
            return Num(Fraction(1)), NO
        tests = [every(*dict.fromkeys(test(places) for test in self.decimals))
                 for places in _SCALES]
        scale: Expr = Num(Fraction(10**MOST_DECIMALS))
        for places, test in reversed(list(zip(_SCALES[:-1], tests[:-1], strict=True))):
            scale = when(test, 10**places, scale)
        return scale, call("NOT", tests[-1])
