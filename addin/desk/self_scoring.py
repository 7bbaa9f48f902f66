"""The form that scores itself: rules laid into the workbook as formulas."""

from __future__ import annotations

from collections.abc import Mapping

from addin.books.book import Readable
from addin.books.xlsx.closed import BookFile
from addin.forms.read import Form, read_forms
from addin.formulas.lay import lay
from addin.formulas.lines import Lines, lines_of
from addin.formulas.sheet import sections
from addin.formulas.sources import figures_of
from addin.library.library import Library
from addin.pages.inputs import NAME as INPUTS
from addin.pages.inputs import TABLE_PLACES, input_page
from scoring.rules.inputs import inputs_of
from scoring.rules.ruleset import Ruleset


def make_self_scoring(book: BookFile, ruleset: Ruleset, library: Library, *,
                      protected: bool = False) -> None:
    """The blank with its formulas; ``protected``: only what units fill in can be typed into."""
    forms = read_forms(book, library.maps, words=library.words)
    page = input_page(ruleset, inputs_of(ruleset))
    named = {name: f"{INPUTS}!{target}" for name, target in page.names.items()}
    found = sections([lines_with(form, ruleset, named) for form in forms])
    lay(book, found, {}, protected=protected)
    if protected:
        for form in forms:
            book.protect(form.sheet, open_places(form))


def lines_with(form: Form, ruleset: Ruleset, named: Mapping[str, str]) -> Lines:
    return lines_of(form, ruleset, figures_of(form, ruleset, named, TABLE_PLACES))


def open_places(form: Form) -> frozenset[tuple[int, int]]:
    """All that the blank leaves blank, and the names of indicators, which it may only suggest."""
    found = form.found
    rows = max((row for row, _ in found.grid.cells), default=0)
    columns = max((column for _, column in found.grid.cells), default=0)
    printed = {place for place, cell in found.grid.cells.items() if cell.value is not None}
    name = found.columns[found.levels[-1]]
    blank = {(row, column) for row in range(1, rows + 1) for column in range(1, columns + 1)}
    given = {plain for plain in ((slot, name) for slot in found.slots)
             if not form.filing.rows and plain}
    return frozenset((blank - printed) | given)


__all__ = ["Readable", "make_self_scoring"]
