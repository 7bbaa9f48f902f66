"""The add-in's formulas in an official form: LibreOffice runs the shipped wrappers, Python answers."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import pytest
import xlwings as xw

from addin.books.book import RULESET_PROPERTY, Cell, address, split_address
from addin.books.live.book import BookLive
from addin.desk.assess import assess
from addin.library.library import Library
from scoring.rules.ruleset import Ruleset
from tests.live.form_with_project import serve, with_project
from tests.live.forms import on_huaxi
from tests.xlwings_windows import windows

pytestmark = pytest.mark.office


@pytest.fixture
def carrying(host: xw.App, path: Path) -> Iterator[BookLive]:
    """The form with the add-in's project in it, open."""
    book = host.books.open(str(with_project(path)))
    yield BookLive(book)
    book.close()


@on_huaxi
def test_score_total_and_grade_follow_the_actual_value(
        carrying: BookLive, ruleset: Ruleset) -> None:
    one, = assess(carrying, Library())
    sheet, form = one.form.sheet, one.form.filing
    award = next(each for each in one.scorecard.awards
                 if each.cell and each.verdict == "match" and each.row in form.rows)
    sheet, total = one.form.sheet, one.form.filing.total_score.cell
    target, actual, weight = (local(each.cell) for each in (
        award.row.target, award.row.actual, award.row.weight))
    scores = rate, *indicators = [each.cell for each in one.scorecard.awards]
    column = f"{local(indicators[0])}:{local(indicators[-1])}"
    summed = sum(cell.value for cell in map(seen(carrying), scores))
    grade = f"{sheet}!{address(max(carrying.grid(sheet).rows()) + 2, 1)}"

    with windows() as excel:
        called = serve(carrying.workbook.impl.document, excel, {RULESET_PROPERTY: ruleset.id})
        carrying.put_formula(*split_address(award.cell), f"PE_SCORE({target},{actual},{weight})")
        carrying.put_formula(*split_address(total), f"PE_TOTAL({column})+{local(rate)}")
        carrying.put_formula(*split_address(grade), f"PE_GRADE({local(total)})")
        first = [cell.value for cell in map(seen(carrying), (award.cell, total, grade))]
        calls = list(called)
        carrying.put(*split_address(award.row.actual.cell), Fraction(0))
        then = [cell.value for cell in map(seen(carrying), (award.cell, total, grade))]

    assert first == [award.score, summed, "优"]
    assert then == [0, summed - award.score, "良"]
    assert set(calls) == set(called[len(calls):]) == {"PE_SCORE", "PE_TOTAL", "PE_GRADE"}


def local(place: str) -> str:
    return place.rpartition("!")[2]


def seen(book: BookLive) -> Callable[[str], Cell]:
    """The cells as they stand now."""
    grids = {sheet: book.grid(sheet) for sheet in book.sheets}

    def at(place: str) -> Cell:
        sheet, row, column = split_address(place)
        return grids[sheet].at(row, column)

    return at
