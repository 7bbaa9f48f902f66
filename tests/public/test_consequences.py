"""What follows from a covered cell: formulas, charts, filters and names that show it too."""

from __future__ import annotations

import re

import pytest

from addin.books.xlsx.closed import BookFile
from addin.redact.public import redact_book
from tests.closed_files.packages import parts, unzipped, zipped
from tests.public.plants.workbooks import chart
from tests.public.test_workbook import inline, sheet

LABELLED = inline("A1", "联系电话") + '<c r="B1"><v>62755409</v></c>'


def xml(made: dict[str, str] | dict[str, str | bytes], part: str = "xl/worksheets/sheet1.xml") -> str:
    return unzipped(redact_book(zipped(made)).content)[part].decode()


def test_a_formula_that_reads_a_covered_cell_shows_it_covered() -> None:
    cells = (LABELLED + '<c r="C1"><f>B1</f><v>62755409</v></c>'
             '<c r="D1" t="str"><f>"☎"&amp;C1</f><v>☎62755409</v></c><c r="E1"><f>1+1</f><v>2</v></c>')
    book = BookFile.read(redact_book(zipped(parts(sheet(cells)))).content, "公开.xlsx")
    assert [(str(book.grid("表1").at(1, n).value), book.grid("表1").at(1, n).formula)
            for n in (2, 3, 4, 5)] == [
        ("××××××09", None), ("××××××09", "B1"), ("☎××××××09", '"☎"&C1'), ("2", "1+1")]


def test_followers_of_a_shared_formula_do_not_keep_its_text() -> None:
    rows = ('<c r="A1" t="str"><f t="shared" ref="A1:A2" si="0">"联系人赵铁柱"&amp;B1</f><v>好</v></c>',
            '<c r="A2" t="str"><f t="shared" si="0"/><v>好</v></c>')
    assert "赵铁柱" not in xml(parts(sheet(*rows)))


def test_a_filter_of_a_covered_column_and_a_list_of_names() -> None:
    after = ('<autoFilter ref="A1:A3"><filterColumn colId="0"><filters><filter val="李四"/><filter '
             'val="钱大有"/></filters></filterColumn></autoFilter><dataValidations count="1">'
             '<dataValidation type="list" sqref="B9"><formula1>"李四,孙小满"</formula1></dataValidation>'
             "</dataValidations>")
    left = xml(parts(sheet(inline("A1", "姓名"), inline("A2", "李四"), after=after)))
    assert re.findall('val="([^"]*)"', left) == ["李×", "钱××"]
    assert '"李×,孙××"' in left


def test_a_list_beside_a_label_is_a_list_of_names() -> None:
    after = ('<dataValidations count="1"><dataValidation type="list" sqref="B1"><formula1>"尕藏,卓玛"'
             "</formula1></dataValidation></dataValidations>")
    assert '"尕×,卓×"' in xml(parts(sheet(inline("A1", "填报人"), after=after)))


def test_a_chart_of_a_covered_cell_keeps_no_figure_of_it() -> None:
    made = chart("<c:val><c:numRef><c:f>表1!B2</c:f><c:numCache><c:pt idx=\"0\"><c:v>62755409</c:v></c:pt>"
                 "<c:pt idx=\"1\"><c:v>98</c:v></c:pt></c:numCache></c:numRef></c:val>")
    labelled = LABELLED.replace('1"', '2"')
    made["xl/worksheets/sheet1.xml"] = str(made["xl/worksheets/sheet1.xml"]).replace(
        "</sheetData>", f'<row r="2">{labelled}</row></sheetData>')
    left = xml(made, "xl/charts/chart1.xml")
    assert re.findall("<c:v>([^<]*)", left) == ["98"]


def test_a_sheet_and_a_name_called_after_somebody_are_called_otherwise_everywhere() -> None:
    made = parts(sheet(inline("A1", "填报人：赵铁柱") + '<c r="B1"><f>赵铁柱表!A1+赵铁柱数</f><v>1</v></c>'),
                 sheet('<c r="A1"><v>1</v></c>'),
                 names='<definedNames><definedName name="赵铁柱数">赵铁柱表!$A$1</definedName></definedNames>')
    made["xl/workbook.xml"] = made["xl/workbook.xml"].replace('name="表2"', 'name="赵铁柱表"')
    book = BookFile.read(redact_book(zipped(made)).content, "公开.xlsx")
    assert book.sheets == ("表1", "赵__表")
    assert book.grid("表1").at(1, 2).formula == "赵__表!A1+赵__数"
    assert "赵__表!$A$1" in xml(made, "xl/workbook.xml")


def test_two_sheets_never_get_the_same_name() -> None:
    made = parts(sheet(inline("A1", "填报人：赵铁柱、赵大有")), sheet(), sheet())
    for old, new in (("表2", "赵铁柱"), ("表3", "赵大有")):
        made["xl/workbook.xml"] = made["xl/workbook.xml"].replace(f'name="{old}"', f'name="{new}"')
    book = BookFile.read(redact_book(zipped(made)).content, "公开.xlsx")
    assert book.sheets == ("表1", "赵__", "赵___2")


@pytest.mark.parametrize("row", [20_001, 250_000])
def test_the_rows_of_a_stuffed_sheet_that_say_something_are_read(row: int) -> None:
    said = f'<c r="A{row}" t="inlineStr"><is><t>联系人：赵铁柱</t></is></c>'
    number = (f'<c r="A{row + 2}" t="inlineStr"><is><t>联系电话</t></is></c>'
              f'<c r="B{row + 2}"><v>13800001234</v></c>')
    rows = [f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(1, 300_001)]
    rows[row - 1], rows[row + 1] = f'<row r="{row}">{said}</row>', f'<row r="{row + 2}">{number}</row>'
    made = parts(f"<sheetData>{''.join(rows)}</sheetData>")
    public = redact_book(zipped(made))
    assert [str(each) for each in public.masked] == [
        f"姓名　表1!A{row}　赵××", f"电话号码　表1!B{row + 2}　138××××××34"]
    left = unzipped(public.content)["xl/worksheets/sheet1.xml"].decode()
    assert "13800001234" not in left
    assert "赵铁柱" not in left
    assert re.findall('<row r="([0-9]+)"', left) == [str(n) for n in range(1, 300_001)]
