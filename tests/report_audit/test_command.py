"""pe audit FORM --report REPORT.docx, as the shell would run it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.runs import pe
from tests.report_audit.documents import document, p
from tests.report_audit.reports import lukou_report


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("报告") / "自评表.xlsx"
    assert pe("sample", "lukou", "-o", path).code == 0
    return path


@pytest.fixture(scope="module")
def report(form: Path) -> Path:
    path = form.with_name("自评报告.docx")
    path.write_bytes(lukou_report())
    return path


def test_the_report_is_compared_after_the_form(form: Path, report: Path) -> None:
    done = pe("audit", form, "--report", report)
    head, _, tail = done.out.partition("报告核对（自评报告.docx）：")
    assert "全年预算数：" in head
    assert tail.startswith("核对一致 9 处，不一致 4 条\n")
    assert "  请说明　培训工匠人数：报告第13段写“上半年共培训合格工匠229名”，自评表!F18为 225名" in tail
    assert done.code == pe("audit", form).code == 0  # a report's findings are warnings


def test_the_findings_stand_in_the_json_with_the_others(form: Path, report: Path) -> None:
    plain, told = pe("audit", form, "--json").form, pe("audit", form, "--report", report,
                                                       "--json").form
    more = [each for each in told["findings"] if each not in plain["findings"]]
    assert {each["code"] for each in more} == {"report-figure", "report-inconsistent",
                                               "report-source"}
    order = [each["severity"] for each in told["findings"]]
    assert order == sorted(order, key=["error", "warning", "note"].index)


def test_a_report_that_agrees_says_so(form: Path, tmp_path: Path) -> None:
    path = tmp_path / "好.docx"
    path.write_bytes(document(p("自评总分98分，等级为优。")))
    assert pe("audit", form, "--report", path).out.endswith("核对一致 2 处，不一致 0 条\n")


def test_what_cannot_be_done_is_said(form: Path, report: Path, tmp_path: Path) -> None:
    two = pe("audit", form, form, "--report", report)
    assert (two.code, two.err) == (2, "--report 一次只核对一份自评表，现在写了 2 份\n")
    missing = tmp_path / "没有.docx"
    assert pe("audit", form, "--report", missing).err == f"{missing}：文件不存在。\n"
    other = pe("audit", form, "--report", form)
    assert (other.code, other.err) == (2, f"{form}：这是 Excel 工作簿，不是 Word 文档。\n")
    assert pe("audit", report, "--report", report).err.startswith(f"{report}：")


def test_a_tag_that_was_never_filled_in_is_an_error(form: Path, tmp_path: Path) -> None:
    path = tmp_path / "标记.docx"
    path.write_bytes(document(p("自评总分98分，等级为优。"), p("｛｛ 单位 ｝｝年度目标完成。")))
    done = pe("audit", form, "--report", path)
    assert "  应改　报告第2段留有模板的标记“｛｛ 单位 ｝｝”，请改正或删去" in done.out
    assert (done.code, pe("audit", form).code) == (1, 0)
