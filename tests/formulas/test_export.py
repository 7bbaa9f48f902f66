"""``pe export``: a form without scores is a blank, and not one that is ready to be filed."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from addin.books.files import open_book
from tests.cli.runs import pe, typed


@pytest.mark.parametrize("make", [("new", "huaxi"), ("new", "national"), ("sample", "chayu", "--unscored")])
def test_a_form_without_any_score_is_refused(make: tuple[str, ...], tmp_path: Path) -> None:
    assert pe(*make, "-o", tmp_path / "空.xlsx").code == 0
    run = pe("export", tmp_path / "空.xlsx", "-o", tmp_path / "上报.xlsx")
    assert run.code == 2
    assert "表一项得分也没有，还不能上报" in run.err
    assert not (tmp_path / "上报.xlsx").exists()


def test_a_form_with_all_its_scores_is_filed_without_a_word(tmp_path: Path) -> None:
    assert pe("sample", "huaxi", "-o", tmp_path / "表.xlsx").code == 0
    run = pe("export", tmp_path / "表.xlsx", "-o", tmp_path / "上报.xlsx")
    assert (run.code, run.err) == (0, "")
    assert "没有填" not in run.out


def test_scores_that_are_missing_are_named(tmp_path: Path) -> None:
    assert pe("sample", "huaxi", "--unscored", "-o", tmp_path / "空.xlsx").code == 0
    assert pe("fill", tmp_path / "空.xlsx", "-o", tmp_path / "填.xlsx").code <= 1
    run = pe("export", tmp_path / "填.xlsx", "-o", tmp_path / "上报.xlsx")
    assert run.code == 0
    assert "请说明：有得分没有填：自评表!H15" in run.out
    assert "请说明：总分没有填：自评表!H21" in run.out
    assert open_book(tmp_path / "上报.xlsx").grid("自评表").at(8, 9).value == Fraction("9.9")


def test_marks_for_the_clerk_are_not_filed(tmp_path: Path) -> None:
    assert pe("sample", "huaxi", "-o", tmp_path / "表.xlsx").code == 0
    marked = typed(tmp_path / "表.xlsx", tmp_path / "标记.xlsx", {
        "F13": "完成培训229人。【待核对：与第9行不一致】", "J20": "【待补充：原因】"})
    run = pe("export", marked, "-o", tmp_path / "上报.xlsx")
    assert run.code == 2
    assert "自评表!F13、自评表!J20 还有【待补充】【待核对】的标记，还不能上报" in run.err
    assert not (tmp_path / "上报.xlsx").exists()


def test_what_is_no_form_is_made_and_said(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "通讯录"
    book.save(tmp_path / "别的.xlsx")
    run = pe("export", tmp_path / "别的.xlsx", "-o", tmp_path / "上报.xlsx")
    assert run.code == 0
    assert "没有认出自评表" in run.out
