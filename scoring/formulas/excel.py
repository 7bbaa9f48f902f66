"""An expression printed as a formula of Excel 2016, within Excel's limits.

LibreOffice and openpyxl forgive what is beyond them; Excel calls the workbook damaged.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import chain

from scoring.formulas.expr import Array, Call, Expr, Name, Num, Op, Ref, Text, Truth
from scoring.values.exact import show

LONGEST_FORMULA, LONGEST_TEXT, DEEPEST, MOST_DIGITS = 8192, 255, 64, 15
MOST_ARGUMENTS = 255
FUNCTIONS = frozenset({
    "ABS", "AND", "CELL", "CHAR", "COUNT", "COUNTA", "DATE", "DAY", "EXACT", "FIND", "IF",
    "INDEX", "INT", "ISLOGICAL", "ISNUMBER", "ISTEXT", "LEFT", "LEN", "MAX", "MID", "MIN",
    "MONTH", "NOT", "OR", "RIGHT", "ROUND", "ROUNDDOWN", "ROUNDUP", "SIGN", "SUBSTITUTE", "SUM",
    "SUMPRODUCT", "VALUE", "YEAR", "_xlfn.UNICODE",
})
"""What a formula may call: Excel 2013 and later, WPS and LibreOffice have all of it."""

_BINDING = {"=": 1, "<>": 1, "<": 1, "<=": 1, ">": 1, ">=": 1, "&": 2, "+": 3, "-": 3,
            "*": 4, "/": 4}
_TIGHTEST = 9

Address = Callable[[Name], str]
"""Where a name stands, as a formula on 评分计算 writes it ($E8, 基础数据!$F$4)."""


class Unsayable(Exception):
    """The formula would be beyond a limit of Excel; the message says in Chinese which."""


def to_excel(expr: Expr, address: Address) -> str:
    """The formula with its ``=``. Raises Unsayable where Excel would not take it.

    >>> from scoring.formulas.expr import call, own
    >>> to_excel(call("ROUND", own("实际值") / own("目标值") * own("分值"), 2), lambda n: n.name)
    '=ROUND(实际值/目标值*分值,2)'
    """
    parts, names = _template(expr)
    printed = "=" + "".join(chain.from_iterable(
        zip(parts, (*map(address, names), ""), strict=True)))
    if len(printed) > LONGEST_FORMULA:
        raise Unsayable(f"公式长{len(printed)}个字符，超过Excel的{LONGEST_FORMULA}个")
    return printed


@lru_cache(maxsize=1 << 13)
def _template(expr: Expr) -> tuple[Sequence[str], Sequence[Name]]:
    """The formula, cut where cells are named: many rows have the same one, of other cells."""
    names: list[Name] = []

    def mark(name: Name) -> str:
        names.append(name)
        return _CUT

    return _printed(expr, mark, 0).split(_CUT), names


_CUT = "\0"


def _printed(expr: Expr, address: Address, depth: int) -> str:
    if depth > DEEPEST:
        raise Unsayable(f"公式嵌套超过Excel的{DEEPEST}层")
    match expr:
        case Num(value):
            return _number(value)
        case Text(value):
            return _text(value)
        case Truth(value):
            return "TRUE" if value else "FALSE"
        case Ref(name):
            return address(name)
        case Array(values):
            return _array(values)
        case Op(sign, left, right):
            return (_operand(left, address, depth, _BINDING[sign]) + sign
                    + _operand(right, address, depth, _BINDING[sign] + 1))
        case Call(function, arguments):
            return f"{function}({_arguments(function, arguments, address, depth)})"
    raise TypeError(expr)


def _arguments(function: str, given: tuple[Expr, ...], address: Address, depth: int) -> str:
    if function not in FUNCTIONS:
        raise ValueError(function)
    if len(given) > MOST_ARGUMENTS:
        raise Unsayable(f"函数的参数超过Excel的{MOST_ARGUMENTS}个")
    return ",".join(_printed(each, address, depth + 1) for each in given)


def _operand(expr: Expr, address: Address, depth: int, binding: int) -> str:
    printed = _printed(expr, address, depth)
    return f"({printed})" if _bound(expr) < binding else printed


def _bound(expr: Expr) -> int:
    """How tightly an expression holds together as it is printed."""
    match expr:
        case Op(sign, _, _):
            return _BINDING[sign]
        case Num(value) if value < 0:
            return 0
        case Num(value) if not _decimal(value):
            return _BINDING["/"]
        case Text(value) if len(value) > LONGEST_TEXT:
            return _BINDING["&"]
    return _TIGHTEST


@lru_cache(maxsize=4096)
def _decimal(value: Fraction) -> bool:
    """Whether the number ends within Excel's digits."""
    digits = show(abs(value))
    return not digits.endswith("…") and len(digits.replace(".", "").lstrip("0")) <= MOST_DIGITS


@lru_cache(maxsize=4096)
def _number(value: Fraction) -> str:
    if _decimal(value):
        return show(value)
    if max(abs(value.numerator), value.denominator) >= 10**MOST_DIGITS:
        raise Unsayable(f"{show(value)}超过Excel的{MOST_DIGITS}位有效数字")
    return f"{value.numerator}/{value.denominator}"


def _text(value: str) -> str:
    parts = [value[start:start + LONGEST_TEXT] for start in range(0, len(value), LONGEST_TEXT)]
    return "&".join(_quoted(part) for part in parts or [""])


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


@lru_cache(maxsize=1024)
def _array(values: tuple[Fraction | str, ...]) -> str:
    return "{" + ",".join(map(_constant, values)) + "}"


def _constant(value: Fraction | str) -> str:
    return _quoted(value) if isinstance(value, str) else _number(value)
