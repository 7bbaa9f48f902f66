"""A workbook of several forms, a form with its 续表, and a Word form: a report for each form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from addin.books.files import open_book
from tests.cli.runs import pe
from tests.report.documents import text_of
from tests.wild.making import workbook_of
from tests.word_forms.making import word_form

HEAD = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
TOTAL = ["总分", None, None, None, None, 100, 100]


def sheet(project: str, indicator: str) -> dict[str, Any]:
    return {"rows": [["项目支出绩效自评表"], ["项目名称", project], HEAD,
                     ["产出指标", "数量指标", indicator, "120公里", "120公里", 100, 100], TOTAL]}


@pytest.fixture
def two(tmp_path: Path) -> Path:
    path = tmp_path / "两张.xlsx"
    path.write_bytes(workbook_of({"甲": sheet("道路养护", "养护里程"), "乙": sheet("渠道清淤", "清淤长度")}))
    return path


def test_each_form_has_a_report_of_its_own(two: Path, tmp_path: Path) -> None:
    run = pe("report", two, "-o", tmp_path / "报告.docx", "--draft")
    assert run.code == 0
    first, second = (text_of(tmp_path / f"报告-{number}.docx") for number in (1, 2))
    assert "养护里程" in first
    assert "养护里程" not in second
    assert "清淤长度" in second
    assert "2 渠道清淤（乙）\n待补充：" in run.out
    assert f"已存为 {tmp_path / '报告-2.docx'}\n" in run.out
    assert not (tmp_path / "报告.docx").exists()


def test_json_has_a_line_for_each(two: Path, tmp_path: Path) -> None:
    forms = pe("report", two, "-o", tmp_path / "报告.docx", "--draft", "--json").forms
    assert [(each["form"], Path(each["output"]).name) for each in forms] == [
        (1, "报告-1.docx"), (2, "报告-2.docx")]


def test_one_that_is_chosen_keeps_the_name(two: Path, tmp_path: Path) -> None:
    assert pe("report", two, "-o", tmp_path / "报告.docx", "--draft", "--form", "2").code == 0
    assert "清淤长度" in text_of(tmp_path / "报告.docx")


def test_nothing_is_written_while_one_of_them_lacks_something(two: Path, tmp_path: Path) -> None:
    run = pe("report", two, "-o", tmp_path / "报告.docx")
    assert (run.code, list(tmp_path.glob("*.docx"))) == (2, [])


def test_a_continuation_belongs_to_its_form(tmp_path: Path) -> None:
    form = tmp_path / "续.xlsx"
    form.write_bytes(workbook_of({
        "自评表": {"rows": [["项目支出绩效自评表"], ["项目名称", "道路养护"], HEAD,
                         ["产出指标", "数量指标", "养护里程", "120公里", "120公里", 40, 40]]},
        "续": {"rows": [["项目支出绩效自评表（续表）"], HEAD,
                       [None, "质量指标", "验收合格率", "100%", "100%", 60, 60], TOTAL]}}))
    assert pe("report", form, "-o", tmp_path / "报告.docx", "--draft").code == 0
    said = text_of(tmp_path / "报告.docx")
    assert "| 产出指标 | 数量指标 | 养护里程 |" in said
    assert "| 质量指标 | 验收合格率 | 100% | 100% | 60 | 60" in said
    assert said.index("| 项目名称 | 道路养护") < said.index("（续表）") < said.index("| 总分 |")


def test_a_word_form_has_its_report(tmp_path: Path) -> None:
    workbook, form = tmp_path / "表.xlsx", tmp_path / "表.docx"
    pe("sample", "lukou", "-o", workbook)
    form.write_bytes(word_form(open_book(workbook).grid("自评表"), (4, 30)))
    run = pe("report", form, "-o", tmp_path / "报告.docx", "--draft")
    assert run.code in (0, 1), run.err
    assert "| 危房改造户数 | 19户 | 22户 |" in text_of(tmp_path / "报告.docx")
    same = pe("report", form, "-o", form, "--draft")
    assert (same.code, "不能覆盖原文件" in same.err) == (2, True)
