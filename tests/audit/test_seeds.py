"""The published forms: what stands in them is found, and one changed cell is found at that cell."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from scoring import audit, score
from scoring.filing import Filing
from scoring.finding import Finding
from tests.audit.filings import SHEET, entry, packaged_ruleset, published_filing

HUAXI = {
    ("reason-no-measure", "H22"), ("actual-comparator", "E23"), ("actual-comparator", "E24"),
    ("reason-no-measure", "H26"), ("budget-jump", "C10"), ("reading-changes", "G10"),
}
"""Rows 21 to 26 are the six indicators, row 10 is 年度资金总额."""


def audited(filing: Filing, ruleset: str) -> tuple[Finding, ...]:
    return audit(filing, score(filing, packaged_ruleset(ruleset)))


def found(filing: Filing, ruleset: str = "520111/2023") -> set[tuple[str, str]]:
    return {(each.code.code, each.cells[0].removeprefix(f"{SHEET}!"))
            for each in audited(filing, ruleset)}


def with_row(filing: Filing, place: int, **cells: str | Fraction | int | None) -> Filing:
    row = filing.rows[place]
    changed: dict[str, Any] = {
        name: entry(value, getattr(row, name).cell.removeprefix(f"{SHEET}!"))
        for name, value in cells.items()}
    rows = (*filing.rows[:place], replace(row, **changed), *filing.rows[place + 1:])
    return replace(filing, rows=rows)


def test_what_stands_in_huaxi() -> None:
    findings = audited(published_filing("huaxi-2023"), "520111/2023")
    assert found(published_filing("huaxi-2023")) == HUAXI
    said = {each.code.code: each.message for each in findings}
    assert "8.9 倍" in said["budget-jump"]
    assert "9.86 分（填报 9.90 分）" in said["reading-changes"]


@pytest.mark.parametrize(("place", "cells", "more"), [
    (2, {"score": 9}, {("met-points-off", "G23"), ("total-sum", "G50")}),
    (2, {"score": 12}, {("score-above-weight", "G23"), ("total-sum", "G50")}),
    (1, {"score": 11}, {("score-band", "G22"), ("total-sum", "G50")}),
    (4, {"weight": 35}, {("weight-total", "F50"), ("reason-missing", "H25")}),
    (3, {"actual": "125%", "score": 10}, {("missed-full", "G24")}),
    (5, {"reason": ""}, {("reason-missing", "H26")}),
    (5, {"reason": "无"}, {("reason-empty", "H26")}),
])
def test_one_changed_cell_of_huaxi(place: int, cells: dict[str, str | int],
                                   more: set[tuple[str, str]]) -> None:
    filing = with_row(published_filing("huaxi-2023"), place, **cells)
    assert found(filing) - HUAXI == more


def test_a_changed_budget_of_huaxi() -> None:
    filing = published_filing("huaxi-2023")
    whole = filing.funds[0]
    amounts = {**whole.amounts, "全年预算数": entry(Fraction("389224.42"), "C10")}
    changed = replace(filing, funds=(replace(whole, amounts=amounts), *filing.funds[1:]))
    assert found(changed) - HUAXI == {
        ("funds-sum", "C10"), ("rate-differs", "E10"), ("score-differs", "G10")}


def test_what_stands_in_lukou() -> None:
    """Read by the national measure: a cost over its target filed as full is the only error."""
    findings = audited(published_filing("lukou-2023"), "national/2020")
    assert [(each.code.code, each.cells) for each in findings if each.severity == "error"] == [
        ("missed-full", (f"{SHEET}!G29",))]
    codes = [each.code.code for each in findings]
    assert {code: codes.count(code) for code in codes} == {
        "missed-full": 1, "direction-inferred": 1, "number-as-text": 2, "actual-copied": 5,
        "actual-comparator": 1, "reason-excess": 1, "reason-missing": 2, "budget-jump": 1}
