"""What a cell really shows: number formats, pictures in cells, the formats that systems export."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from addin.books.book import Cell, shown
from addin.books.files import open_book
from addin.books.number_format import written
from addin.books.raw import entry_of
from addin.errors import UserError
from scoring.filing import UNTOLD
from tests.cli.runs import parts, pe, with_sheet_xml
from tests.closed_files.packages import SHEET, book


@pytest.mark.parametrize(("value", "number_format", "said"), [
    ("0.98", "0%", "98%"), ("0.98", "0.00%;[Red]-0.00%", "98.00%"), ("98", '0"%"', "98%"),
    ("98", r"0\%", "98%"), ("98", "0!%", "98%"), ("0.5", '"≥"0%', "≥50%"), ("98", '"≥"0"%"', "≥98%"),
    ("5", '"≤"0"分钟"', "≤5分钟"), ("114", '0"公里"', "114公里"), ("9.9", 'G/通用格式"分"', "9.9分"),
    ("95", '#,##0.00"万元"', "95万元"), ("5000", '0.00,"千元"', "5千元"),
    ("95", '[DBNum1][$-804]General"万元"', "95万元"), ("2", '"第"0"名"', "第2名"),
    ("95", "_ ¥* #,##0.00_ ", "95"), ("95", '[$¥-804]#,##0.00', "95"), ("-5", "0_);(0)", "-5"),
    ("-3", '0"元";-0"元"', "-3元"), ("0", '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"??_ ;_ @_ ', "0"),
    ("1800000", '0!.0,"万元"', "180万元"), ("1800000", r'0\.0,"万元"', "180万元"),
    ("1800000", '0"."#,"万元"', "180万元"), ("1800000", '0!.0000"万元"', "180万元"),
    ("1800000", "0!.0,", "180"), ("1800000", "0.00,,", "1.8"), ("-1800000", "0!.0,;-0!.0,", "-180"),
    ("180000000", '0!.00,,"亿元"', "1.8亿元"), ("180000000", '0.00,, "亿元"', "180亿元"),
    ("5", '[>=100]0"高";0"低"', "5低"), ("500", '[>=100]0"高";0"低"', "500高"),
    ("1800000", '[>=10000]0!.0,"万元";0"元"', "180万元"), ("18", '[>=10000]0!.0,"万元";0"元"', "18元"),
    ("18", '[>=100000000]0!.00,,"亿元";[>=10000]0!.0,"万元";0"元"', "18元"),
    ("200", '[$≥-804]0"人"', "≥200人"), ("200", "[$USD] 0", "200"), ("5", "0 000", "5"),
    ("202312", '0"年"00"月"', "2023年12月"), ("5", "# ?/?", "5"), ("0.5", "# ??/100", "0.5"),
    ("5.5", '0"年"00"月"', UNTOLD), ("5", "0.0-0", UNTOLD), ("2000000", r'0\!.0,"万元"', UNTOLD), ("95", ".00", "95"), ("5", '0"-"0%', UNTOLD),
    ("5", "General", "5"), ("5", "", "5"), ("5", '"', "5"), ("5", "[", "5"), ("5", ";;;", "5"),
])
def test_what_a_number_format_adds(value: str, number_format: str, said: str) -> None:
    assert written(Fraction(value), number_format) == said


@pytest.mark.parametrize(("number_format", "bare"), [
    ("0%", True), ('0"分"', True), ("0!.0,", False), ("0,", False), ('0"年"00"月"', False), ('"≤"0"分钟"', True), ('0"%"', False), ('0"万元"', False), ('0"万"', False),
    ('"≥"0%', True), ("#,##0.00", True)])
def test_a_bare_number_counts_only_where_it_is_what_is_shown(number_format: str, bare: bool) -> None:
    cell = Cell(Fraction(5), None, number_format)
    entry = entry_of(cell, "H8")
    assert (entry.number == 5) is bare
    assert entry.formatted is not bare
    assert entry.text == shown(cell)


def test_a_picture_in_a_cell_is_nothing_that_was_typed() -> None:
    grid = book('<sheetData><row r="1"><c r="A1" t="str"><f>_xlfn.DISPIMG("ID_6",1)</f>'
                '<v>=DISPIMG("ID_6",1)</v></c><c r="B1" t="e" vm="1"><v>#VALUE!</v></c>'
                '<c r="C1" t="e"><v>#VALUE!</v></c></row></sheetData>').grid("表1")
    for column in (1, 2):
        assert entry_of(grid.at(1, column), "A1").blank
        assert grid.at(1, column).formula is not None, "and nothing may be written over it"
    assert entry_of(grid.at(1, 3), "C1").error == "#VALUE!"


def test_an_empty_text_is_a_formulas_result() -> None:
    grid = book('<sheetData><row r="1"><c r="A1" t="str"><f>IF(B1=0,"",1)</f><v></v></c>'
                '<c r="B1"><f>1+1</f></c></row></sheetData>').grid("表1")
    assert (grid.at(1, 1).value, grid.at(1, 2).value) == ("", None)


SS = "urn:schemas-microsoft-com:office:spreadsheet"
XML_2003 = f"""<?xml version="1.0" encoding="{{encoding}}"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="{SS}" xmlns:ss="{SS}" xmlns:x="urn:schemas-microsoft-com:office:excel"><Styles>
<Style ss:ID="s1"><NumberFormat ss:Format="Percent"/></Style>
<Style ss:ID="s2"><NumberFormat ss:Format="yyyy\\-m\\-d"/></Style></Styles>
<Worksheet ss:Name="自评表"><Table><Row ss:Index="2">
<Cell ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="String">项目<B>支出</B></Data></Cell>
<Cell ss:StyleID="s1"><Data ss:Type="Number">0.98</Data></Cell>
<Cell ss:Index="7"><Data ss:Type="DateTime">2023-12-31T00:00:00.000</Data></Cell>
<Cell ss:StyleID="s2"><Data ss:Type="Number">45291</Data></Cell>
<Cell ss:Formula="=RC[-1]"><Data ss:Type="Error">#DIV/0!</Data></Cell>
<Cell ss:Formula="=RC[-1]"/></Row></Table></Worksheet>
<Worksheet ss:Name="藏"><Table/><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible>
</x:WorksheetOptions></Worksheet></Workbook>"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "utf-16"])
def test_the_xml_of_excel_2003_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "导出.xls"
    path.write_bytes(XML_2003.format(encoding=encoding).encode(encoding))
    data = open_book(path)
    grid = data.grid("自评表")
    assert data.sheets == ("自评表", "藏")
    assert data.grid("藏").hidden
    assert grid.corner(3, 2) == (2, 1)
    assert grid.at(2, 1).value == "项目支出"
    assert shown(grid.at(2, 3)) == "98.00%"
    assert (grid.at(2, 7).value, grid.at(2, 8).value) == ("2023-12-31", "2023-12-31")
    assert (shown(grid.at(2, 9)), grid.at(2, 10).value) == ("#DIV/0!", None)
    assert grid.at(2, 10).formula == "RC[-1]"


def test_the_xml_of_excel_2003_hides_and_strikes_out_too(tmp_path: Path) -> None:
    path = tmp_path / "导出.xls"
    path.write_text(
        f'\n<?xml version="1.0"?><Workbook xmlns="{SS}" xmlns:ss="{SS}"><Styles><Style ss:ID="x">'
        '<Font ss:StrikeThrough="1"/></Style></Styles><Worksheet ss:Name="表1"><Table>'
        '<Column/><Column ss:Hidden="1" ss:Span="1"/><Row ss:Hidden="1"><Cell>'
        '<Data ss:Type="String"><S>20</S>19</Data></Cell><Cell><Data ss:Type="String">15'
        '<Sup>2</Sup></Data></Cell></Row><Row><Cell ss:StyleID="x"><Data ss:Type="String">取消'
        '</Data></Cell></Row></Table></Worksheet></Workbook>', "utf-8")
    grid = open_book(path).grid("表1")
    assert {place: cell.value for place, cell in grid.cells.items()} == {(1, 1): "19", (1, 2): "15"}
    assert dict(grid.struck) == {2: "取消"}
    assert (grid.hidden_rows, grid.hidden_columns) == ({1}, {2, 3})


@pytest.mark.parametrize("content", [
    b"<html><body><table><tr><td>1</td></tr></table></body></html>", b"<!DOCTYPE html>\n<html>",
    b"\xef\xbb\xbf<TABLE border=1>", b"MIME-Version: 1.0\nContent-Type: multipart/related"])
def test_a_page_called_xls_is_told_what_to_do(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "导出.xls"
    path.write_bytes(content)
    with pytest.raises(UserError, match=r"网页.*另存为 \.xlsx"):
        open_book(path)


def test_audit_says_of_a_formula_that_nobody_has_calculated_it(tmp_path: Path) -> None:
    pe("sample", "huaxi", "-o", tmp_path / "样.xlsx")
    xml = parts(tmp_path / "样.xlsx")[SHEET].decode()
    start = xml.index('<c r="H17"')
    cell = xml[start: xml.index("</c>", start) + 4]
    style = cell.partition(">")[0].partition(' t="')[0]
    with_sheet_xml(tmp_path / "样.xlsx", tmp_path / "未算.xlsx", cell,
                   f"{style}><f>G17*1</f></c>")
    filled = pe("fill", tmp_path / "未算.xlsx", "-o", tmp_path / "出.xlsx", "--overwrite")
    assert "没有存下结果" in filled.out
    assert open_book(tmp_path / "出.xlsx").grid("自评表").at(17, 8) == Cell(
        None, "G17*1", open_book(tmp_path / "未算.xlsx").grid("自评表").at(17, 8).number_format)
    (only,) = (each for each in pe("audit", tmp_path / "未算.xlsx", "--json").form["findings"]
               if each["code"] == "formula-uncalculated")
    assert only["cells"] == ["自评表!H17"]


def test_a_target_that_nobody_has_calculated_is_no_blank_one(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    for row in [["项目支出绩效自评表"], ["三级指标", "年度指标值", "实际完成值", "分值", "得分"],
                ["补助村数", "=8", "8个", 100, 100], ["总分", None, None, 100, 100]]:
        made.active.append(row)
    made.save(tmp_path / "表.xlsx")
    found = [(each["code"], each["cells"]) for each in pe(
        "audit", tmp_path / "表.xlsx", "--json").form["findings"] if each["cells"]]
    assert found == [("formula-uncalculated", ["Sheet!B3"])]
