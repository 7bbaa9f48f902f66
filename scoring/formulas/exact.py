"""Exact fractions in a spreadsheet's doubles: whole numbers above and below the line.

Every typed figure is made whole by the row's 倍数 (1, 100, 10000 or 1000000: what its decimals ask
for), sums and products of whole numbers below 10^14 are exact in every spreadsheet, and there is
one division, at the end. So no guard is needed: what is equal compares as equal, whether a program
compares all digits or 15, and half a cent is rounded as half a cent.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm
from typing import NamedTuple

from scoring.formulas.expr import ONE, ZERO, Expr, Num, call, number, step, when
from scoring.values.exact import Mode

LARGEST = 10**14
"""Whole numbers up to here are told apart by 15 digits."""
SCALE = step("倍数")
FUNCTIONS: dict[Mode, str] = {"四舍五入": "ROUND", "去尾": "ROUNDDOWN", "进一": "ROUNDUP"}


class Exact(NamedTuple):
    """``factor`` × ``top`` ÷ (``bottom`` × 倍数^``scale``); ``factor`` and ``bottom`` are above 0."""

    top: Expr
    bottom: Expr = ONE
    factor: Fraction = Fraction(1)
    scale: int = 0

    @property
    def above(self) -> Expr:
        return self.top * self.factor.numerator

    @property
    def below(self) -> Expr:
        return _scaled(self.bottom * self.factor.denominator, self.scale)

    @property
    def quotient(self) -> Expr:
        """The number itself, divided once."""
        return self.above / self.below

    def times(self, factor: Fraction | int) -> Exact:
        """Multiplied by a constant above zero."""
        return Exact(self.top, self.bottom, self.factor * factor, self.scale)

    def of(self, top: Expr) -> Exact:
        """So much in the same parts."""
        return Exact(top, self.bottom, self.factor, self.scale)


NOTHING = Exact(ZERO)


def constant(value: Fraction | int) -> Exact:
    exactly = Fraction(value)
    if not exactly:
        return NOTHING
    return Exact(ONE if exactly > 0 else number(-1), factor=abs(exactly))


class Arithmetic:
    """What is reckoned in one row. ``sizes`` are the whole numbers met on the way: the row's score
    is exact where none of them is beyond LARGEST."""

    def __init__(self) -> None:
        self.sizes: dict[Expr, None] = {}

    def product(self, left: Exact, right: Exact) -> Exact:
        return self._met(_lowered(Exact(left.top * right.top, left.bottom * right.bottom,
                                        left.factor * right.factor, left.scale + right.scale)))

    def quotient(self, left: Exact, right: Exact, *, positive: bool = False) -> Exact:
        """By zero it is no error, but means nothing. ``positive``: ``right`` is above zero."""
        top, size = left.top * right.bottom, right.top
        if not positive:
            top, size = top * call("SIGN", right.top), call("ABS", right.top)
        size = size if size == ONE else call("MAX", 1, size)
        return self._met(_lowered(Exact(top, left.bottom * size, left.factor / right.factor,
                                        left.scale - right.scale)))

    def sum(self, left: Exact, right: Exact) -> Exact:
        a, b = self._levelled(left, right)
        return a.of(a.top + b.top)

    def difference(self, left: Exact, right: Exact) -> Exact:
        a, b = self._levelled(left, right)
        return a.of(a.top - b.top)

    def less(self, left: Exact, right: Exact) -> Expr:
        a, b = self._levelled(left, right)
        return a.top < b.top

    def at_most(self, left: Exact, right: Exact) -> Expr:
        a, b = self._levelled(left, right)
        return a.top <= b.top

    def same(self, left: Exact, right: Exact) -> Expr:
        a, b = self._levelled(left, right)
        return a.top.equals(b.top)

    def smaller(self, left: Exact, right: Exact) -> Exact:
        a, b = self._levelled(left, right)
        return a.of(call("MIN", a.top, b.top))

    def larger(self, left: Exact, right: Exact) -> Exact:
        a, b = self._levelled(left, right)
        return a.of(call("MAX", a.top, b.top))

    def limited(self, value: Exact, low: Exact, high: Exact) -> Exact:
        """Kept within two ends; where they are crossed, ``high`` for what lies above it."""
        return chosen(self.less(high, value), high, self.larger(value, low))

    def rounded(self, value: Exact, places: int, mode: Mode = "四舍五入") -> Exact:
        raised = self._met(value.times(10**places))
        whole = call(FUNCTIONS[mode], raised.quotient, 0)
        if mode != "四舍五入":
            whole = _corrected(whole, raised, mode)
        return Exact(whole, factor=Fraction(1, 10**places))

    def _levelled(self, left: Exact, right: Exact) -> tuple[Exact, Exact]:
        """Both over the same denominator, so that they add up and compare by what stands above."""
        a, b = _over_one(left, right)
        return self._met(a), self._met(b)

    def _met(self, value: Exact) -> Exact:
        for size in (value.above, value.below):
            if not isinstance(size, Num):
                self.sizes[size] = None
        return value


def _corrected(whole: Expr, value: Exact, mode: Mode) -> Expr:
    """LibreOffice takes a quotient to twelve digits before it cuts it, so that 1.999999999999
    becomes 2: told by the whole numbers above and below the line, which are exact."""
    top, size = call("ABS", value.above), value.below
    found = call("ABS", whole)
    beyond = found * size > top if mode == "去尾" else (found - 1) * size >= top
    short = (found + 1) * size <= top if mode == "去尾" else found * size < top
    return call("SIGN", value.above) * when(beyond, found - 1, when(short, found + 1, found))


def chosen(test: Expr, then: Exact, otherwise: Exact) -> Exact:
    """One of the two; what they have in common is written once."""
    least = min(then.scale, otherwise.scale)
    then, otherwise = _alike(_sunk(then, least), _sunk(otherwise, least))
    return Exact(when(test, then.top, otherwise.top), when(test, then.bottom, otherwise.bottom),
                 then.factor, then.scale)


def _over_one(left: Exact, right: Exact) -> tuple[Exact, Exact]:
    """Both over the same denominator."""
    a, b = _alike(left, right)
    if a.bottom == b.bottom:
        return a, b
    bottom = a.bottom * b.bottom
    return (Exact(a.top * b.bottom, bottom, a.factor, a.scale),
            Exact(b.top * a.bottom, bottom, b.factor, b.scale))


def _alike(left: Exact, right: Exact) -> tuple[Exact, Exact]:
    """Both with the same factor and over the same power of 倍数."""
    if left.top == ZERO:
        return right.of(ZERO), right
    if right.top == ZERO:
        return left, left.of(ZERO)
    scale = max(left.scale, right.scale)
    if left.factor != right.factor:
        factor = Fraction(gcd(left.factor.numerator, right.factor.numerator),
                          lcm(left.factor.denominator, right.factor.denominator))
        left, right = _over(left, factor), _over(right, factor)
    return _raised(left, scale), _raised(right, scale)


def _over(value: Exact, factor: Fraction) -> Exact:
    return Exact(value.top * int(value.factor / factor), value.bottom, factor, value.scale)


def _raised(value: Exact, scale: int) -> Exact:
    if value.scale == scale:
        return value
    return Exact(_scaled(value.top, scale - value.scale), value.bottom, value.factor, scale)


def _sunk(value: Exact, scale: int) -> Exact:
    """The same over a lower power of 倍数, what is left of it in the bottom."""
    if value.top == ZERO or value.scale == scale:
        return value
    return Exact(value.top, _scaled(value.bottom, value.scale - scale), value.factor, scale)


def _lowered(value: Exact) -> Exact:
    """A quotient whose 倍数 stands above the line has it in its numerator."""
    return _raised(value, 0) if value.scale < 0 else value


def _scaled(expr: Expr, power: int) -> Expr:
    for _ in range(power):
        expr = expr if expr == ZERO else expr * SCALE
    return expr
