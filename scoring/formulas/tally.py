"""加权平均 as formulas; beside ``rules.scales.tally``."""

from __future__ import annotations

from scoring.formulas.exact import NOTHING, Exact
from scoring.formulas.expr import (
    NO,
    YES,
    Expr,
    Text,
    call,
    every,
    figure,
    some,
    when,
)
from scoring.formulas.texts import is_number
from scoring.formulas.workings import Found, Workings, first_reason
from scoring.rules.scales.tally import Answer, Tally


def tally(rule: Tally, row: Workings) -> Found:
    counts = [_count(answer, row) for answer in rule.answers]
    sums = row.sums
    total = answers = NOTHING
    for (count, _, _), answer in zip(counts, rule.answers, strict=True):
        answers = sums.sum(answers, count)
        if answer.points:
            total = sums.sum(total, count.times(answer.points))
    answers, total = row.kept("份数", answers), row.kept("总分数", total)
    names = "、".join(answer.counted(row.name) for answer in rule.answers)
    why = first_reason(
        when(every(*(blank for _, blank, _ in counts)), f"缺少{names}", ""),
        *(wrong for _, _, wrong in counts),
        when(answers.top > 0, "", "没有任何有效答卷，需人工认定"))
    full = max(answer.points for answer in rule.answers)
    mean = row.kept("平均", sums.quotient(total, answers, positive=True).times(1 / full))
    row.shows(mean)
    return row.settled(why, sums.product(mean, row.weight))


def _count(answer: Answer, row: Workings) -> tuple[Exact, Expr, Expr]:
    """How many chose it, whether nothing is typed, and why what is typed is no count."""
    name = answer.counted(row.name)
    if name not in row.place.figures:
        return NOTHING, YES, Text("")
    cell = figure(name)
    number = row.keep("份", when(is_number(row, cell), cell, when(cell.equals(""), 0, -1)))
    lawful = every(number >= 0, number.equals(call("INT", number)))
    return (Exact(row.keep("份数", call("MAX", number, 0))), cell.equals(""),
            when(some(lawful, NO), "", f"{name}应是不小于零的整数"))
