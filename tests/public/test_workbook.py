"""公开版 of a workbook, part by part, in packages made by hand."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from addin.books.xlsx.closed import BookFile
from addin.errors import UserError
from addin.redact.public import Public, redact_book
from tests.closed_files.packages import MAIN, RELATIONS, parts, unzipped, zipped

RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
SECRET = re.compile(rb"13800000000|\xe5\xbc\xa0\xe4\xb8\x89\xe4\xb8\xb0")
"""An invented number and an invented name (张三丰)."""


def sheet(*rows: str, **after: str) -> str:
    cells = "".join(f'<row r="{n}">{row}</row>' for n, row in enumerate(rows, 1))
    return f"<sheetData>{cells}</sheetData>{''.join(after.values())}"


def inline(place: str, *runs: str) -> str:
    rich = "".join(f"<r><t>{run}</t></r>" for run in runs) if len(runs) > 1 else f"<t>{runs[0]}</t>"
    return f'<c r="{place}" s="0" t="inlineStr"><is>{rich}</is></c>'


def shared(place: str, index: int) -> str:
    return f'<c r="{place}" t="s"><v>{index}</v></c>'


def rels(*arrows: tuple[str, str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/{kind}" Target="{target}"{mode}/>'
        for n, (kind, target, mode) in enumerate(arrows, 1))
    return f'<Relationships xmlns="{RELS}">{listed}</Relationships>'


def hide(made: dict[str, str], number: int, state: str = "hidden") -> dict[str, str]:
    name = f'name="表{number}"'
    made["xl/workbook.xml"] = made["xl/workbook.xml"].replace(name, f'{name} state="{state}"')
    return made


def published(made: dict[str, str]) -> tuple[BookFile, list[str], bytes]:
    public = redact_book(zipped(made))
    return BookFile.read(public.content, "公开.xlsx"), said_of(public), public.content


def said_of(public: Public) -> list[str]:
    return [str(each) for each in (*public.masked, *public.removed, *public.unchecked)]


def value(book: BookFile, row: int, column: int, name: str = "表1") -> object:
    return book.grid(name).at(row, column).value


def test_a_number_split_over_runs_is_covered_where_it_stands() -> None:
    book, said, content = published(parts(sheet(inline("A1", "电话：138", "0000", "0000"))))
    assert value(book, 1, 1) == "电话：138××××××00"
    assert "<t>××××</t>".encode() in unzipped(content)["xl/worksheets/sheet1.xml"]
    assert said == ["电话号码　表1!A1　138××××××00"]


def test_a_shared_text_is_covered_only_where_its_label_says_so() -> None:
    strings = "<si><t>填报人</t></si><si><t>李四</t></si><si><t>未用的13800000000</t></si>"
    book, said, content = published(parts(
        sheet(shared("A1", 0) + shared("B1", 1), "", shared("A3", 1)), strings=strings))
    assert (value(book, 1, 1), value(book, 1, 2), value(book, 3, 1)) == ("填报人", "李×", "李四")
    assert b"13800000000" not in unzipped(content)["xl/sharedStrings.xml"]
    assert said == ["姓名　表1!B1　李×", "两个字的姓名　表1!A3　李×"]


def test_a_name_beside_an_office_telephone_is_listed_for_a_person_to_look_at() -> None:
    cells = (inline("A1", "王小明 0851-62755409") + inline("B1", "交通局 0851-62755409")
             + inline("C1", "李四光 138****0000"))
    made = redact_book(zipped(parts(sheet(cells))))
    assert [str(each) for each in made.unchecked] == [
        "号码旁边像姓名的字　表1!A1　王××", "号码旁边像姓名的字　表1!C1　李××"]


def test_a_label_reaches_over_its_merge_and_to_a_second_name() -> None:
    cells = inline("A1", "联系人") + inline("C1", "李四") + inline("D1", "王五") + inline("E1", "无")
    book, _, _ = published(parts(sheet(
        cells, merge='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>')))
    assert [value(book, 1, n) for n in (3, 4, 5)] == ["李×", "王×", "无"]


def test_a_telephone_stored_as_a_number_is_covered_and_an_amount_is_not() -> None:
    book, _, _ = published(parts(sheet(
        inline("A1", "联系电话") + '<c r="B1"><v>13800000000</v></c><c r="C1"><v>13800000000</v></c>',
        inline("A2", "联系电话"), '<c r="A3"><v>13800000000</v></c>',
        '<c r="A4"><v>13800000000</v></c>', "", '<c r="A6"><v>13800000000</v></c>')))
    assert value(book, 1, 2) == value(book, 3, 1) == value(book, 4, 1) == "138××××××00"
    assert value(book, 1, 3) == value(book, 6, 1) == Fraction(13800000000)


def test_hidden_sheets_go_and_formulas_that_read_them_keep_their_values() -> None:
    formulas = ('<c r="A1"><f>表2!A1*2</f><v>42</v></c><c r="B1"><f>A1+1</f><v>43</v></c>'
                '<c r="C1" t="str"><f>税率</f><v>3%</v></c><c r="D1"><f>INDIRECT("x")</f><v>5</v></c>'
                '<c r="E1"><f>[1]外部!A1</f><v>6</v></c><c r="F1"><f>PE_SCORE(A1)</f><v>7</v></c>')
    names = ('<definedNames><definedName name="税率">表2!$B$1</definedName>'
             '<definedName name="_xlnm.Print_Area" localSheetId="1">表2!$A$1</definedName>'
             '<definedName name="本表" localSheetId="2">表3!$A$1</definedName></definedNames>')
    made = hide(parts(sheet(formulas), sheet(inline("A1", "底稿")), sheet(inline("A1", "在")),
                      names=names), 2, "veryHidden")
    book, said, content = published(made)
    assert book.sheets == ("表1", "表3")
    grid = book.grid("表1")
    assert [(grid.at(1, n).value, grid.at(1, n).formula) for n in range(1, 7)] == [
        (Fraction(42), None), (Fraction(43), "A1+1"), ("3%", None), (Fraction(5), None),
        (Fraction(6), None), (Fraction(7), None)]
    xml = unzipped(content)
    assert "xl/worksheets/sheet2.xml" not in xml
    assert "底稿".encode() not in b"".join(xml.values())
    assert "表2".encode() not in b"".join(xml.values())
    assert 'name="本表" localSheetId="1"'.encode() in xml["xl/workbook.xml"]
    assert said == ["删去隐藏的工作表　表2", "公式改为数值　表1　5 个"]


def test_a_shared_formula_is_written_out_where_only_its_first_cell_goes() -> None:
    rows = ('<c r="A1"><f t="shared" ref="A1:A2" si="0">表2!A$1+B1</f><v>1</v></c>',
            '<c r="A2"><f t="shared" si="0"/><v>2</v></c>',
            '<c r="C3"><f t="shared" ref="C3:C4" si="1">B3*2</f><v>3</v></c>',
            '<c r="C4"><f t="shared" si="1"/><v>4</v></c>')
    book, _, _ = published(hide(parts(sheet(*rows), sheet()), 2))
    grid = book.grid("表1")
    assert [grid.at(*place).formula for place in ((1, 1), (2, 1), (3, 3), (4, 3))] == [
        None, None, "B3*2", "B4*2"]
    assert value(book, 2, 1) == Fraction(2)


def test_a_formula_that_was_never_calculated_is_named() -> None:
    made = hide(parts(sheet('<c r="A1"><f>表2!A1</f></c>'), sheet()), 2)
    assert "公式没有存下结果，现为空格　表1!A1" in published(made)[1]


def test_a_formula_that_shows_personal_data_becomes_its_covered_value() -> None:
    cells = '<c r="A1" t="str"><f>"电话"&amp;B1</f><v>电话13800000000</v></c>'
    telling = '<c r="A2" t="str"><f>LEFT("13800000000",3)</f><v>138</v></c>'
    book, _, content = published(parts(sheet(cells, telling)))
    assert (value(book, 1, 1), book.grid("表1").at(1, 1).formula) == ("电话138××××××00", None)
    assert value(book, 2, 1) == "138"
    assert not SECRET.search(b"".join(unzipped(content).values()))


def test_our_working_papers_go() -> None:
    made = parts(sheet(inline("A1", "表")), sheet(inline("A1", "算式")), sheet(inline("A1", "改名")),
                 names='<definedNames><definedName name="PE_PAGE" localSheetId="2" hidden="1">'
                       '"评分依据"</definedName></definedNames>')
    made["xl/workbook.xml"] = made["xl/workbook.xml"].replace('name="表2"', 'name="基础数据"')
    book, said, _ = published(made)
    assert book.sheets == ("表1",)
    assert said == ["删去工作底稿　基础数据", "删去工作底稿　表3"]


def test_a_workbook_of_nothing_else_is_refused() -> None:
    with pytest.raises(UserError, match="没有可公开的工作表"):
        redact_book(zipped(hide(parts(sheet()), 1)))


def test_comments_go_and_buttons_stay() -> None:
    vml = ('<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:x">'
           '<v:shape id="a"><x:ClientData ObjectType="Note"/></v:shape>'
           '<v:shape id="b"><x:ClientData ObjectType="Button"/></v:shape></xml>')
    legacy = f'<legacyDrawing xmlns:r="{RELATIONS}" r:id="rId2"/>'
    more = {
        "xl/comments1.xml": f'<comments xmlns="{MAIN}"><authors><author>张三丰</author></authors>'
                            '<commentList><comment ref="A1"/></commentList></comments>',
        "xl/drawings/vml1.vml": vml,
        "xl/worksheets/_rels/sheet1.xml.rels": rels(
            ("comments", "../comments1.xml", ""), ("vmlDrawing", "../drawings/vml1.vml", "")),
    }
    _, said, content = published(parts(sheet(legacy=legacy), **more))
    made = unzipped(content)
    assert "xl/comments1.xml" not in made
    assert b"Button" in made["xl/drawings/vml1.vml"]
    assert b"Note" not in made["xl/drawings/vml1.vml"]
    assert b"legacyDrawing" in made["xl/worksheets/sheet1.xml"]
    assert said == ["删去批注　表1　1 条"]
    more["xl/drawings/vml1.vml"] = vml.replace("Button", "Note")
    made = unzipped(published(parts(sheet(legacy=legacy), **more))[2])
    assert "xl/drawings/vml1.vml" not in made
    assert b"legacyDrawing" not in made["xl/worksheets/sheet1.xml"]


def test_paths_printers_links_and_users_go() -> None:
    made = parts(
        sheet(links=f'<hyperlinks xmlns:r="{RELATIONS}"><hyperlink ref="A1" r:id="rId2"/>'
                    '<hyperlink ref="A2" location="表2!A1"/><hyperlink ref="A3" r:id="rId3"/>'
                    "</hyperlinks>",
              page=f'<pageSetup xmlns:r="{RELATIONS}" orientation="landscape" r:id="rId1"/>'),
        sheet(), workbook='<fileSharing userName="张三丰"/>')
    made = hide(made, 2)
    made["xl/workbook.xml"] = made["xl/workbook.xml"].replace(
        "</workbook>", '<AlternateContent><absPath url="C:\\Users\\张三丰\\"/></AlternateContent>'
        '<externalReferences><externalReference r:id="rId50"/></externalReferences></workbook>')
    made["xl/_rels/workbook.xml.rels"] = made["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>", f'<Relationship Id="rId50" Type="{RELATIONS}/externalLink" '
        'Target="externalLinks/externalLink1.xml"/></Relationships>')
    made["xl/externalLinks/externalLink1.xml"] = f'<externalLink xmlns="{MAIN}"/>'
    made["xl/externalLinks/_rels/externalLink1.xml.rels"] = rels(
        ("externalLinkPath", "file:///C:/Users/张三丰/a.xlsx", ' TargetMode="External"'))
    made["xl/printerSettings/printerSettings1.bin"] = "张三丰的打印机"
    made["xl/worksheets/_rels/sheet1.xml.rels"] = rels(
        ("printerSettings", "../printerSettings/printerSettings1.bin", ""),
        ("hyperlink", "file:///C:/Users/张三丰/b.docx", ' TargetMode="External"'),
        ("hyperlink", "https://www.gov.cn/", ' TargetMode="External"'))
    _, _, content = published(made)
    after = unzipped(content)
    assert not SECRET.search(b"".join(after.values()))
    assert not [name for name in after if "printer" in name or "external" in name]
    xml = after["xl/worksheets/sheet1.xml"]
    assert b"landscape" in xml
    assert b'ref="A3"' in xml
    assert b'ref="A1"' not in xml
    assert b'ref="A2"' not in xml
    assert b"externalReference" not in after["xl/workbook.xml"]


def test_makers_leave_the_properties_and_the_ruleset_stays() -> None:
    office, core = RELATIONS, "http://schemas.openxmlformats.org/package/2006"
    made = parts(sheet())
    made["_rels/.rels"] = made["_rels/.rels"].replace("</Relationships>", (
        f'<Relationship Id="rId7" Type="{core}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/>'
        f'<Relationship Id="rId8" Type="{office}/extended-properties" Target="docProps/app.xml"/>'
        f'<Relationship Id="rId9" Type="{office}/custom-properties" Target="docProps/custom.xml"/>'
        "</Relationships>"))
    made["docProps/core.xml"] = (
        '<c:coreProperties xmlns:c="urn:c" xmlns:d="urn:d"><d:creator>张三丰</d:creator>'
        "<c:lastModifiedBy>张三丰</c:lastModifiedBy><d:title>自评表</d:title></c:coreProperties>")
    made["docProps/app.xml"] = ('<Properties xmlns="urn:a"><Application>WPS</Application>'
                                "<Company>张三丰</Company><TitlesOfParts>底稿</TitlesOfParts>"
                                "</Properties>")
    made["docProps/custom.xml"] = (
        '<Properties xmlns="urn:p" xmlns:vt="urn:v">'
        '<property name="路径"><vt:lpwstr>C:\\张三丰</vt:lpwstr></property>'
        '<property name="评分办法"><vt:lpwstr>430212/2023</vt:lpwstr></property></Properties>')
    book, said, content = published(made)
    after = unzipped(content)
    assert not SECRET.search(b"".join(after.values()))
    assert book.property("评分办法") == "430212/2023"
    assert book.property("路径") is None
    assert "自评表".encode() in after["docProps/core.xml"]
    assert b"WPS" in after["docProps/app.xml"]
    assert b"TitlesOfParts" not in after["docProps/app.xml"]
    assert said == [f"删去文档属性　{name}" for name in (
        "作者", "最后修改者", "单位", "自定义属性“路径”")]


def test_headers_prompts_and_text_boxes_are_covered() -> None:
    made = parts(sheet(
        valid='<dataValidations count="1"><dataValidation sqref="A1" prompt="问13800000000"/>'
              "</dataValidations>",
        header="<headerFooter><oddFooter>填报人：张三丰 13800000000</oddFooter></headerFooter>",
        drawing=f'<drawing xmlns:r="{RELATIONS}" r:id="rId1"/>'))
    made["xl/worksheets/_rels/sheet1.xml.rels"] = rels(("drawing", "../drawings/drawing1.xml", ""))
    made["xl/drawings/drawing1.xml"] = (
        '<d:wsDr xmlns:d="urn:d" xmlns:a="urn:a"><d:cNvPr name="图 1" descr="C:\\张三丰\\a.png"/>'
        "<a:p><a:r><a:t>填报人：张三</a:t></a:r><a:r><a:t>丰</a:t></a:r></a:p></d:wsDr>")
    _, said, content = published(made)
    assert not SECRET.search(b"".join(unzipped(content).values()))
    assert {each.split("　")[1] for each in said} == {
        "表1页眉页脚", "表1输入提示", "表1文本框", "表1替代文字"}


def test_rules_that_read_a_removed_sheet_go() -> None:
    made = hide(parts(sheet(
        formats='<conditionalFormatting sqref="A1"><cfRule type="expression">'
                "<formula>表2!A1&gt;0</formula></cfRule></conditionalFormatting>"
                '<conditionalFormatting sqref="B1"><cfRule type="expression">'
                "<formula>A1&gt;0</formula></cfRule></conditionalFormatting>",
        valid='<dataValidations count="2"><dataValidation sqref="A1" type="list">'
              "<formula1>表2!$A$1:$A$9</formula1></dataValidation>"
              '<dataValidation sqref="B1" type="list"><formula1>"优,良"</formula1>'
              "</dataValidation></dataValidations>"), sheet()), 2)
    xml = unzipped(published(made)[2])["xl/worksheets/sheet1.xml"].decode()
    assert "表2" not in xml
    assert 'conditionalFormatting sqref="B1"' in xml
    assert 'dataValidations count="1"' in xml


def test_macros_go_and_the_workbook_is_a_plain_one() -> None:
    made = parts(sheet())
    made["[Content_Types].xml"] = made["[Content_Types].xml"].replace(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    made["xl/_rels/workbook.xml.rels"] = made["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>", '<Relationship Id="rId60" Type="http://schemas.microsoft.com/office/'
        '2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>')
    made["xl/vbaProject.bin"] = "宏"
    book, said, content = published(made)
    assert not book.macros
    assert "xl/vbaProject.bin" not in unzipped(content)
    assert said == ["删去　宏"]


def test_a_chart_keeps_its_figures_when_its_sheet_goes() -> None:
    made = hide(parts(sheet(drawing=f'<drawing xmlns:r="{RELATIONS}" r:id="rId1"/>'), sheet()), 2)
    made["xl/worksheets/_rels/sheet1.xml.rels"] = rels(("drawing", "../drawings/d.xml", ""))
    made["xl/drawings/d.xml"] = '<d:wsDr xmlns:d="urn:d"/>'
    made["xl/drawings/_rels/d.xml.rels"] = rels(("chart", "../charts/c.xml", ""))
    made["xl/charts/c.xml"] = (
        '<c:chartSpace xmlns:c="urn:c"><c:ser><c:tx><c:strRef><c:f>表2!A1</c:f><c:strCache><c:pt>'
        "<c:v>得分率</c:v></c:pt></c:strCache></c:strRef></c:tx><c:val><c:numRef><c:f>表2!B1</c:f>"
        '<c:numCache><c:pt idx="0"><c:v>98</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>'
        "</c:chartSpace>")
    xml = unzipped(published(made)[2])["xl/charts/c.xml"].decode()
    assert "表2" not in xml
    assert "<c:tx><c:v>得分率</c:v></c:tx>" in xml
    assert '<c:numLit><c:pt idx="0"><c:v>98</c:v></c:pt></c:numLit>' in xml


def test_hidden_rows_and_pictures_are_said_and_left() -> None:
    made = parts('<cols><col min="2" max="2" hidden="1"/></cols><sheetData>'
                 f'<row r="1" hidden="1">{inline("A1", "甲")}</row></sheetData>'
                 f'<drawing xmlns:r="{RELATIONS}" r:id="rId1"/>')
    made["xl/worksheets/_rels/sheet1.xml.rels"] = rels(("drawing", "../drawings/d.xml", ""))
    made["xl/drawings/d.xml"] = '<d:wsDr xmlns:d="urn:d"/>'
    made["xl/drawings/_rels/d.xml.rels"] = rels(("image", "../media/i.png", ""))
    made["xl/media/i.png"] = "图"
    _, said, content = published(made)
    assert said == [
        "仍有隐藏的行列（未删）　表1　列 1 处、行 1 处", "图片里写着的信息没有清除　表1　i.png",
        "图片（扫描件）里的文字　表1　1 幅"]
    assert "xl/media/i.png" in unzipped(content)


def test_the_same_workbook_gives_the_same_bytes_and_only_once_changes() -> None:
    content = zipped(hide(parts(sheet(inline("A1", "填报人：张三丰")), sheet()), 2))
    once = redact_book(content)
    assert redact_book(content) == once
    twice = redact_book(once.content)
    assert said_of(twice) == []
    assert unzipped(twice.content) == unzipped(once.content)


def test_a_clean_part_stays_byte_for_byte() -> None:
    made = parts(sheet(inline("A1", "无")), styles="<numFmts/>")
    made["xl/theme/theme1.xml"] = "<odd   attribute = '1'/>"
    made["xl/_rels/workbook.xml.rels"] = made["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>",
        f'<Relationship Id="rId70" Type="{RELATIONS}/theme" Target="theme/theme1.xml"/>'
        "</Relationships>")
    before = unzipped(zipped(made))
    after = unzipped(redact_book(zipped(made)).content)
    assert {name for name in before if after[name] != before[name]} <= {"xl/workbook.xml"}
