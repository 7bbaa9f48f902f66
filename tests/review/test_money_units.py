"""元 and 万元 mixed up: told of the form with its cells, and left out of every sum."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from addin.desk.review.run import Order, review
from addin.pages.review import tables as t
from addin.pages.review.read import Row, figure, read_round, text
from scoring.rulefile.document import parse_document
from tests.review.making import county_book, own_words
from tests.review.piles import put
from tests.review.test_roster import roster

CASES: list[dict[str, Any]] = parse_document(
    Path(__file__).with_name("money_units.yaml").read_text("utf-8")).data
_FUNDS = ("C4", "D4", "E4")


def form(number: int, money: float, cells: Mapping[str, object], unit: str = "万元") -> bytes:
    book, made = load_workbook(BytesIO(county_book(own_words(number)))), BytesIO()
    sheet = book.worksheets[0]
    for cell, value in {"A3": f"资金情况（{unit}）", **dict.fromkeys(_FUNDS, money), **cells}.items():
        sheet[cell].value = value
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_what_is_told_of_the_unit(case: dict[str, Any], tmp_path: Path) -> None:
    typed, heads = case.get("typed", {}), case.get("heads", {})
    put(tmp_path / "收到", (
        (f"{number}.xlsx", form(number, float(typed.get(str(number), money)), {},
                                heads.get(str(number), "万元")))
        for number, money in enumerate(case["sums"])))
    due = [("青河县教育局", own_words(number)["某某单位留位"], own_words(number)["某某项目留位"], float(money))
           for number, money in enumerate(case.get("roster", ()))]
    listed = roster(tmp_path / "应报.xlsx", ("主管部门", "单位名称", "项目名称", "金额（万元）"), *due)
    review(Order([tmp_path / "收到"], tmp_path / "果.xlsx", jobs=1, roster=listed if due else None))
    told = read_round(tmp_path / "果.xlsx")
    said = {text(row, t.FILE).partition(".")[0]: row for row in told.rows(t.PROBLEMS)}
    assert {number: text(row, t.MESSAGE) for number, row in said.items()} == case["told"]
    for row in said.values():
        assert all(cell in text(row, t.CELLS) for cell in _FUNDS)
        assert text(row, t.LETTER) == t.YES
    rows = {text(row, "事项"): row for row in told.rows(t.YEARLY)}
    budget = rows["项目支出全年预算数合计"]
    assert figure(budget, "数值") == case["budget"]
    assert ("另有1张" in text(budget, "口径")) == bool(case["told"])
    note = load_workbook(tmp_path / "果.xlsx")[t.SUMMARY.name]["A2"].value
    assert ("有1张表金额的单位多半填错" in str(note)) == bool(case["told"])


def messages(folder: Path, content: bytes) -> list[Row]:
    put(folder / "收到", [("甲.xlsx", content)])
    review(Order([folder / "收到"], folder / "果.xlsx", jobs=1))
    return list(read_round(folder / "果.xlsx").rows(t.PROBLEMS))


def test_one_slip_is_told_once(tmp_path: Path) -> None:
    """The cost and the payment of one row in 万元, all three sums of the funds in 元."""
    (row,) = messages(tmp_path, form(1, 1_500_000, {
        "E4": 1_485_000, "G4": "99%", "H4": 9.9, "H11": None, "G11": 99.9, "C8": "工程总成本",
        "B8": "成本指标", "D8": "≤150万元", "E8": "148.5万元"}))
    assert text(row, t.MESSAGE) == (
        "“工程总成本”写“≤150万元、148.5万元”，资金表中年初预算数1500000、全年预算数1500000、"
        "全年执行数1485000恰为其一万倍，疑把元填作万元，请核对更正。")
    assert [cell in text(row, t.CELLS) for cell in _FUNDS] == [True] * 3


def test_the_other_way(tmp_path: Path) -> None:
    (row,) = messages(tmp_path, form(1, 150, {
        "C8": "工程总成本", "B8": "成本指标", "D8": "≤150万元", "E8": "150万元"}, "元"))
    assert "恰为其一万分之一，疑把万元填作元" in text(row, t.MESSAGE)


def test_one_column_in_the_other_unit(tmp_path: Path) -> None:
    (row,) = messages(tmp_path, form(1, 1_500_000, {"C4": 150}))
    assert text(row, t.MESSAGE) == (
        "“年度资金总额”全年预算数填报1500000万元，年初预算数为150万元，相差一万倍，请核对金额单位（元、万元）。")


def test_a_project_beside_its_department(tmp_path: Path) -> None:
    """The project is told, and is in no sum of the department's projects."""
    department = load_workbook(BytesIO(county_book(own_words(9))))
    sheet = department.worksheets[0]
    sheet["A1"].value = "2023年度部门整体支出绩效自评表"
    for cell, value in {"A2": "部门名称", "B2": "青河县教育局", "C2": None, "D2": None, "E2": None,
                        "G2": None, "H2": None, **dict.fromkeys(_FUNDS, 500)}.items():
        sheet[cell].value = value
    made = BytesIO()
    department.save(made)
    put(tmp_path / "收到", [("部门.xlsx", made.getvalue()), ("乙.xlsx", form(2, 80, {})),
                          ("甲.xlsx", form(1, 1_500_000, {}))])
    review(Order([tmp_path / "收到"], tmp_path / "果.xlsx", jobs=1))
    (row,) = read_round(tmp_path / "果.xlsx").rows(t.PROBLEMS)
    assert text(row, t.FILE) == "甲.xlsx"
    assert text(row, t.MESSAGE) == (
        "全年预算数填报1500000万元，主管部门的部门整体支出自评表为500万元，相差约3000倍，请核对金额单位（元、万元）。")
