"""Rows that clerks write: the default that applies is chosen in the workbook itself."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.formulas.columns import Columns, Place, Refused
from scoring.formulas.comparison import side, sides
from scoring.formulas.compiled import decided, finished, rounded, weighed
from scoring.formulas.conditions import conditioned
from scoring.formulas.dates import days
from scoring.formulas.deadline import by_day
from scoring.formulas.expr import EMPTY, YES, ZERO, Expr, every, some, when
from scoring.formulas.names import levels, mentions
from scoring.formulas.texts import BLANK, NUMBER, TEXT, UNSURE
from scoring.formulas.workings import CannotSay, Found, Workings
from scoring.rules.indicator import Default, When
from scoring.rules.measure import RoundStep
from scoring.rules.scales.proportional import Proportional

DATE = "日期"
DOUBTFUL = "年度指标值不能确定是数量还是文字，需人工认定"
UNRULED = "评分办法对本行没有规定计分方式，由评价人认定"
_KINDS = {"数量": NUMBER, "文字": TEXT, "空": BLANK, "日期": DATE}


def opened(defaults: Sequence[Default], place: Place, every: RoundStep | None = None
           ) -> Columns | Refused:
    """The columns of a row without a catalogue entry, whatever target is typed in it; ``every`` is
    how the ruleset rounds every award. A target that may be a quantity or a day and is not surely
    read leaves the row to a person."""
    row = weighed(place, None)
    numbered = list(enumerate(defaults, 1))
    kind = _kind(row, any(DATE in default.when.target for default in defaults))
    which: Expr = ZERO
    for number, default in reversed(numbered):
        which = when(_fits(default.when, row, kind), number, which)
    which = row.column("规定号", when(kind.equals(UNSURE), -1, which))
    found = row.open(when(which.equals(0), UNRULED, DOUBTFUL), stands=YES)
    rule: Expr = EMPTY
    clause: Expr = EMPTY
    try:
        for number, default in reversed(numbered):
            found = row.either(which.equals(number), rounded(
                _outcome(default, row), row, default.conditions, every), found)
            rule = when(which.equals(number), default.rule.sentence(), rule)
            clause = when(which.equals(number), str(default.clause), clause)
    except CannotSay as error:
        return Refused(str(error))
    return finished(row, found, {"适用规定": rule, "条款": clause})


def _kind(row: Workings, dated: bool) -> Expr:
    """What stands in the target; a day only where a default asks for one."""
    target, actual = sides(row)
    if not dated:
        return target.kind
    a, b = days(row)
    worded = some(target.kind.differs(NUMBER), actual.kind.differs(NUMBER))
    is_day = every(a.known, some(a.dated, every(b.known, worded)))
    return row.column("目标何类", when(is_day, DATE, target.kind))


def _outcome(default: Default, row: Workings) -> Found:
    """A target that is a day is met or missed; all else follows from the rule."""
    if default.when.target == (DATE,) and isinstance(default.rule, Proportional):
        found = by_day(row)
        return found if default.conditions is None else conditioned(
            default.conditions, row, found, default.rule)
    return decided(default, row)


def _fits(fits: When, row: Workings, kind: Expr) -> Expr:
    """Beside ``When.fits``, for a target that is surely one thing or another."""
    target = side(row, "目标")
    tests = []
    if fits.unnamed:
        tests.append(levels(row)[-1].equals("") if levels(row) else EMPTY.equals(""))
    if fits.target:
        tests.append(some(*(kind.equals(_KINDS[each]) for each in fits.target)))
    if fits.comparator:
        tests.append(some(*(target.sign.equals("" if sign == "无" else sign)
                            for sign in fits.comparator)))
    if fits.level:
        tests.append(some(*(mentions(row, level, fits.level) for level in levels(row)[:-1])))
    return every(*tests)


