"""pe public, and what the audit finds afterwards; both results opened by LibreOffice."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from addin.books.files import open_book
from tests import office
from tests.cli.runs import pe, typed
from tests.report_audit.documents import document, p, table

SHEET = "自评表"


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """渌口's form with an invented name and numbers, filled in, so that it has working papers."""
    folder = tmp_path_factory.mktemp("公开")
    assert pe("sample", "lukou", "-o", folder / "样例.xlsx").code == 0
    typed(folder / "样例.xlsx", folder / "填.xlsx", {
        "B31": "张三丰", "E31": "13800000000", "I27": "联系人：李四光，电话0731-20000000"})
    assert pe("fill", folder / "填.xlsx", "-o", folder / "回填.xlsx").code == 0
    (folder / "回填.xlsx").chmod(0o444)
    return folder / "回填.xlsx"


@pytest.fixture(scope="module")
def published(filed: Path) -> Path:
    path = filed.with_name("公开版.xlsx")
    done = pe("public", filed, "-o", path)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "公开版：姓名 2 处，电话号码 2 处，删去工作底稿 2 处，删去文档属性 1 处",
        "  姓名　自评表!I27　李××",
        "  电话号码　自评表!I27　073××××××××00", "  姓名　自评表!B31　张××",
        "  电话号码　自评表!E31　138××××××00",
        "  删去工作底稿　报告素材", "  删去工作底稿　评分依据",
        "  删去文档属性　作者", f"已存为 {path}"]
    return path


def test_the_original_is_not_touched(filed: Path, published: Path) -> None:
    assert open_book(filed).sheets == (SHEET, "报告素材", "评分依据")
    assert open_book(published).sheets == (SHEET,)
    same = pe("public", filed, "-o", filed)
    assert same.code == 2
    assert same.err.startswith("不能覆盖原文件 回填.xlsx")


def test_the_audit_finds_no_personal_data_any_more(filed: Path, published: Path) -> None:
    def codes(path: Path) -> list[str]:
        return [each["code"] for each in pe("audit", path, "--json").form["findings"]]

    assert {"personal-phone", "personal-name"} <= set(codes(filed))
    assert [code for code in codes(published) if code.startswith("personal")] == []
    assert [code for code in codes(filed) if not code.startswith("personal")] == codes(published)


def test_all_other_cells_are_the_same(filed: Path, published: Path) -> None:
    before, after = (openpyxl.load_workbook(path)[SHEET] for path in (filed, published))
    changed = {cell.coordinate for row in before for cell in row
               if cell.value != after[cell.coordinate].value}
    assert changed == {"B31", "E31", "I27"}


def test_a_document_is_known_by_its_content(tmp_path: Path) -> None:
    source, target = tmp_path / "报告.bin", tmp_path / "公开.docx"
    source.write_bytes(document(p("填报人：张三丰")))
    wrong = pe("public", source, "-o", tmp_path / "公开.xlsx")
    assert (wrong.code, wrong.err) == (2, "输出文件名应以 .docx 结尾，现在是 公开.xlsx。\n")
    assert pe("public", source, "-o", target).out == (
        f"公开版：姓名 1 处\n  姓名　第1段　张××\n已存为 {target}\n")


def test_nothing_to_cover_is_said(tmp_path: Path) -> None:
    source = tmp_path / "a.docx"
    source.write_bytes(document(p("98分")))
    done = pe("public", source, "-o", tmp_path / "b.docx")
    assert done.out.startswith("没有发现需要遮盖或删去的内容。\n")


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize("content", [b"", b"%PDF", OLD + b"0" * 600])
def test_other_files_are_refused(content: bytes, tmp_path: Path) -> None:
    source = tmp_path / "a.doc"
    source.write_bytes(content)
    done = pe("public", source, "-o", tmp_path / "b.docx")
    assert done.code == 2
    assert done.err.startswith(f"{source}：")


@pytest.mark.office
def test_libreoffice_shows_the_public_workbook(filed: Path, published: Path) -> None:
    before, after = office.cells(filed, SHEET), office.cells(published, SHEET)
    assert {place for place in before | after if before.get(place) != after.get(place)} == {
        "B31", "E31", "I27"}
    assert after["B31"] == "张××"


@pytest.mark.office
def test_libreoffice_opens_the_public_document(tmp_path: Path) -> None:
    source, target = tmp_path / "a.docx", tmp_path / "b.docx"
    source.write_bytes(document(p("填报人：张三", "丰"), table([("联系电话", "13800000000")])))
    assert pe("public", source, "-o", target).code == 0
    assert len(office.to_png(office.to_pdf(target, tmp_path), tmp_path)) == 1
