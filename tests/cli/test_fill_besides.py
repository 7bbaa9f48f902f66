"""What pe fill writes besides the scores: an empty rate, the sheet 基础数据 of a form that lacks it,
and on 评分依据 what stands in the form now."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from addin.books.files import open_book
from tests.cli.runs import SHEET, pe, typed, value
from tests.wild.making import workbook_of

RATE = "H8"


def filled(source: Path, tmp_path: Path, *options: str) -> tuple[Path, str]:
    target = tmp_path / "回填.xlsx"
    run = pe("fill", source, "-o", target, *options)
    assert run.err == ""
    return target, run.out


def test_an_empty_rate_is_written_with_the_scores(published: Path, tmp_path: Path) -> None:
    """285079.11÷289224.42; the cell has no percent format."""
    source = typed(published, tmp_path / "空.xlsx", {RATE: None, "I8": None})
    target, said = filled(source, tmp_path)
    assert value(target, RATE) == Fraction("0.9857")
    assert f"执行率 {SHEET}!{RATE}：空 → 0.9857  已写入" in said
    assert "rate-" not in pe("audit", target, "--json").out


def test_an_empty_rate_is_read_like_the_one_above_it(tmp_path: Path) -> None:
    form = tmp_path / "表.xlsx"
    form.write_bytes(workbook_of({"自评表": {"rows": [
        ["项目支出绩效自评表"], ["（2023年度）"],
        ["项目资金（万元）", None, "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        [None, "年度资金总额", 80, 76, 10, "95%", None],
        [None, "其中：本年财政拨款", 40, 40, None, None, None],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "清淤长度", "≥10公里", "12公里", 90, None],
        ["总分", None, None, None, None, 100, None]]}}))
    target, said = filled(form, tmp_path)
    assert value(target, "F5") == "100%"
    assert "执行率 自评表!F5：空 → 100%  已写入" in said


def test_a_rate_is_left_alone_where_no_score_is_written(published: Path, tmp_path: Path) -> None:
    target, _ = filled(typed(published, tmp_path / "空.xlsx", {RATE: None}), tmp_path)
    assert value(target, RATE) is None


@pytest.mark.parametrize("budget", [Fraction(0), "待定", None])
def test_no_rate_where_the_amounts_give_none(
        published: Path, tmp_path: Path, budget: Fraction | str | None) -> None:
    changed = {RATE: None, "H17": None, "E8": budget}
    target, said = filled(typed(published, tmp_path / "空.xlsx", changed), tmp_path)
    assert value(target, RATE) is None
    assert "执行率 自评表" not in said


def test_what_stands_now_is_what_the_basis_tells(emptied: Path, tmp_path: Path) -> None:
    target, _ = filled(emptied, tmp_path)
    grid = open_book(target).grid("评分依据")
    said = [str(grid.at(row, 1).value) for row in grid.rows()]
    assert "评分办法：贵阳市花溪区区本级部门整体支出绩效自评（2023年度）" in said
    verdicts = {grid.at(row, 2).value: grid.at(row, 6).value for row in grid.rows()}
    assert verdicts["任务配合完成时限"] == "已按办法填入"
    assert verdicts["工作推进的及时性"] == "待认定"


def test_a_form_without_it_gets_the_sheet_of_inputs(tmp_path: Path) -> None:
    ours, bare = tmp_path / "样例.xlsx", tmp_path / "外来.xlsx"
    pe("sample", "chayu", "-o", ours)
    book = load_workbook(ours)
    names = [row[0].value for row in book["基础数据"].iter_rows(min_row=4)]
    del book["基础数据"]
    book.save(bare)
    target, said = filled(bare, tmp_path, "--inputs")
    assert "已加“基础数据”表" in said
    asked = open_book(target).grid("基础数据")
    assert [asked.at(row, 1).value for row in asked.rows() if row > 3] == names


def test_what_is_typed_there_already_stays(tmp_path: Path) -> None:
    bare = tmp_path / "样例.xlsx"
    pe("sample", "chayu", "-o", bare)
    target, said = filled(bare, tmp_path, "--inputs")
    assert "工作簿里已有“基础数据”表" in said
    assert open_book(target).sheets.count("基础数据") == 1


@pytest.mark.parametrize(("actual", "asked"), [("2023年7月2日", False), ("已完成", True)])
def test_a_delay_is_not_asked_for_where_the_row_tells_it(actual: str, asked: bool,
                                                         tmp_path: Path) -> None:
    book = Workbook()
    for row in (["项目支出绩效自评表"],
                ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "评分标准"],
                ["产出指标", "时效指标", "完成时间", "2023年6月30日前", actual, 100, None,
                 "按期完成得满分，每延迟1天扣1分，扣完为止。"]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "表.xlsx")
    pe("rules", "draft", tmp_path / "表.xlsx", "-o", tmp_path / "办法.xlsx")
    run = pe("fill", tmp_path / "表.xlsx", "-o", tmp_path / "回填.xlsx", "--inputs", "--ruleset",
             tmp_path / "办法.xlsx")
    assert ("已加“基础数据”表" in run.out) is asked, run.out
    assert ("不需要“基础数据”表" in run.out) is not asked


def test_a_form_whose_rules_need_none_gets_no_sheet(published: Path, tmp_path: Path) -> None:
    target, said = filled(published, tmp_path, "--inputs")
    assert "不需要“基础数据”表" in said
    assert "基础数据" not in open_book(target).sheets


def test_a_sample_without_scores_is_filled_to_the_last(tmp_path: Path) -> None:
    """察隅's figures give every score; by the clauses they come to 82.80."""
    empty = tmp_path / "得分未填.xlsx"
    assert pe("sample", "chayu", "--unscored", "-o", empty).code == 0
    assert pe("audit", empty, "--json").form["filed_total"] is None
    target, said = filled(empty, tmp_path)
    assert said.count("空 → ") == 34
    assert pe("audit", target, "--json").form["filed_total"] == "82.8"


def test_a_calculated_rate_goes_into_its_empty_cell_on_request(tmp_path: Path) -> None:
    """江宁's form asks for the rate itself; 基础数据 holds what it is made of."""
    blank, typed_in = tmp_path / "空白.xlsx", tmp_path / "数据.xlsx"
    pe("new", "jiangning", "-o", blank)
    book = load_workbook(blank)
    rows = {row[0].value: row[5] for row in book["基础数据"].iter_rows(min_row=4)}
    for name, figure in {"预算调整数": 1, "预算数": 50}.items():
        rows[f"{name}（可不填）"].value = figure
    book.save(typed_in)
    target, said = filled(typed_in, tmp_path, "--rates")
    assert "实际完成值 自评表!D22：空 → " in said
    assert value(target, "D22") == Fraction(2, 100)
    without, said = filled(typed_in, tmp_path)
    assert "实际完成值 " not in said
    assert value(without, "D22") is None


def test_a_total_above_the_whole_is_not_offered(tmp_path: Path) -> None:
    """Weights of 110 in a form of 100 points: they are to be corrected first."""
    form = tmp_path / "表.xlsx"
    form.write_bytes(workbook_of({"自评表": {"rows": [
        ["项目支出绩效自评表"], ["（2023年度）"],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "清淤长度", "≥10公里", "12公里", 60, None],
        ["产出指标", "数量指标", "清淤土方", "≥10方", "12方", 50, None],
        ["总分", None, None, None, None, 100, None]]}}))
    target, said = filled(form, tmp_path)
    assert "总分 自评表!G6：空 → 110.00  未写（各项分值合计超过表上写的总分值，请先改分值）" in said
    assert value(target, "G6") is None
    assert value(target, "G4") == Fraction(60)


def test_a_reading_stands_beside_its_clause(tmp_path: Path) -> None:
    """察隅's 监控率 aims at 90 %, and its formula gives full points at 100 %."""
    pe("sample", "chayu", "--unscored", "-o", tmp_path / "空.xlsx")
    pe("fill", tmp_path / "空.xlsx", "-o", tmp_path / "回填.xlsx")
    grid = open_book(tmp_path / "回填.xlsx").grid("评分依据")
    rows = {grid.at(row, 2).value: [str(grid.at(row, column).value or "") for column in (8, 9)]
            for row in grid.rows()}
    assert "读法：目标值为90%，而得分＝监控率×2" in rows["监控率"][1]
    assert rows["部门预算绩效管理考核评价"][0] == "绩效管理考核得分÷100×分值＝86÷100×5＝4.30分"
    assert rows["“三公经费”变动率"][0].startswith("扣分＝(本年三公经费−上年三公经费)÷")
