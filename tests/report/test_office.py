"""Every report in real LibreOffice: it opens, prints, and shows what it should where it should."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests import office
from tests.cli.runs import pe
from tests.report.documents import REPORTS

pytestmark = pytest.mark.office

SAID = {
    "lukou": ("占基本支出的81.06%", "自评级别为优", "— 1 —"),
    "chayu": ("得分为83.80分", "12.58", "覆盖率为35.07%", "评分标准"),
    "huaxi": ("95.9分", "289224.42", "【待补充：单位概况】"),
    "conghua": ("49660.05", "99.00"), "jiangning": ("97.66", "558栋"),
    "lukou-summary": ("完成预算的100%",), "chayu-summary": ("83.80分",),
}


def printed(pdf: Path) -> str:
    said = subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True, text=True,
                          encoding="utf-8").stdout
    return "".join(said.split())


@pytest.mark.parametrize("name", REPORTS)
def test_it_prints(name: str, reports: dict[str, Path], tmp_path: Path) -> None:
    pdf = office.to_pdf(reports[name], tmp_path)
    said = printed(pdf)
    for text in SAID[name]:
        assert text.replace(" ", "") in said
    pages = office.to_png(pdf, tmp_path, dpi=30)
    assert pages
    assert all(page.stat().st_size > 500 for page in pages), "no page is blank"


def test_a_page_holds_22_lines_of_28_characters(reports: dict[str, Path], tmp_path: Path) -> None:
    pdf = office.to_pdf(reports["lukou"], tmp_path)
    pages = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, encoding="utf-8",
                           capture_output=True, text=True).stdout.split("\f")
    lines = [line.strip() for line in pages[2].splitlines() if line.strip()]
    assert len(lines) == 22 + 1, "the last is the page number"
    chinese = [line.rstrip("，。；、：") for page in pages[:-2] for line in page.splitlines()
               if line and all(ord(each) > 0x2E7F for each in line)]
    assert max(map(len, chinese)) == 28, "besides the stop that may hang over the margin"


def test_the_form_stands_on_one_page(reports: dict[str, Path], tmp_path: Path) -> None:
    """渌口's form is one sheet of paper, as a report's annex too."""
    pdf = office.to_pdf(reports["lukou"], tmp_path)
    pages = [page for page in subprocess.run(
        ["pdftotext", str(pdf), "-"], check=True, capture_output=True, text=True,
        encoding="utf-8").stdout.split("\f") if page.strip()]
    assert "部门整体支出绩效自评表" in pages[-1]
    assert "填报日期" in pages[-1]


def test_the_chart_is_drawn(form: Path, tmp_path: Path) -> None:
    pe("report", form, "-o", tmp_path / "图.docx", "--chart")
    said = printed(office.to_pdf(tmp_path / "图.docx", tmp_path))
    assert "93.33%" in said.partition("各一级指标得分率如下图。")[2].partition("四、存在的问题")[0]
