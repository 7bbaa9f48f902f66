"""Faults put into the compiler on purpose: the proof must see every one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from scoring.formulas import (
    answers,
    checklist,
    comparison,
    conditions,
    exact,
    ladder,
    measure,
    opened,
    parts,
    per_unit,
    proportional,
    texts,
)
from scoring.formulas import direction as directions
from scoring.formulas.exact import Arithmetic, Exact
from scoring.formulas.expr import EMPTY, NO, ONE, YES, Expr
from scoring.formulas.workings import Workings
from tests.proof.space import OPEN_ROW

Patch = pytest.MonkeyPatch


def _less_for_at_most(patch: Patch) -> None:
    patch.setattr(Arithmetic, "at_most", Arithmetic.less)


def _doubles_as_they_are(patch: Patch) -> None:
    """No guard: figures are not made whole."""
    patch.setattr(Workings, "whole", lambda self, cell: Exact(cell))


def _no_limit(patch: Patch) -> None:
    patch.setattr(Arithmetic, "limited", lambda self, value, low, high: value)


def _rounds_up(patch: Patch) -> None:
    patch.setitem(exact.FUNCTIONS, "四舍五入", "ROUNDUP")


def _wrong_unit(patch: Patch) -> None:
    right = comparison._in_base

    def wrong(row: Workings, label: str, value: Exact, times: Expr, over: Expr) -> Exact:
        return right(row, label, value, ONE, over)

    patch.setattr(comparison, "_in_base", wrong)


def _upside_down(patch: Patch) -> None:
    right = proportional._share
    patch.setattr(proportional, "_share",
                  lambda rule, row, a, b, way: right(rule, row, b, a, way))


def _begun_steps(patch: Patch) -> None:
    patch.setitem(per_unit._WHOLE, "不计", "进一")


def _open_ends(patch: Patch) -> None:
    right = measure.inside

    def wrong(row: Workings, value: Exact, span: Any) -> Expr:
        return right(row, value, replace(span, low_closed=False))

    for module in (measure, ladder, per_unit):
        patch.setattr(module, "inside", wrong)


def _no_veto(patch: Patch) -> None:
    patch.setattr(conditions, "holding", lambda trigger, row: (NO, EMPTY))


def _never_missing(patch: Patch) -> None:
    patch.setattr(per_unit, "first_reason", lambda *whys: EMPTY)


def _dropped_for_nothing(patch: Patch) -> None:
    patch.setattr(parts, "_shared_out",
                  lambda points, found, left, dropped, row: (points, found))


def _always_forward(patch: Patch) -> None:
    patch.setattr(directions, "_of_bad_things", lambda row, both, otherwise: otherwise)


def _any_suffix(patch: Patch) -> None:
    """1/2 and 90%左右 taken for numbers."""
    patch.setattr(texts, "_plain_unit", lambda unit, digits: YES)


def _blank_is_no(patch: Patch) -> None:
    right = answers.answer

    def wrong(row: Workings, name: str) -> answers.Answer:
        said = right(row, name)
        return answers.Answer(NO, said.yes, said.why)

    patch.setattr(checklist, "answer", wrong)


def _negative_counts(patch: Patch) -> None:
    patch.setattr(Arithmetic, "larger", lambda self, left, right: left)


def _text_is_blank(patch: Patch) -> None:
    patch.setattr(opened, "TEXT", "空")
    patch.setitem(opened._KINDS, "文字", "空")


LADDER, STEPS, SHARE, POINTS, PARTS = "分档计分", "按量加减分", "比例计分", "要点计分", "组合"

MUTANTS: Mapping[str, tuple[Callable[[Patch], None], str]] = {
    "小于代替不大于": (_less_for_at_most, LADDER), "不化整": (_doubles_as_they_are, STEPS),
    "不封顶": (_no_limit, STEPS), "一律进一": (_rounds_up, SHARE),
    "单位不换算": (_wrong_unit, OPEN_ROW), "分子分母颠倒": (_upside_down, SHARE),
    "不足一步也计": (_begun_steps, STEPS), "区间端点不含": (_open_ends, LADDER),
    "不看否决": (_no_veto, POINTS), "缺数不管": (_never_missing, STEPS),
    "剔除不分摊": (_dropped_for_nothing, PARTS), "不看不利指标": (_always_forward, OPEN_ROW),
    "单位不查": (_any_suffix, OPEN_ROW), "未答当作否": (_blank_is_no, POINTS),
    "负数不归零": (_negative_counts, STEPS), "文字默认不用": (_text_is_blank, OPEN_ROW),
}
"""Each with the kind of rule that shows it."""
