"""The cell functions of the add-in: what xlwings calls when Excel calculates =PE_SCORE(…).

Each is one line into the core. A function reads its arguments and the workbook's ruleset, and
nothing else; it writes nothing. What Excel says of them is one table, ``cells.help``.
"""

# ruff: noqa: N802 — functions are called in cells by these names
from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Annotated, TypeAlias

import xlwings as xw

from addin.books.live.caller import callers_ruleset
from addin.desk.indicator import award_of_rule, awards_of
from addin.errors import UserError
from addin.functions.score import is_empty, points, row_of, why
from addin.functions.values import (
    Answer,
    Refused,
    Rows,
    answer,
    answers,
    error_of,
    figure,
    lies_flat,
    line,
    listed,
    single,
    text,
    usable,
)
from addin.library.library import Library
from scoring.awards.scorecard import Award
from scoring.filing import Row
from scoring.rules.ruleset import Ruleset

if TYPE_CHECKING:
    Cells: TypeAlias = Rows
    Optional: TypeAlias = Rows | None
else:
    Cells = Optional = Annotated[list, {"ndim": 2, "err_to_str": True}]
"""An argument as rows of cells whatever its shape, error values by their names; an omitted one is
None. xlwings takes an annotation for the choice of a converter: hence no ``| None``, no results."""


@xw.func
def PE_SCORE(target: Cells, actual: Cells, weight: Cells, rule: Optional = None,
             ruleset: Optional = None):
    """按评分办法计算一个指标的得分。"""
    return answer(lambda: _score(_row(target, actual, weight), text(rule, "rule"), _rules(ruleset)))


@xw.func
def PE_SCORES(targets: Cells, actuals: Cells, weights: Cells, ruleset: Optional = None):
    """一次计算一整列指标的得分。"""
    return answers(lambda: _scores(targets, actuals, weights, _rules(ruleset)))


@xw.func
def PE_RULE(ruleset: Cells, indicator: Cells, *inputs: Cells):
    """按评分办法里的一个指标和它所需的数据计算得分。"""
    return answer(lambda: points(award_of_rule(
        _rules(ruleset), text(indicator, "indicator"),
        [listed(each, "input") for each in inputs if each is not None])))


@xw.func
def PE_RATE(budget: Cells, executed: Cells, decimals: Optional = None):
    """预算执行率。"""
    from addin.functions.sums import rate

    return answer(lambda: rate(budget, executed, decimals))


@xw.func
def PE_TOTAL(scores: Cells, weights: Optional = None):
    """得分合计。"""
    from addin.functions.sums import total as total_of

    return answer(lambda: total_of(scores, weights))


@xw.func
def PE_GRADE(total: Cells, ruleset: Optional = None):
    """总分对应的等级。"""
    return answer(lambda: _grade(total, _rules(ruleset)))


@xw.func
def PE_EXPLAIN(target: Cells, actual: Cells, weight: Cells, rule: Optional = None,
               ruleset: Optional = None):
    """说明得分怎样算出，或者为什么不能计分。"""
    try:
        row = _row(target, actual, weight)
        found, = awards_of([row], text(rule, "rule"), _rules(ruleset))
        return "" if is_empty(row) else why(found)
    except UserError as refused:
        return f"不能计分：{refused}"


@xw.func
def PE_CHECK(form_range: xw.Range, ruleset: Optional = None):
    """审核一张自评表，列出疑点。"""
    from addin.functions.check import findings

    try:
        return findings(form_range, _library(), text(ruleset, "ruleset"))
    except UserError as refused:
        return [[error_of(refused), "", str(refused)]]


@xw.func
def PE_PARSE(text: Cells):
    """说明一个指标值被读成什么。"""
    from addin.functions.parse import said

    return answer(lambda: said(usable(text, "text")))


def _row(target: Rows, actual: Rows, weight: Rows) -> Row:
    return row_of(single(target, "target"), single(actual, "actual"), single(weight, "weight"))


def _score(row: Row, rule: str, ruleset: Ruleset) -> Answer:
    return _shown(row, awards_of([row], rule, ruleset)[0])


def _shown(row: Row, award: Award) -> Answer:
    return "" if is_empty(row) else points(award)


def _scores(targets: Rows, actuals: Rows, weights: Rows, ruleset: Ruleset) -> list[list[Answer]]:
    columns = line(targets, "targets"), line(actuals, "actuals"), line(weights, "weights")
    if len({len(column) for column in columns}) > 1:
        raise Refused("指标值、完成值、分值的个数应当一样多")
    rows = [row_of(*cells) for cells in zip(*columns, strict=True)]
    scored = [answer(partial(_shown, row, award))
              for row, award in zip(rows, awards_of(rows, "", ruleset), strict=True)]
    return [scored] if lies_flat(targets) else [[one] for one in scored]


def _grade(total: Rows, ruleset: Ruleset) -> Answer:
    from scoring.awards.score import grade

    found = grade(figure(total, "total"), ruleset)
    if found is None:
        raise Refused(f"{ruleset.id} 没有规定这个总分的等级")
    return found


@cache
def _library() -> Library:
    return Library()


def _rules(ruleset: Rows | None) -> Ruleset:
    """The ruleset named, else the workbook's own, else the national one."""
    return _library().find(text(ruleset, "ruleset") or callers_ruleset() or "national")
