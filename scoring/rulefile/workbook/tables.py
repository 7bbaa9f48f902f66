"""Sheets as rows of texts by header, and where in the workbook each text stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

RULES, INPUTS, METHOD = "评分办法", "基础数据", "办法"
"""The sheets: the indicators, the figures that are typed in, what holds for the whole ruleset."""

LEVELS = ("一级", "二级", "三级")
PART, WORTH, KIND = "部分", "分值或占比", "计分方式"
FIGURES, TARGET, RULE, CONDITIONS = "算什么", "目标值或起算点", "得分规定", "条件"
CLAUSE, SENTENCE, CHECKED = "评分标准原文", "程序理解", "核对"
PLACE, READING, EXAMPLES = "出处", "读法", "算例"
RULE_COLUMNS = (*LEVELS, PART, WORTH, KIND, FIGURES, TARGET, RULE, CONDITIONS, CLAUSE, SENTENCE,
                CHECKED, PLACE, READING, EXAMPLES)
NEEDED = {RULES: (LEVELS[0], WORTH, KIND, RULE, CLAUSE), INPUTS: ("名称",),
          METHOD: ("项目", "内容")}
"""Columns without which a sheet cannot be read."""

INPUT_COLUMNS = ("名称", "类型", "单位", "含义", "来源", "个数", "可选的档", "可不填", "最小值")
METHOD_COLUMNS = ("项目", "名称", "内容", "条款原文", "出处", "读法", "推断")
COLUMNS = {RULES: RULE_COLUMNS, INPUTS: INPUT_COLUMNS, METHOD: METHOD_COLUMNS}

FUNDS_ROW, OTHER_ROWS = "〔资金表的预算执行率〕", "〔其他指标〕"
"""What stands under 一级 for the execution rate, and for a rule of rows that no path names."""
TAKEN_OVER = "沿用"
"""Under 核对: the rule stands in a rule file as it is here, and was checked there."""
NESTED = " › "
"""Between the name of a part and that of a part of it."""

Cells = Mapping[str, str]
"""A row to be written, by column."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands in a workbook."""

    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row that was read: its texts and their cells by column. A column that the sheet lacks says
    nothing."""

    sheet: str
    number: int
    texts: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, column: str) -> str:
        return self.texts.get(column, "").strip()

    @property
    def blank(self) -> bool:
        return not any(text.strip() for text in self.texts.values())

    def place(self, *columns: str) -> Place:
        """Of the first of the columns that the sheet has; else of the row."""
        cell = next((self.cells[name] for name in columns if name in self.cells), "")
        return Place(self.sheet, cell or f"A{self.number}")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that was read. ``lacks`` names needed columns that it does not have."""

    name: str
    lines: Sequence[Line] = ()
    lacks: Sequence[str] = ()
