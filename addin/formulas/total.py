"""总分 by formulas: what each row gives to it, and the cells above the lines that make it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from addin.books.book import PageCell, column_letters
from addin.formulas.columns import COUNTED, FIRST_STEP, WEIGHT, Section
from addin.formulas.lines import POSITION, Line
from addin.formulas.sources import sheet_of
from scoring.formulas.columns import OPEN, Columns, Refused
from scoring.formulas.excel import to_excel
from scoring.formulas.expr import Expr, Name, Text, call, every, negated, own, some, step, when
from scoring.formulas.texts import like_a_day
from scoring.formulas.totals import DROPPED, POINTS, WEIGHTS, totals
from scoring.formulas.totals import OPEN as WAITING

GOT, UNTYPED = "得分", "未填"
_SUMS = (POINTS, WEIGHTS, DROPPED, WAITING)
ROWS_COUNTED = FIRST_STEP + _SUMS.index(WAITING)
"""The column whose formula says how many rows the blank had."""
_ALIKE = 6
"""Decimals to which a score is the one that follows."""


def counted(line: Line, empty: Expr, typed: Expr, *, strict: bool) -> Expr:
    """What the row gives to the total: its score where that follows from the rule, or where a
    person may give it and it lies in its range; else 未填 or 待认定. ``strict``: only where the
    clause itself sets the range, as the core asks where the total has rules of its own."""
    got: Expr = own(GOT) if line.score else step("应得分")
    due = step("应得分")
    inside = every(step("最低") <= got, got <= step("最高"),
                   negated(every(step("下端不含"), got.equals(step("最低")))),
                   negated(every(step("上端不含"), got.equals(step("最高")))))
    allowed = step("已知" if strict else "由人")
    settled = when(call("ISNUMBER", due), call("ROUND", got - due, _ALIKE).equals(0),
                   when(allowed, inside, False))
    number = every(call("ISNUMBER", got), negated(call("ISLOGICAL", got)),
                   negated(like_a_day(got)) if line.score else call("ISNUMBER", got))
    waiting = when(typed, OPEN, UNTYPED)
    given = when(number, when(settled, got, OPEN), waiting)
    counts = when(some(empty, _pointless(line)), when(got.equals(""), 0, OPEN), given)
    return when(own(POSITION).equals(1), 0, counts) if line.position else counts


def _pointless(line: Line) -> Expr:
    """Whether the row has no weight, so that nothing is open where it has no score."""
    unweighed = step("权重").equals("")
    return every(unweighed, own("分值").equals("")) if "分值" in line.own else unweighed


def rows_changed(section: Section) -> str:
    """How many rows the form has more or fewer than there are lines for; empty where it can't
    change."""
    lines, found = section.lines, section.lines.form.found
    if found.total_row is None or "score" not in found.columns:
        return ""
    column, sheet = column_letters(found.columns["score"]), sheet_of(found.grid.name)
    more = (f"ROWS({sheet}!${column}${found.header_row}:${column}${found.total_row})"
            f"-{found.total_row - found.header_row + 1}")
    if not lines.moving:
        return f"ABS({more})"
    return f"MAX(0,{more}-{len(lines.moving) - (found.total_row - found.header_row - 1)})"


@dataclass(frozen=True)
class Sum:
    """The total of one form, two rows above its lines."""

    section: Section

    @property
    def known(self) -> bool:
        """Whether formulas can say it."""
        lines, found = self.section.lines, self.section.lines.form.found
        return (isinstance(self.columns, Columns) and lines.ruleset.lost is None
                and found.total_row is not None and "score" in found.columns
                and not any(isinstance(line.columns, Refused) for line in lines.all))

    @cached_property
    def columns(self) -> Columns | Refused:
        return totals(self.section.lines.ruleset, self.section.lines.figures.known)

    @property
    def why(self) -> PageCell:
        """Why no formula gives the total, or not yet."""
        lines = self.section.lines
        if self.known:
            return PageCell("", "text", formula=self._address(Name("步骤", "说明")))
        if lines.ruleset.lost is not None:
            return PageCell(lines.ruleset.lost.why)
        if isinstance(self.columns, Refused):
            return PageCell(self.columns.why)
        return PageCell("有的行没有公式，总分由人填写")

    def formula(self, sheet: str) -> str:
        """For the form's 总分 cell: nothing while a row waits for the clerk, 待认定 if one is open."""
        total = f"{sheet_of(sheet)}!{self._address(Name('步骤', '总分'))}"
        area = f"{sheet_of(sheet)}!{self.section.area(COUNTED)}"
        return (f'IF(ISNUMBER({total}),{total},'
                f'IF(COUNTIF({area},"{UNTYPED}")>0,"","{OPEN}"))')

    def cells(self) -> Iterator[PageCell]:
        """The sums and the steps, from FIRST_STEP on."""
        if not isinstance(self.columns, Columns) or not self.known:
            return
        for formula in (*self._sums(), *self._steps(self.columns.steps)):
            yield PageCell(None, "bare", formula=formula)

    def _sums(self) -> Iterator[str]:
        counted, weights = self.section.area(COUNTED), self.section.area(WEIGHT)
        yield f"SUM({counted})"
        yield f"SUM({weights})"
        yield f'SUMIF({self.section.area("结论")},"剔除",{weights})'
        waiting = f'COUNTIF({counted},"{UNTYPED}")+COUNTIF({counted},"{OPEN}")'
        yield "+".join(filter(None, (waiting, rows_changed(self.section))))

    def _steps(self, steps: Mapping[str, Expr]) -> Iterator[str]:
        for expr in steps.values():
            yield '""' if expr == Text("") else to_excel(expr, self._address).removeprefix("=")

    def _address(self, name: Name) -> str:
        if name.where == "数据" and name.name not in _SUMS:
            return self.section.lines.figures.reference(name)
        assert isinstance(self.columns, Columns)
        place = [*_SUMS, *self.columns.steps].index(name.name)
        return f"${column_letters(FIRST_STEP + place)}${self.section.top - 2}"


__all__ = ["GOT", "ROWS_COUNTED", "UNTYPED", "Sum", "counted", "rows_changed"]
