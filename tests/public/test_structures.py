"""Odd ways in which a label and what it asks for can be stored: nothing is left of either."""

from __future__ import annotations

import pytest

from addin.redact.public import redact
from tests.closed_files.packages import parts, zipped
from tests.public.plants.documents import box
from tests.public.plants.test_plants import hangs_together, left
from tests.public.test_workbook import inline, sheet
from tests.report_audit.documents import document, p, row, run, table, tc

GONE = ["赵铁柱", "铁柱", "62755409", "13800001234", "孙小满", "小满"]
NUMBER = '<c r="B1"><v>62755409</v></c>'

BOOKS = {
    "cells without addresses": sheet(
        '<c t="inlineStr"><is><t>联系电话</t></is></c><c><v>62755409</v></c>'),
    "a label with what has no width": sheet(inline("A1", "联系\u200b电话") + NUMBER),
    "a label in runs": sheet(inline("A1", "联系", "电话") + NUMBER),
    "a label on two lines": sheet(inline("A1", "联系\n电话") + NUMBER),
    "a label that a formula makes": sheet(
        '<c r="A1" t="str"><f>"联系"&amp;"电话"</f><v>联系电话</v></c>' + NUMBER),
    "a number in powers of ten": sheet(inline("A1", "手机") + '<c r="B1"><v>1.3800001234E10</v></c>'),
    "an array formula": sheet(
        inline("A1", "手机") + '<c r="B1"><v>13800001234</v></c><c r="C1"><f t="array" ref="C1:C2">B1:B2'
        "</f><v>13800001234</v></c>", '<c r="C2"><v>13800001234</v></c>'),
    "a formula that can read any cell": sheet(
        inline("A1", "手机") + '<c r="B1"><v>13800001234</v></c><c r="D1"><f>INDIRECT("B1")</f>'
        "<v>13800001234</v></c>"),
    "three columns of many rows": sheet(
        inline("A1", "姓名") + inline("B1", "联系电话"),
        *(inline(f"A{n}", "孙小满") + f'<c r="B{n}"><v>62755409</v></c>' for n in range(2, 40))),
}
DOCUMENTS = {
    "tabs": "<w:p><w:r><w:t>填报人</w:t><w:tab/><w:t>赵铁柱</w:t><w:tab/><w:t>电话</w:t><w:tab/>"
            "<w:t>62755409</w:t></w:r></w:p>",
    "a line break": "<w:p><w:r><w:t>填报人：</w:t><w:br/><w:t>赵铁柱</w:t></w:r></w:p>",
    "a label in runs": p("填", "报", "人", "：赵", "铁柱"),
    "hyphens that do not break": "<w:p><w:r><w:t>手机138</w:t><w:noBreakHyphen/><w:t>0000</w:t>"
                                 "<w:noBreakHyphen/><w:t>1234</w:t></w:r></w:p>",
    "the head of a table": table([("姓名", "电话"), ("赵铁柱", "62755409"), ("孙小满", "62755409")]),
    "a label over two rows": "<w:tbl>" + row(
        tc("联系人", '<w:vMerge w:val="restart"/>'), tc("赵铁柱")) + row(
        tc("", "<w:vMerge/>"), tc("孙小满")) + "</w:tbl>",
    "two paragraphs in a cell": f"<w:tbl>{row('<w:tc>' + p('联系人：') + p('赵铁柱') + '</w:tc>')}</w:tbl>",
    "a cell in a content control": "<w:tbl><w:tr>" + tc("联系人") + "<w:sdt><w:sdtContent>" + tc(
        "赵铁柱") + "</w:sdtContent></w:sdt></w:tr></w:tbl>",
    "a table in a text box": "<w:p>" + box(
        f"<w:tbl>{row(tc('联系人'), tc('赵铁柱'))}</w:tbl>{p('')}") + "</w:p>",
    "a list of which one is chosen": "<w:p>" + run("联系人：") + (
        '<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="赵铁柱" w:value="1"/><w:listItem '
        'w:displayText="孙小满" w:value="2"/></w:dropDownList></w:sdtPr><w:sdtContent>')
        + run("赵铁柱") + "</w:sdtContent></w:sdt></w:p>",
    "the name once more": table([("联系人", "赵铁柱")]) + p("赵铁柱主持，赵 铁 柱参加"),
}


@pytest.mark.parametrize("name", BOOKS)
def test_of_a_workbook(name: str) -> None:
    made = redact(zipped(parts(BOOKS[name]))).content
    assert left(made, GONE) == []
    hangs_together(made)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_of_a_document(name: str) -> None:
    made = redact(document(DOCUMENTS[name])).content
    assert left(made, GONE) == []
    hangs_together(made)
