"""The document as Word sees it: page, styles, headings, page numbers, tables."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from addin.report.widths import column_widths
from tests.report.documents import REPORTS

TEMPLATES = sorted((Path(__file__).parents[2] / "templates" / "reports").glob("*/report.docx"))
FONTS = {"Title": ("方正小标宋简体", 22), "Normal": ("仿宋_GB2312", 16), "Heading 1": ("黑体", 16),
         "Heading 2": ("楷体_GB2312", 16), "Heading 3": ("仿宋_GB2312", 16)}


@pytest.mark.parametrize("name", REPORTS)
def test_the_page_is_that_of_an_official_document(name: str, reports: dict[str, Path]) -> None:
    page = Document(str(reports[name])).sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.parent.name)
def test_the_styles_are_those_of_an_official_document(template: Path) -> None:
    document = Document(str(template))
    for style, (font, size) in FONTS.items():
        found = document.styles[style]
        assert found.element.rPr.rFonts.get(qn("w:eastAsia")) == font
        assert found.font.size == Pt(size)
    body = document.styles["Normal"].paragraph_format
    assert Pt(28) <= body.line_spacing <= Pt(29)
    indent = document.styles["Normal"].element.pPr.find(qn("w:ind"))
    assert indent.get(qn("w:firstLineChars")) == "200"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.parent.name)
def test_the_fonts_have_declared_fallbacks(template: Path) -> None:
    with ZipFile(template) as package:
        table = package.read("word/fontTable.xml").decode()
    for font, fallback in (("方正小标宋简体", "宋体"), ("仿宋_GB2312", "FangSong"),
                           ("楷体_GB2312", "KaiTi"), ("黑体", "SimHei")):
        entry = table.partition(f'w:name="{font}"')[2].partition("</w:font>")[0]
        assert fallback in entry


@pytest.mark.parametrize("name", ["lukou", "chayu"])
def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(
        name: str, reports: dict[str, Path]) -> None:
    document = Document(str(reports[name]))
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    for footer, side in ((section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
                         (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)):
        assert footer.paragraphs[0].alignment == side
        assert "PAGE" in footer.paragraphs[0]._p.xml
        assert footer.paragraphs[0].runs[0].font.size == Pt(14)


def test_the_form_is_a_table_with_its_merges(reports: dict[str, Path]) -> None:
    table = Document(str(reports["lukou"])).tables[-1]
    assert len(table.columns) == 9
    label = next(cell for cell in table.columns[0].cells if cell.text.startswith("绩效指标"))
    assert sum(cell._tc is label._tc for cell in table.columns[0].cells) == 16
    assert [cell.text for cell in table.rows[-2].cells][-3:] == ["100", "98", ""]


def test_the_score_table_repeats_its_header(reports: dict[str, Path]) -> None:
    document = Document(str(reports["chayu"]))
    assert document.sections[-1].page_width > document.sections[-1].page_height
    repeated = [row for row in document.tables[-1].rows
                if row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None]
    assert len(repeated) == 2
    assert "评分标准" in [cell.text for cell in repeated[0].cells]
    assert document.tables[-1].rows[-1].cells[-1].text == "83.80"


@pytest.mark.parametrize("name", ["jiangning", "conghua"])
def test_a_long_list_of_indicators_repeats_its_header(name: str, reports: dict[str, Path]) -> None:
    """Word repeats only a table's first rows, so that the list stands on a table of its own."""
    *_, above, below = Document(str(reports[name])).tables
    assert "一级指标" in [cell.text for cell in below.rows[0].cells]
    assert below.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert below.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None
    grids = [[column.width for column in table.columns] for table in (above, below)]
    assert grids[0] == grids[1]


@pytest.mark.parametrize("name", ["lukou", "huaxi"])
def test_a_form_of_one_page_is_one_table(name: str, reports: dict[str, Path]) -> None:
    tables = Document(str(reports[name])).tables
    assert len(tables) == {"lukou": 1, "huaxi": 2}[name]
    assert {"一级指标", "年初预算数"} <= {re.sub(r"\s|\(.*", "", cell.text)
                                 for row in tables[-1].rows for cell in row.cells}


def test_no_row_is_parted_by_a_page(reports: dict[str, Path]) -> None:
    for row in Document(str(reports["chayu"])).tables[-1].rows:
        assert row._tr.trPr.find(qn("w:cantSplit")) is not None


def test_short_words_and_figures_are_not_broken(reports: dict[str, Path]) -> None:
    """渌口's narrowest columns hold 10分, its widest word a telephone number."""
    table = Document(str(reports["lukou"])).tables[-1]
    em = Pt(9)
    for row in table.rows:
        for cell in row.cells:
            if cell.text in ("10分", "一级指标", "执行率", "5025.23万元", "138××××0000"):
                wide = sum(0.55 if each.isascii() else 1 for each in cell.text)
                assert cell.width > (wide + 0.6) * em


def test_long_reasons_take_the_room_that_others_can_spare() -> None:
    """A column of sentences is made wide, and for very long ones short words are broken."""
    def widths(reason: str) -> list[float]:
        return column_widths([["一级指标", "产出指标"], ["三级指标", "完成率"], ["分值", "5"],
                              ["偏差原因", reason]], 20)

    assert all(round(sum(widths("字" * count))) == 20 for count in (0, 60, 900))
    assert widths("字" * 60)[3] > widths("")[3]
    assert widths("字" * 60)[0] >= 4.7
    assert widths("字" * 900)[0] < 4 < 10 < widths("字" * 900)[3]


@pytest.mark.parametrize("name", REPORTS)
def test_the_text_is_justified(name: str, reports: dict[str, Path]) -> None:
    body = Document(str(reports[name])).styles["Normal"]
    assert body.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY


def test_the_chart_is_words_own(form: Path, tmp_path: Path) -> None:
    from tests.cli.runs import pe

    pe("report", form, "-o", tmp_path / "图.docx", "--chart")
    with ZipFile(tmp_path / "图.docx") as package:
        chart = package.read("word/charts/chart1.xml").decode()
        body = package.read("word/document.xml").decode()
    for said in ("产出指标", "效益指标", "0.9333", "满意度指标"):
        assert said in chart
    assert "效益指标93.33%" in body, "the picture says in words what it shows"


@pytest.mark.parametrize("name", REPORTS)
def test_no_tag_and_no_maker_is_left(name: str, reports: dict[str, Path]) -> None:
    with ZipFile(reports[name]) as package:
        for part in ("word/document.xml", "docProps/core.xml"):
            said = package.read(part).decode()
            assert "{{" not in said
            assert "{%" not in said
    properties = Document(str(reports[name])).core_properties
    assert properties.author == properties.last_modified_by == ""
    assert "年度" in properties.title


def test_the_documents_title_names_unit_and_year(reports: dict[str, Path]) -> None:
    """As the list of files shows it."""
    said = {name: Document(str(path)).core_properties.title for name, path in reports.items()}
    assert said["lukou"] == "株洲市渌口区住房和城乡建设局2023年度部门整体支出绩效自评报告"
    assert said["chayu-summary"] == "察隅县住房和城乡建设局2021年度绩效自评综述"
    assert not any(set("{}\n") & set(title) for title in said.values())
