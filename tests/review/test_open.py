"""A total with something still open is a range or says so, and is no checked deviation."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from addin.desk.review.run import Order, review
from addin.pages.review import tables as t
from addin.pages.review.read import figure, read_round, text
from scoring.rulefile.document import parse_document
from tests.review.making import county_book, own_words
from tests.review.piles import put

CASES = parse_document(Path(__file__).with_name("open_totals.yaml").read_text("utf-8")).data


def changed(cells: dict[str, Any]) -> bytes:
    """A clean county form with some cells changed."""
    book = load_workbook(io.BytesIO(county_book(own_words(1))))
    for cell, value in cells.items():
        book.worksheets[0][cell] = value
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_what_is_said_of_the_total(case: dict[str, Any], tmp_path: Path) -> None:
    put(tmp_path / "收到", [("甲.xlsx", changed(case["change"]))])
    review(Order([tmp_path / "收到"], tmp_path / "果.xlsx", jobs=1))
    told = read_round(tmp_path / "果.xlsx")
    (row,), (unit,) = told.rows(t.SUMMARY), told.rows(t.QUALITY)
    assert text(row, t.OURS) == str(case["ours"])
    assert text(row, t.GRADE) == case["grade"]
    assert text(unit, "偏差的依据") == case["basis"]
    assert figure(unit, "平均偏差") == case["gap"]
    messages = "".join(text(each, t.MESSAGE) for each in told.rows(t.PROBLEMS))
    assert case.get("says", "") in messages


def test_amounts_in_yuan_are_in_no_sum(tmp_path: Path) -> None:
    slip = {"C4": 2_000_000, "D4": 2_000_000, "E4": 2_000_000, "B8": "成本指标", "C8": "培训成本",
            "D8": "≤200万元", "E8": "200万元"}
    put(tmp_path / "收到", [("甲.xlsx", changed(slip)), ("乙.xlsx", county_book(own_words(2)))])
    review(Order([tmp_path / "收到"], tmp_path / "果.xlsx", jobs=1))
    told = read_round(tmp_path / "果.xlsx")
    assert "疑把元填作万元" in [text(row, t.TITLE) for row in told.rows(t.PROBLEMS)]
    rows = {text(row, "事项"): row for row in told.rows(t.YEARLY)}
    budget = rows["项目支出全年预算数合计"]
    assert text(budget, "数值") == "1014.25"
    assert "1 张表填有此数；另有1张金额的单位多半填错" in text(budget, "口径")
