"""The workbook read back as people leave it: sorted, with columns moved and added, or not ours."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook

from addin.errors import UserError
from addin.pages.review.read import figure, read_round, text
from addin.pages.review.tables import (
    FILED,
    KEY,
    OPINION,
    PROBLEMS,
    REVIEW,
    SUMMARY,
    TOLD,
    UNIT,
)
from tests.cli.runs import pe
from tests.review.making import forms
from tests.review.piles import put


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("果")
    put(folder / "收到", forms(2))
    assert pe("sample", "chayu", "-o", folder / "收到" / "县.xlsx").code == 0
    assert pe("new", "national", "-o", folder / "收到" / "空.xlsx").code == 0
    assert pe("review", folder / "收到", "-o", folder / "果.xlsx", "--jobs", "1").code == 1
    return folder / "果.xlsx"


def test_what_people_wrote_is_read_wherever_they_moved_it(output: Path, tmp_path: Path) -> None:
    before = read_round(output)
    book = load_workbook(output)
    summary, problems = book[SUMMARY.name], book[PROBLEMS.name]
    review = next(cell.column for cell in summary[3] if cell.value == REVIEW)
    summary.cell(4, review).value = 97.35
    heads = {cell.value: cell.column for cell in problems[3]}
    problems.cell(4, heads[TOLD]).value = "已按条款更正"
    problems.cell(4, heads[OPINION]).value = "采纳"
    for sheet in (summary, problems):
        sheet.insert_cols(2)
        sheet.cell(3, 2).value = "经办人"
        sheet.insert_rows(1)
        sheet.cell(1, 1).value = "内部资料"
    book.save(tmp_path / "改.xlsx")
    after = read_round(tmp_path / "改.xlsx")
    assert [text(row, KEY) for row in after.rows(SUMMARY)] == [
        text(row, KEY) for row in before.rows(SUMMARY)]
    first, problem = after.rows(SUMMARY)[0], after.rows(PROBLEMS)[0]
    assert figure(first, REVIEW) == Fraction(1947, 20)
    assert figure(first, FILED) == figure(before.rows(SUMMARY)[0], FILED)
    assert (text(problem, TOLD), text(problem, OPINION)) == ("已按条款更正", "采纳")
    assert text(problem, KEY) == text(before.rows(PROBLEMS)[0], KEY)


def test_a_workbook_that_is_not_ours_is_told(tmp_path: Path) -> None:
    assert pe("sample", "chayu", "-o", tmp_path / "县.xlsx").code == 0
    with pytest.raises(UserError, match="不是审核结果工作簿"):
        read_round(tmp_path / "县.xlsx")
    (tmp_path / "坏.xlsx").write_bytes(b"nothing")
    with pytest.raises(UserError, match="读不出来"):
        read_round(tmp_path / "坏.xlsx")


def test_a_lost_key_column_is_told(output: Path, tmp_path: Path) -> None:
    book = load_workbook(output)
    sheet = book[PROBLEMS.name]
    sheet.delete_cols(next(cell.column for cell in sheet[3] if cell.value == KEY))
    book.save(tmp_path / "改.xlsx")
    with pytest.raises(UserError, match=r"问题清单.*表头认不出"):
        read_round(tmp_path / "改.xlsx")


def test_the_texts_are_those_of_the_forms(output: Path) -> None:
    units = [text(row, UNIT) for row in read_round(output).rows(SUMMARY)]
    assert units == ["察隅县住房和城乡建设局", "第001管理站", "第000管理站", "（未写单位）空"], (
        "察隅's form says whose it is in its title alone")
