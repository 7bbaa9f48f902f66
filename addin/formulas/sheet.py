"""The sheet 评分计算: one row an indicator, one column a step, each cell a formula."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from addin.books.book import Highlight, Page, PageCell, Style, column_letters
from addin.formulas.lines import LEVELS, POSITION, Line, Lines
from addin.formulas.sources import Figures, Reader, absolute, read_at, sheet_of
from scoring.formulas.columns import OPEN, Columns
from scoring.formulas.evaluate import FORMAT, Mode, Value, evaluated
from scoring.formulas.excel import to_excel
from scoring.formulas.expr import (
    EMPTY,
    Call,
    Expr,
    Name,
    Op,
    Ref,
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

NAME = "评分计算"
HEADERS = ("指标", "目标文字", "符号", "目标数", "单位", "实际数", "比率或数量", "适用规定", "应得分",
           "可得范围", "结论", "说明", "条款")
_WIDTHS = (18, 16, 5, 10, 7, 10, 10, 42, 8, 12, 8, 26, 54)
_TALL = 64
"""Points that a line needs for its rule and its clause, once something is typed."""
_AS_THEY_ARE = ("符号", "目标数", "单位", "实际数", "比率或数量")
"""Columns that show what the rule's formulas give; the others show it only where it is of use."""
_NAMED, LOW, HIGH, FORMULA = "指标", "下限", "上限", "公式"
_HELPERS = (POSITION, LOW, HIGH, FORMULA, *LEVELS)
"""Beyond the columns for people, before the steps of the rules."""
UNTYPED, MISSING, COMPLETE = "未填", "无公式", "各行公式齐全"
MOVED = "这一行的指标与空白表不同（移动过或改过名称），公式不适用"
_NOTE = "各格是公式，随自评表和基础数据自动计算；不要在这里填写。红色的要处理，黄色的由人认定。"
_STYLES: Mapping[str, Style] = {"应得分": "number"}
_LACKING = "缺少"
_FIRST_HELPER = len(HEADERS) + 1
_FIRST_STEP = _FIRST_HELPER + len(_HELPERS)
HEAD_ROWS = 4
_NAME = Name("本行", _NAMED)
SCORE = column_letters(HEADERS.index("应得分") + 1)


def column_of(name: str) -> str:
    """The letters of one of the columns that every row has."""
    if name in HEADERS:
        return column_letters(HEADERS.index(name) + 1)
    return column_letters(_FIRST_HELPER + _HELPERS.index(name))


@dataclass(frozen=True)
class Section:
    """The lines of one form and where they stand on the sheet: ``top`` is the row of the first."""

    lines: Lines
    top: int

    @property
    def bottom(self) -> int:
        return self.top + len(self.lines.all) - 1

    @property
    def moving(self) -> tuple[int, int]:
        """The first and the last row of the lines that go by their places."""
        return self.top + len(self.lines.fixed), self.bottom

    def row_of(self, line: Line) -> int:
        return self.top + self.lines.all.index(line)

    def area(self, name: str) -> str:
        letters = column_of(name)
        return f"${letters}${self.top}:${letters}${self.bottom}"


def sections(forms: Sequence[Lines]) -> tuple[Section, ...]:
    """The forms one below the other, each with a title, a note, its check and its headers."""
    found, top = [], HEAD_ROWS + 1
    for lines in forms:
        found.append(Section(lines, top))
        top += len(lines.all) + HEAD_ROWS + 1
    return tuple(found)


def shown_columns(line: Line) -> Mapping[str, Expr]:
    """What the columns for people say, over the line's own cells and steps."""
    if not isinstance(line.columns, Columns):
        return {}
    steps, why = line.columns.steps, step("说明")
    empty = every(own(_NAMED).equals(""), own("分值").equals(""))
    typed = negated(some(empty, untyped(line)))
    moved = own(_NAMED).differs(line.printed) if line.printed else None
    open_ = step("结论").equals(OPEN)
    score: Expr = when(call("ISNUMBER", step("应得分")), step("应得分"),
                       when(every(open_, typed), OPEN, ""))
    said: Expr = when(typed, why, "")
    if moved is not None:
        score, said = when(moved, OPEN, score), when(moved, MOVED, said)
    limited = every(open_, negated(empty))
    return {
        "目标文字": when(own("目标值").equals(""), "", own("目标值")) if "目标值" in line.own else EMPTY,
        **{name: step(name) if name in steps else EMPTY for name in _AS_THEY_ARE},
        "适用规定": when(empty, "", step("适用规定")), "应得分": score,
        "可得范围": when(limited, step("可得范围"), ""),
        "结论": when(empty, "", when(typed, step("结论"), UNTYPED)), "说明": said,
        "条款": when(empty, "", step("条款")),
        LOW: when(call("ISNUMBER", step("最低")), step("最低"), 0),
        HIGH: when(call("ISNUMBER", step("最高")), step("最高"),
                   when(call("ISNUMBER", own("分值")), own("分值"), 0)),
    }


def untyped(line: Line) -> Expr:
    """Whether the row still waits for what the clerk types."""
    lacking = call("LEFT", step("说明"), len(_LACKING)).equals(_LACKING)
    if "实际值" not in line.own:
        return lacking
    return some(lacking, own("实际值").equals("")) if not _reads_figures(line) else lacking


def _reads_figures(line: Line) -> bool:
    return isinstance(line.columns, Columns) and any(
        name.where == "数据" for expr in line.columns.steps.values() for name in names_in(expr))


def names_in(expr: Expr) -> Iterator[Name]:
    """Every name that the expression reads."""
    match expr:
        case Ref(name):
            yield name
        case Op(_, left, right):
            yield from names_in(left)
            yield from names_in(right)
        case Call(_, arguments):
            for each in arguments:
                yield from names_in(each)


@dataclass(frozen=True)
class _Row:
    """One line as cells."""

    line: Line
    number: int
    figures: Figures
    read: Reader | None

    def cells(self) -> list[PageCell | None]:
        line = self.line
        found: dict[str, PageCell] = {_NAMED: self._source(line.name, self._given(_NAME))}
        found |= {name: self._source(source, self._given(Name("本行", name)))
                  for name, source in line.above.items()}
        found |= self._shown()
        if line.position:
            found[POSITION] = self._position()
        found[FORMULA] = self._formula()
        steps = self._steps()
        fixed = [found.get(name) for name in (*HEADERS, *_HELPERS)]
        return [*fixed, *steps]

    def _source(self, source: str, value: Value) -> PageCell:
        return PageCell(_stored(value), "text", formula=self._placed(source))

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
        return PageCell("", "text", formula=(
            f'IF(ISNUMBER({self._at("应得分")}),IF(_xlfn.ISFORMULA({score}),"","{MISSING}"),"")'))

    def _shown(self) -> dict[str, PageCell]:
        line = self.line
        if not isinstance(line.columns, Columns):
            return {"适用规定": PageCell(line.ruled.rule.sentence()),
                    "结论": PageCell(OPEN, "warning"), "说明": PageCell(line.columns.why),
                    "条款": PageCell(str(line.ruled.clause))}
        return {name: self._cell(expr, self._values.get(f"{name}（示）"), _STYLES.get(name, "text"))
                for name, expr in shown_columns(line).items()}

    def _steps(self) -> list[PageCell]:
        if not isinstance(self.line.columns, Columns):
            return []
        return [self._cell(expr, self._values.get(name))
                for name, expr in self.line.columns.steps.items()]

    def _cell(self, expr: Expr, value: Value, style: Style = "text") -> PageCell:
        if isinstance(expr, Text):  # what points at an empty cell would show a zero
            return PageCell(expr.value, style, formula=None if expr.value else '""')
        formula = to_excel(expr, self.address).removeprefix("=")
        number_format = "0.00" if style == "number" else None
        return PageCell(_stored(value), style, formula=formula, number_format=number_format)

    def address(self, name: Name) -> str:
        """Where the row keeps what an expression names."""
        if name.where == "数据":
            return self.figures.reference(name)
        if name.where == "本行":
            kept = name.name in self.line.above or name.name == _NAMED
            return self._at(name.name) if kept else self._placed(self.line.own[name.name])
        assert isinstance(self.line.columns, Columns)
        place = list(self.line.columns.steps).index(name.name)
        return f"${column_letters(_FIRST_STEP + place)}{self.number}"

    def _at(self, name: str) -> str:
        return f"${column_of(name)}{self.number}"

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
        if name.name == _NAMED:
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


def _stored(value: Value) -> str | Fraction | None:
    """A value as it is stored beside a formula; none for an error."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return from_double(value)
        case str():
            return value
        case None:
            return ""
    return None



def rows_of(section: Section, read: Reader | None = None
            ) -> Iterator[tuple[int, list[PageCell | None]]]:
    """The lines as cells, each with its row; without ``read`` no values are stored."""
    for number, line in enumerate(section.lines.all, section.top):
        yield number, _Row(line, number, section.lines.figures, read).cells()


def page(found: Sequence[Section], read: Reader, totals: Sequence[tuple[str, str]], *,
         protected: bool = False) -> Page:
    """The sheet. ``totals`` are, a form, the formula of its 等级 and the stored value."""
    rows: list[list[PageCell | None]] = []
    merges: list[str] = []
    heights: dict[int, float] = {}
    highlights: list[Highlight] = []
    names: dict[str, str] = {}
    for place, section in enumerate(found):
        rows += [[]] * bool(rows)
        rows += [*_head(section, totals[place])]
        rows += [cells for _, cells in rows_of(section, read)]
        heights |= dict.fromkeys(_used(section), _TALL)
        merges.append(f"B{section.top - 2}:G{section.top - 2}")
        highlights += _highlights(section)
        names |= {name: section.area(column) for name, column in limits(section).items()}
    helpers = max(len(row) for row in rows) - len(HEADERS)
    return Page(NAME, (*_WIDTHS, *[0] * helpers), rows, freeze=HEAD_ROWS if len(found) == 1 else 0,
                highlights=highlights, merges=merges, heights=heights, names=names, protected=protected)


def _used(section: Section) -> range:
    """The rows for which the form has rows now; the others are spare."""
    now = [line for line in section.lines.all if not line.spare]
    return range(section.top, section.top + len(now))


def limits(section: Section) -> dict[str, str]:
    """The names of the whole workbook by which limits are read, with their columns: a limit of a
    cell may name no other sheet in older programs."""
    number = section.lines.form.number
    more = "" if number == 1 else str(number)
    return {f"可得{LOW}{more}": LOW, f"可得{HIGH}{more}": HIGH, f"应得分{more}": "应得分"}


def _head(section: Section, grade: tuple[str, str]) -> Iterator[list[PageCell | None]]:
    """Title, note, check and headers."""
    filing, ruleset = section.lines.form.filing, section.lines.ruleset
    yield [PageCell(NAME, "title")]
    yield [PageCell(f"{ruleset.title}。{_NOTE}", "note")]
    total = filing.total_score
    source = read_at(absolute(total.cell)) if total.cell else ""
    stored = total.number if total.number is not None else total.text
    yield [PageCell("检查", "header"), PageCell(COMPLETE, "text", formula=_check(section)),
           *[PageCell("")] * 5, PageCell("总分", "header"),
           PageCell(stored, "number", formula=source or None), PageCell("等级", "header"),
           PageCell(grade[1], "number", formula=grade[0] or None)]
    yield [PageCell(text, "header") for text in HEADERS]


def _check(section: Section) -> str:
    """What is wrong with the formulas themselves, in words."""
    lines, found = section.lines, section.lines.form.found
    formula = f'COUNTIF({section.area(FORMULA)},"{MISSING}")'
    said = [(formula, "行的得分格没有公式")]
    if found.total_row is not None and "score" in found.columns:
        column = column_letters(found.columns["score"])
        sheet = sheet_of(found.grid.name)
        rows = (f"ROWS({sheet}!${column}${found.header_row}:${column}${found.total_row})"
                f"-{found.total_row - found.header_row + 1}")
        if lines.moving:
            spare = len(lines.moving) - (found.total_row - found.header_row - 1)
            said.append((f"MAX(0,{rows}-{spare})", "行超出了本表所能计算的行数"))
        else:
            said += [(f"ABS({rows})", "行是增加或删去的，没有公式可用"),
                     (f'COUNTIF({section.area("说明")},"{MOVED}")', "行移动过或改过名称")]
    wrong = "+".join(count for count, _ in said)
    told = "&".join(f'IF({count}>0,"有"&{count}&"{words}；","")' for count, words in said)
    return f'IF({wrong}=0,"{COMPLETE}",{told})'


def _highlights(section: Section) -> Iterator[Highlight]:
    top, bottom, check = section.top, section.bottom, section.top - 2
    yield Highlight(f"A{check}:G{check}", f'$B${check}<>"{COMPLETE}"', "error")
    shown = f"A{top}:{column_letters(len(HEADERS))}{bottom}"
    yield Highlight(shown, f'${column_of(FORMULA)}{top}="{MISSING}"', "error")
    yield Highlight(shown, f'${column_of("结论")}{top}="{OPEN}"', "warning")


__all__ = ["FORMULA", "HEADERS", "HIGH", "LOW", "MISSING", "NAME", "SCORE", "Section", "column_of",
           "limits", "page", "rows_of", "sections"]
