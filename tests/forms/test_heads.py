"""The lines above a form's tables: which year it is for, whose it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from addin.desk.assess import assess
from addin.library.library import Library
from addin.terminal.as_json import as_json
from scoring.rulefile.document import parse_document
from tests.forms.making import book_of, read, sheet_of
from tests.forms.test_variants import HEADER, ROW

CASES = parse_document(Path(__file__).with_name("heads.yaml").read_text("utf-8")).data


@pytest.mark.parametrize("case", CASES, ids=lambda case: str([*case["lines"], *case.get("below", ())][-1]))
def test_the_year_and_whose_form_it_is(case: dict[str, Any]) -> None:
    below = map(tuple, case.get("below", ()))
    sheet = sheet_of(*map(tuple, case["lines"]), HEADER, ROW, ("总分",), *below)
    about = read(sheet).filing.about
    if "year" in case:
        assert about.year == case["year"]
    else:
        assert (about.department, about.unit) == (case.get("department", ""), case.get("unit", ""))
    assert about.project == case.get("project", about.project)
    assert about.place == case.get("place", about.place)


@pytest.mark.parametrize(("title", "department"), [
    ("部门整体支出绩效自评表", "某某县水利局"), ("项目支出绩效自评表", None)])
def test_a_department_reports_on_itself(title: str, department: str | None) -> None:
    """Of a whole department's form the one that fills it in is the department."""
    sheet = sheet_of((title,), ("部门（单位）名称：", "某某县水利局"), HEADER, ROW, ("总分",))
    (one,) = assess(book_of(sheet), Library())
    told = json.loads(as_json(one, "试.xlsx"))
    assert (told["department"], told["unit"]) == (department, "某某县水利局")
