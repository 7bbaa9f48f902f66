"""What stands around a Word table: a title in the page's header, a total in a line below."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from docx import Document
from docx.document import Document as DocumentType

from addin.books.files import read_book
from addin.desk.assess import Assessed, assess
from addin.library.library import Library

ROWS = [["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "培训农技人员", "≥200人", "190人", "50", "47.5"],
        ["产出指标", "质量指标", "工程验收合格率", "≥95%", "96%", "50", "50"]]


def assessed(title: str, below: str, arrange: Callable[[DocumentType], None]) -> Assessed:
    document = Document()
    if title:
        document.add_paragraph(title)
    table = document.add_table(rows=0, cols=len(ROWS[0]))
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    if below:
        document.add_paragraph(below)
    arrange(document)
    stream = io.BytesIO()
    document.save(stream)
    (one,) = assess(read_book(stream.getvalue(), "自评.docx"), Library())
    return one


def in_header(text: str, *, first: bool = False) -> Callable[[DocumentType], None]:
    def arrange(document: DocumentType) -> None:
        section = document.sections[0]
        section.different_first_page_header_footer = first
        (section.first_page_header if first else section.header).paragraphs[0].text = text
    return arrange


@pytest.mark.parametrize("first", [False, True])
def test_a_title_may_stand_in_the_pages_header(first: bool) -> None:
    one = assessed("", "", in_header("2023年度部门整体支出绩效自评表", first=first))
    assert one.form.filing.about.title == "2023年度部门整体支出绩效自评表"
    assert one.form.filing.about.scope == "部门整体支出"


def test_a_title_over_the_table_goes_before_the_headers() -> None:
    one = assessed("项目支出绩效自评表（2022年度）", "", in_header("2023年度部门整体支出绩效自评表"))
    assert one.form.filing.about.title == "项目支出绩效自评表（2022年度）"


def test_a_header_that_names_no_table_is_none_of_the_form() -> None:
    one = assessed("", "", in_header("青山县农业农村局"))
    assert all("青山县" not in str(cell.value) for cell in one.form.found.grid.cells.values())


def test_a_row_struck_out_is_told_and_not_counted() -> None:
    def strike(document: DocumentType) -> None:
        cells = document.tables[0].add_row().cells
        for cell, text in zip(cells, ["产出指标", "数量指标", "清淤渠道", "5公里", "0", "10", "0"],
                              strict=True):
            run = cell.paragraphs[0].add_run(text)
            run.font.strike = text != "产出指标"

    one = assessed("项目支出绩效自评表（2022年度）", "", strike)
    assert [award.indicator for award in one.scorecard.indicators] == [
        "培训农技人员", "工程验收合格率"]
    (left,) = one.form.filing.left
    assert "清淤渠道" in left.text
    assert "划掉" in left.why


def test_a_line_below_the_table_is_no_protected_cell() -> None:
    one = assessed("项目支出绩效自评表（2022年度）", "自评总分：97.5分", lambda _: None)
    assert one.form.filing.total_score.text == "97.5分"
    assert "document-protected" not in {each.code.code for each in one.findings}
