"""``pe report`` as a clerk uses it: what is missing, where to type it, what it says and leaves."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from addin.books.book import split_address
from addin.books.files import open_book, save_book
from tests.cli.runs import pe
from tests.report.documents import text_of


def typed(source: Path, target: Path, cells: dict[str, str | Fraction | None]) -> Path:
    """A copy of the workbook in which these cells, named with their sheets, were typed."""
    book = open_book(source)
    for cell, value in cells.items():
        book.put(*split_address(cell), value)
    save_book(book, target, source=source)  # type: ignore[arg-type]
    return target


def place(form: Path, key: str) -> str:
    """The cell of 报告素材 in which a part is typed."""
    grid = open_book(form).grid("报告素材")
    return next(f"报告素材!D{row}" for row in grid.rows() if grid.at(row, 2).value == key)


def test_it_is_written_and_the_disagreement_is_told(form: Path, tmp_path: Path) -> None:
    wrong = typed(form, tmp_path / "表.xlsx", {"自评表!E23": "≤5025.23万元"})
    run = pe("report", wrong, "-o", tmp_path / "报告.docx")
    assert run.code == 1
    assert "全年预算数" in run.out
    assert "自评表!H23" in run.out
    assert "按条款应得 1.43 分" in run.out
    assert Document(str(tmp_path / "报告.docx")).paragraphs


def test_without_errors_the_code_is_zero(form: Path, tmp_path: Path) -> None:
    right = typed(form, tmp_path / "表.xlsx", {"自评表!E23": "≥5025.23万元",
                                             "自评表!F18": "229名"})
    run = pe("report", right, "-o", tmp_path / "报告.docx")
    assert (run.code, run.out.splitlines()) == (0, [
        f"已存为 {tmp_path / '报告.docx'}",
        "报告里印有记号【待补充】2处，签字前请逐处改好、补齐，再出一遍就没有了",
        ("没有写原因，报告里写作【待补充：原因】，补上后再出一遍："
        "环境效益（自评表!I27）、民生保障（自评表!I28）")])


def test_what_is_missing_is_listed_with_its_place(form: Path, tmp_path: Path) -> None:
    highlights, staff = place(form, "工作亮点"), place(form, "人员经费")
    lacking = typed(form, tmp_path / "表.xlsx", {highlights: None, staff: "八百万"})
    run = pe("report", lacking, "-o", tmp_path / "报告.docx")
    assert run.code == 2
    assert f"工作亮点：填在 {highlights}" in run.err
    assert f"人员经费：{staff} 的“八百万”不是数字" in run.err
    assert not (tmp_path / "报告.docx").exists()


def test_a_draft_shows_the_gaps(form: Path, tmp_path: Path) -> None:
    lacking = typed(form, tmp_path / "表.xlsx", {place(form, "人员经费"): None, "自评表!H30": None})
    run = pe("report", lacking, "-o", tmp_path / "报告.docx", "--draft")
    assert "待补充：人员经费、自评总分、等级" in run.out
    said = text_of(tmp_path / "报告.docx")
    assert "人员经费【待补充：人员经费】万元，占基本支出的【待补充：人员经费】，" in said
    assert "自评得分为“【待补充：自评总分】分”，自评级别为【待补充：等级】" in said


def test_a_score_that_is_not_filled_in_is_missing_wherever_it_counts(form: Path,
                                                                    tmp_path: Path) -> None:
    lacking = typed(form, tmp_path / "表.xlsx", {"自评表!H27": None})
    run = pe("report", lacking, "-o", tmp_path / "报告.docx")
    assert run.code == 2
    assert run.err.count("  · ") == 1
    assert "环境效益得分：填在 自评表!H27" in run.err
    pe("report", lacking, "-o", tmp_path / "报告.docx", "--draft", "--chart")
    said = text_of(tmp_path / "报告.docx")
    assert "效益指标分值30分，得【待补充：环境效益得分】分，得分率【待补充：环境效益得分】" in said


def test_a_sum_names_all_that_it_lacks(form: Path, tmp_path: Path) -> None:
    lacking = typed(form, tmp_path / "表.xlsx", {"自评表!H26": None, "自评表!H27": None})
    run = pe("report", lacking, "-o", tmp_path / "报告.docx", "--draft")
    both = re.search("待补充：([^、]+得分、环境效益得分)", run.out)
    assert both is not None
    assert f"得【待补充：{both[1]}】分，得分率" in text_of(tmp_path / "报告.docx")
    assert f"【待补充：{both[1]}】" not in run.out


def test_a_group_of_which_nothing_is_scored_is_missing_as_a_whole(form: Path,
                                                                  tmp_path: Path) -> None:
    rows = {f"自评表!H{row}": None for row in range(25, 30)}
    pe("report", typed(form, tmp_path / "表.xlsx", rows), "-o", tmp_path / "报告.docx", "--draft")
    assert "得【待补充：效益指标各项得分】分" in text_of(tmp_path / "报告.docx")


def test_a_form_without_its_funds_row_is_a_gap_too(form: Path, tmp_path: Path) -> None:
    lacking = typed(form, tmp_path / "表.xlsx", {
        "自评表!D5": "甲", "自评表!E5": "乙", "自评表!F5": "丙"})
    run = pe("report", lacking, "-o", tmp_path / "报告.docx")
    assert run.code == 2
    assert "年度资金总额：自评表里没有" in run.err
    pe("report", lacking, "-o", tmp_path / "报告.docx", "--draft")
    assert "全年预算数【待补充：年度资金总额】万元" in text_of(tmp_path / "报告.docx")


@pytest.mark.parametrize("ruleset", ["huaxi", "lukou", "chayu", "conghua", "jiangning", "national"])
def test_an_empty_form_is_refused_and_drafted(ruleset: str, tmp_path: Path) -> None:
    pe("new", ruleset, "-o", tmp_path / "新.xlsx")
    run = pe("report", tmp_path / "新.xlsx", "-o", tmp_path / "报告.docx")
    assert run.code == 2
    assert "自评总分：填在 " in run.err
    for kind in ("--chart", "--summary"):
        assert pe("report", tmp_path / "新.xlsx", "-o", tmp_path / "稿.docx", "--draft",
                  kind).code in (0, 1)
        assert "【待补充：自评总分】" in text_of(tmp_path / "稿.docx")


def test_an_optional_part_may_be_left_out(form: Path, tmp_path: Path) -> None:
    without = typed(form, tmp_path / "表.xlsx", {place(form, "其他基本支出（可不填）"): None})
    assert pe("report", without, "-o", tmp_path / "报告.docx").code == 0
    said = text_of(tmp_path / "报告.docx")
    assert "占基本支出的5.16%" not in said
    assert "占基本支出的81.06%" in said


def test_a_field_of_the_form_serves_where_nothing_else_is_typed(form: Path, tmp_path: Path) -> None:
    pe("report", form, "-o", tmp_path / "综述.docx", "--summary")
    assert "五是着力保安全、优服务" in text_of(tmp_path / "综述.docx")
    other = typed(form, tmp_path / "表.xlsx", {place(form, "目标完成情况"): "完成了全部目标。"})
    pe("report", other, "-o", tmp_path / "另写.docx", "--summary")
    assert "目标完成情况：完成了全部目标。发现的主要问题" in text_of(tmp_path / "另写.docx")


def test_only_what_the_template_uses_is_asked_for(form: Path, tmp_path: Path) -> None:
    lacking = typed(form, tmp_path / "表.xlsx", {place(form, "工作亮点"): None})
    assert pe("report", lacking, "-o", tmp_path / "综述.docx", "--summary").code == 0


def test_json_is_one_line(form: Path, tmp_path: Path) -> None:
    run = pe("report", form, "-o", tmp_path / "报告.docx", "--json")
    said = run.form
    assert (said["schema"], said["missing"]) == ("pe-report/1", [])
    assert (said["filed_total"], said["template"]) == ("98", "lukou-2023/report.docx")
    assert any(each["code"] == "missed-full" for each in said["findings"])


@pytest.mark.parametrize("ruleset", ["huaxi", "lukou", "chayu", "conghua", "jiangning", "national"])
def test_a_new_form_has_the_sheet_with_a_prompt_for_every_part(ruleset: str,
                                                               tmp_path: Path) -> None:
    pe("new", ruleset, "-o", tmp_path / "新.xlsx")
    grid = open_book(tmp_path / "新.xlsx").grid("报告素材")
    rows = [row for row in grid.rows() if row > 3]
    assert len(rows) >= 5
    assert all(grid.at(row, 2).value and grid.at(row, 3).value for row in rows)
    assert not any(grid.at(row, 4).value for row in rows)


def test_the_sheet_can_be_added_to_a_form_of_ones_own(tmp_path: Path) -> None:
    pe("sample", "huaxi", "-o", tmp_path / "表.xlsx")
    refused = pe("report", tmp_path / "表.xlsx", "-o", tmp_path / "报告.docx")
    assert refused.code == 2
    assert "--materials" in refused.err
    run = pe("report", tmp_path / "表.xlsx", "--materials", "-o", tmp_path / "加.xlsx")
    assert run.code == 0
    texts = {"单位概况": "内设8个股室。", "自评工作": "按通知要求自评。", "存在问题": "资金到位滞后。",
             "改进措施": "加强衔接。", "应用和公开": "在政府网站公开。"}
    cells = {place(tmp_path / "加.xlsx", key): text for key, text in texts.items()}
    typed(tmp_path / "加.xlsx", tmp_path / "填.xlsx", cells)
    assert pe("report", tmp_path / "填.xlsx", "-o", tmp_path / "报告.docx").code == 0
    said = text_of(tmp_path / "报告.docx")
    assert all(text in said for text in texts.values())
    again = pe("report", tmp_path / "加.xlsx", "--materials", "-o", tmp_path / "再.xlsx")
    assert (again.code, "已经有" in again.err) == (2, True)


@pytest.mark.parametrize(("output", "said"), [
    ("报告.doc", "应以 .docx 结尾"), ("没有/报告.docx", "文件夹不存在")])
def test_an_output_that_cannot_be_written_is_refused(output: str, said: str, form: Path,
                                                     tmp_path: Path) -> None:
    run = pe("report", form, "-o", tmp_path / output)
    assert (run.code, said in run.err) == (2, True)


def test_the_same_form_gives_the_same_document(form: Path, tmp_path: Path) -> None:
    for name in ("一.docx", "二.docx"):
        pe("report", form, "-o", tmp_path / name)
    assert text_of(tmp_path / "一.docx") == text_of(tmp_path / "二.docx")


def test_the_public_copy_covers_a_number_that_was_typed(form: Path, tmp_path: Path) -> None:
    number = "139" + "1234" + "5678"
    part = open_book(form).grid("报告素材")
    row = next(row for row in part.rows() if row > 3 and part.at(row, 4).value)
    with_number = typed(form, tmp_path / "号码.xlsx",
                        {f"报告素材!D{row}": f"{part.at(row, 4).value}联系电话{number}。"})
    run = pe("report", with_number, "-o", tmp_path / "公开.docx", "--public")
    assert run.code == 0
    assert "公开版：" in run.out
    assert number not in text_of(tmp_path / "公开.docx")
    pe("report", with_number, "-o", tmp_path / "原件.docx")
    assert number in text_of(tmp_path / "原件.docx")


def test_a_text_taller_than_a_row_is_shown_whole_and_read(tmp_path: Path) -> None:
    pe("sample", "chayu", "-o", tmp_path / "表.xlsx")
    sheet = load_workbook(tmp_path / "表.xlsx")["报告素材"]
    row = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 2).value == "机构职能")
    area = next(each for each in sheet.merged_cells.ranges if each.min_row == row
                and each.min_col == 4)
    lines = len(str(sheet.cell(row, 4).value)) / 44
    tall = sum(sheet.row_dimensions[each].height for each in range(row, area.max_row + 1))
    assert tall > max(409, 16 * lines)
    assert all(sheet.row_dimensions[each].height <= 409 for each in range(row, area.max_row + 1))
    pe("report", tmp_path / "表.xlsx", "-o", tmp_path / "报告.docx")
    assert str(sheet.cell(row, 4).value).splitlines()[-1][-12:] in text_of(tmp_path / "报告.docx")
