"""What every verb does first: read the forms, choose the rules, score, audit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial

from addin.books.book import OUR_FORMULAS, Readable, split_address
from addin.desk.choice import choose
from addin.desk.personal import beside_rows
from addin.forms.assessed import Assessed
from addin.forms.read import Form, read_forms
from addin.library.library import Library
from addin.pages.basis import proposals
from addin.pages.inputs import read_inputs
from scoring.awards.score import score
from scoring.awards.scorecard import Scorecard
from scoring.filing import Filing
from scoring.findings.audit import audit
from scoring.findings.finding import Finding, finding
from scoring.findings.severity import SEVERITY_ORDER

_EMPTY = ("score-missing", "total-missing", "target-missing", "actual-missing",
          "goal-unreported", "funds-missing")
"""Findings that say of a cell that nothing stands in it."""
_NAMED = 8
"""So many cells are named in a sentence."""
Card = tuple[Form, Scorecard, tuple[Finding, ...]]
"""A form with its scores, and what is said of the rules that were chosen."""


def assess(book: Readable, library: Library, *, ruleset: str | None = None,
           sheet: str | None = None, number: int | None = None,
           propose: bool = False) -> Iterator[Assessed]:
    """Every form of the workbook, or those on ``sheet``, or the one by ``number``, scored and
    audited.

    Raises UserError where no form or no ruleset is found.
    """
    proposed, returned = proposals(book), _returned(book)
    for form, scorecard, notes in _scored(book, library, ruleset, sheet, number, propose):
        of_rows = tuple(_apt(audit(scorecard), form))
        findings = _without_empty(uncalculated(form), (
            *of_rows, *beside_rows(form, of_rows), *form.findings,
            *_protected(book, form, scorecard), *_unformatted(form),
            *returned(form, scorecard), *narrated(scorecard), *notes))
        ordered = tuple(sorted(findings, key=lambda each: SEVERITY_ORDER[each.severity]))
        yield Assessed(form, _still_proposed(scorecard, proposed), ordered)


def scored(book: Readable, library: Library, *, ruleset: str | None = None,
           number: int | None = None) -> Iterator[Assessed]:
    """The same with no findings, for what is audited already."""
    proposed = proposals(book)
    for form, scorecard, _ in _scored(book, library, ruleset, None, number):
        yield Assessed(form, _still_proposed(scorecard, proposed), ())


def _scored(book: Readable, library: Library, ruleset: str | None, sheet: str | None,
            number: int | None, propose: bool = False) -> Iterator[Card]:
    for read in read_forms(book, library.maps, sheet, library.words, number):
        rules, notes = choose(book, read, library, ruleset)
        inputs = read_inputs(book, rules)
        form = replace(read, filing=replace(read.filing, inputs=inputs)) if inputs else read
        yield form, score(form.filing, rules, propose=propose), notes


def has_narrative(filing: Filing) -> bool:
    """Whether the form has fields that are counted as the chapters of a report are."""
    return any(name[1:2] == "、" for name in filing.fields)


def narrated(card: Scorecard) -> Iterable[Finding]:
    """Where a report that stands in the form itself says other scores than the form."""
    if not has_narrative(card.filing):
        return ()
    from scoring.report.inside import inside  # all of a report's checks, for few forms

    return inside(card)


def _returned(book: Readable) -> Callable[[Form, Scorecard], Iterable[Finding]]:
    """What is to be said of the formulas of a form that was made to score itself."""
    if OUR_FORMULAS not in book.own_sheets.values() and book.property(OUR_FORMULAS) is None:
        return lambda form, card: ()
    from addin.desk.self_scoring import changed_formulas

    return partial(changed_formulas, book)


def _still_proposed(card: Scorecard, proposed: Mapping[str, Fraction]) -> Scorecard:
    """A score that was proposed and stands unchanged is not yet a person's judgement."""
    if not proposed:
        return card
    return replace(card, awards=tuple(
        replace(award, verdict="proposed")
        if award.verdict == "in_band" and award.filed == proposed.get(award.cell) else award
        for award in card.awards))


def uncalculated(form: Form) -> tuple[str, ...]:
    """The form's cells that hold a formula whose result nobody has stored yet: not empty cells."""
    grid = form.found.grid
    places = sorted(place for place, cell in grid.cells.items()
                    if cell.formula is not None and cell.value is None)
    return tuple(grid.address(*place) for place in places)


def _without_empty(open_cells: Sequence[str], found: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, one of them about all formulas without a result: that is what stands there,
    whatever else a finding makes of the empty look of a cell."""
    for each in found:
        if each.code.code not in _EMPTY or not set(each.cells) <= set(open_cells):
            yield each
    if open_cells:
        more = f" 等 {len(open_cells)} 处" if len(open_cells) > _NAMED else ""
        yield finding("formula-uncalculated", *open_cells,
                      where="、".join(open_cells[:_NAMED]) + more)


def _unformatted(form: Form) -> Iterator[Finding]:
    if not form.found.grid.formats_known:
        yield finding("formats-unknown")


def _apt(findings: Iterable[Finding], form: Form) -> Iterator[Finding]:
    """In a Word table every number is a text, and none the worse for it."""
    of_texts = form.found.grid.of_texts
    return (each for each in findings if not (of_texts and each.code.code == "number-as-text"))


def _is_cell(book: Readable, cell: str) -> bool:
    """Whether it is one, and no line above a Word table or below it."""
    sheet, row, _ = split_address(cell)
    grid = book.grid(sheet)
    return not grid.of_texts or 0 < row <= grid.length


def _protected(book: Readable, form: Form, card: Scorecard) -> Iterator[Finding]:
    """The 得分 cells that the sheet's protection locks: nothing can be filled in there. A total in
    a line above a Word table (row 0 and before) stands in no cell."""
    cells = [*(award.cell for award in card.awards), form.filing.total_score.cell]
    locked = [cell for cell in cells if cell and _is_cell(book, cell)
              and book.locked(*split_address(cell))]
    where = "、".join(locked)
    if locked and form.found.grid.of_texts:
        yield finding("document-protected", *locked, where=where)
    elif locked:
        yield finding("sheet-protected", *locked, where=where)
