"""The sheet 评分计算: one row an indicator, one column a step, each cell a formula."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction

from addin.books.book import Highlight, Page, PageCell, column_letters
from addin.formulas.columns import (
    COUNTED,
    FIRST_STEP,
    FORMULA,
    HEAD_ROWS,
    HEADERS,
    NAME,
    Section,
    column_of,
    limits,
)
from addin.formulas.row import MISSING, VALUED, rows_of
from addin.formulas.shown import MOVED
from addin.formulas.sources import Reader, absolute, read_at
from addin.formulas.total import Sum, rows_changed
from addin.formulas.words import Words
from scoring.formulas.columns import OPEN

COMPLETE = "各行公式齐全"
_VALUES = f"行{VALUED}，其余"
_SCORE = HEADERS.index("应得分")
_NOTE = "各格是公式，随自评表和基础数据自动计算；不要在这里填写。红色的要处理，黄色的等人认定。"
_WIDTHS = (18, 16, 5, 10, 7, 10, 10, 42, 8, 12, 8, 26, 54)
_TALL = 80
"""Points that a line needs for its rule and its clause, once something is typed."""


def page(found: Sequence[Section], read: Reader, totals: Sequence[tuple[str, str]],
         valued: Sequence[Sequence[str]], *, protected: bool = False) -> Page:
    """The sheet. ``totals`` are, a form, the formula of its 等级 and the stored value, ``valued`` the
    indicators whose scores are values in the form."""
    rows: list[list[PageCell | None]] = []
    words = Words()
    merges: list[str] = []
    heights: dict[int, float] = {}
    highlights: list[Highlight] = []
    names: dict[str, str] = {}
    for place, section in enumerate(found):
        rows += [[]] * bool(rows)
        lines = [cells for _, cells in rows_of(section, words, read, valued[place])]
        rows += [*_head(section, totals[place], _left(section, lines, valued[place])), *lines]
        heights |= dict.fromkeys(_used(section), _TALL)
        merges.append(f"B{section.top - 2}:G{section.top - 2}")
        highlights += _highlights(section)
        names |= {name: section.area(column) for name, column in limits(section).items()}
    helpers = max(len(row) for row in rows) - len(HEADERS)
    return Page(NAME, (*_WIDTHS, *[0] * helpers), rows, freeze=HEAD_ROWS if len(found) == 1 else 0,
                highlights=highlights, merges=merges, heights=heights, names=names,
                constants=words.names, protected=protected)


def _used(section: Section) -> range:
    """The rows for which the form has rows now; the others are spare."""
    now = [line for line in section.lines.all if not line.spare]
    return range(section.top, section.top + len(now))


def _head(section: Section, grade: tuple[str, str], valued: int) -> Iterator[list[PageCell | None]]:
    """Title, note, check and headers."""
    filing, ruleset = section.lines.form.filing, section.lines.ruleset
    yield [PageCell(NAME, "title")]
    yield [PageCell(f"{ruleset.title}。{_NOTE}", "note")]
    total = filing.total_score
    source = read_at(absolute(total.cell)) if total.cell else ""
    stored = total.number if total.number is not None else total.text
    complete = f"{valued}{_VALUES}{COMPLETE}" if valued else COMPLETE
    yield [PageCell("检查", "header"), PageCell(complete, "text", formula=_check(section)),
           *[PageCell("")] * 5, PageCell("总分", "header"),
           PageCell(stored, "number", formula=source or None, number_format="0.00"),
           PageCell("等级", "header"),
           PageCell(grade[1], "number", formula=grade[0] or None), Sum(section).why,
           *[PageCell("")] * (FIRST_STEP - len(HEADERS)), *Sum(section).cells()]
    yield [PageCell(text, "header") for text in HEADERS]


def _check(section: Section) -> str:
    """What is wrong with the formulas themselves, in words."""
    formula = f'COUNTIF({section.area(FORMULA)},"{MISSING}")'
    said = [(formula, "行的得分格没有公式")]
    if rows := rows_changed(section):
        if section.lines.moving:
            said.append((rows, "行超出了本表所能计算的行数"))
        else:
            said += [(rows, "行是增加或删去的，没有公式可用"),
                     (f'COUNTIF({section.area("说明")},"{MOVED}")', "行移动过或改过名称")]
    wrong = "+".join(count for count, _ in said)
    told = "&".join(f'IF({count}>0,"有"&{count}&"{words}；","")' for count, words in said)
    values = f'COUNTIF({section.area(FORMULA)},"{VALUED}")'
    return f'IF({wrong}=0,IF({values}=0,"",{values}&"{_VALUES}")&"{COMPLETE}",{told})'


def _left(section: Section, lines: Sequence[Sequence[PageCell | None]], valued: Collection[str]
          ) -> int:
    """How many scores that follow from figures stand in the form as values."""
    scores = (cells[_SCORE] for cells in lines)
    return sum(line.called in valued and score is not None and isinstance(score.value, Fraction)
               for line, score in zip(section.lines.all, scores, strict=True))


def _highlights(section: Section) -> Iterator[Highlight]:
    top, bottom, check = section.top, section.bottom, section.top - 2
    yield Highlight(f"A{check}:G{check}", f'ISERROR(FIND("{COMPLETE}",$B${check}))', "error")
    shown = f"A{top}:{column_letters(len(HEADERS))}{bottom}"
    yield Highlight(shown, f'${column_of(FORMULA)}{top}="{MISSING}"', "error")
    waits = f'${column_of("结论")}{top}="{OPEN}",NOT(ISNUMBER(${column_of(COUNTED)}{top}))'
    yield Highlight(shown, f"AND({waits})", "warning")


__all__ = ["COMPLETE", "page"]
