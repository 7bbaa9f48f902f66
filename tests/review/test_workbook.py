"""The workbook as a head and a machine see it: print set-up, order, limits, own rules ignored."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from addin.desk.review.run import Order, review
from addin.pages.review.read import figure, read_round, text
from addin.pages.review.tables import (
    BASIS,
    BUDGET,
    DETAILS,
    ERRORS,
    FILES,
    LETTER,
    PROBLEMS,
    QUALITY,
    REASON,
    SAMPLE,
    SHOULD,
    STANDS,
    SUMMARY,
    TABLES,
    TITLE,
    UNIT,
)
from tests.cli.runs import pe
from tests.review.making import forms, own_words, project_book, two_forms_book
from tests.review.piles import put
from tests.review.test_open import changed


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("果")
    put(folder / "收到", forms(12))
    put(folder / "收到", [("两张.xlsx", two_forms_book(own_words(77)))])
    for name in ("huaxi", "jiangning", "chayu"):
        assert pe("sample", name, "-o", folder / "收到" / f"{name}.xlsx").code == 0
    review(Order([folder / "收到"], folder / "果.xlsx", jobs=1))
    return folder / "果.xlsx"


def test_every_sheet_is_fit_to_print_and_to_filter(output: Path) -> None:
    book = load_workbook(output)
    assert book.sheetnames == [table.name for table in TABLES
                               if table.name not in ("应报清单核对", "绩效目标核对")]
    for sheet in book.worksheets:
        assert isinstance(sheet, Worksheet)
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToWidth == 1
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$3:$3"
        assert sheet.auto_filter.ref
        assert sheet.freeze_panes
    assert {sheet.page_setup.paperSize for sheet in book.worksheets} == {8}, "A3 throughout"
    assert [sheet.title for sheet in book.worksheets if sheet.sheet_state == "hidden"] == [
        DETAILS.name]
    assert book[DETAILS.name].print_area == "'核算明细'!$J$1"
    assert [sheet.title for sheet in book.worksheets if sheet._charts] == ["等级分布", "问题类型"]


def test_people_choose_from_lists(output: Path) -> None:
    sheet = load_workbook(output)[PROBLEMS.name]
    lists = {each.formula1 for each in sheet.data_validations.dataValidation}
    assert lists == {'"采纳,不采纳,待补充材料"', '"是,否"'}
    hidden = {letter for letter, each in sheet.column_dimensions.items() if each.hidden}
    assert hidden


def test_units_are_ranked_by_what_is_to_mend_not_by_score(output: Path) -> None:
    errors = [figure(row, ERRORS) for row in read_round(output).rows(QUALITY)]
    assert errors == sorted(errors, key=lambda each: -(each or 0))
    assert errors[0]


def test_what_is_to_be_done_is_no_value(tmp_path: Path) -> None:
    """应为 beside a cell without a reason is no score, beside an actual value not the target."""
    put(tmp_path / "收到", [
        ("甲.xlsx", changed({"G6": 15, "E6": "225人次", "G7": 15, "E7": "71.25%", "G11": 90,
                            "E10": None, "E9": "40所"})),
        ("乙.xlsx", changed({"E10": "95%左右", "G11": 98}))])
    review(Order([tmp_path / "收到"], tmp_path / "果.xlsx", jobs=1))
    told = [(text(row, TITLE), text(row, STANDS), text(row, SHOULD))
            for row in read_round(tmp_path / "果.xlsx").rows(PROBLEMS)]
    assert told == [
        ("总分不等于各项之和", "98", "100"), ("同一单位或项目报了几份", "", "说明以哪一份为准"),
        ("实际值不是确数", "95%左右", "填实际完成数"), ("实际完成值未填", "", "补填"), ("没有说明原因", "", "补写原因"),
        ("远超目标没有说明原因", "40所", "写明原因")]


def test_a_long_text_is_not_repeated_whole(output: Path) -> None:
    stands = [text(row, STANDS) for row in read_round(output).rows(PROBLEMS)]
    longest = max(stands, key=len)
    assert longest.startswith("整体达成预期目标")  # a reason without a measure
    assert longest.endswith("…")
    assert len(longest) == 41


def test_what_no_unit_can_mend_is_not_proposed_for_a_letter(output: Path) -> None:
    for row in read_round(output).rows(PROBLEMS):
        bureau = text(row, "疑点代码") in ("reading", "reading-changes")
        assert text(row, LETTER) == ("否" if bureau or text(row, "轻重") == "供参考" else "是")


def test_a_score_left_empty_is_the_unit_s_to_fill(tmp_path: Path) -> None:
    """A judged one as much as one that the rules reckon."""
    book = load_workbook(io.BytesIO(project_book()))
    for cell, value in {"E33": "较满意", "F33": "满意", "H33": None, "H13": None}.items():
        book.worksheets[0][cell] = value
    (tmp_path / "收到").mkdir()
    book.save(tmp_path / "收到" / "表.xlsx")
    review(Order([tmp_path / "收到"], tmp_path / "果.xlsx", jobs=1))
    sent = {text(row, "疑点代码"): text(row, LETTER)
            for row in read_round(tmp_path / "果.xlsx").rows(PROBLEMS)}
    assert (sent["judgement-open"], sent["score-missing"]) == ("是", "是")


def test_what_another_problem_says_and_what_only_the_public_minds_is_not_either(
        tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(project_book()))
    for cell, value in {"E6": 0, "I13": "联系电话：13800000000"}.items():
        book.worksheets[0][cell] = value
    (tmp_path / "收到").mkdir()
    book.save(tmp_path / "收到" / "表.xlsx")
    review(Order([tmp_path / "收到"], tmp_path / "果.xlsx", jobs=1))
    sent = {text(row, "疑点代码"): text(row, LETTER)
            for row in read_round(tmp_path / "果.xlsx").rows(PROBLEMS)}
    assert {code: sent[code] for code in ("funds-sum", "budget-not-positive", "personal-phone")
            } == {"funds-sum": "是", "budget-not-positive": "否", "personal-phone": "否"}


def test_several_forms_of_one_file_have_a_line_each(output: Path) -> None:
    told = read_round(output)
    rows = [row for row in told.rows(SUMMARY) if text(row, "文件") == "两张.xlsx"]
    assert [figure(row, "第几张") for row in rows] == [1, 2]
    (file,) = [row for row in told.rows(FILES) if text(row, "文件") == "两张.xlsx"]
    assert text(file, REASON) == "有 2 张自评表"


def test_the_sample_is_the_same_whoever_draws_it(output: Path, tmp_path: Path) -> None:
    review(Order([output.parent / "收到"], tmp_path / "果.xlsx", jobs=2))
    drawn = [[(text(row, "抽取方式"), text(row, "理由"), text(row, UNIT)) for row in
              read_round(path).rows(SAMPLE)] for path in (output, tmp_path / "果.xlsx")]
    assert drawn[0] == drawn[1]
    assert {way for way, *_ in drawn[0]} == {"随机", "风险"}
    assert any("各项全部满分" in why for _, why, _ in drawn[0])


def test_past_the_limit_of_a_sheet_all_rows_are_beside_it(output: Path, tmp_path: Path) -> None:
    review(Order([output.parent / "收到"], tmp_path / "果.xlsx", jobs=1, most_rows=13))
    whole, cut = read_round(output), read_round(tmp_path / "果.xlsx")
    assert len(cut.rows(SUMMARY)) == 10
    lines = list(csv.DictReader(io.StringIO(
        (tmp_path / "果-汇总.csv").read_text("utf-8-sig"))))
    assert [line[UNIT] for line in lines] == [text(row, UNIT) for row in whole.rows(SUMMARY)]
    assert [line[BUDGET] for line in lines] == [text(row, BUDGET) for row in whole.rows(SUMMARY)]
    note = load_workbook(tmp_path / "果.xlsx")[SUMMARY.name]["A2"].value
    assert "果-汇总.csv" in note
    assert not (tmp_path / "果-等级分布.csv").exists()


def test_a_form_does_not_choose_its_own_rules(tmp_path: Path) -> None:
    """Neither by a sheet 评分办法 nor by a property that names a file."""
    (tmp_path / "收到").mkdir()
    form = tmp_path / "收到" / "表.xlsx"
    assert pe("sample", "huaxi", "-o", form).code == 0
    book = load_workbook(form)
    book.create_sheet("评分办法").append(["一级指标", "分值"])
    book.custom_doc_props["评分办法"].value = str(tmp_path / "自己的.xlsx")
    book.save(form)
    assert pe("review", tmp_path / "收到", "-o", tmp_path / "果.xlsx", "--jobs", "1").code == 0
    told = read_round(tmp_path / "果.xlsx")
    (file,), (row,) = told.rows(FILES), told.rows(SUMMARY)
    assert "另有“评分办法”表，审核没有采用" in text(file, REASON)
    assert "没有这部评分办法" in text(file, REASON)
    assert text(row, BASIS) == "本地评分办法"


def test_a_preview_that_computes_nothing_shows_differences_and_links(output: Path) -> None:
    stored, formulas = (load_workbook(output, data_only=only)[SUMMARY.name]
                        for only in (True, False))
    heads = {cell.value: cell.column for cell in stored[3]}
    filed, ours, gap, link = (heads[name] for name in ("自评总分", "核算总分", "差额", "打开"))
    for row in range(4, stored.max_row + 1):
        assert stored.cell(row, link).value == "打开"
        assert str(formulas.cell(row, link).value).startswith('=HYPERLINK("收到/')
        assert str(formulas.cell(row, gap).value).startswith("=IF(")
        if isinstance(stored.cell(row, ours).value, int | float):
            expected = stored.cell(row, filed).value - stored.cell(row, ours).value
            assert stored.cell(row, gap).value == pytest.approx(expected)
