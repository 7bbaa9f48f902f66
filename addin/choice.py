"""Which ruleset a form is scored by: the one asked for, the workbook's own, or the best fit."""

from __future__ import annotations

from addin.book import Book
from addin.form_map import plain_label
from addin.forms import YEAR, Form
from addin.library import Library
from addin.pour import RULESET_PROPERTY
from scoring.finding import Finding, finding
from scoring.ruleset import Ruleset


def choose(book: Book, form: Form, library: Library,
           wanted: str | None = None) -> tuple[Ruleset, tuple[Finding, ...]]:
    """The ruleset, and a note where it was not named but inferred from region, year and form."""
    year = _year(form)
    named = wanted or book.property(RULESET_PROPERTY)
    if named:
        return _with_year(library.find(named), year, ())
    ranked = sorted(((_fit(each, form, year), each) for each in library.all()),
                    key=lambda pair: (-pair[0], pair[1].id))
    best_fit, best = ranked[0]
    if not best_fit:
        best = library.find("national")
    others = [each.id for fit, each in ranked[1:] if fit == best_fit and best_fit]
    also = f"（同样合适的还有{'、'.join(others)}）" if others else ""
    note = finding("ruleset-chosen", indicator="", ruleset=f"{best.id} {best.title}", also=also)
    return _with_year(best, year, (note,))


def _fit(ruleset: Ruleset, form: Form, year: int | None) -> int:
    """How well region, form and year agree; zero where neither region nor form does."""
    said = "".join(entry.text for entry in form.filing.fields.values())
    region = bool(ruleset.place) and any(name in said for name in (ruleset.place, *ruleset.names))
    titled = ruleset.form == form.found.map.form and _titled(form)
    if not (region or titled):
        return 0
    return 4 * region + 2 * titled + (ruleset.year == year)


def _titled(form: Form) -> bool:
    """Whether the form carries its official title, not only its headers."""
    found = form.found
    above = [plain_label(cell.value) for (row, _), cell in found.grid.cells.items()
             if row < found.header_row and isinstance(cell.value, str)]
    return any(plain_label(title) in text for title in found.map.title for text in above)


def _year(form: Form) -> int | None:
    entry = form.filing.fields.get("年度")
    match = YEAR.search(entry.text) if entry else None
    return int(match[1]) if match else None


def _with_year(ruleset: Ruleset, year: int | None,
               notes: tuple[Finding, ...]) -> tuple[Ruleset, tuple[Finding, ...]]:
    if ruleset.scope != "部门整体支出" or year is None or ruleset.year in (None, year):
        return ruleset, notes
    late = finding("ruleset-year", filed=str(year), expected=str(ruleset.year), ruleset=ruleset.id)
    return ruleset, (*notes, late)
