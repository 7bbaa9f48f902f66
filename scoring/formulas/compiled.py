"""A rule becomes the columns of its row in 评分计算, or is refused with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Protocol

from scoring.formulas.columns import OPEN, SCORED, Columns, Place, Refused
from scoring.formulas.exact import FUNCTIONS, Exact
from scoring.formulas.expr import (
    NO,
    Call,
    Expr,
    Op,
    Ref,
    Text,
    call,
    negated,
    number,
    own,
    some,
    step,
    when,
)
from scoring.formulas.judged import judged
from scoring.formulas.workings import CannotSay, Found, Workings
from scoring.rules.clause import Clause
from scoring.rules.conditions import Conditions
from scoring.rules.rule import Rule
from scoring.rules.scales.base import Scale
from scoring.rules.scales.judged import Judged
from scoring.values.exact import AWARD_ROUNDING, Rounding

TOO_LARGE = "数字太长或小数太多，表格不能准确计算，需人工认定"
NO_WEIGHT = "分值不是数字，不能计分"


class Ruled(Protocol):
    """An entry of a ruleset that scores something."""

    @property
    def rule(self) -> Rule: ...
    @property
    def clause(self) -> Clause: ...
    @property
    def conditions(self) -> Conditions | None: ...


def compiled(ruled: Ruled, place: Place, weight: Fraction | None = None) -> Columns | Refused:
    """The columns of a row that has this rule. ``weight`` in 分 is what the rules print, for a row
    whose 分值 cell is blank or missing."""
    row = weighed(place, weight)
    try:
        found = _outcome(ruled.rule, ruled.conditions, row)
    except CannotSay as error:
        return Refused(str(error))
    own_rounding = ruled.conditions.round if ruled.conditions else None
    rounding = own_rounding.rounding if own_rounding else AWARD_ROUNDING
    columns = {"适用规定": Text(ruled.rule.sentence()), "条款": Text(str(ruled.clause))}
    return finished(row, found, rounding, columns)


def weighed(place: Place, printed: Fraction | None) -> Workings:
    """The beginnings of a row: its weight, from the form or else from the rules."""
    cell = own("分值")
    blank = Text("") if printed is None else number(printed)
    weight = when(call("ISNUMBER", cell), cell, when(cell.equals(""), blank, "")) if (
        "分值" in place.own) else blank
    columns: dict[str, Expr] = {"权重": weight}
    hundredths = when(call("ISNUMBER", step("权重")), call("ROUND", step("权重") * 100, 0), 0)
    columns["权重_百分"] = hundredths
    return Workings(place, Exact(step("权重_百分"), factor=Fraction(1, 100)), place.name, columns)


def finished(row: Workings, found: Found, rounding: Rounding, said: Mapping[str, Expr]) -> Columns:
    """The shown columns of a row whose rule has been worked out."""
    points, low, high = (row.kept(label, value) for label, value in (
        ("得分", found.points), ("低", found.low), ("高", found.high)))
    row.sums.rounded(points, rounding.places, rounding.mode)
    scale, fine = row.scale()
    why = row.keep("缘由", _why(row, found, fine))
    scored, known = why.equals(""), found.why.differs("")
    score = call(FUNCTIONS[rounding.mode], points.quotient, rounding.places)
    columns = {
        **row.columns, "倍数": scale, **said,
        "应得分": when(scored, score, ""),
        "最低": when(scored, "", when(known, low.quotient, 0)),
        "最高": when(scored, "", when(known, high.quotient, row.weight.quotient)),
        "可得范围": when(scored, "", _range(when(known, found.low_open, NO),
                                         when(known, found.high_open, NO))),
        "结论": when(scored, SCORED, OPEN), "说明": why,
    }
    return Columns(_in_order(columns))


def _why(row: Workings, found: Found, fine: Expr) -> Expr:
    """Why a person decides; empty where nobody need."""
    unweighed = some(negated(call("ISNUMBER", step("权重"))), step("权重") < 0)
    sizes = [call("ABS", size) for size in row.sums.sizes]
    large = call("MAX", *sizes) > 10**14 if sizes else NO
    beyond = some(large, fine, step("权重").differs(call("ROUND", step("权重"), 2)))
    return when(unweighed, NO_WEIGHT, when(found.why.differs(""), found.why,
                                           when(beyond, TOO_LARGE, "")))


def _range(low_open: Expr, high_open: Expr) -> Expr:
    return (step("最低").then(when(low_open, "＜", "≤")).then("得分")
            .then(when(high_open, "＜", "≤")).then(step("最高")))


def _in_order(columns: Mapping[str, Expr]) -> dict[str, Expr]:
    """Each column after those that it uses."""
    ordered: dict[str, Expr] = {}

    def add(name: str) -> None:
        if name not in ordered:
            for used in _steps(columns[name]):
                add(used)
            ordered[name] = columns[name]

    for name in columns:
        add(name)
    return ordered


def _steps(expr: Expr) -> list[str]:
    match expr:
        case Ref(name) if name.where == "步骤":
            return [name.name]
        case Op(_, left, right):
            return [*_steps(left), *_steps(right)]
        case Call(_, arguments):
            return [used for each in arguments for used in _steps(each)]
    return []


def _outcome(rule: Scale, conditions: Conditions | None, row: Workings) -> Found:
    match rule:
        case Judged():
            return judged(rule, row)
    raise CannotSay("尚未支持")


__all__ = ["Columns", "Place", "Refused", "compiled"]
