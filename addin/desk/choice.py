"""Which ruleset a form is scored by: the one asked for, the workbook's own, the best fit, or what
the form itself prints over the national measure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from addin.books.book import RULESET_PROPERTY, Readable
from addin.errors import UserError
from addin.forms.read import Form
from addin.library.library import Library, is_rule_file
from scoring.findings.finding import Finding, finding
from scoring.rules.clause import PRINTED
from scoring.rules.ruleset import Ruleset
from scoring.values.exact import show

NATIONAL = "national"
"""The ruleset that serves where no local one does."""
_LONGEST_NAME = 40
_NOT_HERE = ("本表是按“{named}”制作的，请指明这部评分办法："
             "命令加 --ruleset，选项卡点“评分办法”")


def choose(book: Readable, form: Form, library: Library,
           wanted: str | None = None) -> tuple[Ruleset, tuple[Finding, ...]]:
    """The ruleset, and a note where it was not named but inferred from region, year and form."""
    year = form.filing.about.year
    place = _place(form)
    ruleset = library.find(wanted) if wanted else _of_the_form(book, library)
    if ruleset is not None:
        return _with_year(ruleset, year, tuple(_elsewhere(ruleset, form, place)))
    fits = sorted(((_fit(each, form, place, year), each) for each in library.all()),
                  key=lambda pair: (-pair[0], pair[1].id))
    best_fit, best = fits[0]
    if not best_fit:
        from scoring.clauses.form_rules import own_rules  # a tenth of a second, for these alone

        best = own_rules(form.filing, library.find(NATIONAL))
    others = [f"《{each.title}》（编号 {each.id}）" for fit, each in fits[1:]
              if best_fit and fit == best_fit]
    also = f"；同样合适的还有{'、'.join(others)}" if others else ""
    if not best_fit:
        by_form = f"；印有评分标准的，{PRINTED}" if best.basis == "form" else ""
        also = f"{by_form}；没有找到本地的评分办法，本地另有规定的请指明评分办法"
    note = finding("ruleset-chosen", ruleset=f"《{best.title}》", also=also)
    own = () if best_fit else (*_own_whole(form, best, library.find(NATIONAL)),
                               *_unread(form, best))
    return _with_year(best, year, (note, *own))


def _own_whole(form: Form, own: Ruleset, usual: Ruleset) -> Iterator[Finding]:
    """That the form is one of other points than usual, for which no grades are known."""
    if own.checks is None or usual.checks is None or own.grades:
        return
    whole, usually = own.checks.total_weight, usual.checks.total_weight
    if whole != usually:
        filing = form.filing
        cells = (filing.total_weight, *(row.weight for row in filing.rows))
        yield finding("weight-whole", next((each.cell for each in cells if each.cell), ""),
                      filed=show(whole), expected=show(usually))


def _unread(form: Form, rules: Ruleset) -> Iterator[Finding]:
    """The notes under a form of a place without rules of its own that nobody has understood."""
    if not form.filing.notes:
        return
    from scoring.clauses.noted import unread_notes

    if found := unread_notes(form.filing.notes, rules):
        yield finding("notes-unread", *dict.fromkeys(cell for _, cell in found),
                      names="；".join(f"“{text}”" for text, _ in found))


def _of_the_form(book: Readable, library: Library) -> Ruleset | None:
    """The ruleset that the workbook was made for, by its id; a workbook of rules by its name in
    the folder that is worked in, never anywhere else. UserError: it is not here."""
    named = book.property(RULESET_PROPERTY)
    if not named:
        return None
    if is_rule_file(named) and not (Path(named).name == named and Path(named).is_file()):
        raise UserError(f"没有评分办法“{named}”。{_NOT_HERE.format(named=named)}")
    try:
        return library.find(named)
    except UserError as error:
        if is_rule_file(named) or named in library.ids():
            raise
        raise UserError(f"{error}\n{_NOT_HERE.format(named=named)}") from None


def _elsewhere(ruleset: Ruleset, form: Form, place: str) -> Iterator[Finding]:
    """A form that names a place, and a ruleset that is another place's."""
    own = form.filing.about.place
    of_a_region = ruleset.id.split("/")[0].isdigit()
    if own and of_a_region and not any(name in place for name in (ruleset.place, *ruleset.names)):
        yield finding("ruleset-elsewhere", filed=own, ruleset=f"《{ruleset.title}》")


def _fit(ruleset: Ruleset, form: Form, place: str, year: int | None) -> int:
    """How well region, form and year agree; zero for another region's ruleset, and for one of
    whole departments where the form is a project's."""
    of_a_region = ruleset.id.split("/")[0].isdigit()
    if not of_a_region or not any(name in place for name in (ruleset.place, *ruleset.names)):
        return 0
    scope = form.filing.about.scope
    if scope and ruleset.scope not in ("", scope):
        return 0
    return 4 + 2 * (ruleset.form == form.found.map.form) + (ruleset.year == year)


def _place(form: Form) -> str:
    """What the form says about whose it is: the names above its indicators, not what it tells."""
    return "".join(text for text in _above(form, form.found.header_row)
                   if len(text) <= _LONGEST_NAME)


def _above(form: Form, row: int) -> Iterator[str]:
    grid = form.found.grid
    values = (grid.cells[line, column].value
              for line, columns in grid.lines.items() if line < row for column in columns)
    return (value for value in values if isinstance(value, str))


def _with_year(ruleset: Ruleset, year: int | None,
               notes: tuple[Finding, ...]) -> tuple[Ruleset, tuple[Finding, ...]]:
    if ruleset.scope != "部门整体支出" or year is None or ruleset.year in (None, year):
        return ruleset, notes
    late = finding("ruleset-year", filed=str(year), expected=str(ruleset.year),
                   ruleset=f"《{ruleset.title}》")
    return ruleset, (*notes, late)
