"""The helper itself tells the truth about what a real spreadsheet application shows."""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from tests import office

pytestmark = pytest.mark.office

EMPTY_VALUE = re.compile(rb"(<f>B3\*10</f>)<v(?: ?/|></v)>")
"""A formula whose value openpyxl left out, in each way it has of writing that."""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Workbook()
    form = made.active
    form.title = "自评表"
    form["A1"] = "部门整体支出绩效自评表"
    form.merge_cells("A1:C1")
    form["B3"], form["C3"] = 9.9, "=B3*10"
    form["B3"].number_format = "0.00"
    form["C4"] = "一是加强\n二是  改进"
    made.create_sheet("评分依据")["B2"] = "财预〔2020〕10号"
    path = tmp_path_factory.mktemp("office") / "自评表.xlsx"
    made.save(path)
    return path


def test_cells_are_what_a_reader_sees(book: Path) -> None:
    assert office.cells(book) == {
        "A1": "部门整体支出绩效自评表", "B3": "9.90", "C3": "99", "C4": "一是加强\n二是  改进"}
    assert office.cells(book, "评分依据") == {"B2": "财预〔2020〕10号"}


def test_a_stale_value_is_shown_until_recalculated(book: Path, tmp_path: Path) -> None:
    stale = tmp_path / "stale.xlsx"
    with ZipFile(book) as package, ZipFile(stale, "w") as copy:
        for name in package.namelist():
            content = package.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content, changed = EMPTY_VALUE.subn(rb"\1<v>1</v>", content)
                assert changed == 1
            copy.writestr(name, content)
    assert office.cells(stale)["C3"] == "1"
    assert office.recalculated(stale)["C3"] == "99"


def test_an_unknown_sheet_is_named(book: Path) -> None:
    with pytest.raises(LookupError, match="基础数据"):
        office.cells(book, "基础数据")


def test_a_file_that_is_no_document_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a workbook")
    with pytest.raises(RuntimeError, match=r"broken\.xlsx"):
        office.cells(broken)


def test_pages_become_pictures(book: Path, tmp_path: Path) -> None:
    pages = office.to_png(office.to_pdf(book, tmp_path), tmp_path / "pages", dpi=40)
    assert [page.name for page in pages] == ["自评表-1.png", "自评表-2.png"]
    assert all(page.read_bytes().startswith(b"\x89PNG") for page in pages)
