"""A score is written into its cell in its neighbours' look, and not one other byte changes."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from addin.books.docx.closed import DocxBook
from addin.errors import BookError
from tests.closed_files.packages import unzipped, zipped
from tests.word_forms.packages import DOCUMENT, book, cell, paragraph, parts, table

EMPTY = yaml.safe_load(Path(__file__).with_name("empty_cells.yaml").read_text(encoding="utf-8"))
LOOK = ('<w:pPr><w:jc w:val="center"/><w:rPr><w:sz w:val="18"/></w:rPr></w:pPr>',
        '<w:rPr><w:rFonts w:ascii="仿宋"/><w:sz w:val="18"/></w:rPr>')
TEN = f"<w:p>{LOOK[0]}<w:r>{LOOK[1]}<w:t>10</w:t></w:r></w:p>"
SCORE = f'<w:r>{LOOK[1]}<w:t xml:space="preserve">9.9</w:t></w:r>'
PLAIN = '<w:r><w:t xml:space="preserve">9.9</w:t></w:r>'
LOOKED = f"<w:p>{LOOK[0]}{SCORE}</w:p>"


def written(body: str, value: str | Fraction | None = Fraction("9.9"), *, column: int = 2) -> str:
    """The body after a value is written into the first row."""
    document = book(body)
    document.put("表1", 1, column, value)
    made = unzipped(document.to_bytes())[DOCUMENT].decode()
    return made.partition("<w:body>")[2].partition("</w:body>")[0]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in EMPTY])
def test_an_empty_cell_takes_the_look_of_its_neighbour(case: dict[str, str]) -> None:
    after = case["after"].replace("{pPr}", LOOK[0]).replace("{score}", SCORE)
    before, after = (f"<w:tc>{inside}</w:tc>" for inside in (case["before"], after))
    assert written(table(f"<w:tr>{cell(TEN)}{before}</w:tr>")) == table(
        f"<w:tr>{cell(TEN)}{after}</w:tr>")


def test_a_cell_that_is_one_tag_is_opened() -> None:
    assert written(table(f"<w:tr>{cell(TEN)}<w:tc/></w:tr>")) == table(
        f"<w:tr>{cell(TEN)}<w:tc>{LOOKED}</w:tc></w:tr>")


def test_a_number_beside_it_is_a_better_model_than_a_nearer_text() -> None:
    bold = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>及时</w:t></w:r></w:p>"
    body = table(f"<w:tr>{cell(TEN)}{cell(bold)}{cell('<w:p/>')}</w:tr>")
    assert LOOKED in written(body, column=3)


def test_without_a_neighbour_the_cell_keeps_its_own_look() -> None:
    own = '<w:p><w:pPr><w:jc w:val="right"/></w:pPr>{}</w:p>'
    before, after = (cell(own.format(run)) for run in ("", PLAIN))
    assert written(table(f"<w:tr>{cell('<w:p/>')}{before}</w:tr>")) == table(
        f"<w:tr>{cell('<w:p/>')}{after}</w:tr>")


def test_what_belongs_to_one_text_is_not_copied() -> None:
    marked = ('<w:p><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr><w:jc w:val="center"/><w:rPr>'
              '<w:ins w:id="1"/><w:sz w:val="18"/></w:rPr><w:pPrChange w:id="2"><w:pPr/>'
              '</w:pPrChange></w:pPr><w:r><w:rPr><w:sz w:val="18"/><w:rPrChange w:id="3"><w:rPr/>'
              "</w:rPrChange></w:rPr><w:t>10</w:t></w:r></w:p>")
    made = written(table(f"<w:tr>{cell(marked)}{cell('<w:p/>')}</w:tr>"))
    assert made.endswith(
        '<w:tc><w:p><w:pPr><w:jc w:val="center"/><w:rPr><w:sz w:val="18"/></w:rPr></w:pPr><w:r>'
        '<w:rPr><w:sz w:val="18"/></w:rPr><w:t xml:space="preserve">9.9</w:t></w:r></w:p></w:tc>'
        "</w:tr></w:tbl>")


def test_scores_are_written_with_the_decimals_of_their_column() -> None:
    body = table(["10", ""], ["10", "8.00"])
    assert ">9.90<" in written(body)
    assert ">9.905<" in written(body, Fraction("9.905"))


def test_an_overwritten_score_keeps_its_own_look() -> None:
    filed = '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>8</w:t></w:r><w:r><w:t>.5</w:t></w:r></w:p>'
    assert written(table(f"<w:tr>{cell(TEN)}{cell(filed)}</w:tr>")) == table(
        f"<w:tr>{cell(TEN)}" + cell('<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">9.9'
                                    "</w:t></w:r><w:r></w:r></w:p>") + "</w:tr>")


def test_texts_are_written_whole() -> None:
    body = table(["甲", ""])
    made = written(body, "一 < 二\n三\x01")
    assert ('<w:t xml:space="preserve">一 &lt; 二</w:t><w:br/><w:t xml:space="preserve">三</w:t>'
            in made)
    assert written(table(["甲", "乙"]), None).count("乙") == 0


SHAPES = {
    "前面有注释": ("<!-- 甲 > 乙 --><?mso w?>", "utf-8"),
    "带声明": ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n', "utf-8"),
    "带字节序标记": ('\ufeff<?xml version="1.0" encoding="UTF-8"?>', "utf-8"),
    "UTF-16": ('\ufeff<?xml version="1.0" encoding="UTF-16"?>', "utf-16-le"),
}


@pytest.mark.parametrize(("head", "encoding"), SHAPES.values(), ids=SHAPES)
def test_not_one_other_byte_changes(head: str, encoding: str) -> None:
    odd = ("<!--表 <w:p/>--><w:p w:rsidR='\"00>A'><w:r><w:t xml:space='preserve'>&#20013; &lt;</w:t>"
           "</w:r></w:p>")
    body = f"{odd}{table(['甲', ''], ['<w:p ></w:p >', '乙'])}{odd}<w:sectPr/>"
    before = {name: text.encode(encoding) if name == DOCUMENT else text.encode()
              for name, text in parts(body, head=head).items()}
    document = DocxBook.read(zipped(before), "试.docx")
    document.put("表1", 1, 2, Fraction(5))
    document.put("表1", 2, 1, Fraction(7))
    after = unzipped(document.to_bytes())
    assert {name for name in before if after[name] != before[name]} == {DOCUMENT}
    assert list(after) == list(before)
    cells = re.compile(r"<w:tc>.*?</w:tc>", re.DOTALL)
    old, new = (each[DOCUMENT].decode(encoding) for each in (before, after))
    assert cells.split(old) == cells.split(new)
    same = [one == other for one, other in zip(cells.findall(old), cells.findall(new), strict=True)]
    assert same == [True, False, False, True]


def test_any_prefix_will_do() -> None:
    body = table(["10", ""])
    renamed = {name: text.replace("w:", "甲:").replace("xmlns:w=", "xmlns:甲=")
               if name == DOCUMENT else text for name, text in parts(body).items()}
    plain = {name: re.sub(r"(</?)w:", r"\1", text).replace("xmlns:w=", "xmlns=")
             if name == DOCUMENT else text for name, text in parts(body).items()}
    for each in (renamed, plain):
        document = DocxBook.read(zipped(each), "试.docx")
        document.put("表1", 1, 2, Fraction(5))
        again = DocxBook.read(document.to_bytes(), "试.docx")
        assert again.grid("表1").at(1, 2).value == 5


def test_a_copy_without_writes_is_the_same_document() -> None:
    document = book(table(["甲"]))
    assert unzipped(document.to_bytes()) == {
        name: text.encode() for name, text in parts(table(["甲"])).items()}


def test_the_grid_shows_what_is_written() -> None:
    document = book(table(["10", ""]))
    document.put("表1", 1, 2, Fraction("9.9"))
    assert document.grid("表1").at(1, 2).value == Fraction("9.9")
    document.put("表1", 1, 2, None)
    assert document.grid("表1").at(1, 2).value is None


@pytest.mark.parametrize("place", [(1, 2), (9, 9), (0, 1)])
def test_a_covered_or_missing_cell_is_not_written(place: tuple[int, int]) -> None:
    wide = cell("甲", '<w:gridSpan w:val="2"/>')
    document = book(paragraph("标题") + table(f"<w:tr>{wide}</w:tr>"))
    assert document.locked("表1", *place)
    with pytest.raises(BookError, match="不能写入"):
        document.put("表1", *place, Fraction(1))


PROTECTED = ['<w:documentProtection w:edit="readOnly" w:enforcement="1"/>',
             '<w:documentProtection w:edit="forms" w:enforcement="true"/>',
             '<w:documentProtection w:edit="trackedChanges" w:enforcement="on"/>']
OPEN = ["", '<w:documentProtection w:edit="readOnly" w:enforcement="0"/>',
        '<w:documentProtection w:edit="none" w:enforcement="1"/>',
        '<w:documentProtection w:edit="readOnly"/>']


@pytest.mark.parametrize("settings", [*PROTECTED, *OPEN])
def test_a_protected_document_is_locked_whole(settings: str) -> None:
    assert book(table(["甲"]), settings).locked("表1", 1, 1) == (settings in PROTECTED)


@pytest.mark.parametrize(("control", "shut"), [
    ('<w:lock w:val="sdtContentLocked"/>', True), ('<w:lock w:val="contentLocked"/>', True),
    ('<w:lock w:val="sdtLocked"/>', False), ("<w:dropDownList/>", True), ("<w:text/>", False),
    ('<w:dataBinding w:xpath="/a"/>', True), ("<w14:checkbox/>", True), ("", False)])
def test_a_content_control_may_shut_a_cell(control: str, shut: bool) -> None:
    inside = (f"<w:p><w:sdt><w:sdtPr>{control}</w:sdtPr><w:sdtContent><w:r><w:t>8</w:t></w:r>"
              "</w:sdtContent></w:sdt></w:p>")
    around = (f"<w:sdt><w:sdtPr>{control}</w:sdtPr><w:sdtContent>{cell('8')}</w:sdtContent></w:sdt>")
    document = book(table(f"<w:tr>{cell(inside)}{around}{cell('9')}</w:tr>"))
    assert [document.locked("表1", 1, column) for column in (1, 2, 3)] == [shut, shut, False]


def test_a_formula_cannot_stand_in_a_word_table() -> None:
    with pytest.raises(BookError, match="不能写公式"):
        book(table(["甲"])).put_formula("表1", 1, 1, "1+1")


def test_an_equation_is_not_written_over() -> None:
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    equation = (f'<w:p><m:oMath xmlns:m="{math}"><m:r><m:t>x</m:t></m:r></m:oMath></w:p>')
    document = book(table(f"<w:tr>{cell(equation)}</w:tr>"))
    document.put("表1", 1, 1, Fraction(1))
    with pytest.raises(BookError, match="公式或图形"):
        document.to_bytes()
