"""Laying formulas into a workbook: the sheet 评分计算, then the cells of the form that point at it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from hashlib import sha256

from addin.books.book import (
    EMPTY,
    OUR_FORMULAS,
    Book,
    Cell,
    Grid,
    Readable,
    Ruled,
    address,
    own_sheet,
    split_address,
)
from addin.books.book import Value as CellValue
from addin.books.xlsx.number_formats import is_date
from addin.books.xlsx.places import area
from addin.errors import UserError
from addin.forms.read import Form
from addin.formulas.cells import (
    grade_formula,
    highlights,
    score_formula,
    validations,
)
from addin.formulas.columns import HEADERS, HELPERS, NAME, Section
from addin.formulas.lines import Line
from addin.formulas.sheet import page
from addin.formulas.sources import absolute
from addin.formulas.total import Sum
from scoring.findings.entries import TOTAL, fund_name
from scoring.formulas.columns import Columns
from scoring.formulas.evaluate import Single
from scoring.formulas.evaluate import Value as Given
from scoring.formulas.excel import to_excel
from scoring.formulas.expr import Name

FINGERPRINT = OUR_FORMULAS
"""The document property that says by which formulas the sheet was made."""
Stored = Mapping[str, str | Fraction | None]
"""By the addresses of the form's cells the values that are stored beside their formulas."""


def lay(book: Ruled, found: Sequence[Section], stored: Stored,
        wanted: Callable[[str], bool] = lambda cell: True, *, protected: bool = False) -> None:
    """Put the sheet, the formulas of the ``wanted`` 得分 and 总分 cells, their limits and looks; one
    that we had ``protected`` stays so. UserError where a sheet of the clerk's has the name of
    ours."""
    sheet = sheet_name(book)
    protected = protected or (sheet in book.sheets and book.locked(sheet, 1, 1))
    grades = [_grade(section, stored) for section in found]
    left: list[str] = []
    read = BookReader(book)
    valued = [_valued(section, sheet, wanted, read) for section in found]
    book.put_page(page(found, read, grades, valued, protected=protected))
    for section in found:  # a formula that names a sheet which is not there yet is none
        names = names_of(section.lines.form)
        for cell, formula in cell_formulas(section, sheet):
            if wanted(cell):
                book.put_formula(*split_address(cell), formula, stored.get(cell, ""))
            else:
                left.append(left_out(names.get(cell, cell)))
        book.put_rules(section.lines.form.sheet, list(validations(section)),
                       list(highlights(section)))
    book.set_property(FINGERPRINT, " ".join([*map(fingerprint, found), *dict.fromkeys(left)]))


def _valued(section: Section, sheet: str, wanted: Callable[[str], bool], read: BookReader
            ) -> list[str]:
    """The indicators whose scores stand there as values, and are to."""
    unwanted = {cell for cell, _ in cell_formulas(section, sheet) if not wanted(cell)}
    return [line.called for cell, line in score_cells(section)
            if cell in unwanted and read.value(absolute(cell)) is not None]


def fingerprint(section: Section) -> str:
    """What the formulas of a form's rules are, wherever they stand: other rules or another version
    of this program make others."""
    known = {id(line.columns): line.columns for line in section.lines.all}
    known[0] = Sum(section).columns
    told = dict.fromkeys("".join(f"{name}{to_excel(expr, _symbol)}"
                                 for name, expr in columns.steps.items())
                         for columns in known.values() if isinstance(columns, Columns))
    return sha256("".join((*HEADERS, *HELPERS, *told)).encode()).hexdigest()[:16]


def left_out(name: str) -> str:
    """The mark, beside the fingerprints, of a row that was given no formula: its score stands as a
    value, and nobody has replaced anything there."""
    return f"={sha256(name.encode()).hexdigest()[:4]}"


def leave_values(book: Book, form: Form, cells: Iterable[str]) -> None:
    """Mark scores that were written over our formulas: nobody has replaced anything there."""
    names = names_of(form)
    marks = [left_out(names.get(cell, cell)) for cell in cells]
    made = (book.property(FINGERPRINT) or "").split()
    book.set_property(FINGERPRINT, " ".join(dict.fromkeys([*made, *marks])))


def names_of(form: Form) -> Mapping[str, str]:
    """By the 得分 cells what they are the score of, wherever the row moves to."""
    filing = form.filing
    return {filing.total_score.cell: TOTAL,
            **{fund.score.cell: fund_name(fund) for fund in filing.funds},
            **{row.score.cell: "/".join(level.text for level in row.levels) for row in filing.rows}}


def _symbol(name: Name) -> str:
    return f"{name.where[:1]}{name.name}{name.column}{name.line or ''}"


def sheet_name(book: Readable) -> str:
    """What our sheet is called in the workbook, or will be."""
    ours = own_sheet(book, NAME)
    if ours is None and NAME in book.sheets:
        raise UserError(f"工作簿里已有名为“{NAME}”的工作表，不是本程序放进去的：请改名后再试。")
    return ours or NAME


def cell_formulas(section: Section, sheet: str) -> Iterator[tuple[str, str]]:
    """The form's cells that get a formula, with it: the scores, then the total and the grade."""
    form = section.lines.form
    for cell, line in score_cells(section):
        if not line.persons:
            yield cell, score_formula(section, line, sheet)
    total = form.filing.total_score.cell
    if total and Sum(section).known:
        yield total, Sum(section).formula(sheet)
        grade = form.filing.grade.cell
        if grade and section.lines.ruleset.grades:
            local = total.rpartition("!")[2]
            yield grade, grade_formula(section.lines.ruleset, local)


def score_cells(section: Section) -> Iterator[tuple[str, Line]]:
    """The 得分 cells as they stand now, each with its line."""
    found = section.lines.form.found
    for line in section.lines.fixed:
        if line.cell:
            yield line.cell, line
    for line in section.lines.moving:
        row = found.header_row + line.position
        if row in found.slots:
            yield address(row, found.columns["score"], found.grid.name), line


def _grade(section: Section, stored: Stored) -> tuple[str, str]:
    """The grade on our sheet, from the total that stands beside it."""
    ruleset = section.lines.ruleset
    if not ruleset.grades:
        return "", ""
    total = stored.get(section.lines.form.filing.total_score.cell)
    given = next((each.name for each in ruleset.grades
                  if isinstance(total, Fraction) and total in each.total), "")
    return grade_formula(ruleset, f"$I${section.top - 2}"), given


class BookReader:
    """What stands in a workbook's cells, as formulas find it."""

    def __init__(self, book: Readable) -> None:
        self._book = book
        self._grids: dict[str, Grid] = {}

    def value(self, reference: str) -> Given:
        values = tuple(_given(cell.value) for cell in self._cells(reference))
        return values[0] if len(values) == 1 else values

    def format(self, reference: str) -> str:
        first = next(self._cells(reference))
        if is_date(first.number_format):
            return "D1"
        return "P2" if "%" in first.number_format else "G"

    def _cells(self, reference: str) -> Iterator[Cell]:
        name, _, cells = reference.rpartition("!")
        sheet = name.strip("'").replace("''", "'")
        where = area(cells)
        assert where is not None
        if sheet not in self._grids and sheet in self._book.sheets:
            self._grids[sheet] = self._book.grid(sheet)
        for row in range(where.top, where.bottom + 1):
            for column in range(where.left, where.right + 1):
                yield self._grids[sheet].at(row, column) if sheet in self._grids else EMPTY


def _given(value: CellValue) -> Single:
    match value:
        case Fraction():
            return float(value)
        case None | bool() | str():
            return value
    return None


__all__ = ["FINGERPRINT", "cell_formulas", "fingerprint", "lay", "leave_values", "left_out",
           "names_of", "score_cells", "sheet_name"]
