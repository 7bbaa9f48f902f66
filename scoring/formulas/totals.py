"""总分 and 等级 as formulas; beside ``rules.total``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from scoring.formulas.columns import Columns, Figure, Place, Refused
from scoring.formulas.compiled import TOO_LARGE, beyond_digits
from scoring.formulas.conditions import holding
from scoring.formulas.exact import NOTHING, Exact, chosen, constant
from scoring.formulas.expr import EMPTY, Expr, call, every, figure, step, when
from scoring.formulas.measure import inside, measured
from scoring.formulas.order import in_order
from scoring.formulas.texts import is_number
from scoring.formulas.workings import CannotSay, Workings, first_reason
from scoring.rules.conditions import Adjust
from scoring.rules.ruleset import Ruleset
from scoring.rules.total import Total
from scoring.values.exact import AWARD_ROUNDING, show

POINTS, WEIGHTS, DROPPED, OPEN = "各项得分合计", "分值合计", "剔除的分值合计", "未定的项数"
"""Cells (数据) that whoever lays out the sheet makes: the sums of the form's 得分 and 分值, of 分值
where 结论 is 剔除, and how many rows with a 分值 have no 得分 yet."""
UNKNOWN = "还有得分未定，总分不能确定"
MOST_DECIMALS = 6


def totals(ruleset: Ruleset, figures: Mapping[str, Figure]) -> Columns | Refused:
    """The columns 总分 (empty while it cannot be known), 等级 (empty where the ruleset has none) and
    说明; ``figures`` are the named figures that the ruleset's ``total`` may use."""
    known = {**figures, **{name: Figure() for name in (POINTS, WEIGHTS, DROPPED, OPEN)}}
    row = Workings(Place(figures=known), NOTHING, "")
    try:
        value, why = _total(ruleset, row)
    except CannotSay as error:
        return Refused(str(error))
    value = row.kept("总分", value)
    scale, fine = row.scale()
    lost = EMPTY if ruleset.lost is None else EMPTY.then(ruleset.lost.why)
    why = first_reason(lost, when(figure(OPEN) > 0, UNKNOWN, ""), why,
                       when(beyond_digits(row, fine), TOO_LARGE, ""))
    settled = step("说明").equals("")
    columns = {**row.columns, "倍数": scale, "说明": why,
               "总分": when(settled, value.quotient, ""),
               "等级": when(settled, _grade(ruleset, row, value), "")}
    return Columns(in_order(columns, ("总分", "等级", "说明")))


def _total(ruleset: Ruleset, row: Workings) -> tuple[Exact, Expr]:
    sums = row.sums
    points, weights, dropped = (
        row.whole(row.keep("和", call("ROUND", figure(name), MOST_DECIMALS)))
        for name in (POINTS, WEIGHTS, DROPPED))
    left = row.kept("余分值", sums.difference(weights, dropped))
    shared = sums.rounded(sums.quotient(sums.product(points, weights), left, positive=True),
                          AWARD_ROUNDING.places)
    apart = every(dropped.top > 0, left.top > 0)
    value = row.kept("合计", chosen(apart, shared, points))
    return (value, EMPTY) if ruleset.total is None else _adjusted(ruleset.total, row, value)


def _adjusted(total: Total, row: Workings, value: Exact) -> tuple[Exact, Expr]:
    sums = row.sums
    wrong: list[Expr] = []
    for adjust in total.adjust:
        amount, beyond = _amount(adjust, row)
        value = row.kept("合计", sums.sum(value, amount))
        wrong.append(beyond)
    value = sums.larger(value, NOTHING)
    if total.cap is not None:
        value = sums.smaller(value, constant(total.cap))
    for cap in total.caps:
        made = measured(cap.measure, replace(row, finished=False))
        held = row.keep("封顶", inside(row, made.value, cap.when))
        value = row.kept("合计", value)
        value = chosen(held, sums.smaller(value, constant(cap.cap)), value)
        wrong.append(made.why)
    if total.round is not None:
        value = sums.rounded(row.kept("合计", value), total.round.places, total.round.mode)
    why = first_reason(*wrong)
    for veto in reversed(total.veto):
        holds, unclear = holding(veto, row)
        value = chosen(holds, NOTHING, row.kept("合计", value))
        why = first_reason(unclear, when(holds, "", why))
    return value, why


def _amount(adjust: Adjust, row: Workings) -> tuple[Exact, Expr]:
    """What was added or taken; nothing where nothing is typed."""
    if adjust.input not in row.place.figures:
        return NOTHING, EMPTY
    cell = figure(adjust.input)
    amount = row.whole(row.keep("加减数", when(is_number(row, cell), cell, 0)))
    lawful = every(is_number(row, cell), row.sums.at_most(constant(adjust.low), amount),
                   row.sums.at_most(amount, constant(adjust.high)))
    beyond = f"{adjust.input}不在{show(adjust.low)}与{show(adjust.high)}之间"
    return amount, when(cell.equals(""), "", when(lawful, "", beyond))


def _grade(ruleset: Ruleset, row: Workings, value: Exact) -> Expr:
    """The first grade that the total earns."""
    named: Expr = EMPTY
    for grade in reversed(ruleset.grades):
        named = when(inside(row, value, grade.total), grade.name, named)
    return named
