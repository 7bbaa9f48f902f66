"""总分 and 等级 as formulas."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.formulas.columns import Columns, Figure, Refused
from scoring.rules.ruleset import Ruleset

POINTS, WEIGHTS, DROPPED = "各项得分合计", "分值合计", "剔除的分值合计"
"""Cells (数据) that whoever lays out the sheet sums up: of 应得分, 分值, and 分值 where 剔除."""


def totals(ruleset: Ruleset, figures: Mapping[str, Figure]) -> Columns | Refused:
    """The columns 总分 (empty while it cannot be known) and 等级."""
    raise NotImplementedError
