"""Reports that carry the form as their annex: listed as reports, compared, never counted twice."""

from __future__ import annotations

import json
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from addin.pages.review import tables as t
from addin.pages.review.read import Round, figure, read_round, text
from tests.cli.runs import pe
from tests.review.making import (
    PROJECT,
    SUM,
    UNIT,
    county_book,
    huaxi_book,
    personal,
    project_book,
    project_document,
)
from tests.review.piles import put, zipped
from tests.review.test_roster import roster

WORDS = {UNIT: "青河县第一小学", PROJECT: "教师培训", SUM: "120.5"}
FORM = personal(project_book(), WORDS)
ALONE = "附件中有自评表，已按附表审核；未见单独报送的自评表"
BESIDE = "附件中的自评表已单独报送"


def reported(folder: Path, form: bytes = FORM) -> bytes:
    """The report that we make of a form, its gaps filled in."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "表.xlsx").write_bytes(form)
    assert pe("report", folder / "表.xlsx", "--draft", "-o", folder / "报告.docx").code == 0
    return changed((folder / "报告.docx").read_bytes(), {})


def changed(report: bytes, words: Mapping[str, str]) -> bytes:
    """The report with a word or two replaced in its text; no gap is left in it."""
    document = Document(BytesIO(report))
    for paragraph in document.paragraphs:
        said = paragraph.text
        for word, other in words.items():
            said = said.replace(word, other)
        if "【待" in said:
            said = "已按规定办理。"
        if said != paragraph.text:
            paragraph.text = said
    made = BytesIO()
    document.save(made)
    return made.getvalue()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return reported(tmp_path_factory.mktemp("报告"))


def reviewed(tmp_path: Path, files: Mapping[str, bytes], *options: str | Path) -> Round:
    put(tmp_path / "收到", files.items())
    run = pe("review", tmp_path / "收到", "-o", tmp_path / "果.xlsx", "--jobs", "1", *options)
    assert run.code in (0, 1), run.err
    return read_round(tmp_path / "果.xlsx")


def listed(told: Round, file: str) -> tuple[str, str, str]:
    (row,) = [row for row in told.rows(t.FILES) if text(row, t.FILE) == file]
    return text(row, t.OUTCOME), text(row, "内容"), text(row, t.REASON)


def told_of_report(told: Round) -> list[tuple[str, str]]:
    return [(text(row, t.MESSAGE), text(row, t.CELLS)) for row in told.rows(t.PROBLEMS)
            if text(row, t.FINDING).startswith("report-")]


def figures(told: Round) -> dict[str, int]:
    return {text(row, "事项"): int(figure(row, "数值") or 0) for row in told.rows(t.YEARLY)}


def codes(told: Round) -> list[str]:
    return sorted(text(row, t.FINDING) for row in told.rows(t.PROBLEMS))


@pytest.mark.parametrize("where", ["自评报告.docx", "报告/自评报告.docx", "报来.zip"])
def test_a_report_beside_its_form_is_no_second_form(where: str, report: bytes,
                                                    tmp_path: Path) -> None:
    file = "报来.zip/自评报告.docx" if where.endswith(".zip") else where
    content = zipped([("自评报告.docx", report)]) if where.endswith(".zip") else report
    due = roster(tmp_path / "应报.xlsx", ("单位名称", "项目名称"), (WORDS[UNIT], WORDS[PROJECT]))
    told = reviewed(tmp_path, {"表.xlsx": FORM, where: content}, "--roster", due)
    assert [text(row, t.FILE) for row in told.rows(t.SUMMARY)] == ["表.xlsx"]
    outcome, kind, reason = listed(told, file)
    assert (outcome, kind) == ("不是自评表", "自评报告")
    assert BESIDE in reason
    assert "表.xlsx" in reason
    assert codes(told) == []
    assert figures(told)["自评表"] == 1
    assert [text(row, "情况") for row in told.rows(t.ROSTER)] == ["已报"]


def test_a_report_alone_is_reviewed_by_its_annex(report: bytes, tmp_path: Path) -> None:
    due = roster(tmp_path / "应报.xlsx", ("单位名称", "项目名称"), (WORDS[UNIT], WORDS[PROJECT]))
    told = reviewed(tmp_path, {"自评报告.docx": report}, "--roster", due)
    (row,) = told.rows(t.SUMMARY)
    assert (text(row, t.UNIT), text(row, t.PROJECT)) == (WORDS[UNIT], WORDS[PROJECT])
    assert listed(told, "自评报告.docx")[:2] == ("已审核", "自评报告")
    assert ALONE in listed(told, "自评报告.docx")[2]
    assert codes(told) == []
    assert figures(told)["自评表"] == 1
    (line,) = told.rows(t.ROSTER)
    assert text(line, "情况") == "已报"
    assert "只有自评报告的附表" in text(line, t.REASON)


def test_a_name_may_be_short_for_the_other(report: bytes, tmp_path: Path) -> None:
    told = reviewed(tmp_path, {
        "报告.docx": report, "表.xlsx": personal(project_book(), {**WORDS, UNIT: "第一小学"}),
        "别.xlsx": personal(project_book(), {**WORDS, UNIT: "第一小学", PROJECT: "校舍维修"})})
    assert sorted(text(row, t.FILE) for row in told.rows(t.SUMMARY)) == ["别.xlsx", "表.xlsx"]
    assert BESIDE in listed(told, "报告.docx")[2]


def test_two_reports_with_one_annex_count_once(report: bytes, tmp_path: Path) -> None:
    other = changed(report, {"已按规定办理。": "已办理。"})
    told = reviewed(tmp_path, {"初稿/报告.docx": report, "定稿/报告.docx": other})
    assert len(told.rows(t.SUMMARY)) == 1
    assert ALONE in listed(told, "初稿/报告.docx")[2]
    assert "与“初稿/报告.docx”的附表相同，只计一次" in listed(told, "定稿/报告.docx")[2]


def test_the_annex_of_a_project_beside_the_form_of_the_department(report: bytes,
                                                                  tmp_path: Path) -> None:
    whole = personal(huaxi_book(), WORDS)
    told = reviewed(tmp_path, {
        "部门.xlsx": whole, "部门报告.docx": reported(tmp_path / "部门", whole), "项目报告.docx": report})
    assert sorted((text(row, t.FILE), text(row, t.SCOPE)) for row in told.rows(t.SUMMARY)) == [
        ("部门.xlsx", "部门整体支出"), ("项目报告.docx", "项目支出")]
    assert ALONE in listed(told, "项目报告.docx")[2]
    assert BESIDE in listed(told, "部门报告.docx")[2]
    assert codes(told) == []


def test_what_the_annex_says_differently_is_told_once(report: bytes, tmp_path: Path) -> None:
    book = load_workbook(BytesIO(FORM))
    sheet = book.worksheets[0]
    sheet["F13"], sheet["F27"] = "13公里", "540户"
    made = BytesIO()
    book.save(made)
    told = reviewed(tmp_path, {"表.xlsx": made.getvalue(), "报告.docx": report})
    (row,) = [row for row in told.rows(t.PROBLEMS) if text(row, t.FINDING) == "annex-differs"]
    assert text(row, t.MESSAGE) == (
        "自评报告的附表与自评表不一致：“新建渠道长度”实际完成值附表为“12.5公里”、自评表为“13公里”，"
        "“受益农户”实际完成值附表为“520户”、自评表为“540户”，请核对更正。")
    assert text(row, t.LETTER) == "是"


@pytest.mark.parametrize("beside", [True, False])
def test_what_the_text_of_the_report_says_differently(beside: bool, report: bytes,
                                                      tmp_path: Path) -> None:
    wrong = changed(report, {"已按规定办理。": "自评总分为95分。"})
    files = {"报告.docx": wrong, **({"表.xlsx": FORM} if beside else {})}
    told = reviewed(tmp_path, files)
    assert set(codes(told)) == {"report-total"}
    (row,) = told.rows(t.SUMMARY)
    assert figure(row, t.WARNINGS) == len(told.rows(t.PROBLEMS))


def test_a_form_about_reports_is_a_form(tmp_path: Path) -> None:
    words = {**WORDS, PROJECT: "绩效自评报告编印"}
    told = reviewed(tmp_path, {"绩效自评报告编印.docx": personal(project_document(), words)})
    assert listed(told, "绩效自评报告编印.docx")[:2] == ("已审核", "自评表")


def test_json_has_one_scorecard_a_form(report: bytes, tmp_path: Path) -> None:
    put(tmp_path / "收到", [("表.xlsx", FORM), ("报告.docx", report)])
    run = pe("review", tmp_path / "收到", "-o", tmp_path / "果.xlsx", "--jobs", "1", "--json")
    lines = {line["file"]: line["schema"] for line in map(json.loads, run.out.splitlines())}
    assert lines == {"表.xlsx": "pe-scorecard/1", "报告.docx": "pe-refusal/1"}


def test_no_score_is_written_into_a_report(report: bytes, tmp_path: Path) -> None:
    reviewed(tmp_path, {"报告.docx": report})
    book = load_workbook(tmp_path / "果.xlsx")
    heads = {cell.value: cell.column for cell in book[t.SUMMARY.name][3]}
    book[t.SUMMARY.name].cell(4, heads[t.REVIEW]).value = 91
    book.save(tmp_path / "果.xlsx")
    run = pe("review", tmp_path / "收到", "-o", tmp_path / "果.xlsx", "--jobs", "1", "--write-back")
    assert "是自评报告的附表，复核分没有写回" in run.out
    assert (tmp_path / "收到" / "报告.docx").read_bytes() == report


def plain(*lines: str) -> bytes:
    """A report without an annex."""
    made, document = BytesIO(), Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(made)
    return made.getvalue()


def test_reports_without_an_annex_find_their_form_anywhere(tmp_path: Path) -> None:
    told = reviewed(tmp_path, {
        "表/甲.xlsx": county_book(WORDS), "表/乙.xlsx": county_book({**WORDS, PROJECT: "校舍维修"}),
        "报告/甲.docx": plain("青河县第一小学2023年度", "教师培训项目绩效自评报告", "自评总分为95分。"),
        "报告/别的.docx": plain("青河县第一小学2023年度", "营养午餐项目绩效自评报告", "自评总分为90分。"),
        "报告/上年.docx": plain("青河县第一小学2022年度", "教师培训项目绩效自评报告", "自评总分为90分。")})
    assert [(text(row, t.PROJECT), text(row, t.FINDING)) for row in told.rows(t.PROBLEMS)] == [
        (WORDS[PROJECT], "report-total")]
    assert "已与自评表“表/甲.xlsx”核对" in listed(told, "报告/甲.docx")[2]
    for other in ("别的", "上年"):
        assert "没有找到对应的自评表，没有核对" in listed(told, f"报告/{other}.docx")[2]


def test_a_report_s_places_are_its_headings_and_no_cells_of_its_annex(report: bytes,
                                                                      tmp_path: Path) -> None:
    wrong = changed(report, {"预算执行率100%": "预算执行率90%"})
    told = reviewed(tmp_path, {"表.xlsx": FORM, "自评报告.docx": wrong})
    assert told_of_report(told) == [(
        ("自评报告“一、基本情况”中“（二）资金情况”部分、“四、绩效目标完成情况分析”中“（二）绩效指标完成情况”部分"
        "写“预算执行率90%”，自评表“预算执行率”为100%，两者不一致，请核对更正。"), "")]


def test_a_value_in_quotation_marks_is_compared(report: bytes, tmp_path: Path) -> None:
    wrong = changed(report, {"实际完成值“12.5公里”": "实际完成值“15公里”"})
    told = reviewed(tmp_path, {"表.xlsx": FORM, "自评报告.docx": wrong})
    assert [said for said, _ in told_of_report(told)] == [(
        "自评报告“四、绩效目标完成情况分析”中“（二）绩效指标完成情况”部分写“实际完成值‘15公里’”，"
        "自评表“新建渠道长度”为12.5公里，两者不一致，请核对更正。")]


@pytest.mark.parametrize(("typed", "said"), [
    ("2023年9月20日", []), ("2023年9月", []), ("2023年10月20日", ["2023年10月20日"]),
    ("基本完好", ["基本完好"])])
def test_dates_and_words_are_compared(typed: str, said: list[str], tmp_path: Path) -> None:
    book = load_workbook(BytesIO(FORM))
    sheet = book.worksheets[0]
    for cell, value in {"D19": "工程完工日期", "E19": "2023年9月30日前", "F19": "2023年9月20日",
                        "E31": "完好", "F31": "全部完好"}.items():
        sheet[cell] = value
    made = BytesIO()
    book.save(made)
    row = "设施完好率" if "好" in typed else "工程完工日期"
    told = reviewed(tmp_path, {"表.xlsx": made.getvalue(), "自评报告.docx": plain(
        "教师培训项目绩效自评报告", "一、完成情况", f"{row}：实际完成值“{typed}”，得10分。")})
    assert [text(row, t.STANDS) for row in told.rows(t.PROBLEMS)
            if text(row, t.FINDING).startswith("report-")] == said


def test_what_was_not_compared_is_counted(tmp_path: Path) -> None:
    told = reviewed(tmp_path, {"表.xlsx": FORM, "自评报告.docx": plain(
        "教师培训项目绩效自评报告", "一、基本情况", "本项目2023年9月开工。新建泵站3座。共有职工45人，其中退休12人。",
        "二、完成情况", "新建渠道长度：实际完成值“12.5公里”，得15分。")})
    assert listed(told, "自评报告.docx")[2] == (
        "自评报告“教师培训项目绩效自评报告”，已与自评表“表.xlsx”核对。"
        "另有2句的数字没有对上自评表的栏目，未核对（“一、基本情况”部分2句）。")
    assert codes(told) == []


def test_a_report_of_another_project_is_told_and_not_compared(tmp_path: Path) -> None:
    told = reviewed(tmp_path, {"甲/表.xlsx": FORM, "甲/自评报告.docx": plain(
        "青河县第一小学2023年度", "校舍维修项目绩效自评报告", "自评总分为88分。预算执行率72%。")})
    (row,) = told.rows(t.PROBLEMS)
    assert text(row, t.MESSAGE) == (
        "所附自评报告“校舍维修项目绩效自评报告”没有写到自评表的项目“教师培训”，"
        "请核对报送的是否为本年度、本项目的自评报告。")
    assert text(row, t.LETTER) == "是"
    assert listed(told, "甲/自评报告.docx")[2].endswith(
        "与自评表“甲/表.xlsx”放在一起，不是本年度、本项目的自评报告，没有核对。")


@pytest.mark.parametrize("annexed", [True, False])
def test_a_report_of_another_year_is_told_and_not_compared(annexed: bool, report: bytes,
                                                           tmp_path: Path) -> None:
    old = changed(report, {"2023年度": "2022年度", "100分": "88分"}) if annexed else plain(
        "青河县第一小学2022年度", "教师培训项目绩效自评报告", "自评总分为88分。")
    told = reviewed(tmp_path, {"甲/表.xlsx": FORM, "甲/自评报告.docx": old})
    (row,) = told.rows(t.PROBLEMS)
    assert text(row, t.MESSAGE) == (
        "所附自评报告“自评报告.docx”为2022年度的，自评表为2023年度，请核对报送的是否为本年度、本项目的自评报告。")
    assert [text(row, t.FILE) for row in told.rows(t.SUMMARY)] == ["甲/表.xlsx"]
    assert "没有核对" in listed(told, "甲/自评报告.docx")[2]


def test_a_report_of_a_project_far_away_is_not_the_form_s_beside_it(tmp_path: Path) -> None:
    told = reviewed(tmp_path, {
        "甲/表.xlsx": FORM, "乙/表.xlsx": personal(project_book(), {**WORDS, PROJECT: "校舍维修"}),
        "甲/自评报告.docx": plain("青河县第一小学2023年度", "校舍维修项目绩效自评报告", "自评总分为88分。")})
    (row,) = told.rows(t.PROBLEMS)
    assert (text(row, t.PROJECT), text(row, t.FINDING)) == ("校舍维修", "report-total")
