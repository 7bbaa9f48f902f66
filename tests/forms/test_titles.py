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


@pytest.mark.parametrize("goal", ["保障青河县文化局机关正常运转。", "开展全县普法；配合外县市政法委"])
def test_no_place_is_taken_from_what_is_to_be_done(goal: str) -> None:
    form = read(sheet_of(("项目支出绩效自评表",), ("主管部门", "司法局"), ("预期目标", goal), HEADER, ROW,
                         ("总分",)))
    assert form.filing.about.place == ""


@pytest.mark.parametrize("name", ["总分馆建设", "机构建设", "项目支出", "目标项目"])
def test_a_project_may_be_called_in_the_words_of_labels(name: str) -> None:
    form = read(sheet_of(("项目支出绩效自评表",), ("项目名称", name), ("主管部门", "文化局"), HEADER, ROW,
                         ("总分",)))
    assert form.filing.about.project == name


def test_a_label_in_the_place_of_a_name_is_none() -> None:
    form = read(sheet_of(("项目支出绩效自评表",), ("项目名称", "主管部门", "文化局"), HEADER, ROW, ("总分",)))
    assert form.filing.about.project == ""
