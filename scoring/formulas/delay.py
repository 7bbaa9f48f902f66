"""延迟天数 by formulas; beside ``rules.delay``."""

from __future__ import annotations

from scoring.formulas.comparison import sides
from scoring.formulas.dates import Day, days, of_other_year
from scoring.formulas.exact import Exact, chosen
from scoring.formulas.expr import NO, Expr, call, every, negated, some, when
from scoring.formulas.figures import Given, given, one
from scoring.formulas.texts import BLANK, NUMBER, TEXT, Typed
from scoring.formulas.workings import Workings
from scoring.rules.delay import DELAYS

DAYS = "延迟天数"
UNSURE = "本行的日期看不准，延迟多少算不出，需人工认定"


def delayed(row: Workings, name: str) -> Given:
    """The delay that the row's own days give; else what is typed of it. Months are a person's to
    count where anything is written in the row."""
    typed = given(row, name, DELAYS[name])
    target, actual = sides(row)
    if name != DAYS:
        blank = every(*(side.kind.equals(BLANK) for side in (target, actual)))
        return _given(typed, NO, when(blank, "", "延迟的月数须由人按本行日期核算"),
                      one(row, typed))
    a, b = days(row)
    both = row.keep("有日期", every(a.known, b.known))
    late = Exact(row.keep("延迟", when(b.last <= a.last, 0, b.first - a.last)))
    unclear = row.keep("延迟不明", some(of_other_year(a, b), every(
        b.last > a.last, some(b.first.differs(b.last), b.bounded))))
    use_days = row.keep("按日期", every(both, some(negated(unclear), typed.missing)))
    doubtful = every(negated(both), negated(some(_no_day(target, a), _no_day(actual, b))))
    why = when(use_days, when(unclear, UNSURE, ""), when(doubtful, UNSURE, typed.why))
    value = chosen(use_days, late, one(row, typed))
    return _given(typed, some(use_days, doubtful), why, value)


def _no_day(side: Typed, made: Day) -> Expr:
    kinds = some(*(side.kind.equals(kind) for kind in (NUMBER, TEXT, BLANK)))
    month = call("LEFT", side.unit, 1).equals("月")
    return every(negated(made.known), negated(month), kinds)


def _given(typed: Given, instead: Expr, why: Expr, value: Exact) -> Given:
    return Given(typed.name, typed.unit, typed.cells, 1, every(negated(instead), typed.missing),
                 why, NO, value)


