"""The evaluator of our own: what a formula gives, in doubles, as a strict program compares them or
as Excel does, by 15 digits.

It is a second opinion and no spreadsheet: it knows what our formulas use, and is compared with a
real one in ``make proof``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from scoring.formulas.cell_values import (
    FORMAT,
    ROUNDINGS,
    Cells,
    Fault,
    Mode,
    Single,
    Value,
    operated,
    present,
    rounded,
    single,
    truth,
)
from scoring.formulas.expr import Array, Call, Expr, Name, Num, Op, Ref, Text, Truth
from scoring.formulas.functions import ABOUT_ERRORS, OF_LISTS, OF_SINGLES

__all__ = ["FORMAT", "Cells", "Fault", "Mode", "Single", "Value", "evaluate", "evaluated"]


PLAIN = "G"
"""How Excel calls the format of our own cells."""


def evaluated(steps: Mapping[str, Expr], cells: Cells, mode: Mode) -> Mapping[str, Value]:
    """All columns of a row; an error is a Fault."""
    found: dict[str, Value] = {}

    def known(name: Name) -> Value:
        if name.where == "步骤":
            return PLAIN if name.column == FORMAT else found[name.name]
        return cells(name)

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
            return present(cells(name))
        case Op(sign, left, right):
            return _each(lambda a, b: operated(sign, a, b, mode),
                         evaluate(left, cells, mode), evaluate(right, cells, mode))
        case Call(function, arguments):
            return _called(function, arguments, cells, mode)
    raise TypeError(expr)


def _called(function: str, arguments: tuple[Expr, ...], cells: Cells, mode: Mode) -> Value:
    if function == "IF":
        test = truth(single(evaluate(arguments[0], cells, mode)))
        return evaluate(arguments[1 if test else 2], cells, mode)
    if function == "CELL":
        assert isinstance(arguments[1], Ref)
        return cells(replace(arguments[1].name, column=FORMAT))
    if function in ABOUT_ERRORS:
        try:
            given = evaluate(arguments[0], cells, mode)
        except Fault as fault:
            given = fault
        return _mapped(ABOUT_ERRORS[function], given)
    given_all = [evaluate(each, cells, mode) for each in arguments]
    if function in OF_LISTS:
        return OF_LISTS[function](*given_all)
    if function in ROUNDINGS:
        rounding = ROUNDINGS[function]
        return _each(lambda *one: rounded(*one, rounding=rounding, mode=mode), *given_all)
    return _each(OF_SINGLES[function], *given_all)


def _each(function: Callable[..., Single], *given: Value) -> Value:
    """The function of single values, or of every element where any of them is a list."""
    length = max((len(each) for each in given if isinstance(each, tuple)), default=0)
    if not length:
        return function(*map(single, given))
    columns = [each if isinstance(each, tuple) else (each,) * length for each in given]
    return tuple(_tried(function, *each) for each in zip(*columns, strict=True))


def _mapped(function: Callable[[Single], Single], given: Value) -> Value:
    return tuple(map(function, given)) if isinstance(given, tuple) else function(given)


def _tried(function: Callable[..., Single], *given: Single) -> Single:
    try:
        return function(*map(single, given))
    except Fault as fault:
        return fault
