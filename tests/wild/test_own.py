"""Forms of the kind that nobody described to the program, invented here: read by their words."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from addin.books.book import column_letters
from addin.books.xlsx.closed import BookFile
from addin.desk.assess import assess
from addin.forms.assessed import Assessed
from addin.forms.read import read_forms
from addin.forms.refusal import NoForm
from addin.library.form_map import packaged_maps
from addin.library.library import Library
from scoring.filing import Filing, FundRow
from scoring.filing.numbers import number
from tests.wild.making import HERE, parse_document, workbook_of

OWN = parse_document((HERE / "own.yaml").read_text("utf-8")).data
BYWAYS, PAIRS = (parse_document((HERE / f"{name}.yaml").read_text("utf-8")).data
                 for name in ("byways", "pairs"))
CASES = OWN + BYWAYS + PAIRS
ALIKE = parse_document((HERE / "alike.yaml").read_text("utf-8")).data


def assessed(case: dict[str, Any]) -> list[Assessed]:
    book = BookFile.read(workbook_of(case["sheets"]), "试.xlsx")
    return list(assess(book, Library()))


def exact(value: Any) -> Fraction | None:
    return None if value is None else Fraction(value)


def rows_of(filing: Filing) -> list[list[Any]]:
    return [[row.name, row.target.text, row.actual.text, number(row.weight), number(row.score)]
            for row in filing.rows]


def fund(row: FundRow, names: list[str]) -> dict[str, Any]:
    told = {"name": row.name.text, "weight": number(row.weight), "score": number(row.score),
            "scored": row.scored, "whole": row.whole,
            **{name: number(entry) for name, entry in row.amounts.items()}}
    return {name: told.get(name) for name in names}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_it_is_read_as_a_careful_person_reads_it(case: dict[str, Any]) -> None:
    found = assessed(case)
    assert len(found) == len(case["expect"])
    for one, expect in zip(found, case["expect"], strict=True):
        filing = one.form.filing
        columns = {role: column_letters(place) for role, place in one.form.found.columns.items()}
        wanted = expect["columns"]
        assert {role: columns.get(role) for role in wanted} == wanted, columns
        assert rows_of(filing) == [[*row[:3], exact(row[3]), exact(row[4])]
                                   for row in expect["rows"]]
        weight, score = (number(filing.total_weight), number(filing.total_score))
        assert [weight, score] == [exact(each) for each in expect["total"]]
        told = {name: getattr(filing.about, name) for name in expect.get("about", {})}
        assert told == expect.get("about", {})
        assert filing.grade.text == expect.get("grade", "")
        assert len(filing.left) == expect.get("left", 0), filing.left
        if "levels" in expect:
            assert [[level.text for level in row.levels[:-1]] for row in filing.rows] == \
                expect["levels"]
        for row, wanted in zip(filing.funds, expect.get("funds", ()), strict="funds" in expect):
            assert fund(row, list(wanted)) == {
                name: exact(value) if isinstance(value, int | Fraction)
                and not isinstance(value, bool) else value for name, value in wanted.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_must_be_said_is_said_and_nothing_confidently_wrong(case: dict[str, Any]) -> None:
    for one, expect in zip(assessed(case), case["expect"], strict=True):
        codes = {each.code.code for each in one.findings}
        assert set(expect.get("says", ())) <= codes
        assert not codes & {*expect.get("never", ()), "weight-text", "score-text"}
        for name, score in expect.get("awards", {}).items():
            (award,) = [each for each in one.scorecard.awards if each.indicator == name]
            assert award.score == exact(score)
        if "ours" in expect:
            assert one.scorecard.total == exact(expect["ours"])
        if "errors" in expect:
            assert [each.code.code for each in one.errors] == expect["errors"]


@pytest.mark.parametrize("case", ALIKE, ids=lambda case: case["name"])
def test_what_only_looks_alike_is_named_and_not_audited(case: dict[str, Any]) -> None:
    book = BookFile.read(workbook_of({"表": {"rows": case["rows"]}}), "试.xlsx")
    with pytest.raises(NoForm) as error:
        read_forms(book, packaged_maps())
    assert case["says"] in str(error.value)
