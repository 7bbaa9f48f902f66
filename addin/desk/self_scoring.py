"""The form that scores itself: rules laid into the workbook as formulas, and what comes back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeGuard

from addin.books.book import Grid, Readable, Ruled, split_address
from addin.books.raw import entry_of
from addin.books.xlsx.closed import BookFile
from addin.desk.fill import OURS, Change
from addin.desk.ways import STANDING, Way
from addin.forms.assessed import Assessed
from addin.forms.read import Form, read_forms
from addin.formulas.columns import Section, sections
from addin.formulas.lay import lay, score_cells
from addin.formulas.lines import Line, Lines, lines_of
from addin.formulas.returned import Kept, changed, kept
from addin.formulas.sources import figures_of
from addin.formulas.total import Sum
from addin.library.library import Library
from addin.pages.inputs import NAME as INPUTS
from addin.pages.inputs import TABLE_PLACES, input_page
from scoring.awards.score import NO_RULE
from scoring.awards.scorecard import Award, Scorecard
from scoring.filing import Entry, Row
from scoring.findings.finding import Finding
from scoring.formulas.agree import Filed, disagreement
from scoring.formulas.columns import OPEN, Refused
from scoring.formulas.compiled import Ruled as Rules
from scoring.rules.indicator import Indicator
from scoring.rules.inputs import inputs_of
from scoring.rules.ruleset import Execution, Ruleset

_AS_DUE = ("match", "in_band")
"""What may stand as a value beside a total that is a formula: it counts scores that are due."""


def make_self_scoring(book: BookFile, ruleset: Ruleset, library: Library, *,
                      protected: bool = False) -> None:
    """The blank with its formulas; ``protected``: only what units fill in can be typed into."""
    forms = read_forms(book, library.maps, words=library.words)
    page = input_page(ruleset, inputs_of(ruleset))
    named = {name: f"{INPUTS}!{target}" for name, target in page.names.items()}
    found = sections([_lines(form, ruleset, named) for form in forms])
    lay(book, found, {}, protected=protected)
    if protected:
        for form in forms:
            book.protect(form.sheet, _open_places(form))


def fill_formulas(book: Ruled, assessed: Sequence[Assessed], changes: Sequence[Change], *,
                  overwrite: bool = False) -> Mapping[str, Way]:
    """Put formulas over the values that were just filled in, wherever they give the same on this
    filing and on figures beside it; the ways by the 得分 cells. ``overwrite``: also over filed
    scores that are what the rule gives."""
    found = sections([_lines(one.form, one.scorecard.ruleset, book.names) for one in assessed])
    written = {change.cell for change in changes if change.outcome == "written"}
    ways: dict[str, Way] = {}
    stored: dict[str, str | Fraction | None] = {}
    for section, one in zip(found, assessed, strict=True):
        lines = dict(score_cells(section))
        for award in one.scorecard.awards:
            if award.cell:
                free = award.cell in written or _ours(book, award.cell) or (
                    overwrite and award.verdict == "match" and _is_value(book, award.cell))
                ways[award.cell] = _way(award, lines.get(award.cell), one.scorecard,
                                          one.form.found.grid, free=free)
                stored[award.cell] = OPEN if award.score is None else award.score
        if all(ways[award.cell].kind != "value" or award.verdict in _AS_DUE if award.cell
               else award.fund is not None for award in one.scorecard.awards):
            stored |= _totals(book, section, one.scorecard, written, overwrite=overwrite)
    wanted = {cell for cell, way in ways.items() if way.kind == "formula"} | (
        stored.keys() - ways.keys())
    lay(book, found, stored, wanted.__contains__)
    return ways


def _as_it_stands(row: Row, grid: Grid) -> bool:
    """Whether the core was given what the cells hold: a weight of 10% is one of 10 分 to it."""
    for entry in (row.weight, row.target, row.actual):
        if entry.cell:
            _, line, column = split_address(entry.cell)
            stands = entry_of(grid.at(line, column), entry.cell)
            if (stands.text.strip(), stands.number) != (entry.text.strip(), entry.number):
                return False
    return True


def _way(award: Award, line: Line | None, card: Scorecard, grid: Grid, *, free: bool) -> Way:
    if award.score is None:
        return Way("none", award.why or "由人认定")
    if not free:
        return Way("value", STANDING)
    if line is None:
        return Way("value", "这一行的位置不固定，公式找不到它")
    if isinstance(line.columns, Refused):
        return Way("value", line.columns.why)
    if line.persons:
        return Way("value", "由人认定的得分")
    row = award.fund.row if award.fund is not None else award.row
    if award.fund is None and not _as_it_stands(row, grid):
        return Way("value", "程序读出的分值、目标值或实际值与格里的不同，公式看不见")
    rules = card.ruleset

    def ruled(each: Row) -> Rules:
        return line.ruled if isinstance(line.ruled, Indicator | Execution) else (
            rules.default_for(each) or NO_RULE)

    printed = line.ruled.weight if isinstance(line.ruled, Indicator | Execution) else None
    filed = Filed(row, _as_typed(card), card.figures)
    why = disagreement(line.columns, line.place, filed, ruled, printed, rules.round)
    return Way("value", why) if why else Way("formula")


def _as_typed(card: Scorecard) -> Mapping[str, Entry]:
    """The named figures as they stand in their cells."""
    stands = {entry.cell: entry for fund in card.filing.funds for entry in fund.amounts.values()}
    return {name: card.filing.inputs.get(name) or stands.get(entry.cell, entry)
            for name, entry in card.figures.items()}


def _totals(book: Readable, section: Section, card: Scorecard, written: set[str], *,
            overwrite: bool) -> Iterable[tuple[str, str | Fraction]]:
    """The total and the grade, where nothing else stands in their cells."""
    filing = section.lines.form.filing
    total, grade = filing.total_score, filing.grade
    if Sum(section).known and total.cell and (total.cell in written or total.blank
                                            or _ours(book, total.cell) or (
                                                overwrite and total.number == card.total
                                                and _is_value(book, total.cell))):
        settled = all(award.settled for award in card.awards)
        yield total.cell, card.total if card.total is not None and settled else ""
        if grade.cell and grade.blank and card.ruleset.grades:
            yield grade.cell, card.grade or ""


def _ours(book: Readable, cell: str) -> bool:
    sheet, row, column = split_address(cell)
    formula = book.grid(sheet).at(row, column).formula
    return formula is not None and OURS.search(formula) is not None


def _is_value(book: Readable, cell: str) -> bool:
    sheet, row, column = split_address(cell)
    return book.grid(sheet).at(row, column).formula is None


def changed_formulas(book: Readable, form: Form, card: Scorecard) -> Iterator[Finding]:
    """What was made of the formulas of a form that came back."""
    if not _keeps_formulas(book):
        return
    section = kept(book, form)
    lines = _lines(form, card.ruleset, book.names, section)
    yield from changed(book, lines, card, section)


def _keeps_formulas(book: Readable) -> TypeGuard[Ruled]:
    """Whether formulas are known at all: an old format keeps only what they came to."""
    return hasattr(book, "put_rules")


def _lines(form: Form, ruleset: Ruleset, named: Mapping[str, str],
           section: Kept | None = None) -> Lines:
    figures = figures_of(form, ruleset, named, TABLE_PLACES)
    return lines_of(form, ruleset, figures, lines=section.lines if section else None,
                    rows=section.rows if section else None,
                    printed=section.printed if section else None)


def _open_places(form: Form) -> frozenset[tuple[int, int]]:
    """All that the blank leaves blank, and the names of indicators, which it may only suggest."""
    found = form.found
    rows = max((row for row, _ in found.grid.cells), default=0)
    columns = max((column for _, column in found.grid.cells), default=0)
    printed = {place for place, cell in found.grid.cells.items() if cell.value is not None}
    name = found.columns[found.levels[-1]]
    blank = {(row, column) for row in range(1, rows + 1) for column in range(1, columns + 1)}
    names = {(slot, name) for slot in found.slots} if not form.filing.rows else set()
    return frozenset((blank - printed) | names)


__all__ = ["changed_formulas", "fill_formulas", "make_self_scoring"]
