"""Whose form it is where only its title says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.rulefile.document import parse_document
from tests.forms.making import read, sheet_of
from tests.forms.test_variants import HEADER, ROW

CASES = parse_document(Path(__file__).with_name("titles.yaml").read_text("utf-8")).data


@pytest.mark.parametrize(("title", "unit"), CASES)
def test_the_unit_of_a_title(title: str, unit: str) -> None:
    form = read(sheet_of((title,), HEADER, ROW, ("总分",)))
    assert form.filing.about.unit == unit


def test_a_field_says_it_better_than_the_title() -> None:
    form = read(sheet_of(("青河县水利局项目支出绩效自评表",), ("主管部门", "青河县财政局"), HEADER, ROW,
                         ("总分",)))
    assert (form.filing.about.unit, form.filing.about.department) == ("", "青河县财政局")
