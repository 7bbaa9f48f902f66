"""Approved targets, and projects against their department: what only the pile can tell."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

from addin.desk.review.target_list import read_list
from addin.pages.review import tables as t
from addin.pages.review.read import figure, read_round, text
from scoring.rulefile.document import parse_document
from tests.cli.runs import pe
from tests.review.making import PROJECT, SUM, UNIT, county_book
from tests.review.test_second import OTHER, WORDS, filed, form, problems, reviewed

CASES = parse_document(Path(__file__).with_name("targets.yaml").read_text("utf-8")).data
ROWS = (("项目支出绩效目标申报表",), ("项目名称", WORDS[PROJECT], "实施单位", WORDS[UNIT]),
        ("一级指标", "三级指标", "年度指标值", "分值"),
        ("产出指标", "培训教师人次", "≥300人次", 20), ("产出指标", "培训合格率", "≥95%", 20),
        ("产出指标", "培训按期完成率", "≥95%", 10), ("效益指标", "惠及学校", "≥20所", 30),
        ("满意度指标", "教师满意度", "≥90%", 10))
COLUMNS = {"approved-lowered": "D", "approved-direction": "D", "approved-weight": "F"}
"""Where the form's targets and weights stand: a finding is about these cells, not the score."""


def approved(path: Path, cells: dict[str, Any]) -> Path:
    book = Workbook()
    for row in ROWS:
        book.worksheets[0].append(row)
    for cell, value in cells.items():
        book.worksheets[0][cell] = value
    path.parent.mkdir(exist_ok=True)
    book.save(path)
    return path


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_differs_from_the_approved_targets(case: dict[str, Any], tmp_path: Path) -> None:
    targets = approved(tmp_path / "批复.xlsx", case["change"])
    folder = filed(tmp_path / "收到", 甲=form(WORDS, case.get("form", {})))
    output = reviewed(folder, tmp_path / "果.xlsx", "--targets", targets)
    found = [row for row in problems(output) if text(row, t.FINDING).startswith("approved-")]
    assert sorted(text(row, t.FINDING) for row in found) == sorted(
        code for code, *_ in case["find"])
    for code, indicator, says in case["find"]:
        (row,) = [row for row in found if text(row, t.FINDING) == code]
        assert text(row, t.INDICATOR) == indicator
        assert says in text(row, t.MESSAGE)
        assert (text(row, t.SEVERITY), text(row, t.LETTER)) == ("请说明", "是")
        if code in COLUMNS:
            assert text(row, "单元格").rpartition("!")[2][0] == COLUMNS[code]
    (counted,) = read_round(output).rows(t.SUMMARY)
    assert figure(counted, t.WARNINGS) == sum(
        text(row, t.SEVERITY) == "请说明" for row in problems(output))


def test_a_folder_of_targets_with_a_stranger_in_it(tmp_path: Path) -> None:
    approved(tmp_path / "批复" / "一.xlsx", {"C4": "≥400人次"})
    book = Workbook()
    book.worksheets[0].append(["姓名", "科室"])
    book.save(tmp_path / "批复" / "通讯录.xlsx")
    folder = filed(tmp_path / "收到", 甲=form(WORDS, {}))
    run = pe("review", folder, "-o", tmp_path / "果.xlsx", "--jobs", "1", "--targets",
             tmp_path / "批复")
    assert "通讯录.xlsx：没有绩效目标表" in run.out
    assert "approved-lowered" in {text(row, t.FINDING) for row in problems(tmp_path / "果.xlsx")}


SIGNED = ("主管部门", "项目名称", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "计量单位", "权重（%）")


def test_a_list_of_all_projects_is_as_good(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (("2023年度部门预算项目绩效目标表",), ("主管部门", "单位名称", "项目名称", "一级指标", "三级指标", "年度指标值", "分值"),
                ("教育局", WORDS[UNIT], WORDS[PROJECT], "产出指标", "培训教师人次", "≥400人次", 20),
                (None, None, None, "产出指标", "培训合格率", "≥95%", 20),
                (None, None, None, "产出指标", "培训按期完成率", "≥95%", 10),
                (None, None, None, "效益指标", "惠及学校", "≥20所", 30),
                (None, None, None, "满意度指标", "教师满意度", "≥90%", 10),
                ("教育局", OTHER[UNIT], OTHER[PROJECT], "产出指标", "培训教师人次", "≥300人次", 15)):
        sheet.append(row)
    sheet.merge_cells("B3:B7")
    other = book.create_sheet()
    other.append(SIGNED)
    other.append(("教育局", "别的项目", "产出指标", "数量指标", "培训教师人次", "≥", 900, "人次", 15))
    book.save(tmp_path / "批复.xlsx")
    folder = filed(tmp_path / "收到", 甲=form(WORDS, {}), 乙=form(OTHER, {}))
    told = [(text(row, t.PROJECT), text(row, t.FINDING), text(row, t.INDICATOR))
            for row in problems(reviewed(folder, tmp_path / "果.xlsx", "--targets",
                                         tmp_path / "批复.xlsx"))]
    assert told[0] == (WORDS[PROJECT], "approved-lowered", "培训教师人次")
    assert [each for each in told[1:] if each[0] == WORDS[PROJECT]] == []
    assert (OTHER[PROJECT], "approved-weight", "培训教师人次") in told


@pytest.mark.parametrize(("row", "target"), [
    (("教育局", "某项目", "产出指标", "数量指标", "教师", "≥", 900, "人次", 15), "≥900人次"),
    (("教育局", "某项目", "产出指标", "数量指标", "教师", "定性", "明显改善", "", 15), "明显改善"),
    (("教育局", "某项目", "产出指标", "数量指标", "教师", "", "≤3天", "天", 15), "≤3天")])
def test_a_target_may_stand_in_three_columns(row: tuple[object, ...], target: str,
                                             tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(SIGNED)
    book.worksheets[0].append(row)
    book.save(tmp_path / "批复.xlsx")
    (line,) = read_list(tmp_path / "批复.xlsx")
    assert (line.whose, line.target, line.weight) == (("", "", "某项目"), target, "15")


def listed(path: Path, *whose: tuple[str | None, str], target: str = "≥300人次") -> Path:
    """A list of one indicator each of these projects, with the units that have them."""
    book = Workbook()
    book.worksheets[0].append(("单位名称", "项目名称", "三级指标", "年度指标值"))
    for unit, project in whose:
        book.worksheets[0].append((unit, project, "培训教师人次", target))
    book.save(path)
    return path


def test_what_was_approved_and_not_reported_on_is_told(tmp_path: Path) -> None:
    targets = listed(tmp_path / "批复.xlsx", (WORDS[UNIT], WORDS[PROJECT]),
                     ("青河县第九小学", "新建食堂"), ("青河县第三小学", OTHER[PROJECT]))
    folder = filed(tmp_path / "收到", 甲=form(WORDS, {}), 乙=form(OTHER, {}))
    run = pe("review", folder, "-o", tmp_path / "果.xlsx", "--jobs", "1", "--targets", targets)
    rows = [(text(row, "情况"), text(row, t.UNIT), text(row, t.PROJECT), text(row, t.FILE))
            for row in read_round(tmp_path / "果.xlsx").rows(t.TARGETS)]
    assert rows == [("未报自评表", "青河县第九小学", "新建食堂", ""),
                    ("未报自评表", "青河县第三小学", OTHER[PROJECT], ""),
                    ("没有批复", OTHER[UNIT], OTHER[PROJECT], "乙.xlsx"),
                    ("已核对", WORDS[UNIT], WORDS[PROJECT], "甲.xlsx")]
    whys = [text(row, t.REASON) for row in read_round(tmp_path / "果.xlsx").rows(t.TARGETS)]
    assert whys[0].startswith("没有收到自评表，请催报")
    assert whys[1].startswith("有同名项目的自评表（文件“乙.xlsx”），单位不同")
    assert "没有收到自评表的 2 项" in run.out
    assert "青河县第九小学　新建食堂" in run.out


def test_two_approvals_that_contradict_each_other_are_told(tmp_path: Path) -> None:
    (tmp_path / "批复").mkdir()
    for name, target in (("一", "≥300人次"), ("二", "≥400人次")):
        listed(tmp_path / "批复" / f"{name}.xlsx", (WORDS[UNIT], WORDS[PROJECT]), target=target)
    folder = filed(tmp_path / "收到", 甲=form(WORDS, {}))
    output = reviewed(folder, tmp_path / "果.xlsx", "--targets", tmp_path / "批复")
    assert [text(row, "情况") for row in read_round(output).rows(t.TARGETS)] == [
        "批复不一", "批复不一"]


def test_no_targets_at_all_are_refused(tmp_path: Path) -> None:
    folder = filed(tmp_path / "收到", 甲=form(WORDS, {}))
    (tmp_path / "空").mkdir()
    run = pe("review", folder, "-o", tmp_path / "果.xlsx", "--targets", tmp_path / "空")
    assert (run.code, "没有读到绩效目标表" in run.err) == (2, True)


def department_form(budget: float) -> bytes:
    """The county's form made one of the whole department."""
    book = load_workbook(BytesIO(county_book({**WORDS, SUM: str(budget)})))
    sheet = book.worksheets[0]
    sheet["A1"] = "2023年度部门整体支出绩效自评表"
    for cell, value in {"A2": "部门名称", "B2": "青河县教育局", "D2": None, "E2": None, "G2": None,
                        "H2": None}.items():
        sheet[cell] = value
    made = BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize(("budget", "found"), [(150.0, {"全年预算数", "全年执行数"}), (300.0, set())])
def test_projects_cannot_exceed_their_department(budget: float, found: set[str],
                                                 tmp_path: Path) -> None:
    folder = filed(tmp_path / "收到", 甲=form(WORDS, {}),
                   乙=form({**WORDS, PROJECT: "校舍维修"}, {}), 部门=department_form(budget))
    told = [text(row, t.MESSAGE) for row in problems(reviewed(folder, tmp_path / "果.xlsx"))
            if text(row, t.FINDING) == "projects-sum"]
    assert {column for column in ("全年预算数", "全年执行数")
            if any(column in said for said in told)} == found
    assert all("2个" in said for said in told)


def report(*lines: str) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def test_a_report_beside_its_form_must_say_the_same(tmp_path: Path) -> None:
    folder = filed(tmp_path / "收到", 甲=form(WORDS, {}), 乙=form(OTHER, {}))
    for name, total in ((WORDS[PROJECT], 95), (OTHER[PROJECT], 100)):
        (folder / f"{name}.docx").write_bytes(report(
            f"2023年度{name}项目绩效自评报告", f"{name}项目自评总分为{total}分。"))
    told = [(text(row, t.PROJECT), text(row, t.MESSAGE))
            for row in problems(reviewed(folder, tmp_path / "果.xlsx"))
            if text(row, t.FINDING).startswith("report-")]
    assert [project for project, _ in told] == [WORDS[PROJECT]]
    assert "自评报告" in told[0][1]
    assert "两者不一致，请核对更正。" in told[0][1]


def test_what_was_not_compared_again_nobody_has_mended(tmp_path: Path) -> None:
    """Neither without the approved targets, nor without the report, nor without a project's form."""
    targets = approved(tmp_path / "批复.xlsx", {"C4": "≥400人次"})
    forms = {"甲": form(WORDS, {}), "部门": department_form(150.0)}
    folder = filed(tmp_path / "一", 乙=form({**WORDS, PROJECT: "校舍维修"}, {}), **forms)
    (folder / "教师培训.docx").write_bytes(report(
        "2023年度教师培训项目绩效自评报告", "教师培训项目自评总分为95分。"))
    first = reviewed(folder, tmp_path / "一.xlsx", "--targets", targets)
    again = filed(tmp_path / "二", **forms)
    run = pe("review", again, "-o", tmp_path / "二.xlsx", "--jobs", "1", "--since", first)
    rows = {code: row for row in problems(tmp_path / "二.xlsx")
            if (code := text(row, t.FINDING)) in ("approved-lowered", "report-total", "projects-sum")}
    assert {code: (text(row, t.STATE), text(row, t.LETTER)) for code, row in rows.items()} == (
        dict.fromkeys(("approved-lowered", "report-total", "projects-sum"), ("本轮未核对", "是")))
    assert "上一轮用了 --targets，本轮没有，批复目标的问题没有再核对" in run.out
    third = reviewed(again, tmp_path / "三.xlsx", "--since", tmp_path / "二.xlsx", "--targets", targets)
    (row,) = [row for row in problems(third) if text(row, t.FINDING) == "approved-lowered"]
    assert text(row, t.STATE) == "未改"
    assert pe("letter", tmp_path / "二.xlsx", "-o", tmp_path / "函").code == 0
    said = "".join(each.text for file in (tmp_path / "函").glob("*.docx")
                   for each in Document(str(file)).paragraphs)
    assert "（上次已反馈，自评报告未重新报送）" in said
