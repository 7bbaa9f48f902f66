"""A target or actual value that a clerk types («≥90%», «19户», 792.63万元) taken apart by formulas.

What is not surely a number is none: VALUE would make a day of 1/2 and a time of 12:30, so it is
given nothing but digits and one point. The grammar is a part of that of ``values.quantity``: what
is read here is read there, and alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from scoring.formulas.expr import (
    EMPTY,
    NO,
    ONE,
    ZERO,
    Expr,
    Num,
    Op,
    Text,
    call,
    every,
    negated,
    some,
    step,
    when,
)
from scoring.formulas.lists import any_of, array, ends_with, last_of, ones, picked
from scoring.formulas.units import dimension_of
from scoring.formulas.workings import Workings
from scoring.values.letters import IN_NO_UNIT
from scoring.values.quantity import (
    CLOSING,
    COMPARATORS,
    NEUTRAL_PREFIXES,
    NO_UNIT_WORDS,
    REACHED,
    SUFFIXES,
)

TEXT, NUMBER, BLANK, UNSURE = "文字", "数量", "空", "不明"
"""What kind of value stands in a cell."""
RATIO = "比率"
_LONGEST_NUMBER, _LONGEST_UNIT, _LONGEST_TEXT = 16, 5, 40
_BLANKS = (" ", "\u3000", "\u00a0")
_LINE_ENDS = (9, 10, 13)
_ALIKE = {**{chr(0xFF10 + digit): str(digit) for digit in range(10)},
          "．": ".", "％": "%", "＞": ">", "＜": "<", "＝": "=", "≧": "≥", "≦": "≤",
          ">=": "≥", "=>": "≥", "<=": "≤", "=<": "≤", "㎡": "平方米"}
_NUMERALS = (*"0123456789０１２３４５６７８９", *"零〇一二两三四五六七八九十百千万亿")
_HAN = (0x4E00, 0x9FFF)
_BETWEEN_CASES, _TO_MIDST = Fraction(187, 2), 16
_HALF_AN_ALPHABET = Fraction(25, 2)
"""A to Z and a to z lie on both sides of 93.5, their midst 16 from it, 12.5 to either end."""
DAY_OR_NUMBER = "年度指标值或实际完成值像是日期，是数量的请带上单位，需人工认定"
PLAIN = "常规"
"""The column that is an empty cell without a number format."""
DAYS = (36526, 54788)
"""The numbers that the days of 2000 to 2049 are stored as."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One side of a row, taken apart: each a column of its own. ``number`` is in the unit as typed;
    times ``times`` and over ``over`` it is in the base unit of its ``dimension``."""

    cell: Expr
    kind: Expr
    words: Expr
    """The text without white space; empty for a number."""
    sign: Expr
    number: Expr
    shown: Expr
    """The first letter of the cell's format."""
    unit: Expr
    dimension: Expr
    times: Expr
    over: Expr


def typed(row: Workings, side: str, cell: Expr) -> Typed:
    """What is typed on ``side``, 目标 or 实际, with the columns that take it apart."""
    made, columns = _taken_apart(side, cell)
    for name, expr in columns.items():
        row.columns.setdefault(name, expr)
    return made


class _Columns(dict[str, Expr]):
    """Columns with names of their own."""

    def column(self, name: str, expr: Expr) -> Expr:
        self[name] = expr
        return step(name)


@lru_cache(maxsize=64)
def _taken_apart(side: str, cell: Expr) -> tuple[Typed, Mapping[str, Expr]]:
    """The same for every row. One without such a cell has nothing typed in it."""
    row = _Columns()
    if cell == EMPTY:
        return Typed(cell, Text(BLANK), EMPTY, EMPTY, ZERO, EMPTY, EMPTY, EMPTY, ONE, ONE), {}
    words = row.column(f"{side}净", when(call("ISTEXT", cell), without_blanks(cell), ""))
    half = row.column(f"{side}半角", _without_closing(row.column(
        f"{side}半", _half_width(words))))
    before = row.column(f"{side}前缀", last_of(_starts(half, _PREFIXES), len(_PREFIXES)))
    rest = row.column(f"{side}余", call("MID", half, picked(before, _LENGTHS, 0) + 1,
                                       _LONGEST_TEXT))
    size = row.column(f"{side}数长", _digits(rest))
    digits = row.column(f"{side}数字", call("LEFT", rest, size))
    tail = row.column(f"{side}后", call("MID", rest, size + 1, _LONGEST_TEXT))
    front = row.column(f"{side}前号", picked(before, _FRONT[side], ""))
    after = row.column(f"{side}后缀", last_of(ends_with(tail, _ENDINGS), len(_ENDINGS)))
    length = call("LEN", tail) - picked(after, [len(one) for one in _ENDINGS], 0)
    back = row.column(f"{side}后号", picked(after, [SUFFIXES[one] for one in _ENDINGS], ""))
    unit = row.column(f"{side}单位文", call("LEFT", tail, length))
    sure = row.column(f"{side}可读", every(_plain_number(digits, size), _plain_unit(unit, digits),
                                         some(front.equals(""), back.equals(""),
                                              front.equals(back))))
    shown = row.column(f"{side}式", _shown(cell))
    percent = row.column(f"{side}百分格", every(call("ISNUMBER", cell), shown.equals("P")))
    bare = call("ISNUMBER", cell)
    odd = row.column(f"{side}非数", no_number(row, cell, shown))
    number = row.column(f"{side}数", when(bare, when(percent, call("ROUND", cell * 100, 10), cell),
                                         when(sure, call("VALUE", digits), 0)))
    shown_unit = row.column(f"{side}单位", when(bare, when(percent, "%", ""), when(sure, unit, "")))
    kind = row.column(f"{side}类", when(bare, when(odd, UNSURE, NUMBER), when(
        negated(call("ISTEXT", cell)), when(cell.equals(""), BLANK, UNSURE), when(
            words.equals(""), BLANK, when(sure, NUMBER, when(
                _surely_text(words, rest), TEXT, UNSURE))))))
    sign = row.column(f"{side}符号", when(sure, when(front.equals(""), back, front), ""))
    dimension = dimension_of(row, side, shown_unit)
    return Typed(cell, kind, words, sign, number, shown, shown_unit, *dimension), row


_WORDED = sorted([*COMPARATORS, *NEUTRAL_PREFIXES], key=len)
_PREFIXES = [one for one in _WORDED if one not in _ALIKE]
_FRONT = {side: ["" if side == "实际" and one in REACHED else COMPARATORS.get(one, "")
                 for one in _PREFIXES] for side in ("目标", "实际")}
"""Of an actual value «达到» says no bound, and is left out."""
_LENGTHS = [len(one) for one in _PREFIXES]
_ENDINGS = sorted(SUFFIXES, key=len)


def without_blanks(cell: Expr) -> Expr:
    for blank in _BLANKS:
        cell = call("SUBSTITUTE", cell, blank, "")
    for code in _LINE_ENDS:
        cell = call("SUBSTITUTE", cell, call("CHAR", code), "")
    return cell


def _half_width(text: Expr) -> Expr:
    for wide, half in _ALIKE.items():
        text = call("SUBSTITUTE", text, wide, half)
    return text


def _without_closing(text: Expr) -> Expr:
    """Without the sign that a clerk puts behind a number as behind a sentence."""
    closed = call("ISNUMBER", call("FIND", call("RIGHT", text, 1), CLOSING))
    return call("LEFT", text, call("MAX", 0, call("LEN", text) - when(closed, 1, 0)))


def _starts(text: Expr, words: Sequence[str]) -> Expr:
    return call("LEFT", text, array([len(one) for one in words])).equals(array(words))


def _digits(text: Expr) -> Expr:
    """How many digits and points the text begins with."""
    places = array(range(1, _LONGEST_NUMBER + 2))
    one = call("MID", text.then("!"), places, 1)
    more = Op("*", call("ISNUMBER", call("FIND", one, "0123456789.")), Num(Fraction(100)))
    return call("SUMPRODUCT", call("MIN", Op("+", places, more))) - 1


def _plain_number(digits: Expr, size: Expr) -> Expr:
    points = call("LEN", digits) - call("LEN", call("SUBSTITUTE", digits, ".", ""))
    return every(size >= 1, size <= _LONGEST_NUMBER, points <= 1,
                 call("LEFT", digits, 1).differs("."), call("RIGHT", digits, 1).differs("."))


def without_points(words: Expr) -> Expr:
    """«10分» without its unit."""
    return call("LEFT", words, call("LEN", words) - when(
        call("RIGHT", words, 1).equals("分"), 1, 0))


def number_said(text: Expr) -> Expr:
    """The number that the text is; empty where it is anything else."""
    length = call("LEN", text)
    plain = every(_plain_number(text, length), _digits(text).equals(length))
    return when(plain, call("VALUE", text), "")


def whole_number(text: Expr, longest: int) -> Expr:
    """Whether the text is nothing but up to so many digits."""
    length = call("LEN", text)
    return every(length >= 1, length <= longest, _digits(text).equals(length),
                 negated(call("ISNUMBER", call("FIND", ".", text))))


def _plain_unit(unit: Expr, digits: Expr) -> Expr:
    """No unit, a percentage, or a few letters that no other meaning hides in: 2023年 is a time."""
    year = every(call("LEFT", unit, 1).equals("年"), call("LEN", digits).equals(4))
    word = every(call("LEN", unit) <= _LONGEST_UNIT, _all_letters(unit, _LONGEST_UNIT),
                 negated(any_of((*NO_UNIT_WORDS, *IN_NO_UNIT, "整"), unit)), unit.differs("级"),
                 negated(year))
    return some(unit.equals(""), unit.equals("%"), unit.equals("‰"), word)


def _all_han(text: Expr, longest: int) -> Expr:
    """Whether all of up to ``longest`` characters are Chinese."""
    return call("SUMPRODUCT", _han(_codes(text, longest))).equals(longest)


def _all_letters(text: Expr, longest: int) -> Expr:
    """Whether all of up to ``longest`` characters are Chinese or Latin letters."""
    codes = _codes(text, longest)
    latin = call("ABS", call("ABS", codes - _BETWEEN_CASES) - _TO_MIDST)
    return call("SUMPRODUCT", _han(codes) + ones(latin <= _HALF_AN_ALPHABET)).equals(longest)


def _codes(text: Expr, longest: int) -> Expr:
    return call("_xlfn.UNICODE", call("MID", text.then("一" * longest),
                                      array(range(1, longest + 1)), 1))


def _han(codes: Expr) -> Expr:
    low, high = _HAN
    return ones(call("ABS", codes - Fraction(low + high, 2)) <= Fraction(high - low, 2))


def like_a_day(cell: Expr, shown: Expr | None = None, number: Expr | None = None) -> Expr:
    """Whether a cell's number may be a day or a time: it is shown as one, or is the number of a day
    and its format does not say that it is none; a unit beside the number tells them apart. What is
    ``shown`` and the ``number`` may stand in columns already."""
    if cell == EMPTY:
        return NO
    shown, number = shown or _shown(cell), number or cell
    whole_day = every(shown.equals("G"), _of_days(number), number.equals(call("INT", number)))
    return when(call("ISNUMBER", cell), some(shown.equals("D"), whole_day), NO)


def is_number(row: Workings | _Columns, cell: Expr) -> Expr:
    """Whether a number stands in a cell: no day, no time, and no TRUE, which LibreOffice takes for
    one."""
    return every(call("ISNUMBER", cell), negated(no_number(row, cell)))


def no_number(row: Workings | _Columns, cell: Expr, shown: Expr | None = None) -> Expr:
    """Whether what counts as a number in a cell is none. LibreOffice calls the format of days D or
    G and that of plain numbers F0; Excel calls days D and plain numbers G: which of the two
    calculates, a plain cell of our own says."""
    if cell == EMPTY:
        return NO
    plain = call("CELL", "format", row.column(PLAIN, EMPTY))
    shown = shown or _shown(cell)
    odd = every(shown.equals("G"), plain.differs("G"), _of_days(cell))
    day = when(call("ISNUMBER", cell), some(shown.equals("D"), odd), NO)
    return some(call("ISLOGICAL", cell), day)


def _shown(cell: Expr) -> Expr:
    return call("LEFT", call("CELL", "format", cell), 1)


def _of_days(cell: Expr) -> Expr:
    first, last = DAYS
    return every(cell >= first, cell < last + 1)


_FIRSTS = (*_NUMERALS, *"于已不约大每")
"""What a number, or one that is told roughly or over a time, may begin with."""


def _surely_text(words: Expr, rest: Expr) -> Expr:
    """Words where a quantity has a number, behind what may stand before it; or words of Chinese
    characters without any numeral."""
    first = call("LEFT", rest, 1)
    other = every(_all_han(first, 1), negated(any_of(_FIRSTS, first)))
    plain = every(call("LEN", words) <= _LONGEST_TEXT,
                  _all_han(words, _LONGEST_TEXT), negated(any_of(_NUMERALS, words)))
    return some(other, plain)
