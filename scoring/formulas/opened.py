"""Rows that clerks write: the default that applies is chosen in the workbook itself."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.formulas.columns import Columns, Place, Refused
from scoring.formulas.comparison import side
from scoring.formulas.compiled import decided, finished, weighed
from scoring.formulas.expr import EMPTY, ZERO, Expr, every, some, when
from scoring.formulas.names import levels, mentions
from scoring.formulas.texts import BLANK, NUMBER, TEXT, UNSURE
from scoring.formulas.workings import CannotSay, Workings
from scoring.rules.indicator import Default, When
from scoring.values.exact import AWARD_ROUNDING

DOUBTFUL = "年度指标值不能确定是数量还是文字，需人工认定"
UNRULED = "评分办法对本行没有规定计分方式，由评价人认定"
_KINDS = {"数量": NUMBER, "文字": TEXT, "空": BLANK}


def opened(defaults: Sequence[Default], place: Place) -> Columns | Refused:
    """The columns of a row without a catalogue entry, whatever target is typed in it. A target that
    may be a quantity or a day and is not surely read leaves the row to a person."""
    row = weighed(place, None)
    numbered = list(enumerate(defaults, 1))
    which: Expr = ZERO
    for number, default in reversed(numbered):
        which = when(_fits(default.when, row), number, which)
    kind = side(row, "目标").kind
    which = row.column("规定号", when(kind.equals(UNSURE), -1, which))
    found = row.open(when(which.equals(0), UNRULED, DOUBTFUL))
    rule: Expr = EMPTY
    clause: Expr = EMPTY
    try:
        for number, default in reversed(numbered):
            if not _ever(default.when):
                continue
            found = row.either(which.equals(number), decided(default, row), found)
            rule = when(which.equals(number), default.rule.sentence(), rule)
            clause = when(which.equals(number), str(default.clause), clause)
    except CannotSay as error:
        return Refused(str(error))
    return finished(row, found, AWARD_ROUNDING.places, {"适用规定": rule, "条款": clause})


def _ever(fits: When) -> bool:
    """Whether any target that formulas read can lead to this default: a day is left to a person."""
    return not fits.target or any(kind in _KINDS for kind in fits.target)


def _fits(fits: When, row: Workings) -> Expr:
    """Beside ``When.fits``, for a target that is surely one thing or another."""
    target = side(row, "目标")
    tests = []
    if fits.unnamed:
        tests.append(levels(row)[-1].equals("") if levels(row) else EMPTY.equals(""))
    if fits.target:
        tests.append(some(*(target.kind.equals(_KINDS[kind]) for kind in fits.target
                            if kind in _KINDS)))
    if fits.comparator:
        tests.append(some(*(target.sign.equals("" if sign == "无" else sign)
                            for sign in fits.comparator)))
    if fits.level:
        tests.append(some(*(mentions(row, level, fits.level) for level in levels(row)[:-1])))
    return every(*tests)


