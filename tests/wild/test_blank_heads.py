"""Who it is of and what it is about, left blank in the head of a form that was filled in."""

from __future__ import annotations

from typing import Any

import pytest

from addin.forms.read import read_forms
from addin.library.form_map import packaged_maps
from scoring import audit, score
from tests.audit.filings import packaged_ruleset
from tests.wild.making import BookFile, merged, workbook_of

NAMED = "农村饮水安全"
ROW = ["产出指标", "数量指标", "培训人数", "≥100人", "100人", 100]


def told(title: str, *heads: list[Any], points: int | None = 100) -> list[list[str]]:
    wide = [[*head, *[None] * (7 - len(head))] for head in heads]
    book = workbook_of({"表": merged([
        [title], *wide,
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"], [*ROW, points]])})
    (form,) = read_forms(BookFile.read(book, "试.xlsx"), packaged_maps())
    found = audit(score(form.filing, packaged_ruleset("national/2020")))
    return [[each.message, *each.cells] for each in found if each.code.code == "head-blank"]


def test_blank_heads_are_one_line() -> None:
    assert told("2023年度项目支出绩效自评表", ["项目名称", None],
                ["主管部门", None, None, "实施单位", None]) == [
        ["表头的项目名称、主管部门、实施单位没有填写，请补填", "表!B2", "表!B3", "表!E3"]]


def test_the_only_unit_is_asked_for() -> None:
    assert told("2023年度项目支出绩效自评表", ["项目名称", NAMED], ["填报单位", None]) == [
        ["表头的单位名称没有填写，请补填", "表!B3"]]


@pytest.mark.parametrize(("title", "heads", "points"), [
    ("2023年度项目支出绩效自评表", [["项目名称", None], ["主管部门", None]], None),
    ("2023年度项目支出绩效自评表", [["项目名称", NAMED], ["主管部门", "某县水利局"]], 100),
    ("2023年度项目支出绩效自评表", [["项目名称", NAMED], ["主管部门", "某县水利局", None, "实施单位", None]], 100),
    ("2023年度农村饮水安全巩固提升工程项目支出绩效自评表", [["项目名称", None], ["主管部门", "某县水利局"]], 100),
    ("青河县水利局2023年度部门整体支出绩效自评表", [["单位", None]], 100),
    ("2023年度项目支出绩效自评表", [["项目名称：" + NAMED], ["主管部门：某县水利局"]], 100),
    ("2023年度项目支出绩效自评表", [], 100)],
    ids=["blank form", "filled in", "one of the units", "in the title", "unit in the title",
         "behind its label", "no such place"])
def test_nothing_is_asked_for(title: str, heads: list[list[Any]], points: int | None) -> None:
    assert told(title, *heads, points=points) == []
