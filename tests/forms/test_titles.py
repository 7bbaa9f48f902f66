"""Whose form it is where only its title says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from addin.desk.new_form import sample
from addin.forms.read import read_forms
from addin.library.library import Library
from scoring.rulefile.document import parse_document
from tests.forms.making import read, sheet_of
from tests.forms.test_variants import HEADER, ROW

CASES = parse_document(Path(__file__).with_name("titles.yaml").read_text("utf-8")).data


@pytest.mark.parametrize(("title", "unit"), CASES)
def test_the_unit_of_a_title(title: str, unit: str) -> None:
    form = read(sheet_of((title,), HEADER, ROW, ("总分",)))
    assert form.filing.about.unit == unit


@pytest.mark.parametrize(("sample_of", "unit"), [
    ("chayu", "察隅县住房和城乡建设局"), ("huaxi", "贵阳市花溪区住房和城乡建设局"),
    ("lukou", "株洲市渌口区住房和城乡建设局"), ("jiangning", "南京市江宁区房屋安全服务中心"),
    ("conghua", "广州市从化区住房和城乡建设局")])
def test_every_published_form_says_whose_it_is(sample_of: str, unit: str) -> None:
    library = Library()
    (form,) = read_forms(sample(library.find(sample_of)), library.maps, words=library.words)
    assert form.filing.about.unit == unit


def test_a_field_says_it_better_than_the_title() -> None:
    form = read(sheet_of(("青河县水利局项目支出绩效自评表",), ("主管部门", "青河县财政局"), HEADER, ROW,
                         ("总分",)))
    assert (form.filing.about.unit, form.filing.about.department) == ("", "青河县财政局")
