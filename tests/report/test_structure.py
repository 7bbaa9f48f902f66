"""The document as Word sees it: page, styles, headings, page numbers, tables."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

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
    assert properties.title.startswith("20")
