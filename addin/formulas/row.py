"""One line of 评分计算 as cells: what people are shown, over the steps of the rule's formulas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from addin.books.book import PageCell, Style, column_letters
from addin.formulas.columns import (
    COUNTED,
    FIRST_STEP,
    FORMULA,
    HEADERS,
    HELPERS,
    HIGH,
    LOW,
    NAMED,
    READ,
    WEIGHT,
    Section,
    as_read,
    column_of,
)
from addin.formulas.lines import POSITION, Line, Lines
from addin.formulas.shown import AS_THEY_ARE, shown_columns
from addin.formulas.sources import Reader, absolute
from addin.formulas.total import GOT
from addin.formulas.words import Words, is_word
from scoring.formulas.columns import OPEN, Columns
from scoring.formulas.evaluate import FORMAT, Mode, Value, evaluated
from scoring.formulas.excel import to_excel
from scoring.formulas.expr import (
    Expr,
    Name,
    Text,
    names_in,
)
from scoring.formulas.lists import array
from scoring.values.exact import from_double, show

MISSING, VALUED = "无公式", "按数值填入"
"""Of a 得分 cell without its formula: it is to be mended; the score was put there as a value."""
_CENTRED = (*AS_THEY_ARE, "应得分", "可得范围", "结论")
_SCORE = "应得分"
_NAME, _GOT = Name("本行", NAMED), Name("本行", GOT)
_ALL = Fraction(100)
"""As many points as any row may have."""
_UNSEEN = (WEIGHT, COUNTED)
"""Columns without stored values: every program calculates what has none."""


_ROW = "\0"
"""Stands in a printed formula for the number of its own row."""


class _Printed:
    """The formulas of a line, printed for whatever row it stands in: lines that go by their places
    have all the same."""

    def __init__(self, line: Line, lines: Lines, words: Words, valued: Sequence[str]) -> None:
        self.line, self.figures, self.valued = line, lines.figures, valued
        self.shown = shown_columns(line, strict=lines.ruleset.total is not None)
        steps = line.columns.steps if isinstance(line.columns, Columns) else {}
        self._places = {name: place for place, name in enumerate(steps)}
        self.told = {name: self.text(expr) for name, expr in self.shown.items()}
        self.steps = [self.text(expr) for expr in words.steps(line.columns).values()] if isinstance(
            line.columns, Columns) else []
        self.reads = tuple(dict.fromkeys(name for expr in self.shown.values()
                                         for name in names_in(expr) if name.where != "步骤"))

    def text(self, expr: Expr) -> str:
        """The formula; a text alone is one that says so, as what points at an empty cell would show
        a zero."""
        return to_excel(expr, self.address).removeprefix("=")

    def address(self, name: Name) -> str:
        """Where a row keeps what an expression names."""
        if name.where == "数据":
            return name.name if is_word(name) else self.figures.reference(name)
        if name == _GOT:
            return placed(self.line.score)
        if name.where == "本行":
            kept = name.name in self.line.above or name.name in (NAMED, POSITION)
            return _at(name.name) if kept else placed(self.line.own[name.name])
        return f"${column_letters(FIRST_STEP + self._places[name.name])}{_ROW}"


def _at(name: str) -> str:
    return f"${column_of(name)}{_ROW}"


def placed(source: str) -> str:
    """A source with the cell that says where in the form the line is."""
    return source.replace(f"{{{POSITION}}}", _at(POSITION))


@dataclass(frozen=True)
class _Row:
    """One line as cells."""

    line: Line
    number: int
    printed: _Printed
    read: Reader | None

    def cells(self, values: Mapping[str, Value]) -> list[PageCell | None]:
        line = self.line
        found: dict[str, PageCell] = {NAMED: self._source(line.name, self.given(_NAME))}
        found |= {name: self._source(source, self.given(Name("本行", name)))
                  for name, source in line.above.items()}
        found |= self._shown(values)
        if line.position:
            found[POSITION] = self._position()
        found[FORMULA] = self._formula()
        if read := as_read(line.own):
            found[READ] = PageCell(None, "bare", formula=self._here(placed(read)))
        fixed = [found.get(name) for name in (*HEADERS, *HELPERS)]
        return [*fixed, *self._steps()]

    def _source(self, source: str, value: Value) -> PageCell:
        return PageCell(_stored(value), formula=self._here(placed(source)))

    def _here(self, formula: str) -> str:
        return formula.replace(_ROW, str(self.number))

    def _position(self) -> PageCell:
        place = self.line.position + 1
        source = self.line.score.partition("(")[2].rpartition(",")[0]
        now = Fraction(1 if self.line.spare else place)
        return PageCell(now, "text", formula=f"IF({place}<ROWS({source}),{place},1)")

    def _formula(self) -> PageCell:
        """Whether the form's 得分 cell still has a formula, where the rule gives a score."""
        score = self._here(placed(self.line.score))
        if not score or self.line.persons:
            return PageCell("")
        lacking = f'"{MISSING}"'
        if valued := self.printed.valued:
            one_of = f"EXACT({self._here(_at(NAMED))},{to_excel(array(valued), str)[1:]})"
            lacking = (f'IF(AND({score}<>"",SUMPRODUCT({one_of}*1)>0),'
                       f'"{VALUED}",{lacking})')
        return PageCell("", formula=f'IF(ISNUMBER({self._here(_at(_SCORE))}),'
                                    f'IF(_xlfn.ISFORMULA({score}),"",{lacking}),"")')

    def _shown(self, values: Mapping[str, Value]) -> dict[str, PageCell]:
        line = self.line
        if not isinstance(line.columns, Columns):
            return {COUNTED: PageCell(OPEN), "适用规定": PageCell(line.ruled.rule.sentence()),
                    "结论": PageCell(OPEN, "warning"), "说明": PageCell(line.columns.why),
                    "条款": PageCell(str(line.ruled.clause)), LOW: PageCell(Fraction(0)),
                    HIGH: self._most()}
        return {name: self._shown_cell(name, expr, values.get(f"{name}（示）"))
                for name, expr in self.printed.shown.items()}

    def _most(self) -> PageCell:
        """The weight, up to which a person gives points where no formula says how many."""
        printed = getattr(self.line.ruled, "weight", None)
        most = _ALL if printed is None else printed
        cell = self._here(placed(self.line.own.get("分值", "")))
        return PageCell(most, formula=f"IF(ISNUMBER({cell}),{cell},{show(most)})" if cell else None)

    def _shown_cell(self, name: str, expr: Expr, value: Value) -> PageCell:
        style: Style = "number" if name in _CENTRED else "text"
        shape = "0.00" if name == _SCORE else None
        if isinstance(expr, Text) and expr.value:
            return PageCell(expr.value, style, number_format=shape)
        if name in _UNSEEN:
            return PageCell(None, "bare", formula=self._here(self.printed.told[name]))
        return PageCell(_stored(value), style, formula=self._here(self.printed.told[name]),
                        number_format=shape)

    def _steps(self) -> list[PageCell]:
        """Without stored values, which nobody sees: every program calculates what has none."""
        if not isinstance(self.line.columns, Columns):
            return []
        texts = (expr.value if isinstance(expr, Text) else ""
                 for expr in self.line.columns.steps.values())
        return [PageCell(text or None, "bare", formula=None if text else self._here(formula))
                for text, formula in zip(texts, self.printed.steps, strict=True)]

    def values(self) -> Mapping[str, Value]:
        """What the columns come to now."""
        if self.read is None or not isinstance(self.line.columns, Columns):
            return {}
        shown = {f"{name}（示）": expr for name, expr in self.printed.shown.items()}
        return evaluated({**self.line.columns.steps, **shown}, self.given, Mode.STRICT)

    def looked_at(self) -> tuple[Value, ...]:
        """All that the columns depend on, contents and formats: where they are the same, so is what
        the columns come to."""
        assert isinstance(self.line.columns, Columns)
        names = (*self.line.columns.reads, *self.printed.reads)
        return tuple(self.given(each) for name in names
                     for each in (name, replace(name, column=FORMAT)))

    def given(self, name: Name) -> Value:
        if self.read is None:
            return None
        if name.where == "数据":
            return self._read(self.printed.figures.reference(name), name.column)
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


def rows_of(section: Section, words: Words, read: Reader | None = None,
            valued: Sequence[str] = ()) -> Iterator[tuple[int, list[PageCell | None]]]:
    """The lines as cells, each with its row; without ``read`` no values are stored. ``valued`` are
    the indicators whose scores were put into the form as values."""
    by_place: dict[int, _Printed] = {}
    known: dict[tuple[object, ...], Mapping[str, Value]] = {}
    for number, line in enumerate(section.lines.all, section.top):
        printed = by_place.get(id(line.columns)) if line.position else None
        if printed is None:
            printed = _Printed(line, section.lines, words, valued)
            by_place[id(line.columns)] = printed
        row = _Row(line, number, printed, read)
        yield number, row.cells(_values(row, known))


def _values(row: _Row, known: dict[tuple[object, ...], Mapping[str, Value]]
            ) -> Mapping[str, Value]:
    """A row's values; one empty row is like another."""
    if row.read is None or not row.line.position:
        return row.values()
    if not isinstance(row.line.columns, Columns):
        return {}
    key = (id(row.line.columns), row.looked_at())
    if key not in known:
        known[key] = row.values()
    return known[key]


__all__ = ["MISSING", "VALUED", "rows_of"]
