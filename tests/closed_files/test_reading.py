"""Reading: whatever a producer may write, the grid says what the clerk sees, exactly."""

from datetime import date, datetime, time
from fractions import Fraction
from io import BytesIO

import openpyxl
import pytest
from openpyxl.styles import Protection

from addin.books.book import Area, Cell, CellError, Value
from addin.books.xlsx.closed import BookFile
from tests.closed_files.packages import book, parts, zipped


def rows(cells: str) -> str:
    return f'<sheetData><row r="1">{cells}</row></sheetData>'


def first(cells: str, **more: str) -> Cell:
    return book(rows(cells), **more).grid("表1").at(1, 1)


@pytest.mark.parametrize(("xml", "value"), [
    ('<c r="A1"><v>9.8999999999999986</v></c>', Fraction(99, 10)),
    ('<c r="A1" t="n"><v>1E-3</v></c>', Fraction(1, 1000)),
    ('<c r="A1"><v>-0.24</v></c>', Fraction(-24, 100)),
    ('<c r="A1"><v>285079.11</v></c>', Fraction(28507911, 100)),
    ('<c r="A1"><v>nan</v></c>', "nan"),
    ('<c r="A1" t="b"><v>1</v></c>', True),
    ('<c r="A1" t="e"><v>#DIV/0!</v></c>', CellError("#DIV/0!")),
    ('<c r="A1" t="str"><f>A2&amp;"x"</f><v>甲x</v></c>', "甲x"),
    ('<c r="A1" t="inlineStr"><is><t>=12个月</t></is></c>', "=12个月"),
    ('<c r="A1" t="inlineStr"><is><r><t>产出</t></r><r><rPr><b/></rPr><t>指标</t></r></is></c>',
     "产出指标"),
    ('<c r="A1" t="inlineStr"><is><r><rPr><strike/></rPr><t>20</t></r><r><t>19</t></r></is></c>',
     "19"),
    ('<c r="A1" t="inlineStr"><is><r><rPr><strike val="0"/></rPr><t>20</t></r></is></c>', "20"),
    ('<c r="A1" t="inlineStr"><is><r><rPr><strike/></rPr><t>20</t></r></is></c>', "20"),
    ('<c r="A1" t="d"><v>2023-12-31T00:00:00</v></c>', "2023-12-31"),
    ('<c r="A1" t="s"><v>0</v></c>', "重庆 年度"),
    ('<c r="A1" t="s"><v>1</v></c>', "a\nb"),
    ('<c r="A1" t="s"><v>99</v></c>', None),
    ('<c r="A1" s="3"/>', None),
    ('<c r="A1" t="str"><v></v></c>', None),
])
def test_a_cell_of_every_kind(xml: str, value: Value) -> None:
    strings = ('<si><r><t xml:space="preserve">重庆 </t></r><r><t>年度</t></r>'
               '<rPh sb="0" eb="2"><t>chongqing</t></rPh></si><si><t>a_x000D_\nb</t></si>')
    assert first(xml, strings=strings).value == value


@pytest.mark.parametrize(("format_id", "serial", "value"), [
    ("14", "45291", "2023-12-31"),
    ("31", "45291", "2023-12-31"),
    ("22", "45291.5", "2023-12-31T12:00:00"),
    ("20", "0.354166666666667", "08:30:00"),
    ("200", "45291", "2023-12-31"),
    ("14", "59", "1900-02-28"),
    ("14", "-5", Fraction(-5)),
    ("14", "99999999", Fraction(99999999)),
    ("201", "12", Fraction(12)),
    ("10", "0.9231", Fraction(9231, 10000)),
])
def test_a_date_is_a_day_and_no_number(format_id: str, serial: str, value: Value) -> None:
    styles = ('<numFmts><numFmt numFmtId="200" formatCode="[$-804]yyyy&quot;年&quot;m&quot;月&quot;;@"/>'
              '<numFmt numFmtId="201" formatCode="0&quot;days&quot;[Red]"/></numFmts>'
              f'<cellXfs><xf numFmtId="{format_id}"/></cellXfs>')
    assert first(f'<c r="A1" s="0"><v>{serial}</v></c>', styles=styles).value == value


def test_days_of_the_1904_calendar() -> None:
    styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    cell = first('<c r="A1" s="0"><v>43829</v></c>', styles=styles,
                 workbook='<workbookPr date1904="1"/>')
    assert cell == Cell("2023-12-31", None, "yyyy/m/d")


def test_number_formats_by_name() -> None:
    styles = ('<numFmts><numFmt numFmtId="176" formatCode="0.00_ "/></numFmts>'
              '<cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="176"/></cellXfs>')
    grid = book(rows('<c r="A1"><v>1</v></c><c r="B1" s="1"><v>1</v></c><c r="C1" s="2"><v>1</v></c>'
                     '<c r="D1" s="77"><v>1</v></c>'), styles=styles).grid("表1")
    formats = [grid.at(1, column).number_format for column in (1, 2, 3, 4)]
    assert formats == ["General", "0.00%", "0.00_ ", "General"]


def test_a_row_that_is_struck_out_is_not_read_and_one_struck_cell_is() -> None:
    styles = ("<fonts><font/><font><strike/></font></fonts>"
              '<cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs>')
    sheet = ('<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1"><v>2</v></c>'
             '<c r="C1" s="1"><v>3</v></c></row><row r="2"><c r="A2"><v>4</v></c>'
             '<c r="B2" s="1"><v>5</v></c></row></sheetData>')
    wide = sheet.replace('<row r="1">', '<row r="1" hidden="0">').replace("<v>1</v>", "<v> 1</v>")
    for written in (sheet, wide):
        cells = book(written, styles=styles).grid("表1").cells
        assert {place: cell.value for place, cell in cells.items()} == {
            (1, 1): 1, (2, 1): 4, (2, 2): 5}


def test_hidden_columns_are_known_and_those_beyond_any_form_not_counted() -> None:
    grid = book('<cols><col min="2" max="3" hidden="1"/><col min="4" max="4"/>'
                f'<col min="600" max="16384" hidden="1"/></cols>{rows("")}').grid("表1")
    assert grid.hidden_columns == {2, 3}


def test_prefixed_names_read_the_same() -> None:
    sheet = ('<sheetProtection sheet="1"/><sheetData><row r="2"><c r="B2" t="s"><v>0</v></c>'
             '<c r="C2"><f>B2*2</f><v>3</v></c></row></sheetData>'
             '<mergeCells><mergeCell ref="B2:B3"/></mergeCells>')
    plain = book(sheet, strings="<si><t>得分</t></si>")
    tagged = sheet.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    prefixed = book(tagged, strings="<x:si><x:t>得分</x:t></x:si>", prefix="x")
    assert prefixed.grid("表1") == plain.grid("表1")
    assert prefixed.grid("表1").at(2, 2).value == "得分"


def test_strict_workbooks_read_the_same() -> None:
    made = parts(rows('<c r="A1"><v>5</v></c>'))
    strict = {name: text.replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                                 "http://purl.oclc.org/ooxml/spreadsheetml/main")
                        .replace("http://schemas.openxmlformats.org/officeDocument/2006/",
                                 "http://purl.oclc.org/ooxml/officeDocument/")
              for name, text in made.items()}
    assert BookFile.read(zipped(strict), "严格.xlsx").grid("表1").at(1, 1).value == 5


def test_addresses_may_be_left_out() -> None:
    grid = book("<sheetData><row><c><v>1</v></c><c><v>2</v></c></row>"
                '<row r="5"><c><v>3</v></c><c r="D5"><v>4</v></c><c><v>5</v></c></row>'
                "</sheetData>").grid("表1")
    assert {place: cell.value for place, cell in grid.cells.items()} == {
        (1, 1): 1, (1, 2): 2, (5, 1): 3, (5, 4): 4, (5, 5): 5}


def test_shared_formulas_are_written_out() -> None:
    grid = book('<sheetData><row r="1"><c r="C1"><f t="shared" ref="C1:C3" si="0">A1/$B$1</f></c></row>'
                '<row r="3"><c r="C3"><f t="shared" si="0"/><v>7</v></c></row></sheetData>').grid("表1")
    assert grid.at(3, 3) == Cell(Fraction(7), "A3/$B$1")


def test_merges_hidden_sheets_and_names() -> None:
    workbook = book(
        rows('<c r="A1"><v>1</v></c>')
        + '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="E1:E1048576"/></mergeCells>',
        "<sheetData/>",
        names='<definedNames><definedName name="编制数">表1!$A$1</definedName>'
              '<definedName name="局部" localSheetId="0">表1!$A$1</definedName></definedNames>')
    grid = workbook.grid("表1")
    assert grid.area(1, 2) == Area(1, 1, 1, 3)
    assert grid.area(1, 5).bottom < 1000, "a merge of a whole column costs nothing"
    assert workbook.names == {"编制数": "表1!$A$1"}
    assert workbook.sheets == ("表1", "表2")


def test_as_openpyxl_writes_it() -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "自评表"
    moment = datetime(2023, 12, 31, 8, 30)  # noqa: DTZ001  cells know no time zone
    sheet.append(["指标", 0.9, moment, time(9, 5), True, "=A1&B1"])
    sheet["B1"].number_format = "0.00%"
    sheet["C1"].number_format = 'yyyy"年"m"月"d"日" h:mm'
    sheet["H9"] = date(2024, 2, 29)
    sheet["H9"].protection = Protection(locked=False)
    sheet.merge_cells("A2:C4")
    sheet.protection.sheet = True
    hidden = made.create_sheet("藏")
    hidden.sheet_state = "hidden"
    stored = BytesIO()
    made.save(stored)
    read = BookFile.read(stored.getvalue(), "自评表.xlsx")
    grid = read.grid("自评表")
    assert grid.at(1, 1) == Cell("指标")
    assert grid.at(1, 2) == Cell(Fraction(9, 10), None, "0.00%")
    assert grid.at(1, 3).value == "2023-12-31T08:30:00"
    assert grid.at(1, 4).value == "09:05:00"
    assert grid.at(1, 5).value is True
    assert grid.at(1, 6) == Cell(None, "A1&B1")
    assert grid.at(9, 8).value == "2024-02-29"
    assert grid.merges == (Area(2, 1, 4, 3),)
    assert (grid.protected, grid.hidden) == (True, False)
    assert read.grid("藏").hidden
    assert read.locked("自评表", 1, 1)
    assert not read.locked("自评表", 9, 8)
    assert read.locked("自评表", 40, 40), "a cell that is not in the file is locked like the rest"
