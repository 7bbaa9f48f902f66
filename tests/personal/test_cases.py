"""What is personal and what only looks like it, as cases that the audit and 公开版 both run."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from addin.books.docx.reader import read_report
from addin.books.xlsx.closed import BookFile
from addin.redact.public import redact_book, redact_docx
from scoring.filing.filing import Entry
from scoring.findings.personal import personal
from scoring.personal import covered, find
from tests.closed_files.packages import parts, zipped
from tests.public.test_workbook import inline, sheet
from tests.report_audit.documents import document, table

CASES: list[dict[str, str]] = yaml.safe_load(
    Path(__file__).with_name("cases.yaml").read_text("utf-8"))
PIECES = ["填报人", "：", "张三", "13800000000", "0731-", "2000000", "账号", "6222000000000000004", "元", "，", " ",
          "·", "11010519491231002X", "联系电话", "×", "（", "）", "、", "1", "９", "zs@a.cn", "家庭住址", "\u200b", "编码",
          "62755409", "0731", "(", "+86 ", "传真：", "李四", "\n", "12345", "00"]
every = pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.get('label', '')}|{case['text']}")


@every
def test_what_is_shown(case: dict[str, str]) -> None:
    text = case["text"]
    assert covered(text, find(text, case.get("label", ""))) == case.get("shown", text)


@every
def test_the_audit_says_the_same(case: dict[str, str]) -> None:
    found = list(personal("单位", Entry(case["text"], cell="B3"), case.get("label", "")))
    assert bool(found) == ("shown" in case), [each.message for each in found]


@every
def test_a_workbook_shows_the_same(case: dict[str, str]) -> None:
    cells = inline("A1", case.get("label", "某列")) + inline("B1", _escaped(case["text"]))
    made = redact_book(zipped(parts(sheet(cells))))
    shown = BookFile.read(made.content, "公开.xlsx").grid("表1").at(1, 2).value
    assert shown == case.get("shown", case["text"]).replace("_x0033_", "3")


@every
def test_a_document_shows_the_same(case: dict[str, str]) -> None:
    if "\n" not in case["text"]:
        made = redact_docx(document(table([(case.get("label", "某列"), case["text"])])))
        assert read_report(made.content)[0].cells[1:] == read_report(document(
            table([("", case.get("shown", case["text"]))])))[0].cells[1:]


@given(text=st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
       label=st.sampled_from(["", "填报人", "联系电话：", "银行账号", "身份证号", "项目编码", "联系人及电话",
                              "家庭住址", "传真"]))
def test_masks_keep_every_place_and_are_final(text: str, label: str) -> None:
    shown = covered(text, find(text, label))
    assert len(shown) == len(text)
    assert covered(shown, find(shown, label)) == shown


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


