"""Sheets of our own: added at the end, renewed by their mark, never at the clerk's expense."""

from fractions import Fraction
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from addin.books.book import Cell, Page, PageCell, Validation
from addin.books.xlsx.closed import BookFile
from addin.errors import BookError
from tests.closed_files.packages import again, book, unzipped

FORM = Path(__file__).parents[2] / "templates" / "forms" / "huaxi-2023" / "blank.xlsx"
ALLOWED = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}


def page(name: str = "评分依据", score: Fraction = Fraction(99, 10), **more: object) -> Page:
    rows = [
        [PageCell("评分依据", "title")],
        [PageCell("指标", "header"), PageCell("得分", "header"), PageCell("出处", "header")],
        [PageCell("预算执行率", "text"), PageCell(score, "number", number_format="0.00"),
         PageCell("自评表!H8", "link", link="自评表!H8")],
        [None, PageCell(None, "input"), PageCell("=12个月", "warning")],
        [PageCell("本表由程序生成，每次回填都会更新。", "note")],
    ]
    return Page(name, (24, 10, 40), rows, freeze=2, **more)  # type: ignore[arg-type]


def form() -> BookFile:
    return BookFile.read(FORM.read_bytes(), FORM.name)


def opened(data: BookFile) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(data.to_bytes()))


def test_a_page_is_added_at_the_end_and_nothing_else_changes() -> None:
    data = form()
    before = unzipped(FORM.read_bytes())
    data.put_page(page())
    after = unzipped(data.to_bytes())
    assert {name for name in before if after[name] != before[name]} == ALLOWED
    assert set(after) - set(before) == {"xl/worksheets/sheet2.xml"}
    assert again(data).sheets == ("自评表", "评分依据")


def test_the_page_reads_as_it_was_given() -> None:
    data = form()
    data.put_page(page())
    grid = again(data).grid("评分依据")
    assert grid.at(1, 1).value == "评分依据"
    assert grid.at(3, 2) == Cell(Fraction(99, 10), None, "0.00")
    assert grid.at(4, 3) == Cell("=12个月")


def test_the_page_looks_as_wanted() -> None:
    data = form()
    data.put_page(page(validations=(
        Validation("B4", choices=("是", "否"), prompt="填是或否"),
        Validation("B5:B9", minimum=Fraction(0), prompt="长" * 400))))
    sheet: Worksheet = opened(data)["评分依据"]
    assert sheet.freeze_panes == "A3"
    assert sheet["A2"].font.name == "宋体"
    assert sheet["A2"].font.b
    assert sheet["A2"].fill.fgColor.rgb == "FFD9D9D9"
    assert sheet["B3"].number_format == "0.00"
    assert sheet["A3"].alignment.wrap_text
    assert sheet["A3"].border.left.style == "thin"
    assert not sheet["B4"].protection.locked, "an input can be typed into on a protected sheet"
    assert sheet["C3"].hyperlink.location == "'自评表'!H8"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert [sheet.column_dimensions[letter].width for letter in "ABC"] == [24, 10, 40]
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:C1", "A5:C5"}
    words, number = sheet.data_validations.dataValidation
    assert (words.type, words.formula1, words.prompt) == ("list", '"是,否"', "填是或否")
    assert (number.type, number.operator, number.formula1) == ("decimal", "greaterThanOrEqual", "0")
    assert len(number.prompt) == 255
    assert sheet.print_title_rows == "$1:$2"


def test_the_form_keeps_its_own_styles() -> None:
    plain, data = openpyxl.load_workbook(FORM), form()
    data.put_page(page())
    for row in opened(data)["自评表"].iter_rows():
        for cell in row:
            other = plain["自评表"][cell.coordinate]
            for look in ("font", "fill", "border", "alignment", "number_format"):
                assert repr(getattr(cell, look)) == repr(getattr(other, look))


def test_renewing_replaces_the_sheet_and_adds_nothing() -> None:
    data = form()
    data.put_page(page())
    first = again(data)
    first.put_page(page(score=Fraction(8)))
    second = unzipped(first.to_bytes())
    before = unzipped(data.to_bytes())
    assert [name for name in second if second[name] != before[name]] == ["xl/worksheets/sheet2.xml"]
    assert again(first).grid("评分依据").at(3, 2).value == 8


def test_renewing_with_the_same_content_gives_the_same_parts() -> None:
    data = form()
    data.put_page(page())
    first = again(data)
    first.put_page(page())
    assert unzipped(first.to_bytes()) == unzipped(data.to_bytes())


def test_the_clerks_own_sheet_of_that_name_is_left_alone() -> None:
    made = openpyxl.load_workbook(FORM)
    made.create_sheet("评分依据")["A1"] = "我的"
    stored = BytesIO()
    made.save(stored)
    data = BookFile.read(stored.getvalue(), "f.xlsx")
    data.put_page(page())
    data.put_page(page("基础数据"))
    once = again(data)
    assert once.sheets == ("自评表", "评分依据", "评分依据(2)", "基础数据")
    once.put_page(page(score=Fraction(7)))
    twice = again(once)
    assert twice.sheets == once.sheets
    assert twice.grid("评分依据").at(1, 1).value == "我的"
    assert twice.grid("评分依据(2)").at(3, 2).value == 7


def test_renamed_by_the_clerk_it_is_the_clerks() -> None:
    data = form()
    data.put_page(page())
    made = opened(data)
    made["评分依据"].title = "去年的依据"
    stored = BytesIO()
    made.save(stored)
    renamed = BookFile.read(stored.getvalue(), "f.xlsx")
    renamed.put_page(page())
    assert again(renamed).sheets == ("自评表", "去年的依据", "评分依据")


def test_names_are_added_and_renewed() -> None:
    data = form()
    data.put_page(page("基础数据", names={"编制数": "$B$4", "决算支出": "$B$5"}))
    once = again(data)
    assert once.names == {"编制数": "'基础数据'!$B$4", "决算支出": "'基础数据'!$B$5"}
    once.put_page(page("基础数据", names={"编制数": "$B$9"}))
    assert again(once).names["编制数"] == "'基础数据'!$B$9"


def test_formulas_that_read_a_renewed_page_forget_their_values() -> None:
    data = book('<sheetData><row r="1"><c r="A1"><f>基础数据!B3*2</f><v>5</v></c></row></sheetData>')
    data.put_page(page("基础数据"))
    once = again(data)
    assert once.grid("表1").at(1, 1).value == 5, "a new sheet could not be read before"
    once.put_page(page("基础数据", score=Fraction(1)))
    assert again(once).grid("表1").at(1, 1).value is None


def test_a_formula_on_a_page_keeps_its_value() -> None:
    data = form()
    data.put_page(Page("核对", (10,), [[PageCell(Fraction(959, 10), "number", formula="90+5.9")]]))
    assert again(data).grid("核对").at(1, 1) == Cell(Fraction(959, 10), "90+5.9")


def test_a_workbook_without_styles_gets_them() -> None:
    data = book("<sheetData/>")
    data.put_page(page())
    assert opened(data)["评分依据"]["A2"].font.b


def test_prefixed_workbooks_take_pages_too() -> None:
    data = book("<x:sheetData/>", prefix="x")
    data.put_page(page(names={"编制数": "$B$4"}))
    once = again(data)
    assert once.grid("评分依据").at(3, 2).value == Fraction(99, 10)
    assert opened(once)["评分依据"]["A2"].fill.fgColor.rgb == "FFD9D9D9"


def test_what_forbids_a_page_is_said() -> None:
    locked = book("<sheetData/>", workbook='<workbookProtection lockStructure="1"/>')
    with pytest.raises(BookError, match="工作簿结构受保护，不能新增工作表“评分依据”"):
        locked.put_page(page())
    taken = book("<sheetData/>", names='<definedNames><definedName name="编制数">表1!$A$1'
                                       "</definedName></definedNames>")
    with pytest.raises(BookError, match="已有名称“编制数”，指向 表1!"):
        taken.put_page(page(names={"编制数": "$B$4"}))
    with pytest.raises(BookError, match="选项过长或含逗号"):
        taken.put_page(page(validations=(Validation("A1", choices=("长" * 300,)),)))
    assert unzipped(taken.to_bytes()) == unzipped(again(taken).to_bytes())
    assert again(taken).sheets == ("表1",)
