"""What one row of the sheet 评分计算 is made of, and what the workbook offers it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from scoring.formulas.expr import Expr, Name, refs_in

SHOWN = ("目标文字", "符号", "目标数", "单位", "实际文字", "实际数", "比率或数量", "适用规定", "应得分",
         "可得范围", "最低", "最高", "结论", "说明", "条款")
"""The columns for people, from left to right; all others are helpers, which stand beyond them.

应得分 is a number in 分, rounded as the rule says, or empty; 最低 and 最高 are the ends in 分 between
which a person decides, or empty; 可得范围 says both in words, an end that does not belong with ＜.
"""

COUNTED = ("权重", "下端不含", "上端不含", "已知", "由人")
"""Columns by which a total is made: the weight in 分; whether the ends do not belong to the range;
whether what a person gives in an open row counts, in a form whose total has rules of its own (已知)
and in any other (由人)."""

SCORED, OPEN, NOT_APPLICABLE, DROPPED = "已计分", "待认定", "不适用", "剔除"
"""What 结论 says: a score follows; a person decides; the row does not apply (full marks, or none);
it does not, and its weight is shared out among the others (应得分 is 0 then)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that stands in the workbook: ``unit`` is what a bare number in it is counted in (the
    ruleset's, or the form's for the funds table), ``count`` the cells of a list or the lines of a
    表."""

    unit: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """What the workbook offers one row: ``own`` are the cells that the row has (分值, 目标值, 实际值,
    偏差原因, 一级, 二级 …: its levels from the first to the last), ``figures`` the named figures.
    ``name`` begins the row's automatic inputs; ``levels`` are the names printed in the blank, none
    where a clerk writes them."""

    name: str = ""
    own: frozenset[str] = frozenset({"分值", "目标值", "实际值"})
    figures: Mapping[str, Figure] = field(default_factory=dict)
    levels: tuple[str, ...] = ()
    year: int | None = None
    """The form's, for dates without one."""

    def __hash__(self) -> int:
        return hash((self.name, self.own, tuple(self.figures), self.levels, self.year))


@dataclass(frozen=True)
class Columns:
    """The columns of a row, by name, in an order in which each uses only those before it."""

    steps: Mapping[str, Expr]

    @cached_property
    def reads(self) -> tuple[Name, ...]:
        """The cells of the form and the figures that the columns look at, each once."""
        read = dict.fromkeys(chain.from_iterable(map(refs_in, self.steps.values())))
        return tuple(ref.name for ref in read if ref.name.where != "步骤")


@dataclass(frozen=True, slots=True)
class Refused:
    """No formula can say the rule: why, in Chinese."""

    why: str
