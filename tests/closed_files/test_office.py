"""What was written opens in a real spreadsheet, shows what it should, and survives its saving."""

import shutil
import subprocess
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from addin.books.book import Area, Cell, Validation
from addin.books.files import open_book, save_book, writable
from addin.books.legacy import BookLegacy
from addin.books.xlsx.closed import BookFile
from addin.errors import UserError
from tests import office
from tests.closed_files.packages import book
from tests.closed_files.test_pages import form, page

pytestmark = pytest.mark.office


@pytest.fixture
def converted(tmp_path: Path) -> Iterator[object]:
    """A function that has LibreOffice save a workbook in another format."""
    def convert(source: Path, kind: str, suffix: str) -> Path:
        folder = tmp_path / "converted"
        profile = (tmp_path / "profile").as_uri()
        subprocess.run(["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to",
                        kind, "--outdir", str(folder), str(source)],
                       check=True, capture_output=True, timeout=office.SECONDS)
        return folder / f"{source.stem}.{suffix}"

    yield convert
    shutil.rmtree(tmp_path)


def filled() -> BookFile:
    data = form()
    data.put("自评表", 20, 8, Fraction(99, 10))
    data.put("自评表", 20, 4, "=12个月")
    data.put_page(page(validations=(Validation("B4", choices=("是", "否")),),
                       names={"编制数": "$B$4"}))
    data.set_property("评分办法", "520111/2023")
    return data


def test_the_written_workbook_opens_and_shows_its_cells(tmp_path: Path) -> None:
    save_book(filled(), tmp_path / "f.xlsx")
    shown = office.cells(tmp_path / "f.xlsx", "自评表")
    assert (shown["H20"], shown["D20"]) == ("9.9", "=12个月")
    basis = office.cells(tmp_path / "f.xlsx", "评分依据")
    assert (basis["A1"], basis["B3"], basis["C4"]) == ("评分依据", "9.90", "=12个月")


def test_the_pages_print_one_page_wide(tmp_path: Path) -> None:
    save_book(filled(), tmp_path / "f.xlsx")
    pages = office.to_png(office.to_pdf(tmp_path / "f.xlsx", tmp_path / "pdf"), tmp_path / "png")
    assert len(pages) == 2


def test_formulas_without_a_stored_value_are_computed_on_opening(tmp_path: Path) -> None:
    data = book('<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1*2</f><v>2</v></c>'
                '<c r="C1"><f>A1+90</f><v>91</v></c></row></sheetData>')
    data.put("表1", 1, 1, Fraction(59, 10))
    data.put_cached("表1", 1, 3, Fraction(959, 10))
    save_book(data, tmp_path / "f.xlsx")
    assert office.cells(tmp_path / "f.xlsx") == {"A1": "5.9", "B1": "11.8", "C1": "95.9"}


def test_an_old_workbook_hides_and_strikes_out_as_a_new_one(tmp_path: Path, converted) -> None:
    new = Workbook()
    struck, raised = (InlineFont(strike=True), InlineFont(vertAlign="superscript"))
    new.active.title = "表1"
    new.active["A1"] = CellRichText(TextBlock(struck, "20"), "19")
    new.active["B1"] = CellRichText("15", TextBlock(raised, "2"))
    new.active["C1"] = CellRichText("180m", TextBlock(raised, "2"))
    new.active["A2"], new.active["B2"] = "清淤渠道", 10
    for cell in ("A2", "B2"):
        new.active[cell].font = Font(strike=True)
    new.active.row_dimensions[1].hidden = new.active.column_dimensions["B"].hidden = True
    new.save(tmp_path / "f.xlsx")
    for path in (tmp_path / "f.xlsx", converted(tmp_path / "f.xlsx", "xls:MS Excel 97", "xls")):
        grid = open_book(path).grid("表1")
        assert {place: cell.value for place, cell in grid.cells.items()} == {
            (1, 1): "19", (1, 2): "15", (1, 3): "180m2"}
        assert dict(grid.struck) == {2: "清淤渠道、10"}
        assert (grid.hidden_rows, grid.hidden_columns) == ({1}, {2})


def test_our_sheet_is_known_again_after_another_program_saved_it(tmp_path: Path, converted) -> None:
    save_book(filled(), tmp_path / "f.xlsx")
    resaved = open_book(converted(tmp_path / "f.xlsx", "xlsx:Calc MS Excel 2007 XML", "xlsx"))
    assert isinstance(resaved, BookFile)
    assert resaved.property("评分办法") == "520111/2023"
    assert resaved.names["编制数"].replace("'", "").replace("$", "") == "基础数据!B4".replace(
        "基础数据", "评分依据")
    assert resaved.grid("自评表").at(20, 8).value == Fraction(99, 10)
    resaved.put_page(page(score=Fraction(8), names={"编制数": "$B$4"}))
    save_book(resaved, tmp_path / "again.xlsx")
    again = open_book(tmp_path / "again.xlsx")
    assert again.sheets == ("自评表", "评分依据")
    assert office.cells(tmp_path / "again.xlsx", "评分依据")["B3"] == "8.00"


def test_old_formats_are_read_and_never_written(tmp_path: Path, converted) -> None:
    data = filled()
    data.put_formula("自评表", 20, 9, "1/8", Fraction(1, 8))
    save_book(data, tmp_path / "旧.xlsx")
    for kind, suffix in (("xls", "xls"), ("ods", "ods")):
        path = converted(tmp_path / "旧.xlsx", kind, suffix)
        renamed = path.with_suffix(".et")
        path.rename(renamed)
        old = open_book(renamed)
        assert isinstance(old, BookLegacy)
        assert old.sheets == ("自评表", "评分依据")
        assert old.own_sheets == {"评分依据": "评分依据"}
        grid = old.grid("自评表")
        assert grid.at(20, 8).value == Fraction(99, 10)
        assert grid.at(20, 4).value == "=12个月"
        assert grid.at(20, 9) == Cell(Fraction(1, 8))
        if suffix == "xls":
            assert set(grid.merges) == set(form().grid("自评表").merges)
        with pytest.raises(UserError, match=r"只能读取、审核，不能回填.*另存为 \.xlsx"):
            writable(old)


def test_an_old_file_cut_off_anywhere_is_no_catastrophe(tmp_path: Path, converted) -> None:
    save_book(filled(), tmp_path / "旧.xlsx")
    whole = converted(tmp_path / "旧.xlsx", "xls", "xls").read_bytes()
    path = tmp_path / "断.xls"
    for length in (*range(8, len(whole) - 1_024, 512), *range(100, len(whole) - 1_024, 1_009)):
        path.write_bytes(whole[:length])
        with pytest.raises(UserError, match="不完整或已损坏"):
            open_book(path)


def test_a_workbook_saved_by_libreoffice_is_read_and_written(tmp_path: Path, converted) -> None:
    save_book(form(), tmp_path / "f.xlsx")
    source = converted(tmp_path / "f.xlsx", "xlsx:Calc MS Excel 2007 XML", "xlsx")
    data = open_book(source)
    assert isinstance(data, BookFile)
    ours = {place: cell.value for place, cell in form().grid("自评表").cells.items()}
    assert {place: cell.value for place, cell in data.grid("自评表").cells.items()} == ours
    assert data.grid("自评表").area(1, 1) == form().grid("自评表").area(1, 1)
    assert isinstance(data.grid("自评表").area(1, 1), Area)
    data.put("自评表", 20, 8, Fraction(99, 10))
    save_book(data, tmp_path / "g.xlsx")
    assert office.cells(tmp_path / "g.xlsx")["H20"] == "9.9"
