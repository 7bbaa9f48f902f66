"""A small expression of a spreadsheet: numbers, texts, names of cells, operators and functions.

It knows no addresses: a ``Name`` says which cell is meant, and whoever lays out the sheets says
where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal

Where = Literal["本行", "步骤", "数据"]


@dataclass(frozen=True, slots=True)
class Name:
    """A cell by what it holds. 本行: a cell of the form's own row (目标值, 实际值, 分值, 偏差原因, 一级 …);
    步骤: another column of the same row of 评分计算; 数据: a figure of the funds table or of 基础数据
    (a list is the range of its cells, or with the ``column`` 其一 its cell at the place ``line``;
    of a 表, ``column`` is 名称, 目标值, 实际值 or 档次, and ``line`` counts its rows; both from 1)."""

    where: Where
    name: str
    column: str = ""
    line: int = 0


ONE_OF = "其一"


class Expr:
    """Any expression; the operators of Python make larger ones."""

    __slots__ = ("_hash",)
    _hash: int

    def __post_init__(self) -> None:
        parts = [getattr(self, name) for name in type(self).__slots__]
        object.__setattr__(self, "_hash", hash((type(self).__name__, *parts)))

    def __hash__(self) -> int:
        """Of everything in it, reckoned once: columns are looked up by what they calculate."""
        return self._hash

    def __add__(self, other: Expr | Fraction | int) -> Expr:
        return _made("+", self, _expr(other))

    def __sub__(self, other: Expr | Fraction | int) -> Expr:
        return _made("-", self, _expr(other))

    def __mul__(self, other: Expr | Fraction | int) -> Expr:
        return _made("*", self, _expr(other))

    def __truediv__(self, other: Expr | Fraction | int) -> Expr:
        return _made("/", self, _expr(other))

    def __lt__(self, other: Expr | Fraction | int) -> Expr:
        return _op("<", self, _expr(other))

    def __le__(self, other: Expr | Fraction | int) -> Expr:
        return _op("<=", self, _expr(other))

    def __gt__(self, other: Expr | Fraction | int) -> Expr:
        return _op(">", self, _expr(other))

    def __ge__(self, other: Expr | Fraction | int) -> Expr:
        return _op(">=", self, _expr(other))

    def equals(self, other: Expr | str | int) -> Expr:
        return _compared("=", self, _expr(other))

    def differs(self, other: Expr | str | int) -> Expr:
        return _compared("<>", self, _expr(other))

    def then(self, other: Expr | str) -> Expr:
        """The two texts, one after the other."""
        return _op("&", self, _expr(other))


@dataclass(frozen=True, slots=True)
class Num(Expr):
    value: Fraction
    __hash__ = Expr.__hash__


@dataclass(frozen=True, slots=True)
class Text(Expr):
    value: str
    __hash__ = Expr.__hash__


@dataclass(frozen=True, slots=True)
class Truth(Expr):
    value: bool
    __hash__ = Expr.__hash__


@dataclass(frozen=True, slots=True)
class Ref(Expr):
    name: Name
    __hash__ = Expr.__hash__


@dataclass(frozen=True, slots=True)
class Array(Expr):
    """A row of constants: {1,2,3}."""

    values: tuple[Fraction | str, ...]
    __hash__ = Expr.__hash__


@dataclass(frozen=True, slots=True)
class Op(Expr):
    sign: str
    left: Expr
    right: Expr
    __hash__ = Expr.__hash__


@dataclass(frozen=True, slots=True)
class Call(Expr):
    function: str
    arguments: tuple[Expr, ...]
    __hash__ = Expr.__hash__


_op = lru_cache(maxsize=1 << 14)(Op)
_call = lru_cache(maxsize=1 << 14)(Call)
_text = lru_cache(maxsize=1 << 12)(Text)
"""Rows of one form say much alike: what is made again is the same object."""


@lru_cache(maxsize=1 << 14)
def names_in(expr: Expr) -> tuple[Name, ...]:
    """Every name that the expression reads."""
    match expr:
        case Ref(name):
            return (name,)
        case Op(_, left, right):
            return (*names_in(left), *names_in(right))
        case Call(_, arguments):
            return tuple(name for each in arguments for name in names_in(each))
    return ()


Literals = Expr | Fraction | int | str | bool
ZERO, ONE, EMPTY = Num(Fraction(0)), Num(Fraction(1)), Text("")
YES, NO = Truth(True), Truth(False)


def call(function: str, *arguments: Literals) -> Expr:
    """The function; done at once where that is plain."""
    given = tuple([each if isinstance(each, Expr) else _expr(each) for each in arguments])
    if function in _FOLDED:
        values = [each.value for each in given if isinstance(each, Num)]
        if len(values) == len(given):
            return Num(_FOLDED[function](*values))
    return _call(function, given)


_FOLDED: Mapping[str, Callable[..., Fraction]] = {
    "ABS": abs, "SIGN": lambda value: Fraction((value > 0) - (value < 0)),
    "MAX": lambda *values: max(values), "MIN": lambda *values: min(values),
}


def number(value: Fraction | int) -> Num:
    return Num(Fraction(value))


@lru_cache(maxsize=1 << 12)
def step(name: str) -> Ref:
    """Another column of the same row of 评分计算."""
    return Ref(Name("步骤", name))


@lru_cache(maxsize=1 << 8)
def own(name: str) -> Ref:
    """A cell of the form's own row."""
    return Ref(Name("本行", name))


@lru_cache(maxsize=1 << 12)
def figure(name: str, column: str = "", line: int = 0) -> Ref:
    """A figure of the funds table or of 基础数据."""
    return Ref(Name("数据", name, column, line))


def when(test: Expr, then: Literals, otherwise: Literals) -> Expr:
    """One branch of two, decided at once where the test is a constant or both are the same."""
    yes, no = _expr(then), _expr(otherwise)
    if isinstance(test, Truth):
        return yes if test.value else no
    return yes if yes == no else _call("IF", (test, yes, no))


def every(*tests: Expr) -> Expr:
    """That all of them hold."""
    return _joined("AND", tests, decides=NO, means_nothing=YES)


def some(*tests: Expr) -> Expr:
    """That any of them holds."""
    return _joined("OR", tests, decides=YES, means_nothing=NO)


def _joined(function: str, tests: tuple[Expr, ...], *, decides: Truth, means_nothing: Truth
            ) -> Expr:
    left = []
    for test in tests:
        if not isinstance(test, Truth):
            left.append(test)
        elif test.value == decides.value:
            return decides
    return _call(function, tuple(left)) if len(left) > 1 else left[0] if left else means_nothing


def negated(test: Expr) -> Expr:
    return Truth(not test.value) if isinstance(test, Truth) else call("NOT", test)


def _expr(value: Literals) -> Expr:
    if isinstance(value, Expr):
        return value
    if isinstance(value, bool):
        return Truth(value)
    return _text(value) if isinstance(value, str) else _number(value)


@lru_cache(maxsize=4096)
def _number(value: Fraction | int) -> Num:
    return Num(Fraction(value))


def _compared(sign: str, left: Expr, right: Expr) -> Expr:
    """Whether two are the same or not, decided at once where both are constants."""
    if isinstance(left, Num | Text) and type(left) is type(right):
        return Truth((left == right) == (sign == "="))
    return _op(sign, left, right)


def _made(sign: str, left: Expr, right: Expr) -> Expr:
    """The operation; without what changes nothing, and done where both are constants."""
    if isinstance(right, Num):
        if isinstance(left, Num) and (right.value or sign != "/"):
            return Num(_DONE[sign](left.value, right.value))
        if right.value == _NEUTRAL[sign]:
            return left
        if sign == "*" and not right.value:
            return ZERO
    elif isinstance(left, Num) and sign in "+*":
        return _made(sign, right, left) if left.value in (0, 1) else _op(sign, left, right)
    return _op(sign, left, right)


_DONE: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": Fraction.__add__, "-": Fraction.__sub__, "*": Fraction.__mul__, "/": Fraction.__truediv__}
_NEUTRAL = {"+": 0, "-": 0, "*": 1, "/": 1}
