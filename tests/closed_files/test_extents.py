"""Extents and names cost what the used cells cost, and no extent reaches what was typed."""

from __future__ import annotations

import sys
from fractions import Fraction

import pytest

from addin.books.book import Cell, Page, PageCell
from addin.books.xlsx.closed import BookFile
from addin.books.xlsx.formulas import references, shifted
from addin.errors import UserError
from addin.redact.book import redact_book
from tests.closed_files.packages import SHEET, again, book, parts, rows, unzipped, zipped

TYPED = ('<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="inlineStr"><is><t>经办人写的</t></is></c></row>'
         '<row r="2"><c r="A2"><v>2</v></c><c r="B2"><v>3</v></c></row>')


def laid_over(place: str, extent: str, kind: str = "array") -> BookFile:
    """Typed cells A1:B2, and in C60 or wherever a formula whose results are said to cover them."""
    return book(f'<sheetData>{TYPED}<row r="60"><c r="{place}"><f t="{kind}" ref="{extent}">A1*2</f>'
                "<v>2</v></c></row></sheetData>")


@pytest.mark.parametrize("kind", ["array", "dataTable"])
@pytest.mark.parametrize(("place", "extent"), [
    ("B60", "A1:B9"), ("B60", "A60:XFD5000"), ("C60", "A1:XFD1048576"), ("A60", "A60:B61"),
    ("B60", "A1:"), ("B60", "XFD1048576:A1"),
])
def test_what_was_typed_under_an_extent_stays(place: str, extent: str, kind: str) -> None:
    data = laid_over(place, extent, kind)
    data.put("表1", 1, 1, Fraction(7))
    grid = again(data).grid("表1")
    assert [grid.at(*at).value for at in ((1, 1), (1, 2), (2, 1), (2, 2))] == [7, "经办人写的", 2, 3]


@pytest.mark.parametrize("beside", ['<c r="B1" t="s"><v>0</v></c>', '<c r="B1"/>', "",
                                    '<c r="B1"><f>1+1</f><v>2</v></c>'])
def test_an_extent_that_is_not_all_results_is_not_believed(beside: str) -> None:
    data = book(f'<sheetData><row r="1"><c r="A1"><f t="array" ref="A1:C1">A9*2</f><v>2</v></c>{beside}'
                '<c r="C1"><v>4</v></c></row><row r="9"><c r="A9"><v>1</v></c></row></sheetData>',
                strings="<si><t>字</t></si>")
    data.put("表1", 9, 1, Fraction(7))
    grid = again(data).grid("表1")
    assert grid.at(1, 3).value == 4
    assert grid.at(1, 1).value is None, "the formula's own result may be wrong now"


def test_what_an_array_formula_shows_in_other_cells_is_its_formulas() -> None:
    data = book('<sheetData><row r="1"><c r="A1"><f t="array" ref="A1:B1">C1:D1</f><v>2</v></c>'
                '<c r="B1"><v>4</v></c></row></sheetData>')
    assert data.grid("表1").at(1, 2) == Cell(Fraction(4), "C1:D1")


def with_names(names: str) -> BookFile:
    return book(f'<sheetData>{TYPED}<row r="9"><c r="A9"><f>q_0</f><v>5</v></c></row></sheetData>',
                names=f"<definedNames>{names}</definedNames>")


def chain(count: int, end: str) -> str:
    links = [*(f"q_{n + 1}" for n in range(count - 1)), end]
    return "".join(f'<definedName name="q_{n}">{to}</definedName>' for n, to in enumerate(links))


@pytest.mark.parametrize(("names", "left"), [
    ("".join(f'<definedName name="q_{n}">{"+".join(f"q_{m}" for m in range(40))}</definedName>'
             for n in range(40)), 5),
    (chain(3_000, "表1!$A$1"), None), (chain(3_000, "表1!$C$1"), 5), (chain(3_000, "无此名"), None),
    (chain(1, "表1!$C$1") + '<definedName name="Q_0" localSheetId="0">表1!$A$1</definedName>', None),
])
def test_circles_and_chains_of_names_are_followed_once(names: str, left: int | None) -> None:
    data = with_names(names)
    data.put("表1", 1, 1, Fraction(7))
    assert again(data).grid("表1").at(9, 1).value == left


def test_a_chain_of_names_that_leads_outside_is_frozen_for_the_public() -> None:
    made = parts(f'<sheetData>{TYPED}<row r="9"><c r="A9"><f>q_0</f><v>5</v></c></row></sheetData>',
                 names=f"<definedNames>{chain(3_000, '[1]x!A1')}</definedNames>")
    published = redact_book(zipped(made)).content
    assert b"<f>" not in unzipped(published)[SHEET]
    assert b"definedName " not in unzipped(published)["xl/workbook.xml"]


def test_one_long_shared_formula_is_not_written_out_a_thousand_times() -> None:
    text = "A1" + "+A1" * 2_500
    cells = f'<row r="1"><c r="B1"><f t="shared" si="0" ref="B1:B9">{text}</f><v>1</v></c></row>'
    cells += "".join(f'<row r="{n}"><c r="B{n}"><f t="shared" si="0"/><v>1</v></c></row>'
                     for n in range(2, 15_000))
    data = book(f"<sheetData>{cells}</sheetData>")
    grid = data.grid("表1")
    assert sum(len(cell.formula or "") for cell in grid.cells.values()) < 10_000_000
    assert all(cell.formula is not None for cell in grid.cells.values())
    data.put("表1", 3, 1, Fraction(1))
    assert len(data.to_bytes()) < 1_000_000
    overwritten = book(f"<sheetData>{cells}</sheetData>")
    overwritten.put("表1", 1, 2, Fraction(1))
    with pytest.raises(UserError, match="太多单元格共用"):
        overwritten.to_bytes()


@pytest.mark.parametrize("merge", ["A1:A1048576", "A1:XFD1048576", "B2:XFD2"])
def test_a_merge_costs_what_it_covers(merge: str) -> None:
    grid = book(f'<sheetData>{rows(1, 30)}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
                f'</sheetData><mergeCells><mergeCell ref="{merge}"/></mergeCells>').grid("表1")
    assert grid.corner(20, 1) == ((1, 1) if merge.startswith("A1") else (20, 1))
    assert sum(each.bottom - each.top for each in grid.merges) < 200


@pytest.mark.parametrize("number", ["1048577", "9" * 5_000])
def test_a_row_beyond_the_last_is_told(number: str) -> None:
    data = book(f'<sheetData><row r="{number}"><c r="A1"><v>1</v></c></row></sheetData>')
    with pytest.raises(UserError, match="行号超出了工作表的范围"):
        data.grid("表1")


@pytest.mark.parametrize(("formula", "moved"), [
    ("SUM(表格[A1])+A1", "SUM(表格[A1])+B3"), ("表格[[#This Row],[H8]]*H8", "表格[[#This Row],[H8]]*I10"),
    ("[@A1]+A1", "[@A1]+B3"), ("表格['[A1]+A1", "表格['[A1]+B3"), ("[1]表1!A1", "[1]表1!B3"),
])
def test_a_tables_columns_are_no_cells(formula: str, moved: str) -> None:
    assert shifted(formula, 2, 1) == moved


def test_a_tables_columns_may_be_any_cells() -> None:
    assert any(each.area is None and not each.name for each in references("SUM(表格[A1])"))


def styles_arrows(made: dict[str, str], kind: str) -> dict[str, str]:
    arrows = made["xl/_rels/workbook.xml.rels"]
    return made | {"xl/_rels/workbook.xml.rels": arrows.replace("relationships/styles", kind)}


def test_styles_without_their_relation_are_taken_up_again() -> None:
    made = styles_arrows(parts(f"<sheetData>{TYPED}</sheetData>", styles=(
        '<numFmts><numFmt numFmtId="170" formatCode="0&quot;户&quot;"/></numFmts>'
        '<cellXfs><xf numFmtId="170"/></cellXfs>')), "relationships/stylesX")
    data = BookFile.read(zipped(made), "试.xlsx")
    assert data.grid("表1").at(1, 1).number_format == '0"户"'
    data.put_page(Page("评分依据", [10], [[PageCell("字")]]))
    written = unzipped(data.to_bytes())
    assert written["[Content_Types].xml"].count(b"/xl/styles.xml") == 1
    assert b"formatCode" in written["xl/styles.xml"], "they are the styles that were there"
    assert b'relationships/styles"' in written["xl/_rels/workbook.xml.rels"]


@pytest.mark.parametrize("spelled", ["upper", pytest.param("back-slashes", marks=pytest.mark.skipif(
    sys.platform == "win32", reason="zipfile writes no back-slashes on Windows"))])
def test_parts_are_found_by_any_spelling(spelled: str) -> None:
    made = {name if name.startswith("[") else name.upper() if spelled == "upper" else
            name.replace("/", "\\"): xml for name, xml in parts(f"<sheetData>{TYPED}</sheetData>").items()}
    data = BookFile.read(zipped(made), "试.xlsx")
    data.put("表1", 1, 1, Fraction(7))
    assert again(data).grid("表1").at(1, 1).value == 7
    assert list(unzipped(data.to_bytes())) == list(made)


def test_two_spellings_of_one_part_are_refused() -> None:
    made = parts("<sheetData/>")
    with pytest.raises(UserError, match="重名"):
        BookFile.read(zipped(made | {SHEET.upper(): made[SHEET]}), "试.xlsx")
