"""``pe review`` as a person runs it: exit codes, JSON, what stood there before, the second start."""

from __future__ import annotations

import json
import os
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook

from addin.books.book import split_address
from addin.books.files import open_book, save_book
from addin.desk.review.journal import beside
from addin.pages.review.read import figure, read_round, text
from addin.pages.review.tables import (
    FILED,
    FILES,
    LETTER,
    MESSAGE,
    OURS,
    OUTCOME,
    PROBLEMS,
    REASON,
    SUMMARY,
    TOLD,
    UNIT,
)
from tests.cli.runs import pe
from tests.review.making import PROJECT, SUM, county_book, forms, personal, project_book
from tests.review.making import UNIT as NAMED
from tests.review.piles import put, zipped

WORDS = {NAMED: "青河县第一小学", PROJECT: "教师培训", SUM: "120.5"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path / "收到", forms(3))
    return tmp_path / "收到"


def test_nothing_to_mend_is_0(folder: Path, tmp_path: Path) -> None:
    run = pe("review", folder, "-o", tmp_path / "果.xlsx", "--jobs", "1")
    assert (run.code, run.err) == (0, "")
    assert "共 3 个文件：已审核 3；自评表 3 张。" in run.out
    assert not beside(tmp_path / "果.xlsx").exists()


def test_something_to_mend_is_1_and_stands_in_the_list(tmp_path: Path) -> None:
    put(tmp_path / "收到", [("表.xlsx", county_book(WORDS))])
    assert pe("sample", "chayu", "-o", tmp_path / "收到" / "县.xlsx").code == 0
    run = pe("review", tmp_path / "收到", "-o", tmp_path / "果.xlsx", "--jobs", "1")
    assert run.code == 1
    told = read_round(tmp_path / "果.xlsx")
    (row,) = [row for row in told.rows(PROBLEMS) if "112.50%" in text(row, MESSAGE)]
    assert text(row, LETTER) == "是"
    assert text(row, TOLD) == ""


def test_no_file_that_could_be_read_is_2_and_the_workbook_says_why(tmp_path: Path) -> None:
    put(tmp_path / "收到", [("坏.xlsx", b"\0" * 50), ("图.png", b"\x89PNG\r\n")])
    run = pe("review", tmp_path / "收到", "-o", tmp_path / "果.xlsx", "--jobs", "1")
    assert run.code == 2
    assert {text(row, OUTCOME) for row in read_round(tmp_path / "果.xlsx").rows(FILES)} == {"读不出"}


@pytest.mark.parametrize(("arguments", "said"), [
    (["没有这个", "-o", "果.xlsx"], "没有这个：文件不存在"),
    ([".", "-o", "没有这个/果.xlsx"], "文件夹不存在"),
    ([".", "-o", "果.docx"], "应以 .xlsx 结尾"),
    ([".", "-o", "果.xlsx", "--ruleset", "没有"], "没有评分办法“没有”"),
    ([".", "-o", "果.xlsx", "--roster", "没有.xlsx"], "文件不存在"),
    ([".", "-o", "果.xlsx", "--jobs", "0"], "--jobs"),
    ([".", "-o", "果.xlsx", "--cluster", "10.0.0.1:8786"], "明文"),
    ([".", "-o", "果.xlsx"], "没有文件"),
    ([".", "-o", "果.xlsx", "--seconds", "一分钟"], "--seconds 后面要写数字，写的是“一分钟”"),
])
def test_what_cannot_be_done_is_2(arguments: list[str], said: str, tmp_path: Path,
                                  monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run = pe("review", *arguments)
    assert run.code == 2
    assert said in run.err
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_not_overwritten_with_its_own_review(folder: Path) -> None:
    form = folder / "000-自评表.xlsx"
    run = pe("review", form, "-o", form, "--jobs", "1")
    assert (run.code, "不能覆盖要审核的文件 000-自评表.xlsx" in run.err) == (2, True)


def test_a_journal_is_no_file_of_the_pile(folder: Path, tmp_path: Path) -> None:
    put(folder, [("上次.进度.jsonl", b"{}"), ("乱码.docx", b"\x01\x02" * 99)])
    pe("review", folder, "-o", tmp_path / "果.xlsx", "--jobs", "1")
    told = {text(row, "文件"): text(row, REASON)
            for row in read_round(tmp_path / "果.xlsx").rows(FILES)}
    assert "上次.进度.jsonl" not in told
    assert told["乱码.docx"].startswith("这不是 Word 文档（文件内容不是 .docx）")


def test_the_head_of_a_column_names_no_project(tmp_path: Path) -> None:
    assert pe("sample", "conghua", "-o", tmp_path / "收到.xlsx").code == 0
    pe("review", tmp_path / "收到.xlsx", "-o", tmp_path / "果.xlsx", "--jobs", "1")
    (row,) = read_round(tmp_path / "果.xlsx").rows(SUMMARY)
    assert (text(row, UNIT), text(row, "项目")) == ("广州市从化区住房和城乡建设局", "")


def test_json_is_one_line_a_form_or_file(folder: Path, tmp_path: Path) -> None:
    put(folder, [("通知.txt", "请报送".encode()), ("副本/000-自评表.xlsx",
                                              (folder / "000-自评表.xlsx").read_bytes())])
    run = pe("review", folder, "-o", tmp_path / "果.xlsx", "--jobs", "1", "--json")
    lines = [json.loads(line) for line in run.out.splitlines()]
    assert [line["schema"] for line in lines].count("pe-scorecard/1") == 3
    assert [line["file"] for line in lines] == [
        "000-自评表.xlsx", "001-自评表.xlsx", "002-自评表.docx", "副本/000-自评表.xlsx", "通知.txt"]


def test_what_people_wrote_is_kept_as_a_backup(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "果.xlsx"
    output.write_bytes(b"what people wrote")
    run = pe("review", folder, "-o", output, "--jobs", "1")
    assert "备份" in run.out
    assert (tmp_path / "果.备份-1.xlsx").read_bytes() == b"what people wrote"


def test_the_same_content_is_counted_once(folder: Path, tmp_path: Path) -> None:
    content = (folder / "001-自评表.xlsx").read_bytes()
    put(folder, [("又报.xlsx", content), ("压缩.zip", zipped([("又报.xlsx", content)]))])
    pe("review", folder, "-o", tmp_path / "果.xlsx", "--jobs", "1")
    told = read_round(tmp_path / "果.xlsx")
    assert len(told.rows(SUMMARY)) == 3
    again = [text(row, REASON) for row in told.rows(FILES) if text(row, OUTCOME) == "重复"]
    assert again == ["与“001-自评表.xlsx”内容完全相同，只计一次。"] * 2


def test_an_earlier_result_and_our_own_sheets_are_no_forms(folder: Path, tmp_path: Path) -> None:
    pe("review", folder, "-o", folder / "上次.xlsx", "--jobs", "1")
    pe("review", folder, "-o", tmp_path / "果.xlsx", "--jobs", "1")
    (row,) = [row for row in read_round(tmp_path / "果.xlsx").rows(FILES)
              if text(row, "文件") == "上次.xlsx"]
    assert text(row, OUTCOME) == "不是自评表"
    assert "审核结果" in text(row, REASON)


def test_texts_of_others_stay_texts(tmp_path: Path) -> None:
    hostile = personal(project_book(), {**WORDS, NAMED: "=HYPERLINK(1)站", PROJECT: "@SUM(A1)"})
    put(tmp_path / "收到", [('=表".xlsx', hostile)] if os.name != "nt" else [("=表.xlsx", hostile)])
    pe("review", tmp_path / "收到", "-o", tmp_path / "果.xlsx", "--jobs", "1")
    (row,) = read_round(tmp_path / "果.xlsx").rows(SUMMARY)
    assert text(row, UNIT) == "=HYPERLINK(1)站"
    sheet = load_workbook(tmp_path / "果.xlsx")[SUMMARY.name]
    formulas = {cell.value for line in sheet.iter_rows() for cell in line if cell.data_type == "f"}
    assert len(formulas) == 2  # the link and the difference, ours both
    assert (figure(row, FILED), figure(row, OURS)) == (100, 100)


def test_changed_formulas_of_a_form_that_scores_itself_are_a_problem(tmp_path: Path) -> None:
    """What ``pe audit`` says of one form, the desk says too, in words of the letter."""
    blank, form = tmp_path / "花溪.xlsx", tmp_path / "收到" / "花溪.xlsx"
    form.parent.mkdir()
    assert pe("new", "huaxi", "--formulas", "-o", str(blank)).code == 0
    book = open_book(blank)
    for cell, value in {"D17": "任务配合完成时限", "E17": "=12个月", "F17": "=12个月",
                        "G17": Fraction(10), "H17": Fraction(10)}.items():
        _, row, column = split_address(cell)
        book.put("自评表", row, column, value)
    save_book(book, form, source=blank)
    output = tmp_path / "审核结果.xlsx"
    assert pe("review", str(form.parent), "-o", str(output)).code in (0, 1)
    said = [text(row, MESSAGE) for row in read_round(output).rows(PROBLEMS)]
    assert any("计分公式已被改动" in each for each in said), said
