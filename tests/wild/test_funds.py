"""Tables of funds of many shapes, from workbooks and from Word tables: their rows end where another
table begins, and what stands for all funds is told from its parts."""

from __future__ import annotations

from typing import Any

import pytest

from addin.desk.assess import assess
from addin.forms.assessed import Assessed
from addin.library.library import Library
from addin.library.words import plain_text
from scoring.filing import FundRow
from scoring.filing.numbers import amount, number
from tests.wild.making import HERE, parse_document
from tests.wild.test_columns import read_case
from tests.wild.test_own import exact

CASES = parse_document((HERE / "funds.yaml").read_text("utf-8")).data


@pytest.fixture(scope="module", params=[
    pytest.param((case, kind), id=f"{case['name']} {kind}")
    for case in CASES for kind in ("Excel", "Word")])
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory,
          ) -> tuple[dict[str, Any], Assessed]:
    case, kind = request.param
    (one,) = assess(read_case(case, kind, tmp_path_factory.mktemp("word")), Library())
    return case, one


def _fund(row: FundRow) -> list[Any]:
    return [plain_text(row.name.text), row.whole, row.scored,
            *(amount(row.amounts[name], "万元") if name in row.amounts else None
              for name in ("全年预算数", "全年执行数"))]


def test_its_funds_are_read_as_a_careful_person_reads_them(
        found: tuple[dict[str, Any], Assessed]) -> None:
    case, one = found
    filing = one.form.filing
    funds = [_fund(row) for row in filing.funds]
    for row in case.get("funds", ()):
        assert [plain_text(row[0]), *row[1:3], *map(exact, row[3:])] in funds
    assert [number(filing.total_weight), number(filing.total_score)] == [
        exact(each) for each in case["total"]]
    assert [each.text for each in filing.left] == case.get("left", [])


def test_it_is_told_of_what_contradicts_it_and_of_nothing_else(
        found: tuple[dict[str, Any], Assessed]) -> None:
    case, one = found
    scores = {award.indicator: award.score for award in one.scorecard.awards}
    assert {name: scores[name] for name in case.get("awards", {})} == {
        name: exact(score) for name, score in case.get("awards", {}).items()}
    assert [each.code.code for each in one.errors] == case.get("errors", []), [
        each.message for each in one.errors]
    assert set(case.get("says", ())) <= {each.code.code for each in one.findings}
