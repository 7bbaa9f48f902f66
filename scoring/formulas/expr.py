"""A small expression of a spreadsheet: numbers, texts, names of cells, operators and functions.

It knows no addresses: a ``Name`` says which cell is meant, and whoever lays out the sheets says
where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import chain
from typing import Any, Literal, Self
from weakref import ref

Where = Literal["本行", "步骤", "数据"]


@dataclass(frozen=True, slots=True)
class Name:
    """A cell by what it holds. 本行: a cell of the form's own row (目标值, 实际值, 分值, 偏差原因, 一级 …);
    步骤: another column of the same row of 评分计算; 数据: a figure of the funds table or of 基础数据
    (a list is the range of its cells, or with the ``column`` 其一 its cell at the place ``line``; of
    a 表, ``column`` is 名称, 目标值, 实际值 or 档次, and ``line`` counts its rows; both from 1)."""

    where: Where
    name: str
    column: str = ""
    line: int = 0


ONE_OF = "其一"


class Expr:
    """Any expression; the operators of Python make larger ones. What is made of the same parts is
    the same object, so that expressions are compared and looked up by identity, however large."""

    __slots__ = ("__weakref__",)

    def __new__(cls, *parts: Any) -> Self:
        key = (cls, *parts)
        known = _MADE.get(key)
        made = None if known is None else known()
        if made is None:
            made = object.__new__(cls)
            kept = _MADE[key] = _Kept(made, _forget)
            kept.key = key
        return made

    @property
    def parts(self) -> tuple[Expr, ...]:
        """The expressions that it is made of."""
        return ()

    def __add__(self, other: Number) -> Expr:
        return _made("+", self, other)

    def __sub__(self, other: Number) -> Expr:
        return _made("-", self, other)

    def __mul__(self, other: Number) -> Expr:
        return _made("*", self, other)

    def __truediv__(self, other: Number) -> Expr:
        return _made("/", self, other)

    def __lt__(self, other: Number) -> Expr:
        return _op("<", self, other)

    def __le__(self, other: Number) -> Expr:
        return _op("<=", self, other)

    def __gt__(self, other: Number) -> Expr:
        return _op(">", self, other)

    def __ge__(self, other: Number) -> Expr:
        return _op(">=", self, other)

    def equals(self, other: Expr | str | int) -> Expr:
        return _compared("=", self, other)

    def differs(self, other: Expr | str | int) -> Expr:
        return _compared("<>", self, other)

    def then(self, other: Expr | str) -> Expr:
        """The two texts, one after the other."""
        return _op("&", self, other)


@dataclass(frozen=True, slots=True, eq=False)
class Num(Expr):
    value: Fraction


@dataclass(frozen=True, slots=True, eq=False)
class Text(Expr):
    value: str


@dataclass(frozen=True, slots=True, eq=False)
class Truth(Expr):
    value: bool


@dataclass(frozen=True, slots=True, eq=False)
class Ref(Expr):
    name: Name


@dataclass(frozen=True, slots=True, eq=False)
class Array(Expr):
    """A row of constants: {1,2,3}."""

    values: tuple[Fraction | str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Op(Expr):
    sign: str
    left: Expr
    right: Expr

    @property
    def parts(self) -> tuple[Expr, ...]:
        return self.left, self.right


@dataclass(frozen=True, slots=True, eq=False)
class Call(Expr):
    function: str
    arguments: tuple[Expr, ...]

    @property
    def parts(self) -> tuple[Expr, ...]:
        return self.arguments


class _Kept(ref[Any]):
    """An expression for as long as anybody has it, and what it is made of."""

    __slots__ = ("key",)
    key: tuple[Any, ...]


def _forget(gone: _Kept) -> None:
    """Nobody has it any more, so that the next of its kind is another object."""
    if _MADE.get(gone.key) is gone:
        del _MADE[gone.key]


_MADE: dict[tuple[Any, ...], _Kept] = {}


Number = Expr | Fraction | int
Literals = Number | str | bool
_again = lru_cache(maxsize=1 << 14, typed=True)
"""Rows of one form say much alike: most of what is made has been made before."""


@_again
def refs_in(expr: Expr) -> tuple[Ref, ...]:
    """Every cell that the expression reads, each once."""
    if isinstance(expr, Ref):
        return (expr,)
    read = [each for each in map(refs_in, expr.parts) if each]
    if len(read) < 2:
        return read[0] if read else ()
    return tuple(dict.fromkeys(chain.from_iterable(read)))


def names_in(expr: Expr) -> tuple[Name, ...]:
    """Every name that the expression reads, each once."""
    return tuple(ref.name for ref in refs_in(expr))


ZERO, ONE, EMPTY = Num(Fraction(0)), Num(Fraction(1)), Text("")
YES, NO = Truth(True), Truth(False)


def call(function: str, *arguments: Literals) -> Expr:
    """The function; done at once where that is plain."""
    return _called(function, *arguments)


@_again
def _called(function: str, *arguments: Literals) -> Expr:
    given = tuple([_expr(each) for each in arguments])
    if function in _FOLDED:
        values = [each.value for each in given if isinstance(each, Num)]
        if len(values) == len(given):
            return Num(_FOLDED[function](*values))
    return Call(function, given)


_FOLDED: Mapping[str, Callable[..., Fraction]] = {
    "ABS": abs, "SIGN": lambda value: Fraction((value > 0) - (value < 0)),
    "MAX": lambda *values: max(values), "MIN": lambda *values: min(values),
}


def number(value: Fraction | int) -> Num:
    return Num(Fraction(value))


@_again
def step(name: str) -> Ref:
    """Another column of the same row of 评分计算."""
    return Ref(Name("步骤", name))


@_again
def own(name: str) -> Ref:
    """A cell of the form's own row."""
    return Ref(Name("本行", name))


@_again
def figure(name: str, column: str = "", line: int = 0) -> Ref:
    """A figure of the funds table or of 基础数据."""
    return Ref(Name("数据", name, column, line))


def when(test: Expr, then: Literals, otherwise: Literals) -> Expr:
    """One branch of two, decided at once where the test is a constant or both are the same."""
    return _branched(test, then, otherwise)


@_again
def _branched(test: Expr, then: Literals, otherwise: Literals) -> Expr:
    yes, no = _expr(then), _expr(otherwise)
    if isinstance(test, Truth):
        return yes if test.value else no
    return yes if yes is no else Call("IF", (test, yes, no))


def every(*tests: Expr) -> Expr:
    """That all of them hold."""
    return _joined("AND", tests, NO, YES)


def some(*tests: Expr) -> Expr:
    """That any of them holds."""
    return _joined("OR", tests, YES, NO)


@_again
def _joined(function: str, tests: tuple[Expr, ...], decides: Truth, means_nothing: Truth) -> Expr:
    left = []
    for test in tests:
        if not isinstance(test, Truth):
            left.append(test)
        elif test is decides:
            return decides
    return Call(function, tuple(left)) if len(left) > 1 else left[0] if left else means_nothing


def negated(test: Expr) -> Expr:
    return Truth(not test.value) if isinstance(test, Truth) else call("NOT", test)


def _expr(value: Literals) -> Expr:
    return value if isinstance(value, Expr) else _literal(value)


@_again
def _literal(value: Fraction | int | str | bool) -> Expr:
    if isinstance(value, bool):
        return Truth(value)
    return Text(value) if isinstance(value, str) else number(value)


@_again
def _op(sign: str, left: Expr, other: Literals) -> Expr:
    return Op(sign, left, _expr(other))


@_again
def _compared(sign: str, left: Expr, other: Literals) -> Expr:
    """Whether two are the same or not, decided at once where both are constants."""
    right = _expr(other)
    if isinstance(left, Num | Text) and type(left) is type(right):
        return Truth((left is right) == (sign == "="))
    return Op(sign, left, right)


@_again
def _made(sign: str, left: Expr, other: Number) -> Expr:
    """The operation; without what changes nothing, and done where both are constants."""
    right = _expr(other)
    if isinstance(right, Num):
        if isinstance(left, Num) and (right.value or sign != "/"):
            return Num(_DONE[sign](left.value, right.value))
        if right.value == _NEUTRAL[sign]:
            return left
        if sign == "*" and not right.value:
            return ZERO
    elif isinstance(left, Num) and sign in "+*" and left.value in (0, 1):
        return _made(sign, right, left)
    return Op(sign, left, right)


_DONE: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": Fraction.__add__, "-": Fraction.__sub__, "*": Fraction.__mul__, "/": Fraction.__truediv__}
_NEUTRAL = {"+": 0, "-": 0, "*": 1, "/": 1}
