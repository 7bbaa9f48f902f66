"""A Filing (填报): what a department typed into its form, cell by cell, nothing computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Literal, get_args

from scoring.values.record import record


@record
class Entry:
    """What stands in one cell: its text as shown, its number where it is one, its address.

    ``error`` is an Excel error value (``#DIV/0!``). An entry with nothing in it is blank.
    ``items`` are the entries of a list input, such as twelve months. ``formatted``: the cell holds
    a bare number, and its number format says more than that (98 shown as ``98%``, 5 as ``5万元``),
    or a line in which the figure stands (执行率：95%), so that only the text tells what is meant.
    """

    text: str = ""
    number: Fraction | None = None
    cell: str = ""
    error: str = ""
    items: tuple[Entry, ...] = ()
    formatted: bool = False
    unit: str = field(default="", compare=False)
    """What a bare number in it is counted in, where a ruleset or the form declares it."""

    @property
    def blank(self) -> bool:
        return not (self.text.strip() or self.number is not None or self.error or self.items)

    def counted_in(self, unit: str) -> Entry:
        """The same where a bare number in it, or in its list, is counted in the unit."""
        items = tuple(item.counted_in(unit) for item in self.items) if self.items else ()
        return Entry(self.text, self.number, self.cell, self.error, items, self.formatted, unit)


BLANK = Entry()
UNTOLD = "数字格式没有读懂"
"""What stands for a number that is shown as something else which can't be told: the reader of the
form says so, and nobody did anything wrong."""


@record
class Row:
    """One indicator as filed. ``levels`` are the names of its levels, first to last."""

    levels: tuple[Entry, ...]
    weight: Entry = BLANK
    score: Entry = BLANK
    target: Entry = BLANK
    actual: Entry = BLANK
    reason: Entry = BLANK
    level_weights: tuple[Entry, ...] = ()
    """Weights printed for the higher levels, as «产出指标(50分)» or in columns of their own."""
    review: Entry = BLANK
    """The finance bureau's own score (复核分), where the form has a column for it."""
    goal: Entry = BLANK
    """The goal that the row belongs to, where the form groups its indicators by goals that have
    points (年度绩效目标1（40分）)."""
    standard: Entry = BLANK
    """评分标准: the clause that the form prints for the row, with what it explains of the row beside it
    (指标解释). One that stands in a cell for several rows is ``shared``."""
    explanation: Entry = BLANK
    shared: bool = False
    hidden: bool = False
    """Whether nobody sees the row on the sheet."""
    apart: Literal["", "加分", "扣分"] = ""
    """Whether its points come on top of those of the weights, or off them, by its own words."""
    deduction: Entry = BLANK
    """扣分: what was taken off the weight, where the form has a column for it beside the score."""
    completion: Entry = BLANK
    """完成率 (得分系数, 偏差率), where the form has a column for it beside the actual value."""

    @property
    def name(self) -> str:
        return self.levels[-1].text if self.levels else ""


@dataclass(frozen=True, slots=True)
class FundRow:
    """One line of the funds table: its name, its amounts by column name, and what it scores."""

    name: Entry
    amounts: Mapping[str, Entry]
    weight: Entry = BLANK
    rate: Entry = BLANK
    score: Entry = BLANK
    scored: bool = False
    """Whether this is the row that the execution rate is scored on; none is where the form gives
    the rate no points."""
    whole: bool = False
    """Whether this is the row of all funds (年度资金总额), of which the others are parts."""

    @property
    def row(self) -> Row:
        """The line as it is scored: the rate printed in it is the value achieved."""
        return Row(levels=(), weight=self.weight, score=self.score, actual=self.rate)


@dataclass(frozen=True, slots=True)
class Split:
    """A sum and the named parts that the form says it is made of (按收入性质分: …).

    An entry's text is the amount alone, also where the cell holds «其他资金：316.06».
    """

    name: str
    whole: Entry
    parts: tuple[tuple[str, Entry], ...]


Column = Literal["target", "actual", "reason"]
"""Columns of a row that a form may lack."""

Scope = Literal["", "部门整体支出", "项目支出"]
"""What a form is about, by its own words; empty where it does not say."""


@dataclass(frozen=True, slots=True)
class About:
    """Whose form it is and what it is for, as the form itself says; empty where it does not.

    ``place`` is the county or city that it names (池州市贵池区); ``project_code`` the project's number
    in the budget system.
    """

    title: str = ""
    department: str = ""
    unit: str = ""
    project: str = ""
    project_code: str = ""
    year: int | None = None
    place: str = ""
    scope: Scope = ""
    transfer: str = ""
    """The transfer payment that its money is (中央对地方专项转移支付); empty where it is none."""


@dataclass(frozen=True, slots=True)
class Left:
    """A cell that was seen and not understood, and why."""

    cell: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that was seen and not understood, and in which points may stand.

    ``figures`` are the numbers in it, beside it and below it. ``funds``: it speaks of money, so
    that the points of an execution rate may stand there though no figure says how many.
    ``on_top``: it speaks of points added to the total or taken off it, beside all weights.
    ``table``: it heads a whole table, in which any points may stand.
    """

    entry: Entry
    figures: tuple[Fraction, ...] = ()
    funds: bool = True
    on_top: bool = False
    table: bool = False


@dataclass(frozen=True)
class Filing:
    """One form as filed. Amounts are in ``unit`` (万元 unless the form says otherwise)."""

    rows: tuple[Row, ...] = ()
    funds: tuple[FundRow, ...] = ()
    total_weight: Entry = BLANK
    total_score: Entry = BLANK
    grade: Entry = BLANK
    fields: Mapping[str, Entry] = field(default_factory=dict)
    """Everything else with a name of its own: 单位, 填报日期, 年度, 联系人, 预期目标 …"""
    inputs: Mapping[str, Entry] = field(default_factory=dict)
    """Figures typed on the sheet 基础数据, by the input's name."""
    splits: tuple[Split, ...] = ()
    unit: str = "万元"
    sheet: str = ""
    about: About = About()
    left: tuple[Left, ...] = ()
    notes: tuple[Entry, ...] = ()
    """What the form prints under its table: how it is to be filled in."""
    unread: tuple[Unread, ...] = ()
    """Where points may stand that no row was read from."""
    total_deduction: Entry = BLANK

    @cached_property
    def columns(self) -> frozenset[Column]:
        """Those that the form has: the cell of one that it lacks is BLANK in every row."""
        return frozenset(column for column in get_args(Column)
                         if any(getattr(row, column) != BLANK for row in self.rows))
