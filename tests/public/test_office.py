"""Whole files with something in every corner, opened by a real LibreOffice after publication."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from addin.redact.public import redact
from tests import office
from tests.public.plants.test_plants import hangs_together, left
from tests.report_audit.documents import W

GONE = ["赵铁柱", "铁柱", "62755409", "13800001234", "110105194912310021", "zhaotz"]


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("真") / "表.xlsx"
    book = openpyxl.Workbook()
    form, second = book.active, book.create_sheet("赵铁柱")
    form.title = "自评表"
    for row in (["填报人", "赵铁柱", "联系电话", 62755409], ["项目编码", "13800005678", "完成数", 95],
                ["联系人赵铁柱", "数"], ["甲", 1], ["乙", 2], ["=赵铁柱!A1", '="手机"&D1'],
                ["身份证号：110105194912310021", "zhaotz@example.cn"]):
        form.append(row)
    second["A1"] = "手机13800001234"
    form.add_table(Table(displayName="表_赵铁柱", ref="A3:B5"))
    chart = BarChart()
    chart.title = "联系人：赵铁柱"
    chart.add_data(Reference(form, min_col=2, min_row=3, max_row=5), titles_from_data=True)
    second.add_chart(chart, "F2")
    form["A4"].comment = Comment("电话62755409", "赵铁柱")
    form["A5"].hyperlink = "mailto:zhaotz@example.cn"
    form["B4"].number_format = '"联系人赵铁柱"0'
    form.oddHeader.left.text = "填报人：赵铁柱"
    rule = DataValidation(type="list", formula1='"赵铁柱,好"', prompt="问13800001234")
    rule.add("B9")
    form.add_data_validation(rule)
    book.defined_names["赵铁柱数"] = DefinedName("赵铁柱数", attr_text="自评表!$B$4")
    form["D4"] = "=赵铁柱数*2"
    book.properties.creator, book.properties.title = "赵铁柱", "赵铁柱的表"
    book.save(path)
    return path


@pytest.mark.office
def test_libreoffice_opens_the_workbook_and_calculates_it(workbook: Path, tmp_path: Path) -> None:
    made = redact(workbook.read_bytes())
    assert left(made.content, GONE) == []
    hangs_together(made.content)
    public = tmp_path / "公开.xlsx"
    public.write_bytes(made.content)
    shown = office.recalculated(public, "自评表")
    assert {place: shown[place] for place in ("B1", "D1", "B2", "D2", "B4", "D4", "A6", "B6")} == {
        "B1": "赵××", "D1": "××××××09", "B2": "13800005678", "D2": "95", "B4": "联系人赵××1",
        "D4": "2", "A6": "手机138××××××34", "B6": "手机××××××09"}
    assert openpyxl.load_workbook(public).sheetnames == ["自评表", "赵__"]


@pytest.mark.office
def test_libreoffice_opens_the_document(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("填报人：赵铁柱，电话62755409")
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "手机", "13800001234"
    made.sections[0].header.paragraphs[0].text = "身份证号：110105194912310021"
    paragraph = made.add_paragraph("见")
    control = ('<w:sdt><w:sdtPr><w:alias w:val="联系人赵铁柱"/></w:sdtPr><w:sdtContent><w:r><w:t>控件</w:t>'
               "</w:r></w:sdtContent></w:sdt>")
    for xml in ('<w:bookmarkStart w:id="9" w:name="赵铁柱"/>', '<w:bookmarkEnd w:id="9"/>',
                '<w:fldSimple w:instr=" REF 赵铁柱 "><w:r><w:t>附件</w:t></w:r></w:fldSimple>',
                control):
        paragraph._p.append(parse_xml(xml.replace(" w:", f' xmlns:w="{W}" w:', 1).replace(
            "<w:sdt>", f'<w:sdt xmlns:w="{W}">')))
    made.core_properties.author = "赵铁柱"
    made.save(tmp_path / "报告.docx")
    public = redact((tmp_path / "报告.docx").read_bytes())
    assert left(public.content, GONE) == []
    hangs_together(public.content)
    (tmp_path / "公开.docx").write_bytes(public.content)
    assert len(office.to_png(office.to_pdf(tmp_path / "公开.docx", tmp_path), tmp_path)) == 1
    assert docx.Document(tmp_path / "公开.docx").tables[0].cell(0, 1).text == "138××××××34"
