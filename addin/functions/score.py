"""An award as a cell shows it: its points, or why there are none."""

from __future__ import annotations

from addin.functions.values import NOT_AVAILABLE, VALUE, Answer, Refused
from scoring.awards.explain import earnable, explain
from scoring.awards.scorecard import Award
from scoring.filing import Entry, Row
from scoring.values.exact import show


def row_of(target: Entry, actual: Entry, weight: Entry) -> Row:
    return Row(levels=(), weight=weight, target=target, actual=actual)


def is_empty(row: Row) -> bool:
    """A row in which nothing is filled in yet: there is nothing to score."""
    return row.target.blank and row.actual.blank and row.weight.blank


def points(award: Award) -> Answer:
    """The score as a cell shows it; an open one is #N/A, so that no total is built upon it."""
    refuse_errors(award)
    if award.score is None:
        raise Refused(award.why, VALUE if award.weight is None else NOT_AVAILABLE)
    return float(award.score)


def why(award: Award) -> str:
    """The arithmetic and the clause; for an error value its reason."""
    refuse_errors(award)
    said = explain(award)
    if award.score is None:
        bounds = f"，{earnable(award.range)}" if award.range and award.range.high else ""
        said[0] = f"不能计分：{award.why.removesuffix('，不能计分')}{bounds}"
    else:
        said.append(f"得分：{show(award.score, 2)}")
    return "\n".join(said)


def refuse_errors(award: Award) -> None:
    """An error in a cell of the row is the answer's error too."""
    row = award.row
    cells = {"年度指标值": row.target, "实际完成值": row.actual, "分值": row.weight}
    for name, entry in cells.items():
        if entry.error:
            raise Refused(f"{name}是错误值 {entry.error}", entry.error)
