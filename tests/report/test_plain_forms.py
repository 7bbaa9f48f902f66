"""Reports of forms that nobody described: transfer payments, budgets of nothing, decorated names."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli.runs import pe
from tests.report.documents import text_of
from tests.wild.making import workbook_of

FUNDS = ["资金情况（万元）", None, "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
HEAD = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "未完成原因"]


def drafted(folder: Path, *rows: list[Any], options: tuple[str, ...] = ("--draft",)) -> str:
    """The report of a form of these rows, without its annex."""
    form = folder / "表.xlsx"
    form.write_bytes(workbook_of({"自评表": {"rows": [*rows]}}))
    run = pe("report", form, "-o", folder / "报告.docx", *options)
    assert run.code in (0, 1), run.err
    return text_of(folder / "报告.docx").partition("[Heading 1] 附件")[0]


def project(title: str, *rows: list[Any]) -> list[list[Any]]:
    return [[title], ["（2023年度）"], ["项目名称", "渠道清淤", None, "实施单位", "甲县水利局"], *rows]


def scored(*names: str) -> list[list[Any]]:
    return [HEAD, *(["产出指标", "数量指标", name, ">=10公里", "12公里", 90 // len(names),
                     90 // len(names), None] for name in names),
            ["总分", None, None, None, None, 100, 100, None]]


@pytest.mark.parametrize(("title", "giver", "said"), [
    ("中央对地方专项转移支付绩效目标自评表", "本年财政拨款", "“渠道清淤”⏎中央对地方专项转移支付绩效自评报告"),
    ("项目绩效目标自评表", "中央补助", "“渠道清淤”⏎中央对地方转移支付绩效自评报告"),
    ("项目绩效目标自评表", "省级补助", "“渠道清淤”⏎省对下转移支付绩效自评报告"),
    ("项目绩效目标自评表", "本年财政拨款", "“渠道清淤”项目支出绩效自评报告")])
def test_a_transfer_payment_has_its_title_and_its_five_chapters(
        title: str, giver: str, said: str, tmp_path: Path) -> None:
    report = drafted(tmp_path, *project(
        title, FUNDS, [None, "年度资金总额", 30, 30, 30, 10, "100%", 10],
        [None, f"其中：{giver}", 30, 30, 30, None, None, None], *scored("清淤长度")))
    assert f"[Title] 甲县水利局2023年度⏎{said}\n" in report
    assert ("[Heading 1] 一、绩效目标分解下达情况" in report) == ("转移支付" in said)


def test_a_transfer_without_scores_tells_of_none(tmp_path: Path) -> None:
    report = drafted(
        tmp_path, *project("中央对地方专项转移支付绩效目标自评表"),
        ["资金投入情况（万元）", None, "全年预算数", "全年执行数", "预算执行率"],
        [None, "年度资金总额", 100, 100, "100%"], [None, "其中：中央财政资金", 100, 100, "100%"],
        ["一级指标", "二级指标", "三级指标", "指标值", "全年实际完成值", "未完成原因和改进措施"],
        ["产出指标", "数量指标", "改造户数", "100户", "100户", None])
    assert "改造户数：年度指标值“100户”，实际完成值“100户”，完成率100%。" in report
    assert "自评总分" not in report
    assert "得分" not in report


def test_no_heading_is_followed_by_another_of_its_kind(tmp_path: Path) -> None:
    report = drafted(tmp_path, *project("中央对地方专项转移支付绩效目标自评表", FUNDS, [
        None, "年度资金总额", 30, 30, 30, 10, "100%", 10], *scored("清淤长度"))).splitlines()
    levels = [int(line[9]) if line.startswith("[Heading") else 9 for line in report]
    assert all(level == 9 or below > level
               for level, below in pairwise(levels))


def test_a_total_of_nothing_beside_parts_is_no_settled_budget(tmp_path: Path) -> None:
    report = drafted(tmp_path, *project(
        "项目支出绩效自评表", FUNDS, [None, "年度资金总额", 0, 0, 0, 10, 0, 0],
        [None, "其中：本年财政拨款", 90, 89, 89, None, None, None], *scored("清淤长度")))
    assert "“年度资金总额”一行填0，与分项合计不符，没有算出预算执行率【待核对：年度资金总额】" in report
    assert "“预算执行率”分值10分，得0分，扣10分【待核对：自评表填的全年预算数为0，没有执行率】" in report
    assert "执行率0%" not in report
    assert "实际完成值“0%”" not in report


def test_no_budget_at_all_is_said(tmp_path: Path) -> None:
    report = drafted(tmp_path, *project(
        "项目支出绩效自评表", FUNDS, [None, "年度资金总额", 0, 0, 0, 10, 0, 0],
        *scored("清淤长度")))
    assert "全年预算数0万元，全年执行数0万元，没有安排预算，不计算预算执行率。" in report


def test_points_lost_on_the_rate_are_explained_by_the_money(tmp_path: Path) -> None:
    report = drafted(tmp_path, *project(
        "项目支出绩效自评表", FUNDS, [None, "年度资金总额", 40, 40, 38, 10, "95%", 9.5],
        *scored("清淤长度")))
    assert ("“预算执行率”分值10分，得9.5分，扣0.5分，全年执行数比全年预算数少2万元，"
            "原因：【待补充：原因】。") in report


def test_the_marks_of_an_export_are_not_printed(tmp_path: Path) -> None:
    report = drafted(tmp_path, *project(
        "项目支出绩效自评表", FUNDS, [None, "年度资金总额", 30, 30, 30, 10, "100%", 10],
        *scored("★★★清淤长度(≥**公里)", "指标2:新建渠道", "☆改造渠道≥**公里")))
    for said in ("（1）清淤长度：年度指标值“≥10公里”", "（2）新建渠道：", "（3）改造渠道："):
        assert said in report
    assert not set("★☆*") & set(report)


def test_the_place_for_a_seal_is_no_part_of_a_name_and_a_day_keeps_its_year(tmp_path: Path) -> None:
    for line in ("填报单位：（盖章）甲县水利局　　填报日期：2024-3-15",
                 "填报单位（公章）：甲县水利局（盖章）　　填报日期：20240315"):
        title, *rows = project("项目支出绩效自评表", FUNDS, [
            None, "年度资金总额", 30, 30, 30, 10, "100%", 10], *scored("清淤长度"))
        report = drafted(tmp_path, title, [line], *rows)
        assert "章）" not in report
        assert "2024年3月15日" in report


def test_the_head_of_the_next_table_is_no_goal(tmp_path: Path) -> None:
    """The cell for the goal is empty; below the side head 总体目标 the indicators begin."""
    head, *rows = scored("清淤长度")
    report = drafted(tmp_path, *project("项目支出绩效自评表", FUNDS, [
        None, "年度资金总额", 30, 30, 30, 10, "100%", 10],
        ["年度总体目标", "预期目标", None, None, "实际完成情况"], [None, None, None, None, None],
        ["绩效指标", *head], *([None, *row] for row in rows)))
    assert "绩效指标。" not in report
    assert "【待补充：绩效目标】" in report


@pytest.mark.parametrize("line", ["（    年度）", "年度"])
def test_a_year_that_nobody_wrote_is_missing(line: str, tmp_path: Path) -> None:
    rows = project("项目支出绩效自评表", FUNDS, [
        None, "年度资金总额", 30, 30, 30, 10, "100%", 10], *scored("清淤长度"))
    rows[1] = [line]
    report = drafted(tmp_path, *rows)
    assert "甲县水利局【待补充：年度】年度" in report
    assert "2020年度" not in report


def test_an_empty_rate_is_reckoned(tmp_path: Path) -> None:
    report = drafted(tmp_path, *project("项目支出绩效自评表", FUNDS, [
        None, "年度资金总额", 880, 880, 836, 10, None, 9.5], *scored("清淤长度")))
    assert "预算执行率95%" in report


def test_what_is_no_actual_value_is_named_on_the_screen(tmp_path: Path) -> None:
    head, first, *rest = scored("清淤长度", "新建渠道", "改造渠道")
    form = tmp_path / "表.xlsx"
    form.write_bytes(workbook_of({"自评表": {"rows": [*project(
        "项目支出绩效自评表", FUNDS, [None, "年度资金总额", 30, 30, 30, 10, "100%", 10]),
        head, [*first[:4], None, *first[5:]], [*rest[0][:4], ">=10公里", *rest[0][5:]], *rest[1:]]}}))
    run = pe("report", form, "-o", tmp_path / "报告.docx", "--draft")
    assert "改好后再出一遍：清淤长度（自评表!E7）、新建渠道（自评表!E8）" in run.out
    assert "【待补充：实际完成值】" in text_of(tmp_path / "报告.docx")


def with_material(form: Path, name: str, said: str) -> Path:
    """The form with 报告素材, one line of which is filled in."""
    typed_in = form.with_name("素材.xlsx")
    assert pe("report", form, "--materials", "-o", typed_in).code == 0
    book = load_workbook(typed_in)
    row = next(row for row in book["报告素材"].iter_rows()
               if any(str(each.value).startswith(name) for each in row))
    row[3].value = said
    book.save(typed_in)
    return typed_in


def test_a_summary_marks_no_problems_below_full_points(tmp_path: Path) -> None:
    form = tmp_path / "表.xlsx"
    form.write_bytes(workbook_of({"自评表": {"rows": project(
        "项目支出绩效自评表", FUNDS, [None, "年度资金总额", 30, 30, 27, 10, "90%", 9],
        *scored("清淤长度"))}}))
    typed_in = with_material(form, "存在问题", "无")
    pe("report", typed_in, "-o", tmp_path / "综述.docx", "--summary", "--draft")
    assert "发现的主要问题及原因：无【待核对：自评总分低于满分" in text_of(tmp_path / "综述.docx")


def test_why_money_was_left_stands_in_a_transfer_s_report_without_points(tmp_path: Path) -> None:
    form = tmp_path / "表.xlsx"
    form.write_bytes(workbook_of({"自评表": {"rows": [
        *project("中央对地方专项转移支付绩效目标自评表"),
        ["资金投入情况（万元）", None, "全年预算数", "全年执行数", "预算执行率"],
        [None, "年度资金总额", 100, 90, "90%"],
        ["一级指标", "二级指标", "三级指标", "指标值", "全年实际完成值", "未完成原因和改进措施"],
        ["产出指标", "数量指标", "改造户数", "100户", "100户", None]]}}))
    typed_in = with_material(form, "执行率偏差原因", "上级专款年底下达")
    pe("report", typed_in, "-o", tmp_path / "报告.docx", "--draft")
    assert "没有全部执行的原因：上级专款年底下达。" in text_of(tmp_path / "报告.docx")
