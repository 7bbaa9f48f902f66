"""Cells that are read apart from their sheet say what they say as elements of it; whatever is written
in another way is left to the parser."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.books.xlsx.plain_cells import plain_cells
from addin.books.xlsx.sheet import Shared, read_cells, read_layout, read_plain
from addin.books.xlsx.strings import SharedStrings
from addin.books.xlsx.styles import Styles
from addin.errors import UserError
from addin.package.archive import Archive
from addin.package.xml import MAIN, parse
from tests.closed_files.packages import parts, zipped

HEAD = f'<worksheet xmlns="{MAIN}" xmlns:x="{MAIN}"><sheetData>'
TAIL = '</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>'
PLAIN = (
    '<c r="A1"/>', '<c r="B1" s="3"/>', '<c r="C1" s="1" t="n"></c>', '<c r="D1"><v>0.1</v></c>',
    '<c r="A2" s="14"><v>9.8999999999999986</v></c>', '<c r="B2" t="s"><v>0</v></c>',
    '<c r="C2" t="s"><v>9999</v></c>', '<c r="D2" t="b"><v>1</v></c>',
    '<c r="E2" t="e"><v>#DIV/0!</v></c>', '<c r="F2" t="d"><v>2023-12-31T00:00:00</v></c>',
    '<c r="G2" t="str"><f>IF(A1&lt;1,"","x")</f><v></v></c>', '<c r="H2"><f>SUM(A1:B1)</f></c>',
    '<c r="I2"><f aca="false">A1</f><v>3</v></c>', '<c r="J2" t="inlineStr"><is><t></t></is></c>',
    '<c r="K2" t="inlineStr"><is><t xml:space="preserve"> 得分\n≥90%_x000D_&amp;&#x4e00; </t></is></c>',
    '<c r="L2" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>',
    '<c r="XFE1"><v>1</v></c>', '<c r="A1"><v>7</v></c>', '<c r="M2"><v>abc</v></c>',
    '<c r="N2" t="inlineStr"><v>1</v></c>', '<c r="O2"><v>1e400</v></c>',
    '<c r="P2" t="inlineStr"><is><t>&amp;lt;&lt;&gt;&quot;&apos;&amp;amp;#60;</t></is></c>',
    '<c r="Q2" t="inlineStr"><is><t>&#24180;&#x5E74;&#13;&#10;&amp;#24180;&#0065;</t></is></c>')
OTHERWISE = (
    '<c s="1" r="A1"><v>1</v></c>', '<c><v>1</v></c>', '<c r="A1" t="e" vm="1"><v>#VALUE!</v></c>',
    '<c r="A1"> <v>1</v></c>', '<c r="A1"><v/></c>', '<c r="a1"><v>1</v></c>',
    '<x:c r="A1"><v>1</v></x:c>', '<c r="A1"><f t="shared" ref="A1:A2" si="0">B1</f><v>1</v></c>',
    '<c r="A2"><f t="array" ref="A2:B2">B1:C1</f><v>1</v></c>', "<c r='A1'><v>1</v></c>",
    '<c r="A1" t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r></is></c>',
    '<c r="A1" t="inlineStr"><is><t>甲</t><rPh sb="0" eb="1"><t>jia</t></rPh></is></c>',
    '<c r="A1"><v><![CDATA[1]]></v></c>', '<c r="A1" t="str"><v>甲\r\n乙</v></c>',
    '<!-- <c r="A1"><v>1</v></c> -->', '<c r="A1" t="str"><v>\ue0000</v></c>')
STRAY = (f"<row>0{PLAIN[3]}</row>", f"<row>{PLAIN[3]}0</row>", f'<row r="5">{PLAIN[3]}7{PLAIN[4]}</row>',
         f'<x:row r="9">{PLAIN[3]}</x:row>', f'<row xmlns="urn:other">{PLAIN[3]}</row>', PLAIN[3],
         f"<other>{PLAIN[3]}</other>", f"<row><other>{PLAIN[3]}</other></row>")


def _shared() -> Shared:
    archive = Archive(zipped(parts("")))
    return Shared(SharedStrings(archive, None), Styles(archive, None), False)


def _same(sheet: str) -> bool:
    """Whether the sheet is plain; and then it says the same both ways."""
    content, shared = sheet.encode(), _shared()
    plain, tree = plain_cells(content, "sheet"), parse(content, "sheet")
    if plain is None:
        return False
    assert read_plain(plain, shared) == read_cells(tree, shared)
    assert read_layout(plain.root, "表", False, False) == read_layout(tree, "表", False, False)
    return True


@pytest.mark.parametrize("cell", PLAIN)
def test_usual_cells_are_plain_and_say_the_same(cell: str) -> None:
    assert _same(f'{HEAD}<row r="2" ht="20">\n{cell}{PLAIN[3]} {cell}</row><row>{cell}</row>{TAIL}')


@pytest.mark.parametrize("cell", OTHERWISE)
def test_other_cells_are_left_to_the_parser(cell: str) -> None:
    assert not _same(f"{HEAD}<row>{PLAIN[3]}{cell}{PLAIN[4]}</row>{TAIL}")


@given(st.lists(st.sampled_from((*PLAIN, *OTHERWISE, *STRAY, "</row><row>", "</row><row r=\"4\">",
                                 f"</row></sheetData><sheetData><row>{PLAIN[3]}")), max_size=12))
def test_whatever_is_read_apart_is_read_as_it_stands(pieces: list[str]) -> None:
    _same(f"{HEAD}<row>{''.join(pieces)}</row>{TAIL}")


@pytest.mark.parametrize("stray", STRAY)
def test_what_stands_nowhere_near_a_row_is_no_cell_of_it(stray: str) -> None:
    _same(f'{HEAD}<row r="1">{PLAIN[3]}</row>{stray}<row>{PLAIN[4]}</row>{TAIL}')


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
def test_other_encodings_are_left_to_the_parser(encoding: str) -> None:
    sheet = f'<?xml version="1.0" encoding="{encoding}"?>{HEAD}<row>{PLAIN[10]}</row>{TAIL}'
    assert plain_cells(sheet.encode(encoding), "sheet") is None


def test_a_broken_sheet_is_refused_as_before() -> None:
    with pytest.raises(UserError, match="不是正确的 XML"):
        plain_cells(f"{HEAD}<row>{PLAIN[3]}</sheetData>".encode(), "sheet")
    with pytest.raises(UserError, match="不是正确的 XML"):
        _same(f'{HEAD}<row><c r="A1" t="str"><v>&nothing;</v></c></row>{TAIL}')


@pytest.mark.parametrize("reference", ["&nothing;", "&#0;", "&#xD800;", "&#9999999;", "& "])
def test_what_no_character_has_is_refused(reference: str) -> None:
    cell = f'<c r="A1" t="inlineStr"><is><t>甲{reference}</t></is></c>'
    plain = plain_cells(f"{HEAD}<row>{cell}</row>{TAIL}".encode(), "sheet")
    assert plain is not None
    with pytest.raises(UserError, match="文件已损坏：单元格里的文字 不是正确的 XML"):
        read_plain(plain, _shared())
