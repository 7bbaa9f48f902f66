"""An execution rate's points, wherever a form keeps them: read, or asked for, and never accused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from addin.books.book import Readable
from addin.books.files import open_book
from addin.books.xlsx.closed import BookFile
from addin.desk.assess import assess
from addin.desk.fill import fill
from addin.forms.assessed import Assessed
from addin.library.library import Library
from tests.wild.making import HERE, merged, parse_document, workbook_of
from tests.wild.test_own import exact
from tests.word_forms.making import word_form

_DATA = parse_document((HERE / "rates.yaml").read_text("utf-8")).data
FORM, CASES = _DATA["form"], _DATA["cases"]


def _sheet(case: dict[str, Any]) -> dict[str, Any]:
    parts = {**FORM, "above": [], "below": [], **case}
    return merged([row for part in ("title", "above", "head", "rows", "total", "below")
                   for row in parts[part]])


def _read(book: BookFile, kind: str, folder: Path) -> Readable:
    if kind == "Excel":
        return book
    file = folder / "自评表.docx"
    file.write_bytes(word_form(book.grid("自评"), (2, len(book.grid("自评").lines))))
    return open_book(file)


def _book(case: dict[str, Any]) -> BookFile:
    return BookFile.read(workbook_of({"自评": _sheet(case)}), "试.xlsx")


@pytest.fixture(scope="module", params=[
    pytest.param((case, kind), id=f"{case['name']} {kind}") for case in CASES
    for kind in ("Excel", "Word") if kind == "Excel" or case.get("word")])
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory,
          ) -> tuple[dict[str, Any], Assessed]:
    case, kind = request.param
    (one,) = assess(_read(_book(case), kind, tmp_path_factory.mktemp("word")), Library())
    return case, one


def test_nothing_is_accused_that_the_form_does_not_contradict(
        found: tuple[dict[str, Any], Assessed]) -> None:
    case, one = found
    assert [each.code.code for each in one.errors] == case.get("errors", []), [
        each.message for each in one.errors]
    assert set(case.get("says", ())) <= {each.code.code for each in one.findings}


def test_the_rate_is_read_or_its_place_is_named(found: tuple[dict[str, Any], Assessed]) -> None:
    case, one = found
    asked = [cell.partition("!")[2] for each in one.findings
             if each.code.code == "funds-unread" for cell in each.cells]
    if case.get("word"):
        assert len(asked) == len(case.get("at", ()))
    else:
        assert asked == case.get("at", [])
    rate = [[award.weight, award.filed] for award in one.scorecard.awards
            if "率" in award.indicator and award.filed is not None and "执行" in award.indicator]
    assert rate == ([list(map(exact, case["rate"]))] if "rate" in case else [])
    assert one.scorecard.filed_total == exact(case.get("filed", FORM["total"][-1][6]))


def test_a_score_inside_a_line_is_never_written_over() -> None:
    line = ["预算数：200万元", "执行数：190万元", "执行率：95%", "得分：9分"]
    book = _book({"above": [line], "total": [["总分", "<", "<", "<", "<", 100, 99]]})
    changes = fill(book, assess(book, Library()), overwrite=True)
    assert [(change.cell, change.outcome) for change in changes] == [("自评!D3", "in_a_line")]
    assert book.grid("自评").at(3, 4).value == "得分：9分"
