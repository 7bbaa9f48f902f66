"""Stored results of formulas: none is left that may no longer be true."""

from fractions import Fraction

import pytest

from addin.books.book import Cell
from addin.books.xlsx.closed import BookFile
from addin.books.xlsx.formulas import references, shifted
from tests.closed_files.packages import SHEET, again, book, parts, unzipped, zipped


def sheet(*formulas: str) -> str:
    """A1:A9 hold numbers; B1, B2 … hold the formulas, each with the stored value 5."""
    numbers = [f'<row r="{n}"><c r="A{n}"><v>{n}</v></c>' for n in range(1, 10)]
    for index, formula in enumerate(formulas):
        text = formula.replace("&", "&amp;").replace("<", "&lt;")
        numbers[index] += f'<c r="B{index + 1}"><f>{text}</f><v>5</v></c>'
    return f"<sheetData>{'</row>'.join(numbers)}</row></sheetData>"


def stored(data: BookFile, name: str = "表1") -> list[object]:
    grid = data.grid(name)
    return [grid.at(row, 2).value for row in range(1, 10) if grid.at(row, 2).formula is not None]


@pytest.mark.parametrize(("formula", "forgotten"), [
    ("A1*2", True),
    ("SUM(A1:A9)", True),
    ("SUM($A:$A)", True),
    ("SUM(1:1)", True),
    ("表1!$A$1", True),
    ("'表1'!A1+1", True),
    ("SUM(A2:A9)", False),
    ("表2!A1", False),
    ("[1]表1!A1", False),
    ('"A1"&A2', False),
    ("LOG10(A2)+1E1", False),
    ('INDIRECT("A"&1)', True),
    ("OFFSET(A9,-8,0)", True),
    ("SUM(A2:INDEX(A:A,1))", True),
    ("PE_SCORE(A2)", True),
    ("得分", True),
    ("另名", False),
    ("无此名", True),
    ("相对", True),
    ("表格[得分]", True),
    ("IF(TRUE,A2,#REF!)", False),
])
def test_which_formulas_depend_on_a1(formula: str, forgotten: bool) -> None:
    names = ("<definedNames><definedName name='得分'>表1!$A$1:$A$3</definedName>"
             "<definedName name='另名'>表1!$A$2</definedName>"
             "<definedName name='相对'>表1!A2</definedName></definedNames>")
    data = book(sheet(formula), sheet(), names=names)
    data.put("表1", 1, 1, Fraction(7))
    assert stored(again(data)) == [None if forgotten else 5]
    asked = "fullCalcOnLoad" in unzipped(data.to_bytes())["xl/workbook.xml"].decode()
    assert asked == forgotten


def test_dependence_goes_on_through_formulas_and_sheets() -> None:
    data = book(sheet("A1", "B1+1", "A9"), sheet("表1!B2", "A5", "B1"))
    data.put("表1", 1, 1, Fraction(7))
    assert stored(again(data)) == [None, None, 5]
    assert stored(again(data), "表2") == [None, 5, None]


def test_a_cached_total_is_written_and_still_passes_the_change_on() -> None:
    data = book(sheet("SUM(A1:A9)", 'IF(B1>=90,"优","良")', "B2&A9"))
    data.put("表1", 1, 1, Fraction(7))
    data.put_cached("表1", 1, 2, Fraction(959, 10))
    data.put_cached("表1", 2, 2, "优")
    grid = again(data).grid("表1")
    assert grid.at(1, 2) == Cell(Fraction(959, 10), "SUM(A1:A9)")
    assert grid.at(2, 2) == Cell("优", 'IF(B1>=90,"优","良")')
    assert grid.at(3, 2).value is None
    assert "fullCalcOnLoad" in unzipped(data.to_bytes())["xl/workbook.xml"].decode()


def test_results_of_an_array_formula_are_all_forgotten() -> None:
    data = book('<sheetData><row r="1"><c r="A1"><v>1</v></c>'
                '<c r="B1"><f t="array" ref="B1:B2">A1:A2*2</f><v>2</v></c></row>'
                '<row r="2"><c r="A2"><v>2</v></c><c r="B2"><v>4</v></c>'
                '<c r="C2"><f>B2+1</f><v>5</v></c></row></sheetData>')
    data.put("表1", 1, 1, Fraction(7))
    grid = again(data).grid("表1")
    assert [grid.at(*place).value for place in ((1, 2), (2, 2), (2, 3))] == [None, None, None]


def test_followers_of_an_overwritten_shared_formula_keep_their_formulas() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="C{n}"><f t="shared" si="0"'
                   + (' ref="C1:C3">A1*$A$1</f>' if n == 1 else "/>") + "<v>5</v></c></row>"
                   for n in (1, 2, 3))
    data = book(f"<sheetData>{rows}</sheetData>")
    data.put("表1", 1, 3, Fraction(8))
    grid = again(data).grid("表1")
    assert grid.at(1, 3) == Cell(Fraction(8))
    assert [grid.at(n, 3).formula for n in (2, 3)] == ["A2*$A$1", "A3*$A$1"]
    assert [grid.at(n, 3).value for n in (2, 3)] == [5, 5], "they don't read what has changed"


def with_chain() -> BookFile:
    made = parts(sheet("A1", "A2"))
    made["xl/calcChain.xml"] = '<calcChain><c r="B1" i="1"/><c r="B2"/></calcChain>'
    arrows = "xl/_rels/workbook.xml.rels"
    made[arrows] = made[arrows].replace("</Relationships>", (
        '<Relationship Id="rId95" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/calcChain" Target="calcChain.xml"/></Relationships>'))
    types = "[Content_Types].xml"
    made[types] = made[types].replace("</Types>", (
        '<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.calcChain+xml"/></Types>'))
    return BookFile.read(zipped(made), "试.xlsx")


def test_the_calculation_chain_goes_only_when_a_formula_goes() -> None:
    kept = with_chain()
    kept.put("表1", 1, 1, Fraction(3))
    assert "xl/calcChain.xml" in unzipped(kept.to_bytes())
    dropped = with_chain()
    dropped.put("表1", 1, 2, Fraction(3))
    written = unzipped(dropped.to_bytes())
    assert "xl/calcChain.xml" not in written
    assert not any(b"calcChain" in content for content in written.values())


def test_other_sheets_stay_byte_for_byte_when_nothing_depends() -> None:
    data = book(sheet("A1"), sheet("A1"))
    before = unzipped(data.to_bytes())
    data.put("表1", 1, 1, Fraction(3))
    after = unzipped(data.to_bytes())
    assert {name for name in after if after[name] != before[name]} == {SHEET, "xl/workbook.xml"}


def test_thousands_of_formulas_are_forgotten_without_being_followed() -> None:
    rows = "".join(f'<row r="{n}"><c r="B{n}"><f>Z{n}</f><v>5</v></c></row>'
                   for n in range(1, 2_500))
    data = book(f"<sheetData>{rows}</sheetData>")
    data.put("表1", 1, 1, Fraction(7))
    assert set(stored(again(data))) == {None}


@pytest.mark.parametrize(("formula", "moved"), [
    ("A1", "B3"), ("$A1", "$A3"), ("A$1", "B$1"), ("$A$1:A1", "$A$1:B3"),
    ("SUM(A:A,$A:B,1:1,$1:2)", "SUM(B:B,$A:C,3:3,$1:4)"),
    ("'一''表'!A1&\"A1\"", "'一''表'!B3&\"A1\""), ("表1!A1+名A1x", "表1!B3+名A1x"),
    ("LOG10(A1)+ATAN2(A1,1)", "LOG10(B3)+ATAN2(B3,1)"),
])
def test_a_formula_two_rows_down_and_one_column_right(formula: str, moved: str) -> None:
    assert shifted(formula, 2, 1) == moved


def test_a_long_formula_is_read_in_no_time() -> None:
    assert len(list(references("+".join(f"'很长的 表名'!$A${n}" for n in range(1, 2_000))))) == 1_999
