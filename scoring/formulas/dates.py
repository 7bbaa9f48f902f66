"""Days that a clerk types (2023年12月31日前, 2023年6月底, 2023年9月) taken apart by formulas.

The grammar is a part of that of ``values.quantity``; what is not surely a day is none.
"""

from __future__ import annotations

from dataclasses import dataclass

from scoring.formulas.comparison import sides
from scoring.formulas.expr import (
    EMPTY,
    NO,
    ZERO,
    Expr,
    call,
    every,
    negated,
    number,
    some,
    step,
    when,
)
from scoring.formulas.lists import array, last_of
from scoring.formulas.texts import Typed, whole_number
from scoring.formulas.workings import Workings

_ENDINGS = ("完成", "前", "之前", "以前", "前完成", "之前完成", "以前完成")
"""What may follow a day; all but the first mean any day up to it."""
_YEARS = (1900, 2200)
MONTHS_APART = 6


@dataclass(frozen=True, slots=True)
class Day:
    """``first`` and ``last`` are the days that it may be, as a spreadsheet numbers them;
    ``bounded``: any day up to that one; ``dated``: its year is written."""

    known: Expr
    first: Expr
    last: Expr
    bounded: Expr
    dated: Expr


def day(row: Workings, side: Typed, name: str, year: Expr = EMPTY) -> Day:
    """The columns of a side's day; one without a year is of ``year``, where that is given."""
    if side.cell == EMPTY:
        return Day(NO, ZERO, ZERO, NO, NO)
    said = step(f"{name}半角")
    dated = row.column(f"{name}有年", call("MID", said, 5, 1).equals("年"))
    written = row.column(f"{name}年文", when(dated, call("LEFT", said, 4), year))
    after = row.column(f"{name}年后", when(dated, call("MID", said, 6, 40), said))
    of_year = every(dated, some(*(call("LEFT", after, 1).equals(one) for one in "底末")))
    month = row.column(f"{name}月文", when(of_year, "12", _until("月", after)))
    rest = row.column(f"{name}月后", when(of_year, after, _beyond("月", after)))
    ends = row.column(f"{name}月底", some(*(call("LEFT", rest, 1).equals(one) for one in "底末")))
    single = row.column(f"{name}日文", when(ends, "", _until("日", rest)))
    tail = row.column(f"{name}日后", when(ends, call("MID", rest, 2, 20), _beyond("日", rest)))
    ending = row.column(f"{name}日尾", last_of(
        call("EXACT", tail, array(_ENDINGS)), len(_ENDINGS)))
    plain = row.column(f"{name}日式", every(
        whole_number(written, 4), whole_number(month, 2),
        some(ends, rest.equals(""), every(whole_number(single, 2), _holds("日", rest))),
        some(of_year, _holds("月", after)), some(tail.equals(""), every(
            ending > 0, rest.differs("")))))
    numbers = [row.column(f"{name}{what}数", when(plain, call("VALUE", text), 0)) for what, text in (
        ("年", written), ("月", month))]
    number = row.column(f"{name}日数", when(every(plain, single.differs("")),
                                          call("VALUE", when(single.equals(""), "0", single)), 0))
    last = row.column(f"{name}末日", when(plain, when(
        number > 0, call("DATE", *numbers, number), call("DATE", numbers[0], numbers[1] + 1, 0)),
        0))
    first = when(rest.equals(""), when(plain, call("DATE", *numbers, 1), 0), last)
    lawful = every(plain, numbers[0] >= _YEARS[0], numbers[0] <= _YEARS[1],
                   call("MONTH", last).equals(numbers[1]),
                   some(number.equals(0), call("DAY", last).equals(number)),
                   some(single.equals(""), number > 0))
    return Day(row.column(f"{name}是日期", lawful), row.column(f"{name}首日", first), last,
               row.column(f"{name}日前", every(ending > 1)), dated)


def _until(sign: str, text: Expr) -> Expr:
    return call("LEFT", text, call("FIND", sign, text.then(sign)) - 1)


def _beyond(sign: str, text: Expr) -> Expr:
    return call("MID", text, call("FIND", sign, text.then(sign)) + 1, 20)


def _holds(sign: str, text: Expr) -> Expr:
    return call("ISNUMBER", call("FIND", sign, text))


def days(row: Workings) -> tuple[Day, Day]:
    """Both sides of the row; a day without a year is of the form's, or of the target's."""
    target, actual = sides(row)
    year = EMPTY if row.place.year is None else number(row.place.year)
    a = day(row, target, "目标", year)
    return a, day(row, actual, "实际", when(a.known, call("YEAR", a.last), ""))


def of_other_year(a: Day, b: Day) -> Expr:
    """Whether a day without a year lies so long before the target's that it may be of the next."""
    early = call("MONTH", b.first) <= call("MONTH", a.last) - MONTHS_APART
    return every(negated(b.dated), early)
