"""Where a form says that it is not for the public nothing is written until somebody confirms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from addin.redact.public import NotForThePublic, redact_book, redact_docx
from tests.cli.runs import pe
from tests.closed_files.packages import parts, zipped
from tests.public.test_workbook import inline, sheet
from tests.report_audit.documents import document, p, table


def form(*cells: str) -> bytes:
    return zipped(parts(sheet("".join(inline(f"{letter}1", text)
                                      for letter, text in zip("ABCDE", cells, strict=False)))))


@pytest.mark.parametrize(("cells", "words", "where"), [
    (["密级：内部"], "内部", "表1!A1"), (["项目", "本项目涉密"], "涉密", "表1!B1"),
    (["是否涉密", "是"], "是否涉密", "表1!B1"), (["是否涉密：是"], "涉密", "表1!A1"),
    (["公开方式：不予公开"], "不予公开", "表1!A1"), (["内部资料 注意保存"], "内部", "表1!A1"),
    (["秘密★3年"], "秘密", "表1!A1")])
def test_the_cells_are_named(cells: list[str], words: str, where: str) -> None:
    with pytest.raises(NotForThePublic) as refused:
        redact_book(form(*cells))
    assert [(each.where, each.shown) for each in refused.value.places] == [(where, words)]
    assert redact_book(form(*cells), confirmed=True).content


@pytest.mark.parametrize("cells", [
    ["是否涉密", "否"], ["是否涉密：否"], ["非涉密项目"], ["内部控制制度健全"], ["加强内部管理"], ["主动公开"],
    ["向单位内部公开绩效评价结果"], ["是否涉密", "", "否"]])
def test_other_words_are_no_reason(cells: list[str]) -> None:
    assert redact_book(form(*cells)).unchecked == ()


def test_a_document_says_so_in_a_paragraph_a_table_or_a_header() -> None:
    for content, where in ((document(p("内部文件，不得外传")), "第1段"),
                           (document(table([("是否涉密", "是")])), "表1!B1")):
        with pytest.raises(NotForThePublic) as refused:
            redact_docx(content)
        assert refused.value.places[0].where == where


def test_the_command_line_asks_for_confirmation(tmp_path: Path) -> None:
    source, target = tmp_path / "表.xlsx", tmp_path / "公开.xlsx"
    source.write_bytes(form("密级：内部", "填报人：张三丰"))
    refused = pe("public", source, "-o", target)
    assert refused.code == 2
    assert "表1!A1　“内部”" in refused.err
    assert "--confirmed" in refused.err
    assert not target.exists()
    done = pe("public", source, "-o", target, "--confirmed", "--json")
    assert done.code == 0
    assert target.exists()
    told = json.loads(done.out)
    assert told["masked"] == [{"kind": "姓名", "where": "表1!B1", "shown": "张××"}]
    assert (told["removed"], told["unchecked"]) == ([], [])


def test_the_refusal_is_one_object_too(tmp_path: Path) -> None:
    source = tmp_path / "表.xlsx"
    source.write_bytes(form("密级：内部"))
    refused = pe("public", source, "-o", tmp_path / "公开.xlsx", "--json")
    assert refused.code == 2
    assert json.loads(refused.out)["unconfirmed"] == [
        {"kind": "", "where": "表1!A1", "shown": "内部"}]
