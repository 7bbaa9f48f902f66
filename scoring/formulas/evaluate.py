"""The evaluator of our own: what a formula gives, in doubles, as a strict program compares them or
as Excel does, by 15 digits.

It is a second opinion and no spreadsheet: it knows what our formulas use, and is compared with a
real one in ``make proof``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, ROUND_UP, Decimal
from enum import Enum
from math import prod

from scoring.formulas.expr import Array, Call, Expr, Name, Num, Op, Ref, Text, Truth


class Mode(Enum):
    """How two numbers are compared and rounded."""

    STRICT = "所有位"
    FIFTEEN = "15位"


class Fault(Exception):
    """An error value: #VALUE!, #N/A …"""


FORMAT = "格式"
"""The ``column`` of a name under which evaluation asks how a cell is shown: P2 as a percentage."""
Single = float | str | bool | None | Fault
"""None is a blank cell; a Fault stands in a list whose other cells have values."""
Value = Single | tuple[Single, ...]
Cells = Callable[[Name], Value]
"""What stands in a cell, or in every cell of a list."""


def evaluated(steps: Mapping[str, Expr], cells: Cells, mode: Mode) -> Mapping[str, Value]:
    """All columns of a row; an error is a Fault."""
    found: dict[str, Value] = {}

    def known(name: Name) -> Value:
        return found[name.name] if name.where == "步骤" else cells(name)

    for name, expr in steps.items():
        try:
            found[name] = evaluate(expr, known, mode)
        except Fault as fault:
            found[name] = fault
    return found


def evaluate(expr: Expr, cells: Cells, mode: Mode) -> Value:
    """The expression's value; raises Fault where a spreadsheet shows an error.

    >>> from scoring.formulas.expr import call, own
    >>> evaluate(call("ROUND", own("实际值") / 24 * 3, 2), lambda name: 5.0, Mode.STRICT)
    0.63
    """
    match expr:
        case Num(value):
            return float(value)
        case Text(value) | Truth(value):
            return value
        case Array(values):
            return tuple(each if isinstance(each, str) else float(each) for each in values)
        case Ref(name):
            return _present(cells(name))
        case Op(sign, left, right):
            return _each(lambda a, b: _operated(sign, a, b, mode),
                         evaluate(left, cells, mode), evaluate(right, cells, mode))
        case Call(function, arguments):
            return _called(function, arguments, cells, mode)
    raise TypeError(expr)


def _called(function: str, arguments: tuple[Expr, ...], cells: Cells, mode: Mode) -> Value:
    if function == "IF":
        test = _truth(_single(evaluate(arguments[0], cells, mode)))
        return evaluate(arguments[1 if test else 2], cells, mode)
    if function == "CELL":
        assert isinstance(arguments[1], Ref)
        return cells(replace(arguments[1].name, column=FORMAT))
    if function in _ABOUT_ERRORS:
        try:
            given = evaluate(arguments[0], cells, mode)
        except Fault as fault:
            given = fault
        return _mapped(_ABOUT_ERRORS[function], given)
    given_all = [evaluate(each, cells, mode) for each in arguments]
    if function in _OF_LISTS:
        return _OF_LISTS[function](*given_all)
    if function == "CHOOSE":
        return given_all[int(_number(_single(given_all[0])))]
    if function in _ROUNDINGS:
        rounding = _ROUNDINGS[function]
        return _each(lambda *one: _rounded(*one, rounding=rounding, mode=mode), *given_all)
    return _each(_OF_SINGLES[function], *given_all)


def _each(function: Callable[..., Single], *given: Value) -> Value:
    """The function of single values, or of every element where any of them is a list."""
    length = max((len(each) for each in given if isinstance(each, tuple)), default=0)
    if not length:
        return function(*map(_single, given))
    columns = [each if isinstance(each, tuple) else (each,) * length for each in given]
    return tuple(_tried(function, *each) for each in zip(*columns, strict=True))


def _mapped(function: Callable[[Single], Single], given: Value) -> Value:
    return tuple(map(function, given)) if isinstance(given, tuple) else function(given)


def _tried(function: Callable[..., Single], *given: Single) -> Single:
    try:
        return function(*map(_single, given))
    except Fault as fault:
        return fault


def _single(value: Value) -> Single:
    if isinstance(value, tuple):
        raise Fault("#VALUE!")
    if isinstance(value, Fault):
        raise value
    return value


def _present(value: Value) -> Value:
    return value if isinstance(value, tuple) else _single(value)


def _operated(sign: str, left: Single, right: Single, mode: Mode) -> Single:
    if sign == "&":
        return _text(left) + _text(right)
    if sign in _COMPARISONS:
        return _COMPARISONS[sign](_compared(left, right, mode))
    a, b = _number(left), _number(right)
    match sign:
        case "+":
            return a + b
        case "-":
            near = mode is Mode.FIFTEEN and abs(a - b) < abs(a) * 2**-48
            return 0.0 if near else a - b
        case "*":
            return a * b
    if not b:
        raise Fault("#DIV/0!")
    return a / b


_COMPARISONS: Mapping[str, Callable[[int], bool]] = {
    "=": lambda c: c == 0, "<>": lambda c: c != 0, "<": lambda c: c < 0,
    "<=": lambda c: c <= 0, ">": lambda c: c > 0, ">=": lambda c: c >= 0,
}


def _compared(left: Single, right: Single, mode: Mode) -> int:
    """Below, at or above zero as the first is less, the same or more; numbers come before texts."""
    a, b = _ranked(left, right, mode), _ranked(right, left, mode)
    return (a > b) - (a < b)


def _ranked(value: Single, other: Single, mode: Mode) -> tuple[int, float | str]:
    if value is None:
        value = "" if isinstance(other, str) else 0.0
    if isinstance(value, bool):
        return 2, float(value)
    if isinstance(value, str):
        return 1, value.casefold()
    assert isinstance(value, float)
    return 0, float(format(value, ".15g")) if mode is Mode.FIFTEEN else value


def _number(value: Single) -> float:
    if value is None:
        return 0.0
    if isinstance(value, bool | float):
        return float(value)
    raise Fault("#VALUE!")


def _text(value: Single) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return format(value, ".15g")
    assert isinstance(value, str)
    return value


def _truth(value: Single) -> bool:
    if isinstance(value, str):
        raise Fault("#VALUE!")
    return bool(_number(value))


def _rounded(value: Single, places: Single = 0.0, *, rounding: str, mode: Mode) -> Single:
    number = _number(value)
    if abs(number) >= _ALL_WHOLE:
        return number
    digits = Decimal(format(number, ".15g") if mode is Mode.FIFTEEN else repr(number))
    return float(digits.quantize(Decimal(1).scaleb(-int(_number(places))), rounding)) + 0.0


_ALL_WHOLE = 2.0**60
_ROUNDINGS = {"ROUND": ROUND_HALF_UP, "ROUNDDOWN": ROUND_DOWN, "ROUNDUP": ROUND_UP,
              "INT": ROUND_FLOOR}


def _numbers(given: tuple[Value, ...]) -> Iterator[float]:
    """The numbers of what was given; of a list its numbers only, an error anywhere is one."""
    for each in given:
        if not isinstance(each, tuple):
            yield _number(_single(each))
            continue
        for one in each:
            if isinstance(one, Fault):
                raise one
            if isinstance(one, float) and not isinstance(one, bool):
                yield one


def _multiplied(*given: Value) -> Value:
    length = max(len(each) if isinstance(each, tuple) else 1 for each in given)
    columns = [each if isinstance(each, tuple) else (each,) * length for each in given]
    return sum(prod(_numbers(tuple((one,) for one in line))) if all(
        isinstance(one, float) and not isinstance(one, bool) for one in line) else _no_number(line)
        for line in zip(*columns, strict=True))


def _no_number(line: tuple[Single, ...]) -> float:
    fault = next((one for one in line if isinstance(one, Fault)), None)
    if fault is not None:
        raise fault
    return 0.0


def _every(*given: Value) -> Value:
    return all(_truth(one) for one in _flat(given))


def _some(*given: Value) -> Value:
    return any(_truth(one) for one in _flat(given))


def _flat(given: tuple[Value, ...]) -> Iterator[Single]:
    for each in given:
        yield from map(_single, each if isinstance(each, tuple) else (each,))


def _matched(wanted: Value, among: Value, kind: Value = 0.0) -> Value:
    """MATCH for the exact value: errors in the list are passed over."""
    assert isinstance(among, tuple)
    sought = _single(wanted)
    for place, each in enumerate(among, 1):
        if not isinstance(each, Fault) and type(each) is type(sought) and (
                _compared(each, sought, Mode.FIFTEEN) == 0):
            return float(place)
    raise Fault("#N/A")


def _indexed(among: Value, place: Value) -> Value:
    assert isinstance(among, tuple)
    at = int(_number(_single(place)))
    if not 1 <= at <= len(among):
        raise Fault("#REF!")
    return _single(among[at - 1])


def _counted(given: tuple[Value, ...], wanted: Callable[[Single], bool]) -> float:
    return float(sum(wanted(one) for each in given
                     for one in (each if isinstance(each, tuple) else (each,))))


def _found(sought: Single, text: Single, start: Single = 1.0) -> Single:
    place = _text(text).find(_text(sought), int(_number(start)) - 1)
    if place < 0:
        raise Fault("#VALUE!")
    return float(place + 1)


def _valued(text: Single) -> Single:
    """Our formulas give VALUE nothing but digits and one point; for all else it is dangerous."""
    if isinstance(text, float):
        return text
    if re.fullmatch(r"\d+(\.\d*)?|\.\d+", _text(text)) is None:
        raise Fault("#VALUE!")
    return float(_text(text))


def _code(text: str) -> float:
    if not text:
        raise Fault("#VALUE!")
    return float(ord(text[0]))


def _middle(text: Single, start: Single, length: Single) -> Single:
    first = int(_number(start)) - 1
    return _text(text)[first:first + int(_number(length))]


def _right(text: Single, length: Single = 1.0) -> Single:
    count = int(_number(length))
    return _text(text)[-count:] if count else ""


def _date(year: Single, month: Single, day: Single) -> Single:
    """A day's number; a month or day beyond its last goes on into the next."""
    months = int(_number(year)) * 12 + int(_number(month)) - 1
    try:
        first = date(months // 12, months % 12 + 1, 1)
    except ValueError:
        raise Fault("#NUM!") from None
    return float(first.toordinal() - _DAY_ZERO + int(_number(day)) - 1)


def _part_of_day(part: str) -> Callable[[Single], Single]:
    def found(number: Single) -> Single:
        day = date.fromordinal(int(_number(number)) + _DAY_ZERO)
        return float(getattr(day, part))

    return found


_DAY_ZERO = date(1899, 12, 30).toordinal()
_ABOUT_ERRORS: Mapping[str, Callable[[Single], Single]] = {
    "ISERROR": lambda one: isinstance(one, Fault),
    "ISNUMBER": lambda one: isinstance(one, float) and not isinstance(one, bool),
    "ISTEXT": lambda one: isinstance(one, str),
}
_OF_LISTS: Mapping[str, Callable[..., Value]] = {
    "AND": _every, "OR": _some, "MATCH": _matched, "INDEX": _indexed, "SUMPRODUCT": _multiplied,
    "SUM": lambda *given: sum(_numbers(given), 0.0),
    "MAX": lambda *given: max(_numbers(given), default=0.0),
    "MIN": lambda *given: min(_numbers(given), default=0.0),
    "COUNT": lambda *given: _counted(given, lambda one: isinstance(one, float)),
    "COUNTA": lambda *given: _counted(given, lambda one: one is not None),
}
_OF_SINGLES: Mapping[str, Callable[..., Single]] = {
    "ABS": lambda one: abs(_number(one)),
    "SIGN": lambda one: float((_number(one) > 0) - (_number(one) < 0)),
    "NOT": lambda one: not _truth(one),
    "DATE": _date, "DAY": _part_of_day("day"), "MONTH": _part_of_day("month"),
    "YEAR": _part_of_day("year"),
    "EXACT": lambda one, other: _text(one) == _text(other),
    "CHAR": lambda code: chr(int(_number(code))),
    "_xlfn.UNICODE": lambda text: _code(_text(text)),
    "LEN": lambda one: float(len(_text(one))),
    "LEFT": lambda text, length=1.0: _text(text)[:int(_number(length))],
    "RIGHT": _right, "MID": _middle, "FIND": _found, "VALUE": _valued,
    "SUBSTITUTE": lambda text, old, new: (
        _text(text).replace(_text(old), _text(new)) if _text(old) else _text(text)),
}
