"""What stands in a cell, and what operators make of it: in doubles, as a strict program compares
them or as Excel does, by 15 digits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, ROUND_UP, Decimal
from enum import Enum

from scoring.formulas.expr import Name


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


def single(value: Value) -> Single:
    if isinstance(value, tuple):
        raise Fault("#VALUE!")
    if isinstance(value, Fault):
        raise value
    return value


def present(value: Value) -> Value:
    return value if isinstance(value, tuple) else single(value)


def operated(sign: str, left: Single, right: Single, mode: Mode) -> Single:
    if sign == "&":
        return text_of(left) + text_of(right)
    if sign in _COMPARISONS:
        return _COMPARISONS[sign](compared(left, right, mode))
    a, b = number(left), number(right)
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


def compared(left: Single, right: Single, mode: Mode) -> int:
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


def number(value: Single) -> float:
    if value is None:
        return 0.0
    if isinstance(value, bool | float):
        return float(value)
    raise Fault("#VALUE!")


def text_of(value: Single) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return format(value, ".15g")
    assert isinstance(value, str)
    return value


def truth(value: Single) -> bool:
    if isinstance(value, str):
        raise Fault("#VALUE!")
    return bool(number(value))


def rounded(value: Single, places: Single = 0.0, *, rounding: str, mode: Mode) -> Single:
    known = number(value)
    if abs(known) >= _ALL_WHOLE:
        return known
    digits = Decimal(format(known, ".15g") if mode is Mode.FIFTEEN else repr(known))
    return float(digits.quantize(Decimal(1).scaleb(-int(number(places))), rounding)) + 0.0


_ALL_WHOLE = 2.0**60
ROUNDINGS = {"ROUND": ROUND_HALF_UP, "ROUNDDOWN": ROUND_DOWN, "ROUNDUP": ROUND_UP,
              "INT": ROUND_FLOOR}
