"""Forms as counties all over the country print them, as workbooks and as Word tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from addin.books.book import Readable
from addin.books.files import open_book
from addin.books.xlsx.closed import BookFile
from addin.desk.assess import assess
from addin.forms.assessed import Assessed
from addin.library.library import Library
from addin.library.words import plain_text
from scoring.filing import FundRow
from scoring.filing.numbers import number
from tests.wild.making import HERE, parse_document, workbook_of
from tests.wild.test_own import exact, rows_of
from tests.word_forms.making import word_form

CASES = parse_document((HERE / "counties.yaml").read_text("utf-8")).data


def _in_word(book: BookFile, folder: Path) -> Readable:
    """The sheet as a document: lines above and below a table of what has several cells."""
    grid = book.grid(book.sheets[0])
    several = [row for row, columns in grid.lines.items() if len(columns) > 1]
    file = folder / "自评表.docx"
    file.write_bytes(word_form(grid, (min(several), max(several))))
    return open_book(file)


@pytest.fixture(scope="module", params=CASES, ids=lambda case: case["name"])
def case(request: pytest.FixtureRequest) -> dict[str, Any]:
    data: dict[str, Any] = request.param
    return data


@pytest.fixture(scope="module", params=["Excel", "Word"])
def found(request: pytest.FixtureRequest, case: dict[str, Any],
          tmp_path_factory: pytest.TempPathFactory) -> Assessed:
    book = BookFile.read(workbook_of(case["sheets"]), "试.xlsx")
    read: Readable = book if request.param == "Excel" else _in_word(
        book, tmp_path_factory.mktemp("word"))
    (one,) = assess(read, Library())
    return one


def _fund(row: FundRow) -> list[Any]:
    return [plain_text(row.name.text), row.whole, row.scored,
            *(number(row.amounts[name]) if name in row.amounts else None
              for name in ("全年预算数", "全年执行数"))]


def test_it_is_read_as_a_careful_person_reads_it(case: dict[str, Any], found: Assessed) -> None:
    (expect,), filing = case["expect"], found.form.filing
    assert {name: getattr(filing.about, name) for name in expect["about"]} == expect["about"]
    assert rows_of(filing) == [[*row[:3], exact(row[3]), exact(row[4])] for row in expect["rows"]]
    assert [number(filing.total_weight), number(filing.total_score)] == [
        exact(each) for each in expect["total"]]
    assert filing.grade.text == expect.get("grade", "")
    funds = [_fund(row) for row in filing.funds]
    assert all([*row[:3], *map(exact, row[3:])] in funds for row in expect.get("funds", ())), funds
    assert [each.text for each in filing.left] == expect.get("left", [])


def test_it_is_scored_and_accused_of_nothing(case: dict[str, Any], found: Assessed) -> None:
    (expect,) = case["expect"]
    scores = {award.indicator: award.score for award in found.scorecard.awards}
    assert {name: scores[name] for name in expect.get("awards", {})} == {
        name: exact(score) for name, score in expect.get("awards", {}).items()}
    codes = {each.code.code for each in found.findings}
    assert set(expect.get("says", ())) <= codes
    assert not codes & {*expect.get("never", ()), "funds-points-twice"}
    assert not [each.message for each in found.findings if each.severity == "error"]
