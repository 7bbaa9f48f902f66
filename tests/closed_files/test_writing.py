"""Writing cells: what was asked for is there, and everything else is as it was."""

from fractions import Fraction
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import openpyxl
import pytest

from addin.books.book import Cell
from addin.books.xlsx.closed import BookFile
from addin.errors import BookError
from tests.closed_files.packages import SHEET, again, book, parts, unzipped, zipped

FORM = Path(__file__).parents[2] / "templates" / "forms" / "huaxi-2023" / "blank.xlsx"
ROW = ('<sheetData><row r="2" spans="1:2" ht="30"><c r="A2" s="1"><v>1</v></c>'
       '<c r="B2" s="2" t="s" ph="1"><v>0</v></c></row>'
       '<row r="9"><c r="B9" s="5"/></row></sheetData>')
TEXTS = "<si><t>旧</t></si>"


def sheet_xml(written: BookFile) -> str:
    return unzipped(written.to_bytes())[SHEET].decode()


def test_only_the_sheet_written_to_changes() -> None:
    before = unzipped(FORM.read_bytes())
    form = BookFile.read(FORM.read_bytes(), FORM.name)
    form.put("自评表", 20, 8, Fraction(99, 10))
    after = unzipped(form.to_bytes())
    assert list(after) == list(before)
    assert [name for name in after if after[name] != before[name]] == [SHEET]


def test_untouched_members_keep_their_compressed_bytes_and_times() -> None:
    stored = BytesIO()
    with ZipFile(stored, "w") as archive:
        for name, content in parts(ROW, strings=TEXTS).items():
            archive.writestr(name, content)
        archive.writestr("xl/media/章.png", b"\x89PNG" * 100, ZIP_STORED)
        archive.writestr("xl/vbaProject.bin", bytes(range(256)))
    written = BookFile.read(stored.getvalue(), "试.xlsm")
    written.put("表1", 2, 1, Fraction(2))
    with ZipFile(stored) as old, ZipFile(BytesIO(written.to_bytes())) as new:
        assert new.testzip() is None
        assert new.namelist() == old.namelist()
        for info in old.infolist():
            if info.filename != SHEET:
                kept = new.getinfo(info.filename)
                assert (kept.date_time, kept.compress_type, kept.compress_size) == (
                    info.date_time, info.compress_type, info.compress_size)
                assert new.read(kept) == old.read(info)


def test_without_writes_every_part_stays() -> None:
    made = zipped(parts(ROW, strings=TEXTS))
    assert unzipped(BookFile.read(made, "试.xlsx").to_bytes()) == unzipped(made)


def test_the_same_writes_give_the_same_bytes() -> None:
    def written() -> bytes:
        form = BookFile.read(FORM.read_bytes(), FORM.name)
        form.put("自评表", 20, 8, Fraction(99, 10))
        form.set_property("评分办法", "520111/2023")
        assert form.to_bytes() == form.to_bytes()
        return form.to_bytes()

    assert written() == written()


@pytest.mark.parametrize(("value", "stored"), [
    (Fraction(99, 10), "9.9"),
    (Fraction(100), "100"),
    (Fraction(-1, 4), "-0.25"),
    (Fraction(2, 3), "0.666666666666667"),
    (Fraction(28507911, 100), "285079.11"),
])
def test_numbers_are_stored_as_shortest_decimals(value: Fraction, stored: str) -> None:
    written = book(ROW, strings=TEXTS)
    written.put("表1", 2, 2, value)
    assert f'<c r="B2" s="2"><v>{stored}</v></c>' in sheet_xml(written)


@pytest.mark.parametrize("text", [
    "=12个月", "  前后空格 ", "两\n行", "A&B <差（‹60)>", "_x000D_ 原样", "𠮷", "'撇",
])
def test_texts_come_back_as_they_were(text: str) -> None:
    written = book(ROW, strings=TEXTS)
    written.put("表1", 2, 2, text)
    assert again(written).grid("表1").at(2, 2) == Cell(text)


def test_illegal_characters_are_dropped_and_long_texts_cut() -> None:
    written = book(ROW, strings=TEXTS)
    written.put("表1", 2, 1, "甲\x00\x0b乙\ufffe")
    written.put("表1", 2, 2, "长" * 40_000)
    grid = again(written).grid("表1")
    assert grid.at(2, 1).value == "甲乙"
    assert grid.at(2, 2).value == "长" * 32_766 + "…"


@pytest.mark.parametrize("nothing", [None, ""])
def test_clearing_keeps_the_style(nothing: str | None) -> None:
    written = book(ROW, strings=TEXTS)
    written.put("表1", 2, 2, nothing)
    assert '<c r="B2" s="2"/>' in sheet_xml(written)


def test_clearing_what_is_not_there_adds_nothing() -> None:
    written = book(ROW, strings=TEXTS)
    written.put("表1", 5, 5, None)
    assert "E5" not in sheet_xml(written)


def test_an_absent_cell_takes_its_neighbours_style() -> None:
    written = book(ROW, strings=TEXTS)
    written.put("表1", 5, 2, Fraction(5))
    written.put("表1", 2, 4, Fraction(4))
    written.put("表1", 9, 1, Fraction(9))
    written.put("表1", 12, 7, "新")
    xml = sheet_xml(written)
    assert '<row r="5"><c r="B5" s="2"><v>5</v></c></row>' in xml, "the nearest above"
    assert '<c r="D2" s="2"><v>4</v></c></row>' in xml, "else the nearest to the left"
    assert '<row r="9"><c r="A9" s="1"><v>9</v></c><c r="B9" s="5"/></row>' in xml
    assert '<row r="12"><c r="G12" t="inlineStr">' in xml, "else none"
    assert [xml.index(f'<row r="{n}"') for n in (2, 5, 9, 12)] == sorted(
        xml.index(f'<row r="{n}"') for n in (2, 5, 9, 12))
    assert 'spans="1:2"' not in xml, "the row is wider than it said"


def test_cells_without_addresses_get_them_when_one_is_added() -> None:
    written = book("<sheetData><row><c><v>1</v></c><c><v>2</v></c></row></sheetData>")
    written.put("表1", 1, 4, Fraction(4))
    written.put("表1", 3, 1, Fraction(3))
    values = {place: cell.value for place, cell in again(written).grid("表1").cells.items()}
    assert values == {(1, 1): 1, (1, 2): 2, (1, 4): 4, (3, 1): 3}


def test_a_prefixed_sheet_stays_prefixed() -> None:
    written = book('<x:sheetData><x:row r="1"><x:c r="A1" s="3"/></x:row></x:sheetData>', prefix="x")
    written.put("表1", 1, 1, Fraction(99, 10))
    written.put("表1", 2, 1, "字")
    xml = sheet_xml(written)
    assert '<x:c r="A1" s="3"><x:v>9.9</x:v></x:c>' in xml
    assert '<x:row r="2"><x:c r="A2" s="3" t="inlineStr"><x:is><x:t xml:space="preserve">字' in xml


def test_formulas_are_written_with_their_value() -> None:
    written = book(ROW, strings=TEXTS)
    written.put_formula("表1", 2, 1, 'ROUND(B2*10,2)&"<"', "9.9<")
    written.put_formula("表1", 2, 2, "=SUM(B9:B10)", Fraction(959, 10))
    grid = again(written).grid("表1")
    assert grid.at(2, 1) == Cell("9.9<", 'ROUND(B2*10,2)&"<"')
    assert grid.at(2, 2) == Cell(Fraction(959, 10), "SUM(B9:B10)")
    assert "fullCalcOnLoad" not in unzipped(written.to_bytes())["xl/workbook.xml"].decode()


def test_what_was_written_is_seen_in_the_grid() -> None:
    written = book(ROW, strings=TEXTS)
    before = written.grid("表1")
    written.put("表1", 2, 2, "新")
    assert written.grid("表1").at(2, 2).value == "新"
    assert before.at(2, 2).value == "旧", "a grid is a snapshot"


def test_properties_are_added_and_renewed() -> None:
    plain = BookFile.read(FORM.read_bytes(), FORM.name)
    plain.set_property("评分办法", "520111/2023")
    once = again(plain)
    assert once.property("评分办法") == "520111/2023"
    once.set_property("评分办法", "440117/2022")
    once.set_property("表单", "huaxi-2023")
    twice = again(once)
    assert (twice.property("评分办法"), twice.property("表单")) == ("440117/2022", "huaxi-2023")
    assert twice.property("别的") is None
    stored = openpyxl.load_workbook(BytesIO(twice.to_bytes())).custom_doc_props
    assert {item.name: item.value for item in stored.props} == {
        "评分办法": "440117/2022", "表单": "huaxi-2023"}


PROTECTED = ('<cols><col min="4" max="4" style="1"/></cols><sheetData>'
             '<row r="1"><c r="A1" s="0"/><c r="B1" s="1"/></row>'
             '<row r="2" s="1" customFormat="1"/></sheetData><sheetProtection sheet="1"/>'
             '<protectedRanges><protectedRange sqref="F1:F9 G1" name="a"/>'
             '<protectedRange sqref="H1" name="b" password="CC1A"/></protectedRanges>')
UNLOCKED = ('<cellXfs><xf numFmtId="0"/><xf numFmtId="0"><protection locked="0"/></xf></cellXfs>')


@pytest.mark.parametrize(("row", "column", "locked"), [
    (1, 1, True), (1, 2, False), (2, 7, False), (3, 3, True), (3, 4, False),
    (4, 6, False), (1, 7, False), (1, 8, True),
])
def test_locked_cells_are_refused(row: int, column: int, locked: bool) -> None:
    protected = book(PROTECTED, styles=UNLOCKED)
    assert protected.locked("表1", row, column) is locked
    if locked:
        with pytest.raises(BookError, match="受工作表保护"):
            protected.put("表1", row, column, Fraction(1))
    else:
        protected.put("表1", row, column, Fraction(1))
        assert again(protected).grid("表1").at(row, column).value == 1
    assert "sheetProtection" in sheet_xml(protected), "never unprotected"


def test_what_can_not_be_written_is_said() -> None:
    merged = book(ROW + '<mergeCells><mergeCell ref="A2:B2"/></mergeCells>')
    with pytest.raises(BookError, match="表1!B2 属于以 A2 开头的合并单元格"):
        merged.put("表1", 2, 2, "x")
    with pytest.raises(BookError, match="没有工作表“别的”，只有：表1"):
        merged.put("别的", 1, 1, "x")
    with pytest.raises(BookError, match="A2 里没有公式"):
        merged.put_cached("表1", 2, 1, Fraction(1))
