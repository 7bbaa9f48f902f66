"""A rule becomes the columns of its row in 评分计算, or is refused with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Protocol

from scoring.formulas.bands import bands
from scoring.formulas.checklist import checklist
from scoring.formulas.columns import (
    COUNTED,
    DROPPED,
    NOT_APPLICABLE,
    OPEN,
    SCORED,
    SHOWN,
    Columns,
    Place,
    Refused,
)
from scoring.formulas.conditions import conditioned
from scoring.formulas.exact import LARGEST, Exact
from scoring.formulas.expr import (
    NO,
    Expr,
    Text,
    call,
    every,
    figure,
    negated,
    number,
    own,
    some,
    step,
    when,
)
from scoring.formulas.judged import judged
from scoring.formulas.ladder import ladder
from scoring.formulas.order import in_order
from scoring.formulas.parts import parts
from scoring.formulas.per_unit import per_unit
from scoring.formulas.proportional import proportional
from scoring.formulas.tally import tally
from scoring.formulas.texts import (
    is_number,
    like_a_day,
    number_said,
    without_blanks,
    without_points,
)
from scoring.formulas.workings import CannotSay, Found, Workings, first_reason
from scoring.rules.clause import Clause
from scoring.rules.conditions import Conditions
from scoring.rules.measure import RoundStep
from scoring.rules.rule import Rule
from scoring.rules.ruleset import EXECUTION_RATE, Execution
from scoring.rules.scales.bands import Bands
from scoring.rules.scales.base import Scale
from scoring.rules.scales.checklist import Checklist
from scoring.rules.scales.judged import Judged
from scoring.rules.scales.ladder import Ladder
from scoring.rules.scales.parts import Parts
from scoring.rules.scales.per_unit import PerUnit
from scoring.rules.scales.proportional import Proportional
from scoring.rules.scales.tally import Tally
from scoring.values.exact import AWARD_ROUNDING

A_COLUMN = 20
"""So many numbers are looked at in one formula."""
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


def compiled(ruled: Ruled, place: Place, weight: Fraction | None = None,
             every: RoundStep | None = None) -> Columns | Refused:
    """The columns of a row that has this rule. ``weight`` in 分 is what the rules print, for a row
    whose 分值 cell is blank or missing; ``every`` is how the ruleset rounds every award."""
    row = weighed(place, weight)
    try:
        found = rounded(decided(ruled, row), row, ruled.conditions, every)
    except CannotSay as error:
        return Refused(str(error))
    said = {"适用规定": Text(ruled.rule.sentence()), "条款": Text(str(ruled.clause))}
    return finished(row, found, said)


def rounded(found: Found, row: Workings, conditions: Conditions | None,
            every: RoundStep | None) -> Found:
    """The award's last rounding, unless its conditions have rounded it their own way."""
    if conditions is not None and conditions.round is not None:
        return found
    rounding = AWARD_ROUNDING if every is None else every.rounding
    points = row.sums.rounded(row.kept("得分", found.points), rounding.places, rounding.mode)
    return found._replace(points=points)


def decided(ruled: Ruled, row: Workings) -> Found:
    """What comes out of the rule under its conditions, a rate only of a budget above zero. Raises
    CannotSay."""
    found = _outcome(ruled.rule, ruled.conditions, row)
    names = [name for name in budgets(ruled) if name in row.place.figures]
    if not names:
        return found
    why = first_reason(*(when(every(call("ISNUMBER", figure(name)), figure(name) <= 0),
                              f"{name}不大于零，不能计算执行率", "") for name in names))
    return row.either(row.keep("因", why).differs(""), row.open(why), found)


def budgets(ruled: Ruled) -> list[str]:
    """The budgets of which an execution rate is a share."""
    if not isinstance(ruled, Execution):
        return []
    return [need.name for need in ruled.rule.needs(EXECUTION_RATE)
            if need.name.endswith("预算数")]


def weighed(place: Place, printed: Fraction | None) -> Workings:
    """The beginnings of a row: its weight, from the form or else from the rules."""
    cell = own("分值")
    row = Workings(place, Exact(step("权重_百分"), factor=Fraction(1, 100)), place.name)
    columns = row.columns
    weight: Expr = Text("") if printed is None else number(printed)
    if "分值" in place.own:
        columns["权重文字"] = when(call("ISTEXT", cell), without_blanks(cell), "")
        columns["权重数文"] = without_points(step("权重文字"))
        weight = when(every(is_number(row, cell), negated(like_a_day(cell))), cell, when(
            cell.equals(""), weight, number_said(step("权重数文"))))
    columns["权重"] = weight
    hundredths = when(call("ISNUMBER", step("权重")), call("ROUND", step("权重") * 100, 0), 0)
    columns["权重_百分"] = hundredths
    return row


def finished(row: Workings, found: Found, said: Mapping[str, Expr]) -> Columns:
    """The shown columns of a row whose award has been worked out and rounded."""
    points, low, high = (row.kept(label, value) for label, value in (
        ("得分", found.points), ("低", found.low), ("高", found.high)))
    scale, fine = row.scale()
    beyond = row.column("超限", _beyond(row, fine))
    why = row.column("缘由", _why(found, beyond))
    scored, known = why.equals(""), every(found.why.differs(""), negated(beyond))
    ranged = every(why.differs(""), why.differs(NO_WEIGHT))
    about = [each.quotient for each in (points, low, high)]
    least, most = call("MIN", 0, *about), call("MAX", row.weight.quotient, *about)
    columns = {
        **row.columns, "倍数": scale, **said,
        "应得分": when(scored, points.quotient, ""),
        "最低": when(ranged, when(known, low.quotient, least), ""),
        "最高": when(ranged, when(known, high.quotient, most), ""),
        "可得范围": when(step("最低").equals(""), "", _range(when(known, found.low_open, NO),
                                         when(known, found.high_open, NO))),
        "结论": when(scored, when(found.excuse.equals(""), SCORED, when(
            found.excuse.equals(DROPPED), DROPPED, NOT_APPLICABLE)), OPEN),
        "说明": why,
        "下端不含": when(known, found.low_open, NO), "上端不含": when(known, found.high_open, NO),
        "已知": every(found.known, negated(beyond)),
        "由人": every(some(found.known, found.stands), negated(beyond)),
    }
    columns |= {name: step(f"目标{name}") for name in ("符号", "单位") if f"目标{name}" in columns}
    columns |= {f"{side}文字": own(f"{side}值") for side in ("目标", "实际")
                if f"{side}值" in row.place.own}
    return Columns(in_order(columns, (*SHOWN, *COUNTED)))


def _why(found: Found, beyond: Expr) -> Expr:
    """Why a person decides; empty where nobody need."""
    unweighed = some(negated(call("ISNUMBER", step("权重"))), step("权重") < 0)
    both = when(found.why.differs(""), found.why.then(f"；{TOO_LARGE}"), TOO_LARGE)
    return when(unweighed, NO_WEIGHT, when(beyond, both, found.why))


def _beyond(row: Workings, fine: Expr) -> Expr:
    """Whether neither the score nor its limits can be reckoned in a spreadsheet's digits."""
    return some(beyond_digits(row, fine), step("权重").differs(call("ROUND", step("权重"), 2)))


def beyond_digits(row: Workings, fine: Expr) -> Expr:
    """Whether a number on the way is too long for a spreadsheet, or has too many decimals."""
    sizes = [call("ABS", size) for size in row.sums.sizes]
    largest = [row.keep("位数", call("MAX", *sizes[start:start + A_COLUMN]))
               for start in range(0, len(sizes), A_COLUMN)]
    return some(call("MAX", *largest) > LARGEST if largest else NO, fine)


def _range(low_open: Expr, high_open: Expr) -> Expr:
    return (step("最低").then(when(low_open, "＜", "≤")).then("得分")
            .then(when(high_open, "＜", "≤")).then(step("最高")))


def _outcome(rule: Scale, conditions: Conditions | None, row: Workings) -> Found:
    found = _by_kind(rule, row)
    return found if conditions is None else conditioned(conditions, row, found, rule)


def _by_kind(rule: Scale, row: Workings) -> Found:
    match rule:
        case Proportional():
            return proportional(rule, row)
        case Ladder():
            return ladder(rule, row)
        case PerUnit():
            return per_unit(rule, row)
        case Checklist():
            return checklist(rule, row)
        case Bands():
            return bands(rule, row)
        case Tally():
            return tally(rule, row)
        case Parts():
            return parts(rule, row, _outcome)
        case Judged():
            return judged(rule, row)
    raise CannotSay("条款有几种读法，没有公式")


__all__ = ["Columns", "Place", "Refused", "compiled"]
