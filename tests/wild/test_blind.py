"""Headers composed by one who did not know the words: a form reads the same under each of them."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from addin.books.xlsx.closed import BookFile
from addin.desk.assess import assess
from addin.forms.assessed import Assessed
from addin.library.library import Library
from scoring.filing.numbers import number
from tests.wild.making import HERE, parse_document, workbook_of
from tests.wild.test_own import exact

_DATA = parse_document((HERE / "blind.yaml").read_text("utf-8")).data
FORM, CASES = _DATA["form"], _DATA["cases"]


def _rows(case: dict[str, Any]) -> list[list[Any]]:
    heads = {name: f"{case.get('before', '')}{case.get('heads', {}).get(name, text)}"
                   f"{case.get('after', '')}" for name, text in FORM["heads"].items()}
    columns = list(FORM["columns"])
    rows = [dict(zip(columns, row, strict=False)) for row in FORM["rows"]]
    for added in case.get("add", ()):
        columns.insert(columns.index(added["left_of"]), added["head"])
        heads[added["head"]] = added["head"]
        for row, value in zip(rows, added.get("values", ()), strict=False):
            row[added["head"]] = value
    total = {columns[0]: "总分", **FORM["total"]}
    return [*FORM["title"], ["项目资金（万元）", None, None, *map(heads.get, FORM["funds"])],
            *FORM["amounts"], *FORM["goals"],
            *([None, *map(row.get, columns)] for row in ({
                name: heads[name] for name in columns}, *rows, total))]


def _one(case: dict[str, Any]) -> Assessed:
    rows = {place: {"ABCDEFGHIJKLMN"[column]: value for column, value in enumerate(row)}
            for place, row in enumerate(_rows(case), 1)}
    for place, value in case.get("cells", {}).items():
        rows[int(place[1:])][place[0]] = value
    (one,) = assess(BookFile.read(workbook_of({"自评": {"rows": rows}}), "试.xlsx"), Library())
    return one


@cache
def _usual() -> Assessed:
    return _one(CASES[0])


def _told(one: Assessed) -> list[tuple[Any, ...]]:
    return [(award.indicator, award.weight, award.filed, award.score)
            for award in one.scorecard.awards]


def test_the_form_under_its_usual_headers_is_wholly_read() -> None:
    assert [(award[0], *map(exact, award[1:])) for award in FORM["awards"]] == _told(_usual())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_it_reads_the_same(case: dict[str, Any]) -> None:
    one = _one(case)
    assert _told(one) == _told(_usual())
    codes = {each.code.code for each in _usual().findings} | set(case.get("says", ()))
    assert [each.message for each in one.findings if each.code.code not in codes] == []
    assert one.form.filing.left == ()
    whole = next(fund for fund in one.form.filing.funds if fund.whole)
    amounts = {name: number(entry) for name, entry in whole.amounts.items()}
    assert amounts == {name: exact(each) for name, each in case.get("funds", amounts).items()}
