"""应报清单: 已报, 未报, 重复, 多报, by count and by money."""

from __future__ import annotations

import io
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from addin.desk.review.roster import read_roster
from addin.errors import UserError
from addin.pages.review.read import figure, read_round, text
from addin.pages.review.tables import (
    DEPARTMENT,
    FILE,
    PROJECT,
    REASON,
    ROSTER,
    SUMMARY,
    UNIT,
    YEARLY,
)
from tests.cli.runs import pe
from tests.review.making import PROJECT as NAMED
from tests.review.making import SUM, county_book, forms, own_words
from tests.review.piles import put

LINES = (("2023年度应报清单",), ("序号", "主管部门", "单位名称", "项目名称", "预算金额（元）"),
         (1, "青河县水利局", "第000管理站", "第000号 工程", 10_002_500),
         (2, "青河县教育局", "第001管理站", "第001号工程", 10_072_500),
         (3, "青河县水利局", "第900管理站", "没有报的工程", 9_925_000),
         (4, "", "株洲市渌口区第004管理站", "", None),
         (None, "", "合计", "", 30_000_000))


def roster(path: Path, *lines: tuple[object, ...]) -> Path:
    book, made = Workbook(), io.BytesIO()
    for line in lines:
        book.worksheets[0].append(line)
    book.save(made)
    path.write_bytes(made.getvalue())
    return path


def test_the_pile_against_the_roster(tmp_path: Path) -> None:
    put(tmp_path / "收到", forms(6))
    changed = county_book({**own_words(1), SUM: "999.5"})
    put(tmp_path / "收到", [("改后又报.xlsx", changed)])
    run = pe("review", tmp_path / "收到", "-o", tmp_path / "果.xlsx", "--jobs", "1", "--roster",
             roster(tmp_path / "应报.xlsx", *LINES))
    assert run.code == 0
    told = read_round(tmp_path / "果.xlsx")
    states = [(text(row, "情况"), text(row, UNIT), text(row, PROJECT), figure(row, "报送份数"))
              for row in told.rows(ROSTER)]
    assert states[:4] == [
        ("未报", "第900管理站", "没有报的工程", 0), ("重复", "第001管理站", "第001号工程", 2),
        ("已报", "第000管理站", "第000号工程", 1), ("已报", "株洲市渌口区第004管理站", "", 1)]
    assert {state for state, *_ in states[4:]} == {"多报"}
    assert len(states) == 4 + 3
    figures = {text(row, "事项"): figure(row, "数值") for row in told.rows(YEARLY)}
    assert figures["应报自评"] == 4
    assert figures["报送率（按项数）"] == Fraction(3, 4)
    money = figures["报送率（按金额）"]
    assert money is not None
    assert round(money, 6) == round(Fraction(20_075_000, 30_000_000), 6)


@pytest.mark.parametrize(("head", "factor"), [
    ("金额（元）", Fraction(1, 10_000)), ("金额（万元）", 1), ("金额", 1)])
def test_the_unit_of_the_money(head: str, factor: Fraction, tmp_path: Path) -> None:
    path = roster(tmp_path / "应报.xlsx", ("单位", head), ("甲局", 120))
    assert [each.money for each in read_roster(path)] == [120 * factor]


@pytest.mark.parametrize(("head", "typed", "money"), [
    ("金额（元）", "200万", 200), ("金额（万元）", "200万", 200), ("金额", "2000000元", 200),
    ("金额", "1,200.5", Fraction("1200.5")), ("金额（亿元）", 2, 20_000), ("金额", "0.5亿", 5000)])
def test_amounts_that_name_their_unit(head: str, typed: object, money: Fraction,
                                      tmp_path: Path) -> None:
    path = roster(tmp_path / "应报.xlsx", ("单位", head), ("甲局", typed))
    assert [(each.money, each.unread) for each in read_roster(path)] == [(money, "")]


def test_what_the_roster_says_twice_or_badly_is_told(tmp_path: Path) -> None:
    put(tmp_path / "收到", [("甲.xlsx", county_book(own_words(1))), ("乙.xlsx", nameless(2))])
    pe("review", tmp_path / "收到", "-o", tmp_path / "果.xlsx", "--jobs", "1", "--roster", roster(
        tmp_path / "应报.xlsx", ("单位", "项目", "金额（万元）"), ("第001管理站", "第001号工程", "200万"),
        ("第001管理站", "第001号工程", 200), ("第002管理站", "第002号工程", "约50"),
        ("第003管理站", "第003号工程", 100), ("合计", "", 550)))
    told = read_round(tmp_path / "果.xlsx")
    lines = [(text(row, "情况"), text(row, UNIT), text(row, REASON)) for row in told.rows(ROSTER)]
    alike = "有一张未写单位的同名表（文件“乙.xlsx”），请核对"
    assert lines == [
        ("未报", "第002管理站", f"{alike}；金额“约50”读不懂，没有计入"),
        ("未报", "第003管理站", "没有收到，请催报"),
        ("名单重复", "第001管理站", "名单重复：清单上已列过，项数、金额只计一次"),
        ("已报", "第001管理站", ""),
        ("多报", "（未写单位）乙", "没有写单位，与应报清单上未报的一项同名，请核对")]
    figures = {text(row, "事项"): figure(row, "数值") for row in told.rows(YEARLY)}
    assert (figures["应报自评"], figures["已报自评"], figures["未报"]) == (3, 1, 2)
    assert round(figures["报送率（按金额）"] or 0, 6) == round(Fraction(200, 300), 6)


def nameless(number: int) -> bytes:
    """A county form that names neither department nor unit."""
    book = load_workbook(io.BytesIO(county_book(own_words(number))))
    for cell in ("D2", "E2", "G2", "H2"):
        book.worksheets[0][cell] = None
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize(("one", "other"), [
    ("某项目（一期）", "某项目（二期）"), ("2022年水库", "2023年水库")])
def test_names_that_differ_in_little_are_two(one: str, other: str, tmp_path: Path) -> None:
    put(tmp_path / "收到", [("甲.xlsx", county_book({**own_words(1), NAMED: one}))])
    pe("review", tmp_path / "收到", "-o", tmp_path / "果.xlsx", "--jobs", "1", "--roster",
       roster(tmp_path / "应报.xlsx", ("单位", "项目"), ("第001管理站", other)))
    rows = read_round(tmp_path / "果.xlsx").rows(ROSTER)
    assert [text(row, "情况") for row in rows] == ["未报", "多报"]


def test_who_made_the_roster_is_no_line_of_it(tmp_path: Path) -> None:
    lines = read_roster(roster(tmp_path / "应报.xlsx", *LINES, ("填表人：张×", None, "联系电话：123")))
    assert lines[-1] == read_roster(roster(tmp_path / "原.xlsx", *LINES))[-1]


def test_a_workbook_without_such_a_head_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="没有找到应报清单。应报清单一行一个单位或项目"):
        read_roster(roster(tmp_path / "应报.xlsx", ("姓名", "电话"), ("甲", 1)))


def anonymous(number: int, department: str | None = None) -> bytes:
    """A county form that names its 主管部门, or none."""
    book = load_workbook(io.BytesIO(county_book(own_words(number))))
    sheet = book.worksheets[0]
    sheet["E2"] = department
    if department is None:
        sheet["D2"] = None
    sheet["G11"] = 99
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_the_roster_s_department_stands_where_a_form_names_none(tmp_path: Path) -> None:
    put(tmp_path / "收到", [("甲.xlsx", anonymous(1)), ("乙.xlsx", anonymous(2, "青河县水利局")),
                         ("丙.xlsx", anonymous(3)), ("丁.xlsx", anonymous(4, "青河县农业局"))])
    due = roster(
        tmp_path / "应报.xlsx", ("主管部门", "单位名称", "项目名称"),
        ("青河县教育局", "第001管理站", "第001号工程"), (None, "第800管理站", "没有报的"),
        ("青河县水利局", "第002管理站", "第002号工程"), ("青河县水利局", "第003管理站", "别的项目"),
        ("青河县教育局", "第801管理站", "也没有报"), ("青河县水利局", "第004管理站", "第004号工程"))
    book = load_workbook(due)
    book.worksheets[0].merge_cells("A2:A3")
    book.save(due)
    pe("review", tmp_path / "收到", "-o", tmp_path / "果.xlsx", "--jobs", "1", "--roster", due)
    told = read_round(tmp_path / "果.xlsx")
    departments = {text(row, UNIT): text(row, DEPARTMENT) for row in told.rows(SUMMARY)}
    assert departments == {"第001管理站": "青河县教育局", "第002管理站": "青河县水利局",
                           "第003管理站": "青河县水利局", "第004管理站": "青河县农业局"}
    lacking = [(text(row, DEPARTMENT), text(row, UNIT)) for row in told.rows(ROSTER)
               if text(row, "情况") == "未报"]
    assert lacking == [("青河县教育局", "第800管理站"), ("青河县教育局", "第801管理站"),
                       ("青河县水利局", "第003管理站")]
    remarks = {text(row, UNIT): text(row, REASON) for row in told.rows(ROSTER)
               if text(row, "情况") == "已报"}
    assert remarks == {"第001管理站": "表上没有写主管部门，按清单列", "第002管理站": "",
                       "第004管理站": "表上写的主管部门是“青河县农业局”，请核对"}
    assert "有2张表没有写主管部门，按应报清单列。" in str(
        load_workbook(tmp_path / "果.xlsx")[SUMMARY.name].cell(2, 1).value)
    pe("letter", tmp_path / "果.xlsx", "-o", tmp_path / "函")
    assert {path.name for path in (tmp_path / "函").glob("*.docx")} == {
        f"青河县{name}局-审核意见函.docx" for name in ("教育", "水利", "农业")}


def test_a_department_and_its_units_file_for_themselves(tmp_path: Path) -> None:
    """A unit's form of the whole is not one more of its department's."""
    put(tmp_path / "收到", [("局.xlsx", whole("青河县水利局机关")), ("站.xlsx", whole("第一管理站"))])
    due = roster(tmp_path / "应报.xlsx", ("主管部门", "单位名称"),
                 ("青河县水利局", "青河县水利局"), ("青河县水利局", "第一管理站"))
    pe("review", tmp_path / "收到", "-o", tmp_path / "果.xlsx", "--jobs", "1", "--roster", due)
    rows = read_round(tmp_path / "果.xlsx").rows(ROSTER)
    assert [(text(row, "情况"), text(row, FILE)) for row in rows] == [
        ("已报", "局.xlsx"), ("已报", "站.xlsx")]


def whole(unit: str) -> bytes:
    book = load_workbook(io.BytesIO(county_book(own_words(1))))
    sheet = book.worksheets[0]
    sheet["A1"] = "2023年度部门整体支出绩效自评表"
    for cell, value in {"A2": "部门名称", "B2": unit, "D2": "主管部门", "E2": "青河县水利局",
                        "G2": None, "H2": None}.items():
        sheet[cell] = value
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def one_project(department: str | None, unit: str | None) -> bytes:
    """A county form of the project that several units have."""
    book = load_workbook(io.BytesIO(county_book({**own_words(1), NAMED: "校舍维修"})))
    sheet = book.worksheets[0]
    sheet["E2"], sheet["H2"] = department, unit
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


BUREAU = "青河县教育局"


@pytest.mark.parametrize(("unit", "states"), [
    ("第一小学", ["未报 第二小学", "已报 第一小学"]),
    (BUREAU, ["未报 第一小学", "未报 第二小学", "多报 青河县教育局"]),
    (None, ["未报 第一小学", "未报 第二小学", "多报 青河县教育局"])])
def test_a_unit_s_form_is_not_another_s_whose_project_is_called_alike(
        unit: str | None, states: list[str], tmp_path: Path) -> None:
    put(tmp_path / "收到", [("表.xlsx", one_project(BUREAU, unit))])
    due = roster(tmp_path / "应报.xlsx", ("主管部门", "单位名称", "项目名称"),
                 (BUREAU, "第一小学", "校舍维修"), (BUREAU, "第二小学", "校舍维修"))
    pe("review", tmp_path / "收到", "-o", tmp_path / "果.xlsx", "--jobs", "1", "--roster", due)
    rows = read_round(tmp_path / "果.xlsx").rows(ROSTER)
    assert [f"{text(row, '情况')} {text(row, UNIT)}" for row in rows] == states
    told = [text(row, REASON) for row in rows if text(row, "情况") == "未报"]
    assert any("未写单位的同名表" in said for said in told) == (unit is None)


def test_a_form_of_the_department_is_the_one_unit_s_that_has_such_a_project(tmp_path: Path) -> None:
    put(tmp_path / "收到", [("表.xlsx", one_project(BUREAU, None))])
    due = roster(tmp_path / "应报.xlsx", ("主管部门", "单位名称", "项目名称"),
                 (BUREAU, "第一小学", "校舍维修"), (BUREAU, "第二小学", "教师培训"))
    pe("review", tmp_path / "收到", "-o", tmp_path / "果.xlsx", "--jobs", "1", "--roster", due)
    rows = read_round(tmp_path / "果.xlsx").rows(ROSTER)
    assert [f"{text(row, '情况')} {text(row, UNIT)}" for row in rows] == [
        "未报 第二小学", "已报 第一小学"]


@pytest.mark.parametrize("form", ["national", "huaxi", "jiangning", "lukou", "chayu"])
def test_a_form_is_no_roster(form: str, tmp_path: Path) -> None:
    assert pe("new", form, "-o", tmp_path / "空表.xlsx").code == 0
    put(tmp_path / "收到", forms(1))
    run = pe("review", tmp_path / "收到", "-o", tmp_path / "果.xlsx", "--roster",
             tmp_path / "空表.xlsx")
    assert run.code == 2
    assert "空表.xlsx：这是自评表或绩效目标表，不是应报清单。应报清单一行一个单位或项目，表头要有“单位名称”" in run.err
    assert not (tmp_path / "果.xlsx").exists()


def test_a_roster_without_a_line_is_none(tmp_path: Path) -> None:
    path = roster(tmp_path / "应报.xlsx", ("序号", "单位名称", "项目名称", "金额"))
    with pytest.raises(UserError, match="其下至少一行"):
        read_roster(path)


@pytest.mark.parametrize("project", [
    "部门整体支出", "部门整体支出绩效自评", "整体支出", "株洲市渌口区第004管理站"])
def test_a_unit_s_own_form_is_due_under_any_of_its_names(project: str, tmp_path: Path) -> None:
    put(tmp_path / "收到", forms(6))
    own = (1, "", "株洲市渌口区第004管理站", project, None)
    pe("review", tmp_path / "收到", "-o", tmp_path / "果.xlsx", "--jobs", "1", "--roster",
       roster(tmp_path / "应报.xlsx", LINES[1], own))
    rows = read_round(tmp_path / "果.xlsx").rows(ROSTER)
    assert [text(row, "情况") for row in rows if text(row, UNIT) == own[2]] == ["已报"]


def test_a_form_of_two_units_is_handed_in_for_both(tmp_path: Path) -> None:
    """Neither is called to hand in what it handed in together with the other."""
    words = {each: said.replace("第001管理站", "第001管理站、第002管理站")
             for each, said in own_words(1).items()}
    put(tmp_path / "收到", [("两家.xlsx", county_book(words))])
    lines = (("主管部门", "单位名称", "项目名称"), ("青河县教育局", "第001管理站", "第001号工程"),
             ("青河县教育局", "第002管理站", "第001号工程"), ("青河县教育局", "第003管理站", "第001号工程"))
    assert pe("review", tmp_path / "收到", "-o", tmp_path / "果.xlsx", "--jobs", "1", "--roster",
              roster(tmp_path / "应报.xlsx", *lines)).code == 0
    told = read_round(tmp_path / "果.xlsx")
    assert [(text(row, "情况"), text(row, UNIT)) for row in told.rows(ROSTER)] == [
        ("未报", "第003管理站"), ("已报", "第001管理站"), ("已报", "第002管理站")]
