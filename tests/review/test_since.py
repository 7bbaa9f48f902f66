"""What 汇总 says of a form against the last round: another unit's name, another grade; and what the
program finds anew in a form that is as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from addin.pages.review import tables as t
from addin.pages.review.read import Row, read_round, text
from tests.cli.runs import pe
from tests.review.desk import opened
from tests.review.making import PROJECT, SUM, UNIT
from tests.review.test_second import MISTAKES, OTHER, WORDS, filed, form, problems, reviewed

NEW_NAME = {**WORDS, UNIT: "青河县实验小学"}
RULES = Path(__file__).parent / "changed_rules.yaml"


def units(path: Path) -> dict[str, tuple[str, str]]:
    return {text(row, t.UNIT): (text(row, t.RESENT), text(row, t.COMPARED))
            for row in read_round(path).rows(t.SUMMARY)}


def note(path: Path, table: t.Table) -> str:
    return str(load_workbook(path)[table.name].cell(2, 1).value)


@pytest.fixture
def first(tmp_path: Path) -> Path:
    folder = filed(tmp_path / "一", 甲=form(WORDS, MISTAKES), 乙=form(OTHER, {"G11": 98}))
    return reviewed(folder, tmp_path / "一.xlsx")


def test_a_unit_with_another_name_is_offered_and_not_merged(first: Path, tmp_path: Path) -> None:
    second = reviewed(filed(tmp_path / "二", 新甲=form(NEW_NAME, MISTAKES), 乙=form(OTHER, {})),
                      tmp_path / "二.xlsx", "--since", first)
    same = "项目、预算数、指标和完成值相同"
    assert units(second) == {
        "青河县实验小学": ("首次报送", f"可能由“青河县第一小学”更名（{same}），请核对"),
        "青河县第一小学": ("本轮未重报", f"可能更名为“青河县实验小学”（{same}），请核对"),
        "青河县第二小学": ("有改动", "")}
    assert "有1张表可能是单位更名" in note(second, t.SUMMARY)
    assert {text(row, t.STATE) for row in problems(second)
            if text(row, t.UNIT) == "青河县实验小学"} == {"新增"}


def test_a_person_says_that_it_is_the_same_unit(first: Path, tmp_path: Path) -> None:
    """By writing its new name into the last round's 汇总, as the note says."""
    with opened(first) as sheet:
        sheet.put(sheet.find(单位="青河县第一小学"), 单位="青河县实验小学")
    second = reviewed(filed(tmp_path / "二", 新甲=form(NEW_NAME, MISTAKES)),
                      tmp_path / "二.xlsx", "--since", first)
    assert units(second)["青河县实验小学"] == ("有改动", "")
    assert {text(row, t.STATE) for row in problems(second)
            if text(row, t.UNIT) == "青河县实验小学"} == {"未改"}


@pytest.mark.parametrize("words", [
    {**WORDS, UNIT: "青河县第三小学", PROJECT: "校舍维修"},
    {**WORDS, UNIT: "青河县第三小学", SUM: "77.5"}])
def test_a_form_with_little_in_common_is_another(words: dict[str, str], first: Path,
                                                 tmp_path: Path) -> None:
    other = form(words, {"E6": "301人次", "E7": "98%", "E8": "99%", "E9": "23所", "E10": "91%"})
    second = reviewed(filed(tmp_path / "二", 丙=other), tmp_path / "二.xlsx", "--since", first)
    assert {said for _, said in units(second).values()} == {""}


def test_of_two_that_may_be_it_none_is_offered(first: Path, tmp_path: Path) -> None:
    third = {**NEW_NAME, UNIT: "青河县第三小学"}
    second = reviewed(filed(tmp_path / "二", 丙=form(NEW_NAME, MISTAKES), 丁=form(third, MISTAKES)),
                      tmp_path / "二.xlsx", "--since", first)
    assert {said for _, said in units(second).values()} == {""}


def test_a_unit_with_another_name_in_its_own_file_is_told(first: Path, tmp_path: Path) -> None:
    second = reviewed(filed(tmp_path / "二", 甲=form(NEW_NAME, MISTAKES)), tmp_path / "二.xlsx",
                      "--since", first)
    assert units(second)["青河县实验小学"] == (
        "有改动", "单位由“青河县第一小学”改为“青河县实验小学”")


def test_another_grade_by_other_rules_is_told(first: Path, tmp_path: Path) -> None:
    second = reviewed(tmp_path / "一", tmp_path / "二.xlsx", "--since", first, "--ruleset", RULES)
    assert units(second) == {
        "青河县第一小学": ("内容未变", "核算等级由“优”变为“中”（评分办法改了）"),
        "青河县第二小学": ("内容未变", "")}
    assert "。1张表的核算等级变了，见“汇总”的“与上轮对照”。共 1 项" in note(second, t.CHANGES)


def test_another_grade_by_another_filing_is_told(first: Path, tmp_path: Path) -> None:
    worse = form(OTHER, {"E6": "30人次", "E9": "1所"})
    second = reviewed(filed(tmp_path / "二", 乙=worse), tmp_path / "二.xlsx", "--since", first)
    assert "（填报改了）" in units(second)["青河县第二小学"][1]


def of_one(path: Path) -> dict[str, Row]:
    return {text(row, t.FINDING): row for row in problems(path)
            if text(row, t.UNIT) == "青河县第一小学"}


def test_what_a_later_program_finds_in_an_unchanged_form_is_new(first: Path,
                                                                tmp_path: Path) -> None:
    """The last round's list, and what it noted of it, as a program without this kind wrote them."""
    marks: dict[str, str] = {}
    without = reviewed(filed(tmp_path / "少", 甲=form(WORDS, {**MISTAKES, "G11": 100})),
                       tmp_path / "少.xlsx")
    for row in read_round(without).rows(t.SUMMARY):
        marks[text(row, t.KEY)] = text(row, t.LISTED)
    with opened(first) as sheet:
        key = sheet.find(单位="青河县第一小学")
        fewer = marks[str(sheet.at(key, t.KEY))]
        sheet.put(key, **{t.LISTED: fewer})
    with opened(first, t.PROBLEMS) as sheet:
        sheet.sheet.delete_rows(sheet.find(**{t.UNIT: "青河县第一小学", t.FINDING: "total-sum"}))
    assert "total-sum" not in of_one(without)
    second = reviewed(tmp_path / "一", tmp_path / "二.xlsx", "--since", first)
    row = of_one(second)["total-sum"]
    assert (text(row, t.STATE), text(row, t.COMPARED)) == ("新增", "表没有改动，程序本轮新查出")
    assert "（其中表没有改动、本轮新查出的 1 条）" in note(second, t.PROBLEMS)
    assert pe("letter", second, "-o", tmp_path / "函").code == 0
