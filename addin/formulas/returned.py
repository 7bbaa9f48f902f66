"""A form that comes back: which of its formulas are no longer those that were sent out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from addin.books.book import (
    EMPTY,
    Cell,
    Grid,
    PageCell,
    Readable,
    address,
    own_sheet,
    shown,
    split_address,
)
from addin.books.xlsx.places import column_number
from addin.forms.read import Form
from addin.formulas.columns import (
    FIRST_STEP,
    FORMULA,
    HEAD_ROWS,
    HEADERS,
    NAME,
    SCORE,
    Section,
    column_of,
)
from addin.formulas.lay import (
    FINGERPRINT,
    cell_formulas,
    fingerprint,
    left_out,
    names_of,
    score_cells,
)
from addin.formulas.lines import Lines
from addin.formulas.row import rows_of
from addin.formulas.sources import quoted, sheet_of
from addin.formulas.total import ROWS_COUNTED, Sum
from addin.formulas.words import Words
from scoring.awards.scorecard import Scorecard
from scoring.findings.finding import Finding, finding

_LONGEST, _NAMED = 60, 8
_NOISE = re.compile(r"[\s'$]|(?<=TRUE|ALSE)\(\)|_xlfn\.")
"""What programs write otherwise and mean the same: blanks, quotes, anchors, TRUE()."""
_OF_ROW = re.compile(r"!\$?[A-Z]{1,3}\$?(\d+)")
"""The cell of the form that holds an indicator's name, in the formula that shows it."""
_PRINTED = re.compile(r'\$?A\$?\d+<>"((?:[^"]|"")*)"')
"""The name that the blank prints in the row, in the formula of its score."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The section of one form on our sheet, as it came back: its lines stand from ``top`` on, for
    the indicators whose names stand in these ``rows`` of the form."""

    sheet: str
    top: int
    lines: int
    rows: frozenset[int]
    printed: frozenset[str]
    """The names that the blank printed."""


def kept(book: Readable, form: Form) -> Kept | None:
    """The section of the form: of those that read its sheet the one that is counted as it is, or
    else the first; None where there is none."""
    sheet = own_sheet(book, NAME)
    if sheet is None:
        return None
    grid = book.grid(sheet)
    heads = [row for row in grid.rows() if grid.at(row, 1).value == HEADERS[0]]
    ends = [*(head - HEAD_ROWS for head in heads[1:]), max(grid.lines) + 1]
    found = {place: lines for place, lines in enumerate((
        [row for row in grid.rows() if head < row < end and grid.at(row, 1) != EMPTY]
        for head, end in zip(heads, ends, strict=False)), 1) if _reads(grid, lines, form.sheet)}
    if not found:
        return None
    rows = found.get(form.number, next(iter(found.values())))
    score = column_number(SCORE)
    read = (_OF_ROW.search(grid.at(row, 1).formula or "") for row in rows)
    printed = (_PRINTED.search(grid.at(row, score).formula or "") for row in rows)
    return Kept(sheet, rows[0], len(rows), frozenset(int(one[1]) for one in read if one),
                frozenset(one[1].replace('""', '"') for one in printed if one))


def _reads(grid: Grid, rows: Sequence[int], sheet: str) -> bool:
    """Whether any of the rows looks at the sheet."""
    named = re.compile(rf"(?<![\w'])(?:{re.escape(sheet_of(sheet))}|{re.escape(quoted(sheet))})!")
    return any(named.search((grid.at(row, 1).formula or "").replace("$", "")) for row in rows)


def changed(book: Readable, lines: Lines, card: Scorecard, kept: Kept | None) -> Iterator[Finding]:
    """What is to be said of a returned form's formulas; the scores are judged by the rules."""
    section = Section(lines, kept.top if kept else HEAD_ROWS + 1)
    made = book.property(FINGERPRINT) or ""
    yield from _in_the_form(section, card, kept.sheet if kept else NAME, made.split())
    if kept is None:
        gone = own_sheet(book, NAME) is None
        yield finding("formulas-gone" if gone else "formulas-elsewhere", sheet=NAME)
    elif fingerprint(section) not in made:
        yield finding("formulas-other", sheet=kept.sheet)
    else:
        yield from _on_our_sheet(section, book.grid(kept.sheet))


def _in_the_form(section: Section, card: Scorecard, sheet: str,
                 made: Collection[str]) -> Iterator[Finding]:
    """得分 cells that follow from figures, and the total, without the formula that was put there."""
    form = section.lines.form
    names = names_of(form)
    awards = {award.cell: award for award in card.awards}
    wanted = {cell: formula for cell, formula in cell_formulas(section, sheet)
              if left_out(names.get(cell, cell)) not in made}
    for cell, _ in score_cells(section):
        award = awards.get(cell)
        if award is None or award.step is None or award.range is not None or cell not in wanted:
            continue
        yield from _told(form.found.grid, cell, wanted[cell], award.indicator)
    total = form.filing.total_score.cell
    if total in wanted and card.total is not None:
        yield from _told(form.found.grid, total, wanted[total], "总分")


def _told(grid: Grid, cell: str, wanted: str, name: str) -> Iterator[Finding]:
    _, row, column = split_address(cell)
    stands = grid.at(row, column)
    if stands.formula is None or not _same(stands.formula, wanted):
        yield finding("formula-replaced", cell, row=str(row), name=name, what=_what(stands))


def _what(cell: Cell) -> str:
    if cell.formula is not None:
        text = f"={cell.formula}"
        return f"换成了另一个公式 {text if len(text) <= _LONGEST else text[:_LONGEST] + '…'}"
    return "公式删掉了，现为空" if cell.value is None else f"换成了数值 {shown(cell)}"


def _same(one: str, other: str) -> bool:
    return _NOISE.sub("", one).upper() == _NOISE.sub("", other).upper()


def _on_our_sheet(section: Section, grid: Grid) -> Iterator[Finding]:
    """Rows of 评分计算 whose cells are not those that we put there."""
    for number, cells in _laid(section):
        wrong = [column for column, cell in cells.items()
                 if cell is not None and cell.formula is not None and _rule(cell.formula)
                 and not _same(grid.at(number, column).formula or "", cell.formula)]
        if wrong:
            places = [address(number, column, grid.name) for column in wrong]
            yield finding("formulas-changed", *places[:_NAMED], sheet=grid.name, row=str(number),
                          columns=_columns(wrong))


def _laid(section: Section) -> Iterator[tuple[int, Mapping[int, PageCell | None]]]:
    """The cells that we put there, by rows and columns: those of the total, then the lines."""
    total = dict(enumerate(Sum(section).cells(), FIRST_STEP))
    total.pop(ROWS_COUNTED, None)
    yield section.top - 2, total
    for number, cells in rows_of(section, Words()):
        laid = dict(enumerate(cells, 1))
        del laid[column_number(column_of(FORMULA))]  # it names the rows that were given values
        yield number, laid


def _rule(formula: str) -> bool:
    """An empty text is no rule: a program may store it as a value."""
    return formula != '""'


def _columns(wrong: Sequence[int]) -> str:
    named = [HEADERS[column - 1] for column in wrong if column <= len(HEADERS)]
    return "、".join(named) if named else f"辅助列 {len(wrong)} 格"


__all__ = ["Kept", "changed", "kept"]
