"""Weights in names, weights of groups, deductions, headers of several rows: read as they are meant,
from workbooks and from Word tables, and nothing accused that the form does not contradict."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from addin.books.book import Readable
from addin.books.files import open_book
from addin.books.xlsx.closed import BookFile
from addin.desk.assess import assess
from addin.desk.fill import fill
from addin.desk.self_scoring import fill_formulas
from addin.forms.assessed import Assessed
from addin.library.library import Library
from scoring.filing.numbers import number
from tests.wild.making import HERE, merged, parse_document, workbook_of
from tests.wild.test_own import exact
from tests.word_forms.making import word_form

CASES = parse_document((HERE / "columns.yaml").read_text("utf-8")).data
OPEN = "待认定"


def read_case(case: dict[str, Any], kind: str, folder: Path) -> Readable:
    book = BookFile.read(workbook_of({"自评": merged(case["rows"])}), "试.xlsx")
    if kind == "Excel":
        return book
    grid = book.grid("自评")
    several = [row for row, columns in grid.lines.items() if len(columns) > 1]
    file = folder / "自评表.docx"
    file.write_bytes(word_form(grid, (min(several), max(several))))
    return open_book(file)


@pytest.fixture(scope="module", params=[
    pytest.param((case, kind), id=f"{case['name']} {kind}") for case in CASES
    for kind in ("Excel", "Word") if kind == "Excel" or case.get("word", True)])
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory,
          ) -> tuple[dict[str, Any], Assessed]:
    case, kind = request.param
    (one,) = assess(read_case(case, kind, tmp_path_factory.mktemp("word")), Library())
    return case, one


def test_its_points_are_read_as_a_careful_person_reads_them(
        found: tuple[dict[str, Any], Assessed]) -> None:
    case, one = found
    filing = one.form.filing
    read = {row.name: number(row.weight) for row in filing.rows}
    assert {name: read[name] for name in case.get("weights", {})} == {
        name: exact(weight) for name, weight in case.get("weights", {}).items()}
    values = {row.name: [row.target.text, row.actual.text] for row in filing.rows}
    assert {name: values[name] for name in case.get("values", {})} == case.get("values", {})
    explained = {row.name: row.explanation.text for row in filing.rows}
    assert {name: explained[name] for name in case.get("explains", {})} == case.get("explains", {})
    if "total" in case:
        assert [number(filing.total_weight), number(filing.total_score)] == [
            exact(each) for each in case["total"]]
    about = case.get("about", {})
    assert {name: getattr(filing.about, name) for name in about} == about
    assert [each.text for each in filing.left] == case.get("left", [])


def test_it_is_scored_and_told_of_what_contradicts_it(
        found: tuple[dict[str, Any], Assessed]) -> None:
    case, one = found
    scores = {award.indicator: award.score for award in one.scorecard.awards}
    assert {name: OPEN if scores[name] is None else scores[name]
            for name in case.get("awards", {})} == {
        name: score if score == OPEN else exact(score)
        for name, score in case.get("awards", {}).items()}
    if "sum" in case:
        assert one.scorecard.total == exact(case["sum"])
    codes = [each.code.code for each in one.findings]
    assert [each.code.code for each in one.errors] == case.get("errors", []), [
        each.message for each in one.errors]
    for code, count in case.get("says", {}).items():
        assert codes.count(code) == count, [each.message for each in one.findings]


def test_no_formula_stands_where_several_indicators_have_one_score() -> None:
    """The sheet sees the first one's cells alone."""
    case = next(case for case in CASES if "打井、修渠" in case.get("weights", {}))
    rows = [[None if isinstance(cell, int) and place == 6 else cell
             for place, cell in enumerate(row)] for row in case["rows"]]
    book = BookFile.read(workbook_of({"自评": merged(rows)}), "试.xlsx")
    found = list(assess(book, Library()))
    fill_formulas(book, found, fill(book, found))
    grid = book.grid("自评")
    assert grid.at(4, 7).formula is None
    assert grid.at(6, 7).formula is not None
