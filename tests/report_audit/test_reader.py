"""Reading a .docx: places, tables, text boxes, tracked changes; what is refused."""

from __future__ import annotations

import pytest

from addin.books.docx.reader import read_report
from addin.errors import UserError
from tests.closed_files.packages import parts as workbook_parts
from tests.closed_files.packages import unzipped, zipped
from tests.report_audit.documents import document, p, part, row, run, table, tc


def texts(content: bytes) -> list[tuple[str, str]]:
    return [(passage.place, passage.text) for passage in read_report(content)]


def test_paragraphs_are_counted_without_empty_ones() -> None:
    assert texts(document(p("一"), p(""), p("  "), p("培训", "工匠", "229名"))) == [
        ("第1段", "一"), ("第2段", "培训工匠229名")]


def test_tables_have_rows_of_their_own_and_do_not_count_as_paragraphs() -> None:
    content = document(p("前"), table([("分值", "得分"), ("", ""), ("10", "9")]), p("后"))
    assert texts(content) == [("第1段", "前"), ("表1第1行", "分值\t得分"), ("表1第3行", "10\t9"),
                              ("第2段", "后")]


def test_merged_cells_keep_every_column_in_its_place() -> None:
    content = document("<w:tbl>" + row(tc("一级指标", '<w:gridSpan w:val="2"/>'), tc("得分"))
                       + row(tc("产出", '<w:vMerge w:val="restart"/>'), tc("数量"), tc("5"))
                       + row(tc("产出", "<w:vMerge/>"), tc("质量"), tc("4")) + "</w:tbl>")
    assert [passage.cells for passage in read_report(content)] == [
        ("一级指标", "", "得分"), ("产出", "数量", "5"), ("", "质量", "4")]


def test_deleted_words_are_not_read_and_inserted_ones_are() -> None:
    changed = ('<w:p><w:r><w:t>共</w:t></w:r><w:del w:id="1" w:author="x"><w:r>'
               '<w:delText>225名</w:delText></w:r></w:del><w:ins w:id="2" w:author="x">'
               f'{run("229名")}</w:ins></w:p>')
    assert texts(document(changed)) == [("第1段", "共229名")]


def test_a_text_box_is_read_once_and_after_its_paragraph() -> None:
    box = ("<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>"
           f"{p('框内98分')}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict>"
           f"<w:txbxContent>{p('框内98分')}</w:txbxContent></w:pict></mc:Fallback>"
           "</mc:AlternateContent></w:r>")
    assert texts(document(f"<w:p>{run('正文')}{box}</w:p>", p("下文"))) == [
        ("第1段", "正文"), ("第1段文本框", "框内98分"), ("第2段", "下文")]


def test_fields_show_their_result_and_breaks_separate_words() -> None:
    field = ('<w:p><w:r><w:instrText>PAGE 229名</w:instrText></w:r><w:r><w:t>甲</w:t><w:br/>'
             "<w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r></w:p>")
    assert texts(document(field)) == [("第1段", "甲\n乙\t丙")]


def test_content_controls_are_read() -> None:
    assert texts(document(f"<w:sdt><w:sdtContent>{p('控件')}</w:sdtContent></w:sdt>")) == [
        ("第1段", "控件")]


def test_headings_are_known_by_their_style() -> None:
    styles = part("styles", '<w:style w:styleId="a3"><w:name w:val="heading 2"/></w:style>')
    content = document(p("目标覆盖率", style="a3"), p("正文"),
                       related={"styles.xml": ("styles", styles)})
    assert [passage.heading for passage in read_report(content)] == [True, False]


@pytest.mark.parametrize(("content", "said"), [
    (b"", "这不是 Word 文档（.docx）。"),
    (b"%PDF-1.7", "这不是 Word 文档（.docx）。"),
    (zipped(workbook_parts("<sheetData/>")), "这是 Excel 工作簿，不是 Word 文档。"),
    (zipped({"a.txt": "x"}), "压缩包里没有"),
    (document(p("甲"))[:-40], "不完整或已损坏"),
])
def test_other_files_are_named_for_what_they_are(content: bytes, said: str) -> None:
    with pytest.raises(UserError) as refused:
        read_report(content)
    assert said in str(refused.value)


def test_entities_and_bombs_are_refused() -> None:
    made = unzipped(document(p("甲")))
    made["word/document.xml"] = (
        b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><d>&e;</d>')
    with pytest.raises(UserError, match="实体"):
        read_report(zipped(made))
    made["word/document.xml"] = b" " * (64 << 20)
    with pytest.raises(UserError, match="压缩炸弹"):
        read_report(zipped(made))
