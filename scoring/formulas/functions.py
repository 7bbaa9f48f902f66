"""The functions of a spreadsheet that our formulas use, for our own evaluator."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from math import prod

from scoring.formulas.cell_values import Fault, Single, Value, number, single, text_of, truth


def _numbers(given: tuple[Value, ...]) -> Iterator[float]:
    """The numbers of what was given; of a list its numbers only, an error anywhere is one."""
    for each in given:
        if not isinstance(each, tuple):
            yield number(single(each))
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
    return all(truth(one) for one in _flat(given))


def _some(*given: Value) -> Value:
    return any(truth(one) for one in _flat(given))


def _flat(given: tuple[Value, ...]) -> Iterator[Single]:
    for each in given:
        yield from map(single, each if isinstance(each, tuple) else (each,))


def _indexed(among: Value, place: Value) -> Value:
    assert isinstance(among, tuple)
    at = int(number(single(place)))
    if not 1 <= at <= len(among):
        raise Fault("#REF!")
    return single(among[at - 1])


def _counted(given: tuple[Value, ...], wanted: Callable[[Single], bool]) -> float:
    return float(sum(wanted(one) for each in given
                     for one in (each if isinstance(each, tuple) else (each,))))


def _found(sought: Single, text: Single, start: Single = 1.0) -> Single:
    place = text_of(text).find(text_of(sought), int(number(start)) - 1)
    if place < 0:
        raise Fault("#VALUE!")
    return float(place + 1)


def _valued(text: Single) -> Single:
    """Our formulas give VALUE nothing but digits and one point; for all else it is dangerous."""
    if isinstance(text, float):
        return text
    if re.fullmatch(r"\d+(\.\d*)?|\.\d+", text_of(text)) is None:
        raise Fault("#VALUE!")
    return float(text_of(text))


def _code(text: str) -> float:
    if not text:
        raise Fault("#VALUE!")
    return float(ord(text[0]))


def _middle(text: Single, start: Single, length: Single) -> Single:
    first = int(number(start)) - 1
    return text_of(text)[first:first + int(number(length))]


def _right(text: Single, length: Single = 1.0) -> Single:
    count = int(number(length))
    return text_of(text)[-count:] if count else ""


def _date(year: Single, month: Single, day: Single) -> Single:
    """A day's number; a month or day beyond its last goes on into the next."""
    months = int(number(year)) * 12 + int(number(month)) - 1
    try:
        first = date(months // 12, months % 12 + 1, 1)
    except ValueError:
        raise Fault("#NUM!") from None
    return float(first.toordinal() - _DAY_ZERO + int(number(day)) - 1)


def _part_of_day(part: str) -> Callable[[Single], Single]:
    def found(serial: Single) -> Single:
        day = date.fromordinal(int(number(serial)) + _DAY_ZERO)
        return float(getattr(day, part))

    return found


_DAY_ZERO = date(1899, 12, 30).toordinal()
ABOUT_ERRORS: Mapping[str, Callable[[Single], Single]] = {
    "ISERROR": lambda one: isinstance(one, Fault),
    "ISNUMBER": lambda one: isinstance(one, float) and not isinstance(one, bool),
    "ISLOGICAL": lambda one: isinstance(one, bool),
    "ISTEXT": lambda one: isinstance(one, str),
}
OF_LISTS: Mapping[str, Callable[..., Value]] = {
    "AND": _every, "OR": _some, "INDEX": _indexed, "SUMPRODUCT": _multiplied,
    "SUM": lambda *given: sum(_numbers(given), 0.0),
    "MAX": lambda *given: max(_numbers(given), default=0.0),
    "MIN": lambda *given: min(_numbers(given), default=0.0),
    "COUNT": lambda *given: _counted(given, lambda one: isinstance(one, float)),
    "COUNTA": lambda *given: _counted(given, lambda one: one is not None),
}
OF_SINGLES: Mapping[str, Callable[..., Single]] = {
    "ABS": lambda one: abs(number(one)),
    "SIGN": lambda one: float((number(one) > 0) - (number(one) < 0)),
    "NOT": lambda one: not truth(one),
    "DATE": _date, "DAY": _part_of_day("day"), "MONTH": _part_of_day("month"),
    "YEAR": _part_of_day("year"),
    "EXACT": lambda one, other: text_of(one) == text_of(other),
    "CHAR": lambda code: chr(int(number(code))),
    "_xlfn.UNICODE": lambda text: _code(text_of(text)),
    "LEN": lambda one: float(len(text_of(one))),
    "LEFT": lambda text, length=1.0: text_of(text)[:int(number(length))],
    "RIGHT": _right, "MID": _middle, "FIND": _found, "VALUE": _valued,
    "SUBSTITUTE": lambda text, old, new: (
        text_of(text).replace(text_of(old), text_of(new)) if text_of(old) else text_of(text)),
}
