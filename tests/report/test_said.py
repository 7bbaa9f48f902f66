"""What reports say of forms that are written down as data, and what the screen tells beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document
from docx.oxml.ns import qn

from addin.books.files import open_book
from tests.cli.runs import pe
from tests.report.documents import text_of
from tests.report.test_sections import new, ready, standing  # noqa: F401  fixtures
from tests.report.test_verb import typed
from tests.wild.making import workbook_of

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("said.yaml").read_text("utf-8"))


def form_of(case: Mapping[str, Any], folder: Path) -> Path:
    head = [[case.get("title", "项目支出绩效自评表")], ["（2023年度）"],
            ["项目名称", "渠道清淤", None, "实施单位", case.get("unit", "甲县水利局")]]
    form = folder / "表.xlsx"
    form.write_bytes(workbook_of({"自评表": {
        "rows": [*head, *case["rows"]], "merges": case.get("merges", [])}}))
    if material := case.get("material"):
        assert pe("report", form, "--materials", "-o", folder / "素材.xlsx").code == 0
        grid = open_book(folder / "素材.xlsx").grid("报告素材")
        form = typed(folder / "素材.xlsx", folder / "齐.xlsx", {
            f"报告素材!D{row}": material[key] for row in grid.rows()
            if (key := str(grid.at(row, 2).value).removesuffix("（可不填）")) in material})
    return form


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_report_says(case: dict[str, Any], tmp_path: Path) -> None:
    options = case.get("options", ["--draft"])
    run = pe("report", form_of(case, tmp_path), "-o", tmp_path / "报告.docx", *options)
    assert run.code in (0, 1), run.err
    report = text_of(tmp_path / "报告.docx").partition("[Heading 1] 附件")[0]
    for said in case.get("says", ()):
        assert said in report
    for said in case.get("never", ()):
        assert said not in report


def test_every_reason_that_is_missing_is_told_with_its_place(tmp_path: Path) -> None:
    case = next(each for each in CASES if each["name"].startswith("points off"))
    run = pe("report", form_of(case, tmp_path), "-o", tmp_path / "报告.docx", "--draft")
    assert "补上后再出一遍：预算执行率（“报告素材”表“执行率偏差原因”一行）\n" in run.out


def test_a_score_that_the_rules_give_otherwise_is_asked_about(form: Path, tmp_path: Path) -> None:
    """渌口's cost indicator, 5 of 5 points where the clause gives 1.43."""
    run = pe("report", form, "-o", tmp_path / "报告.docx")
    asked = run.out.partition("得分请再核对（请说明 1 条），报告照自评表所填写：\n")[2]
    assert "应得1.43分" in asked
    assert asked.count("\n") == 1


def test_a_figure_of_the_clerks_text_that_is_not_the_forms_is_marked(
        texts: dict[str, str]) -> None:
    """渌口 trained 229 in half a year by its report, 225 in the year by its form."""
    doubts = texts["lukou"].partition("[Title]")[0]
    assert doubts == ("[待核对] 【待核对：培训工匠人数：“重点工作完成情况”中写“上半年共培训合格工匠229名”，"
                      "自评表为225名，请改成一致】\n")


def test_every_mark_in_a_document_is_named(form: Path, tmp_path: Path) -> None:
    run = pe("report", form, "-o", tmp_path / "报告.docx")
    assert "报告里印有记号【待核对】1处、【待补充】2处，" in run.out
    assert "  · 【待核对：培训工匠人数：" in run.out
    marks = pe("report", form, "-o", tmp_path / "报告.docx", "--json").form["marks"]
    assert marks == re.findall(r"【待[^】]*】", text_of(tmp_path / "报告.docx"))


@pytest.mark.parametrize(("day", "asked"), [("2024年4月12日", False), ("2024-05-06", True)])
def test_a_day_that_is_not_the_forms_is_asked_about(day: str, asked: bool, form: Path,
                                                    tmp_path: Path) -> None:
    grid = open_book(form).grid("报告素材")
    row = next(row for row in grid.rows() if str(grid.at(row, 2).value).startswith("落款日期"))
    dated = typed(form, tmp_path / "表.xlsx", {f"报告素材!D{row}": day})
    out = pe("report", dated, "-o", tmp_path / "报告.docx").out
    said = f"落款日期（报告素材!D{row}“{day}”，自评表!G31“2024.04.12”）"
    assert (said in out) is asked


def test_doubts_are_in_words_for_people(texts: dict[str, str]) -> None:
    doubts = texts["chayu"].partition("[Title]")[0]
    assert "第1项要点不符合，第2项要点符合，共符合1项；" in doubts
    assert "!" not in doubts
    assert "基础数据" not in doubts


def test_marks_in_the_form_go_when_what_they_say_is_mended(
        ready: Path, tmp_path: Path) -> None:  # noqa: F811
    wrong = typed(ready, tmp_path / "错.xlsx", {"自评表!F24": Fraction(11)})
    pe("report", wrong, "-o", tmp_path / "一.xlsx")
    assert str(standing(tmp_path / "一.xlsx")[1]).startswith("【待核对：")
    filed = pe("export", tmp_path / "一.xlsx", "-o", tmp_path / "上报.xlsx")
    assert filed.code == 2
    assert "自评表!A7 还有【待补充】【待核对】的标记，还不能上报" in filed.err
    own = "成立自评小组，逐项核对。\n总体较好。"
    mended = typed(tmp_path / "一.xlsx", tmp_path / "改.xlsx", {
        "自评表!F24": Fraction(9), "自评表!A7": f"【待核对：已改】\n{own}",
        "自评表!A11": "预算执行率低，因工程停工。"})
    run = pe("report", mended, "-o", tmp_path / "二.xlsx")
    assert "只换了记号，其余未改（与“报告素材”和得分写成的不同" in run.out
    assert str(standing(tmp_path / "二.xlsx")[1]).startswith("成立自评小组，逐项核对。\n")
    assert pe("export", tmp_path / "二.xlsx", "-o", tmp_path / "上报.xlsx").code == 0
    assert open_book(tmp_path / "二.xlsx").sheets == open_book(wrong).sheets


def test_no_lines_surround_what_stands_above_the_table(reports: dict[str, Path]) -> None:
    """渌口 prints 填报单位 and the year above its table."""
    above, first = Document(str(reports["lukou"])).tables[-1].rows[:2]
    assert above.cells[0].text.startswith("填报单位")
    sides = [above.cells[0]._tc.tcPr.find(f".//{qn('w:' + side)}") for side in ("top", "left")]
    assert [side.get(qn("w:val")) for side in sides] == ["nil", "nil"]
    assert first.cells[0]._tc.tcPr.find(qn("w:tcBorders")) is None


def test_rows_without_a_name_are_told(folder: Path, texts: dict[str, str]) -> None:
    """从化's page has lost names: one of an indicator, and that of the level above eleven."""
    assert texts["conghua"].count("【待补充：指标名称】") == 1
    run = pe("report", folder / "conghua.xlsx", "-o", folder / "从化.docx", "--draft")
    told = next(line for line in run.out.splitlines() if line.startswith("没有写一级指标名称"))
    levels, names = told.split("；")
    assert len(levels.split("、")) == 11
    assert names == "没有写指标名称，报告里写作【待补充：指标名称】：自评表!I24"
