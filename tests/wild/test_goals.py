"""一级目标, 二级目标 … over the levels of a form, and what is said of levels called otherwise."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from addin.forms.read import read_forms
from addin.library.form_map import packaged_maps
from tests.cli.runs import pe
from tests.wild.making import BookFile, workbook_of

GOALS, GROUPS = ("一级目标", "二级目标", "三级目标"), ("大类", "中类", "小类")
ROW = ("产出指标", "质量指标", "合格率", "≥90%", "87%", 100, None, "完成目标值得满分，每低1个百分点扣0.5分，扣完为止。")


def form(*heads: str) -> bytes:
    return workbook_of({"表": {"rows": [
        ["项目支出绩效自评表"], [*heads, "实际完成值", "分值", "得分", "评分标准"], [*ROW]]}})


@pytest.mark.parametrize("heads", [
    (*GOALS, "年度指标值"), (*GOALS, "年度目标值"),
    ("一级指标", "二级指标", "三级指标", "三级目标")])
def test_goals_that_are_numbered_side_by_side_are_levels(heads: tuple[str, ...]) -> None:
    (read,) = read_forms(BookFile.read(form(*heads), "试.xlsx"), packaged_maps())
    (row,) = read.filing.rows
    assert [level.text for level in row.levels] == [*ROW[:3]]
    assert (row.target.text, row.actual.text) == (ROW[3], ROW[4])


def test_a_draft_reads_goals_and_names_what_it_misses(tmp_path: Path) -> None:
    (tmp_path / "甲.xlsx").write_bytes(form(*GOALS, "年度指标值"))
    (tmp_path / "乙.xlsx").write_bytes(form(*GROUPS, "年度指标值"))
    assert "读懂1个" in pe("rules", "draft", tmp_path / "甲.xlsx", "-o", tmp_path / "办法.xlsx").out
    run = pe("rules", "draft", tmp_path / "乙.xlsx", "-o", tmp_path / "办.xlsx")
    assert run.code == 2
    assert "第 2 行有“评分标准”一栏，但没有认出哪一栏是指标名称（现有“大类”、“中类”、“小类”" in run.err


@pytest.mark.parametrize(("planned", "reached"), [
    ("完成年度各项任务。", "年度任务基本完成。"), ("完成年度各项任务", "年度任务基本完成"),
    ("完成当年各项工作任务", "2023年任务完成"), ("完成年度工作任务", "年度目标任务全部完成")])
def test_a_goal_in_the_words_of_a_header_is_none(planned: str, reached: str) -> None:
    book = workbook_of({"表": {"rows": [
        ["项目支出绩效自评表"],
        ["年度总体目标", "预期目标", None, None, None, "实际完成情况"],
        [None, planned, None, None, None, reached],
        ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        [None, *ROW[:6], 96.5]], "merges": ["A2:A3", "B2:E2", "F2:H2", "B3:E3", "F3:H3", "A4:A5"]}})
    (read,) = read_forms(BookFile.read(book, "试.xlsx"), packaged_maps())
    (row,) = read.filing.rows
    assert (row.name, row.target.text, row.score.number) == (ROW[2], ROW[3], Fraction(193, 2))


@pytest.mark.parametrize("name", ["总支出", "总产值", "支出合计", "综合得分", "得分率"])
@pytest.mark.parametrize("first", ["效益指标", None])
def test_an_indicator_in_the_words_of_a_sum_is_one(name: str, first: str | None) -> None:
    book = workbook_of({"表": {"rows": [
        ["项目支出绩效自评表"], ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        [*ROW[:5], 60, 60], [first, "经济效益指标", name, "≥500", "520", 40, 40],
        ["总分", None, None, None, None, 100, 100]]}})
    (read,) = read_forms(BookFile.read(book, "试.xlsx"), packaged_maps())
    assert [row.name for row in read.filing.rows] == [ROW[2], name]
    assert read.filing.total_score.number == 100


def test_a_head_all_of_whose_cells_are_two_rows_high_is_read() -> None:
    heads = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
    book = workbook_of({"表": {"rows": [["项目支出绩效自评表"], heads, [], [*ROW[:6], 96.5]],
                              "merges": [f"{column}2:{column}3" for column in "ABCDEFG"]}})
    (read,) = read_forms(BookFile.read(book, "试.xlsx"), packaged_maps())
    (row,) = read.filing.rows
    assert (row.name, row.score.number) == (ROW[2], Fraction(193, 2))
