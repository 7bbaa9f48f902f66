"""What the columns for people say, over a line's own cells and the steps of its rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from addin.formulas.columns import COUNTED, HIGH, LOW, NAMED, WEIGHT
from addin.formulas.lines import POSITION, Line
from addin.formulas.total import UNTYPED, counted
from scoring.formulas.columns import OPEN, Columns
from scoring.formulas.expr import (
    EMPTY,
    NO,
    Expr,
    call,
    every,
    negated,
    own,
    some,
    step,
    when,
)
from scoring.formulas.texts import NUMBER
from scoring.rules.indicator import Indicator
from scoring.rules.ruleset import Execution

MOVED = "这一行的指标与空白表不同（移动过或改过名称），公式不适用"
AS_THEY_ARE = ("符号", "目标数", "单位", "实际数", "比率或数量")
"""Columns that show what the rule's formulas give; the others show it only where it is of use."""
_RATIO, _PLACES = "比率或数量", 6
"""So many decimals are shown of it."""
_LACKING = "缺少"


def shown_columns(line: Line, *, strict: bool = False) -> Mapping[str, Expr]:
    """What the columns for people say, over the line's own cells and steps; ``strict`` as in
    ``counted``."""
    if not isinstance(line.columns, Columns):
        return {}
    steps, why = line.columns.steps, step("说明")
    empty = _empty(line)
    typed = negated(some(empty, untyped(line)))
    moved = own(NAMED).differs(line.printed) if line.printed else None
    open_ = step("结论").equals(OPEN)
    counts = counted(line, empty, typed, strict=strict)
    due = step("应得分")
    score: Expr = when(call("ISNUMBER", due), due,
                       when(every(open_, typed), OPEN, ""))
    said: Expr = when(typed, why, "")
    if moved is not None:
        score, said = when(moved, OPEN, score), when(moved, MOVED, said)
        counts = when(moved, OPEN, counts)
    limited = every(open_, negated(empty))
    return {
        "目标文字": when(some(empty, own("目标值").equals("")), "", _target(steps))
        if "目标值" in line.own else EMPTY,
        **{name: _told(name, line, steps) if name in steps else EMPTY for name in AS_THEY_ARE},
        "适用规定": when(empty, "", step("适用规定")), "应得分": score,
        "可得范围": when(limited, step("可得范围"), ""),
        "结论": when(empty, "", when(typed, step("结论"), UNTYPED)), "说明": said,
        "条款": when(empty, "", step("条款")),
        LOW: when(call("ISNUMBER", step("最低")), step("最低"),
                  when(call("ISNUMBER", due), call("MIN", due, 0), 0)),
        HIGH: when(call("ISNUMBER", step("最高")), step("最高"),
                   when(call("ISNUMBER", due), call("MAX", due, step("权重")), 0)),
        WEIGHT: when(call("ISNUMBER", step("权重")), step("权重"), 0), COUNTED: counts,
    }


def _empty(line: Line) -> Expr:
    """Whether nothing is typed in the row; where there is no such row, the header is read."""
    blank = every(own(NAMED).equals(""), own("分值").equals(""))
    return some(own(POSITION).equals(1), blank) if line.position else blank


def _target(steps: Mapping[str, Expr]) -> Expr:
    """The target as it is typed; of a day a cell knows only its number."""
    odd = every(call("ISNUMBER", own("目标值")), step("目标非数")) if "目标非数" in steps else NO
    return when(odd, "（日期）", own("目标值"))


def _told(name: str, line: Line, steps: Mapping[str, Expr]) -> Expr:
    """What a step gives; nothing where no number was read that it could be of."""
    nothing = every(step(name).equals(0), negated(call("ISNUMBER", step("应得分"))))
    unread = [step(kind).differs(NUMBER) for kind in _kinds(name, line) if kind in steps]
    told = call("ROUND", step(name), _PLACES) if name == _RATIO else step(name)
    return when(some(nothing, *unread), "", told)


def _kinds(name: str, line: Line) -> Sequence[str]:
    """The steps that say what was typed for it; a rate of a rule that a clerk's row takes is one of
    both."""
    if name == _RATIO:
        by_clerk = not isinstance(line.ruled, Indicator | Execution)
        return ("目标类", "实际类") if by_clerk else ()
    return [kind for side, kind in (("目标", "目标类"), ("实际", "实际类")) if name.startswith(side)]


def untyped(line: Line) -> Expr:
    """Whether the row still waits for what the clerk types."""
    lacking = call("LEFT", step("说明"), len(_LACKING)).equals(_LACKING)
    if "实际值" not in line.own:
        return lacking
    return some(lacking, own("实际值").equals("")) if not _reads_figures(line) else lacking


def _reads_figures(line: Line) -> bool:
    return isinstance(line.columns, Columns) and any(
        name.where == "数据" for name in line.columns.reads)


__all__ = ["AS_THEY_ARE", "MOVED", "shown_columns"]
