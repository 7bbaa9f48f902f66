"""Big and stuffed sheets: what is stepped over is not read, and is still there afterwards."""

import subprocess
import sys
from fractions import Fraction

import pytest

from addin.books.xlsx.closed import BookFile
from addin.errors import BookError, UserError
from tests.closed_files.packages import SHEET, again, parts, rows, stuffed_sheet, unzipped, zipped


@pytest.fixture(scope="module")
def stuffed() -> bytes:
    return stuffed_sheet()


def test_of_a_stuffed_sheet_the_first_rows_are_read_and_all_are_kept(stuffed: bytes) -> None:
    data = BookFile.read(stuffed, "灌满.xlsx")
    grid = data.grid("表1")
    data.put("表1", 2, 3, Fraction(99, 10))
    written = data.to_bytes()
    assert grid.truncated
    assert max(grid.rows()) == 2_000
    assert grid.merges, "what stands after the rows is read"
    before, after = (unzipped(content)[SHEET].decode() for content in (stuffed, written))
    assert after.count("<row ") == 100_000
    assert after[after.index('<row r="2001"'):] == before[before.index('<row r="2001"'):]
    assert BookFile.read(written, "灌满.xlsx").grid("表1").at(2, 3).value == Fraction(99, 10)


def test_merges_over_one_another_are_refused_before_they_fill_the_memory() -> None:
    merges = '<mergeCell ref="A1:B5000"/>' * 1_000
    data = BookFile.read(zipped(parts(f"<sheetData>{rows(1, 5_000)}</sheetData>"
                                      f"<mergeCells>{merges}</mergeCells>")), "叠.xlsx")
    with pytest.raises(UserError, match="合并单元格多得不正常"):
        data.grid("表1")


def test_beyond_what_was_read_nothing_is_written(stuffed: bytes) -> None:
    data = BookFile.read(stuffed, "灌满.xlsx")
    with pytest.raises(BookError, match="第 2000 行之后"):
        data.put("表1", 2_001, 1, Fraction(1))


def test_formulas_in_rows_stepped_over_ask_for_recalculation() -> None:
    surplus = rows(1, 20_001) + '<row r="20002"><c r="A20002"><f>A1</f><v>1</v></c></row>'
    data = BookFile.read(zipped(parts(f"<sheetData>{surplus}</sheetData>")), "灌满.xlsx")
    data.put("表1", 1, 1, Fraction(7))
    assert b"fullCalcOnLoad" in unzipped(data.to_bytes())["xl/workbook.xml"]


def test_a_long_but_possible_sheet_is_read_whole() -> None:
    data = BookFile.read(zipped(parts(f"<sheetData>{rows(1, 5_000)}</sheetData>")), "长.xlsx")
    grid = data.grid("表1")
    assert not grid.truncated
    assert max(grid.rows()) == 5_000
    data.put("表1", 5_001, 1, Fraction(1))
    assert again(data).grid("表1").at(5_001, 1).value == 1


def test_opening_a_workbook_loads_nothing_heavy() -> None:
    heavy = ("openpyxl", "docx", "jinja2", "xlwings", "python_calamine", "numpy")
    code = ("import sys, addin.books.files, addin.books.xlsx.closed; "
            f"print([name for name in {heavy!r} if name in sys.modules])")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
