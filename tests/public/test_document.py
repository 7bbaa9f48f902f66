"""公开版 of a Word document, part by part, in packages made by hand."""

from __future__ import annotations

import re

import pytest

from addin.books.docx.reader import read_report
from addin.errors import UserError
from addin.redact.public import redact_docx
from tests.closed_files.packages import parts, unzipped, zipped
from tests.report_audit.documents import RELATIONS, document, p, part, row, run, table, tc

SECRET = re.compile(rb"13800000000|\xe5\xbc\xa0\xe4\xb8\x89\xe4\xb8\xb0")
"""An invented number and an invented name (张三丰)."""


def published(content: bytes) -> tuple[list[str], list[str], bytes]:
    """The texts that are left, what was said, and the package."""
    public = redact_docx(content)
    said = [str(each) for each in (*public.masked, *public.removed, *public.unchecked)]
    return [each.text for each in read_report(public.content)], said, public.content


def test_numbers_and_names_split_over_runs() -> None:
    texts, said, _ = published(document(
        p("填报人：张三", "丰  电话：1", "38000", "00000", "，支出13800000000元")))
    assert texts == ["填报人：张××  电话：138××××××00，支出13800000000元"]
    assert said == ["姓名　第1段　张××", "电话号码　第1段　138××××××00"]


def test_a_label_in_the_cell_or_paragraph_before() -> None:
    texts, said, _ = published(document(
        table([("联系人", "张三丰", "科室", "财务科"), ("银行账号", "43050166000000000012", "", "")]),
        p("联系电话："), p(""), p("2000000"), p("2000000")))
    assert texts == ["联系人\t张××\t科室\t财务科", "银行账号\t430×××××××××××××××12\t\t",
                     "联系电话：", "×××××00", "2000000"]
    assert said == ["姓名　表1!B1　张××", "银行账号　表1!B2　430×××××××××××××××12",
                    "电话号码　第2段　×××××00"]


def test_headers_notes_and_text_boxes() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p('联系人：张三丰')}</w:txbxContent></w:pict></w:r>"
    content = document(f"<w:p>{run('正文')}{box}</w:p>", related={
        "header1.xml": ("header", part("hdr", p("经办人：张三丰"))),
        "footnotes.xml": ("footnotes", part(
            "footnotes", f"<w:footnote>{p('电话13800000000')}</w:footnote>"))})
    _, said, made = published(content)
    assert not SECRET.search(b"".join(unzipped(made).values()))
    assert said == ["姓名　第1段文本框　张××", "姓名　页眉　张××", "电话号码　脚注　138××××××00"]


def test_revisions_are_accepted_and_nobody_is_named() -> None:
    who = 'w:id="1" w:author="张三丰"'
    body = (
        f'<w:p><w:pPr><w:pPrChange {who}><w:pPr/></w:pPrChange></w:pPr>{run("共")}'
        f'<w:del {who}><w:r><w:delText>225名</w:delText></w:r></w:del>'
        f'<w:ins {who}>{run("229名")}</w:ins></w:p>'
        f'<w:p><w:pPr><w:rPr><w:del {who}/></w:rPr></w:pPr>{run("上半句，")}</w:p>{p("下半句")}'
        f'<w:tbl>{row(tc("留"))}<w:tr><w:trPr><w:del {who}/></w:trPr>{tc("删")}</w:tr></w:tbl>')
    texts, said, made = published(document(body))
    assert texts == ["共229名", "上半句，下半句", "留"]
    assert not SECRET.search(b"".join(unzipped(made).values()))
    assert said == ["接受修订　正文　4 处"]


def test_comments_go_with_their_marks() -> None:
    body = ('<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>正文</w:t></w:r>'
            '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>')
    comments = part("comments", f'<w:comment w:id="0" w:author="张三丰">{p("13800000000")}'
                                "</w:comment>")
    texts, said, made = published(document(body, related={
        "comments.xml": ("comments", comments),
        "people.xml": ("people", part("people", '<w:person w:author="张三丰"/>'))}))
    after = unzipped(made)
    assert texts == ["正文"]
    assert said == ["删去批注　正文　1 条"]
    assert b"comment" not in after["word/document.xml"].lower()
    assert not {"word/comments.xml", "word/people.xml"} & after.keys()
    assert b"comments" not in after["[Content_Types].xml"]


def test_hidden_words_go_and_shown_ones_stay() -> None:
    def formatted(mark: str, text: str) -> str:
        return f"<w:r><w:rPr>{mark}</w:rPr><w:t>{text}</w:t></w:r>"

    body = f'<w:p>{formatted("<w:vanish/>", "藏")}' + formatted(
        '<w:vanish w:val="0"/>', "显") + "</w:p>"
    texts, said, _ = published(document(body))
    assert (texts, said) == (["显"], ["删去隐藏文字　正文　1 处"])


def test_paths_data_sources_and_embedded_files_go() -> None:
    settings = part("settings", '<w:attachedTemplate r:id="rId1"/><w:rsids/><w:docVars/>'
                                '<w:mailMerge/><w:trackRevisions/><w:zoom w:percent="100"/>')
    body = (f'<w:p><w:hyperlink r:id="rId3">{run("附件")}</w:hyperlink></w:p>'
            '<w:p><w:r><w:object><OLEObject r:id="rId2"/></w:object></w:r></w:p>')
    arrows = (
        f'<Relationship Id="rId1" Type="{RELATIONS}/settings" Target="settings.xml"/>'
        f'<Relationship Id="rId2" Type="{RELATIONS}/package" Target="embeddings/a.xlsx"/>'
        f'<Relationship Id="rId3" Type="{RELATIONS}/hyperlink" '
        'Target="file:///C:/Users/张三丰/a.docx" TargetMode="External"/>')
    template = (f'<Relationship Id="rId1" Type="{RELATIONS}/attachedTemplate" '
                'Target="file:///C:/Users/张三丰/Normal.dotm" TargetMode="External"/>')
    made = unzipped(document(body))
    space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    made |= {"word/settings.xml": settings.encode(), "word/embeddings/a.xlsx": b"13800000000",
             "word/_rels/document.xml.rels":
                 f"<Relationships {space}>{arrows}</Relationships>".encode(),
             "word/_rels/settings.xml.rels":
                 f"<Relationships {space}>{template}</Relationships>".encode()}
    texts, said, content = published(zipped(made))
    after = unzipped(content)
    assert texts == ["附件"]
    assert said == ["删去嵌入的文件　正文　1 个", "删去文档变量　正文"]
    assert not SECRET.search(b"".join(after.values()))
    assert re.findall(rb"<w:(\w+)", after["word/settings.xml"]) == [b"settings", b"zoom"]


def test_a_clean_document_stays_byte_for_byte() -> None:
    content = document(p("自评总分98分"), table([("甲", "乙")]))
    _, said, made = published(content)
    assert said == []
    assert unzipped(made) == unzipped(content)


def test_the_same_document_gives_the_same_bytes_and_only_once_changes() -> None:
    content = document(p("填报人：张三", "丰"))
    once = redact_docx(content)
    assert redact_docx(content) == once
    again = redact_docx(once.content)
    assert (again.content, again.masked, again.removed) == (once.content, (), ())


@pytest.mark.parametrize(("content", "said"), [
    (zipped(parts("<sheetData/>")), "这是 Excel 工作簿"), (b"%PDF", "这不是 Word 文档")])
def test_other_files_are_refused(content: bytes, said: str) -> None:
    with pytest.raises(UserError, match=said):
        redact_docx(content)
