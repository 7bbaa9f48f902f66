"""Limits, looks and locks in a sheet that is not ours: what was asked for is added, in the schema's
order, and every other byte of the part is as it was."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from addin.books.book import Cell, Highlight, Page, PageCell, Validation
from addin.books.xlsx.closed import BookFile
from addin.books.xlsx.sheet_rules import ORDER
from addin.errors import BookError
from addin.package.xml import local, parse, serialise
from tests.closed_files.packages import SHEET, again, book, unzipped

FORM = Path(__file__).parents[2] / "templates" / "forms" / "huaxi-2023" / "blank.xlsx"
ROWS = ('<sheetData><row r="1"><c r="A1" s="0"><v>1</v></c><c r="B1" s="0"/></row></sheetData>')
STYLES = ('<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellXfs>')
LIMITS = (Validation("H15:H20", between=("0", "$G15"), prompt="表下注4", error="超出可得范围"),)
LOOKS = (Highlight("H15:H20", "$H15>$G15", "error"), Highlight("G21", "$G$21<>100", "warning"))


def dressed() -> BookFile:
    form = BookFile.read(FORM.read_bytes(), FORM.name)
    form.put_formula("自评表", 15, 8, "评分计算!$I$5", "")
    form.put_rules("自评表", LIMITS, LOOKS)
    return form


def test_the_rules_stand_where_the_schema_wants_them() -> None:
    root = parse(unzipped(dressed().to_bytes())[SHEET], SHEET)
    places = [ORDER.index(local(child)) for child in root]
    assert places == sorted(places)
    assert {"conditionalFormatting", "dataValidations"} <= {local(child) for child in root}


def test_every_other_byte_of_the_part_is_as_it_was() -> None:
    original = unzipped(FORM.read_bytes())
    written = unzipped(dressed().to_bytes())
    xml = written[SHEET].decode()
    for added in (r"<conditionalFormatting .*?</conditionalFormatting>",
                  r"<dataValidations .*?</dataValidations>"):
        xml, count = re.subn(added, "", xml)
        assert count
    cell = '<c r="H15" s="8" t="str"><f>评分计算!$I$5</f><v></v></c>'
    assert cell in xml
    plain = serialise(parse(original[SHEET], SHEET)).decode()
    assert xml.replace(cell, '<c r="H15" s="8" t="n"/>') == plain
    assert {name for name in original if original[name] != written[name]} == {
        SHEET, "xl/styles.xml"}
    assert "自评表'!$A$1:$I$28" in written["xl/workbook.xml"].decode(), "the print area"


def test_styles_are_appended_behind_those_that_stand_there() -> None:
    form = dressed()
    form.protect("自评表", [(15, 8), (15, 5)])
    before = parse(unzipped(FORM.read_bytes())["xl/styles.xml"], "styles")
    after = parse(unzipped(form.to_bytes())["xl/styles.xml"], "styles")
    for child in before:
        now = next(each for each in after if each.tag == child.tag)
        assert [serialise(each) for each in now][:len(child)] == [serialise(each) for each in child]


def test_rules_given_twice_stand_there_once_and_a_limit_of_the_form_stays() -> None:
    own = ('<dataValidations count="1"><dataValidation sqref="B1" type="whole" operator="equal">'
           "<formula1>7</formula1></dataValidation></dataValidations>")
    first = book(ROWS + own, styles=STYLES)
    rules = ([Validation("B1:B2", minimum=Fraction(0)), Validation("A1", choices=("是", "否"))],
             [Highlight("A1", "$A$1<1", "error")])
    first.put_rules("表1", *rules)
    second = again(first)
    second.put_rules("表1", *rules)
    xml = unzipped(second.to_bytes())[SHEET].decode()
    assert xml.count("<dataValidation ") == 2, "that of B1 is the form's own"
    assert 'sqref="B1" type="whole"' in xml
    assert xml.count("<cfRule ") == 1


def test_long_messages_are_cut_as_excel_wants_them() -> None:
    form = dressed()
    form.put_rules("自评表", [Validation("I15", between=("0", "1"), prompt="长" * 300,
                                      error="错" * 300)], [])
    xml = unzipped(form.to_bytes())[SHEET].decode()
    assert "长" * 254 + "…" in xml
    assert "错" * 224 + "…" in xml


def test_on_a_protected_sheet_the_open_cells_can_be_filled() -> None:
    form = dressed()
    form.protect("自评表", [(15, 8), (16, 8)])
    shut = again(form)
    assert shut.grid("自评表").protected
    assert not shut.locked("自评表", 15, 8)
    assert shut.locked("自评表", 15, 2)
    shut.put("自评表", 15, 8, Fraction(15))
    with pytest.raises(BookError, match="受工作表保护"):
        shut.put("自评表", 15, 2, "产出")
    xml = unzipped(form.to_bytes())[SHEET].decode()
    assert "<sheetProtection sheet=" in xml
    assert not re.search(r"password|hashValue", xml)


def test_a_page_that_we_protect_is_renewed_without_a_word() -> None:
    def page(value: Fraction) -> Page:
        return Page("评分计算", (10,), [[PageCell(value, "number", formula="1+1")]], protected=True,
                    highlights=(Highlight("A1", "A1<0", "error"),))

    data = book(ROWS, styles=STYLES)
    data.put_page(page(Fraction(2)))
    once = again(data)
    assert once.grid("评分计算").protected
    assert once.grid("评分计算").at(1, 1) == Cell(Fraction(2), "1+1")
    once.put_page(page(Fraction(3)))
    assert again(once).grid("评分计算").at(1, 1).value == 3
    locked = again(data)
    with pytest.raises(BookError, match="受保护，不能更新"):
        locked.put_page(Page("评分计算", (10,), [[PageCell("别的")]]))


def test_a_page_with_formulas_asks_to_be_calculated_on_opening() -> None:
    data = book(ROWS, styles=STYLES)
    data.put_page(Page("评分计算", (10,), [[PageCell(Fraction(2), "number", formula="1+1")]]))
    assert 'fullCalcOnLoad="1"' in unzipped(data.to_bytes())["xl/workbook.xml"].decode()
