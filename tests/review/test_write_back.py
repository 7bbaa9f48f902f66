"""复核分 typed into 汇总 and put into the forms' own column; the originals are kept."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

from openpyxl import load_workbook

from addin.pages.review import tables as t
from addin.pages.review.read import read_round
from tests.cli.runs import pe
from tests.review.making import PROJECT
from tests.review.test_second import OTHER, WORDS, filed, form, reviewed

REVIEW_COLUMN = {"I5": "复核得分"}
"""A head of its own beside the form's last column."""


def typed(path: Path, score: float) -> None:
    book = load_workbook(path)
    sheet = book[t.SUMMARY.name]
    heads = {cell.value: cell.column for cell in sheet[3]}
    for row in range(4, sheet.max_row + 1):
        sheet.cell(row, heads[t.REVIEW]).value = score
    book.save(path)


def test_the_score_stands_in_the_form_and_the_original_is_kept(tmp_path: Path) -> None:
    folder = filed(tmp_path / "收到", 有=form(WORDS, REVIEW_COLUMN), 无=form(OTHER, {}))
    before = (folder / "有.xlsx").read_bytes(), (folder / "无.xlsx").read_bytes()
    output = reviewed(folder, tmp_path / "果.xlsx")
    typed(output, 93.5)
    run = pe("review", folder, "-o", output, "--jobs", "1", "--write-back")
    assert run.code == 0, run.err
    assert load_workbook(folder / "有.xlsx")[WORDS[PROJECT]]["I11"].value == 93.5
    assert (folder / "有.备份-1.xlsx").read_bytes() == before[0]
    assert (folder / "无.xlsx").read_bytes() == before[1]
    assert "复核分写回 1 张表" in run.out
    assert "没有复核得分一栏" in run.out
    again = pe("review", folder, "-o", output, "--jobs", "1", "--write-back")
    assert "复核分写回 0 张表" in again.out
    assert len(read_round(output).rows(t.SUMMARY)) == 2, "our own backup is no form"


def test_a_form_in_a_zip_is_left_and_told(tmp_path: Path) -> None:
    folder = filed(tmp_path / "收到")
    with ZipFile(folder / "包.zip", "w") as made:
        made.writestr("表.xlsx", form(WORDS, REVIEW_COLUMN))
    output = reviewed(folder, tmp_path / "果.xlsx")
    typed(output, 93.5)
    whole = (folder / "包.zip").read_bytes()
    run = pe("review", folder, "-o", output, "--jobs", "1", "--write-back")
    assert "在压缩包里" in run.out
    assert (folder / "包.zip").read_bytes() == whole


def test_there_must_be_a_last_round(tmp_path: Path) -> None:
    folder = filed(tmp_path / "收到", 有=form(WORDS, REVIEW_COLUMN))
    run = pe("review", folder, "-o", tmp_path / "果.xlsx", "--write-back")
    assert (run.code, "--since" in run.err) == (2, True)
