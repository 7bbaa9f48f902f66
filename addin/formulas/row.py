"""One line of 评分计算 as cells: what people are shown, over the steps of the rule's formulas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from addin.books.book import PageCell, Style, column_letters
from addin.formulas.columns import (
    FIRST_STEP,
    FORMULA,
    HEADERS,
    HELPERS,
    HIGH,
    LOW,
    NAMED,
    Section,
    column_of,
)
from addin.formulas.lines import POSITION, Line
from addin.formulas.sources import Figures, Reader, absolute
from addin.formulas.words import Words, is_word, names_in
from scoring.formulas.columns import OPEN, Columns
from scoring.formulas.evaluate import FORMAT, Mode, Value, evaluated
from scoring.formulas.excel import to_excel
from scoring.formulas.expr import (
    EMPTY,
    Expr,
    Name,
    Text,
    call,
    every,
    negated,
    own,
    some,
    step,
    when,
)
from scoring.values.exact import from_double

UNTYPED, MISSING = "未填", "无公式"
MOVED = "这一行的指标与空白表不同（移动过或改过名称），公式不适用"
_AS_THEY_ARE = ("符号", "目标数", "单位", "实际数", "比率或数量")
"""Columns that show what the rule's formulas give; the others show it only where it is of use."""
_LACKING = "缺少"
_CENTRED = ("符号", "目标数", "单位", "实际数", "比率或数量", "应得分", "可得范围", "结论")
_SCORE = "应得分"
_NAME = Name("本行", NAMED)


def shown_columns(line: Line) -> Mapping[str, Expr]:
    """What the columns for people say, over the line's own cells and steps."""
    if not isinstance(line.columns, Columns):
        return {}
    steps, why = line.columns.steps, step("说明")
    empty = _empty(line)
    typed = negated(some(empty, untyped(line)))
    moved = own(NAMED).differs(line.printed) if line.printed else None
    open_ = step("结论").equals(OPEN)
    score: Expr = when(call("ISNUMBER", step("应得分")), step("应得分"),
                       when(every(open_, typed), OPEN, ""))
    said: Expr = when(typed, why, "")
    if moved is not None:
        score, said = when(moved, OPEN, score), when(moved, MOVED, said)
    limited = every(open_, negated(empty))
    return {
        "目标文字": when(some(empty, own("目标值").equals("")), "", own("目标值"))
        if "目标值" in line.own else EMPTY,
        **{name: _told(name) if name in steps else EMPTY for name in _AS_THEY_ARE},
        "适用规定": when(empty, "", step("适用规定")), "应得分": score,
        "可得范围": when(limited, step("可得范围"), ""),
        "结论": when(empty, "", when(typed, step("结论"), UNTYPED)), "说明": said,
        "条款": when(empty, "", step("条款")),
        LOW: when(call("ISNUMBER", step("最低")), step("最低"), 0),
        HIGH: when(call("ISNUMBER", step("最高")), step("最高"),
                   when(call("ISNUMBER", own("分值")), own("分值"), 0)),
    }


def _empty(line: Line) -> Expr:
    """Whether nothing is typed in the row; where there is no such row, the header is read."""
    blank = every(own(NAMED).equals(""), own("分值").equals(""))
    return some(own(POSITION).equals(1), blank) if line.position else blank


def _told(name: str) -> Expr:
    """What a step gives, but for a zero that only says that nothing was read."""
    nothing = every(step(name).equals(0), negated(call("ISNUMBER", step("应得分"))))
    return when(nothing, "", step(name))


def untyped(line: Line) -> Expr:
    """Whether the row still waits for what the clerk types."""
    lacking = call("LEFT", step("说明"), len(_LACKING)).equals(_LACKING)
    if "实际值" not in line.own:
        return lacking
    return some(lacking, own("实际值").equals("")) if not _reads_figures(line) else lacking


def _reads_figures(line: Line) -> bool:
    return isinstance(line.columns, Columns) and any(
        name.where == "数据" for expr in line.columns.steps.values() for name in names_in(expr))


@dataclass(frozen=True)
class _Row:
    """One line as cells."""

    line: Line
    number: int
    figures: Figures
    read: Reader | None
    words: Words

    def cells(self) -> list[PageCell | None]:
        line = self.line
        found: dict[str, PageCell] = {NAMED: self._source(line.name, self._given(_NAME))}
        found |= {name: self._source(source, self._given(Name("本行", name)))
                  for name, source in line.above.items()}
        found |= self._shown()
        if line.position:
            found[POSITION] = self._position()
        found[FORMULA] = self._formula()
        steps = self._steps()
        fixed = [found.get(name) for name in (*HEADERS, *HELPERS)]
        return [*fixed, *steps]

    def _source(self, source: str, value: Value) -> PageCell:
        return PageCell(_stored(value), formula=self._placed(source))


    def _placed(self, source: str) -> str:
        return source.replace(f"{{{POSITION}}}", self._at(POSITION))

    def _position(self) -> PageCell:
        place = self.line.position + 1
        source = self.line.score.partition("(")[2].rpartition(",")[0]
        now = Fraction(1 if self.line.spare else place)
        return PageCell(now, "text", formula=f"IF({place}<ROWS({source}),{place},1)")

    def _formula(self) -> PageCell:
        """Whether the form's 得分 cell still has a formula, where the rule gives a score."""
        score = self._placed(self.line.score)
        if not score or self.line.persons:
            return PageCell("")
        return PageCell("", formula=f'IF(ISNUMBER({self._at("应得分")}),'
                                    f'IF(_xlfn.ISFORMULA({score}),"","{MISSING}"),"")')

    def _shown(self) -> dict[str, PageCell]:
        line = self.line
        if not isinstance(line.columns, Columns):
            return {"适用规定": PageCell(line.ruled.rule.sentence()),
                    "结论": PageCell(OPEN, "warning"), "说明": PageCell(line.columns.why),
                    "条款": PageCell(str(line.ruled.clause))}
        return {name: self._shown_cell(name, expr) for name, expr in shown_columns(line).items()}

    def _shown_cell(self, name: str, expr: Expr) -> PageCell:
        cell = self._cell(expr, self._values.get(f"{name}（示）"))
        style: Style = "number" if name in _CENTRED else "text"
        return replace(cell, style=style, number_format="0.00" if name == _SCORE else None)

    def _steps(self) -> list[PageCell]:
        """Without stored values, which nobody sees: every program calculates what has none."""
        if not isinstance(self.line.columns, Columns):
            return []
        return [replace(self._cell(expr, None), style="bare")
                for expr in self.words.steps(self.line.columns).values()]

    def _cell(self, expr: Expr, value: Value) -> PageCell:
        if isinstance(expr, Text):  # what points at an empty cell would show a zero
            return PageCell(expr.value, formula=None if expr.value else '""')
        formula = to_excel(expr, self.address).removeprefix("=")
        return PageCell(_stored(value), formula=formula)

    def address(self, name: Name) -> str:
        """Where the row keeps what an expression names."""
        if name.where == "数据":
            return name.name if is_word(name) else self.figures.reference(name)
        if name.where == "本行":
            kept = name.name in self.line.above or name.name in (NAMED, POSITION)
            return self._at(name.name) if kept else self._placed(self.line.own[name.name])
        return f"${column_letters(FIRST_STEP + self._places[name.name])}{self.number}"

    def _at(self, name: str) -> str:
        return f"${column_of(name)}{self.number}"

    @cached_property
    def _places(self) -> Mapping[str, int]:
        steps = self.line.columns.steps if isinstance(self.line.columns, Columns) else {}
        return {name: place for place, name in enumerate(steps)}

    @cached_property
    def _values(self) -> Mapping[str, Value]:
        if self.read is None or not isinstance(self.line.columns, Columns):
            return {}
        shown = {f"{name}（示）": expr for name, expr in shown_columns(self.line).items()}
        return evaluated({**self.line.columns.steps, **shown}, self._given, Mode.STRICT)

    def _given(self, name: Name) -> Value:
        if self.read is None:
            return None
        if name.where == "数据":
            return self._read(self.figures.reference(name), name.column)
        if name.name == POSITION:
            return 1.0 if self.line.spare else 2.0
        if name.name == NAMED:
            return self.line.called or None
        entry = self.line.entries.get(name.name)
        if entry is None or entry.blank or not entry.cell:
            return None
        literal = self.line.own.get(name.name, "")
        return float(literal) if literal.isdigit() else self._read(absolute(entry.cell),
                                                                   name.column)

    def _read(self, reference: str, what: str) -> Value:
        assert self.read is not None
        return self.read.format(reference) if what == FORMAT else self.read.value(reference)


def _stored(value: Value) -> str | Fraction | bool | None:
    """A value as it is stored beside a formula; none for an error."""
    match value:
        case bool():
            return value
        case float():
            return from_double(value)
        case str():
            return value
        case None:
            return ""
    return None


def rows_of(section: Section, words: Words, read: Reader | None = None
            ) -> Iterator[tuple[int, list[PageCell | None]]]:
    """The lines as cells, each with its row; without ``read`` no values are stored."""
    known: dict[bool, Mapping[str, Value]] = {}
    for number, line in enumerate(section.lines.all, section.top):
        row = _Row(line, number, section.lines.figures, read, words)
        if line.position and not line.entries:  # one empty line is like another
            row.__dict__["_values"] = known.setdefault(line.spare, row._values)
        yield number, row.cells()


__all__ = ["MISSING", "MOVED", "UNTYPED", "rows_of", "shown_columns"]
