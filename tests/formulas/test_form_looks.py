"""What the form itself shows of its formulas: limits with their clause, and what is yellow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from addin.books.files import open_book
from addin.terminal.cli import main
from tests.formulas.test_commands import run

YELLOW, WAITING = "FFFFEB9C", '="待认定"'
SHEET = "评分计算"


def blank(name: str, folder: Path) -> Path:
    assert main(["new", name, "--formulas", "-o", str(folder / f"{name}.xlsx")]) == 0
    return folder / f"{name}.xlsx"


def form_of(path: Path) -> Any:
    return openpyxl.load_workbook(path).worksheets[0]


@pytest.mark.parametrize(("name", "cells"), [
    ("huaxi", ["I8", "H15:H20", "H21"]), ("lukou", ["I6", "H15:H29", "H30"]),
    ("chayu", [*(f"H{row}" for row in range(5, 38)), "H38"])])
def test_a_score_that_waits_for_a_person_is_yellow(name: str, cells: list[str],
                                                   tmp_path: Path) -> None:
    found = [(str(area.sqref), rule.dxf.fill.bgColor.rgb)
             for area, rules in form_of(blank(name, tmp_path)).conditional_formatting._cf_rules.items()
             for rule in rules if WAITING in rule.formula[0]]
    assert sorted(found) == sorted((cell, YELLOW) for cell in cells)


def test_a_score_of_what_is_not_in_its_row_is_red(tmp_path: Path) -> None:
    """That of a copied sheet, which 评分计算 does not read."""
    path = blank("huaxi", tmp_path)
    found = {str(area.sqref): rule for area, rules in form_of(
        path).conditional_formatting._cf_rules.items()
        for rule in rules if "<>INDEX(所读" in rule.formula[0]}
    assert found.keys() == {"I8", "H15:H20"}
    assert '$E15&"|"&$F15&"|"&$G15<>INDEX(所读,' in found["H15:H20"].formula[0]
    assert {rule.dxf.fill.bgColor.rgb for rule in found.values()} == {"FFFFC7CE"}
    page = open_book(path).grid(SHEET)
    kept = [str(page.at(6, column).formula) for column in range(14, 22)]
    assert sum('$E$14:$E$21,$N6)&"|"&INDEX(' in each for each in kept) == 1


def test_what_a_person_gives_for_a_figure_has_limits_and_the_clause(tmp_path: Path) -> None:
    limits = form_of(blank("chayu", tmp_path)).data_validations.dataValidation
    found = {str(each.sqref): each for each in limits}
    assert found.keys() >= {f"H{row}" for row in range(5, 38)}
    one = found["H14"]
    assert (one.type, one.formula1, one.formula2) == (
        "decimal", "INDEX(可得下限,10)", "INDEX(可得上限,10)")
    assert "显示“待认定”的，直接填人认定的得分" in one.prompt
    assert "目标值为10%" in one.prompt


def test_a_row_without_formulas_may_be_given_up_to_its_weight(tmp_path: Path) -> None:
    page = open_book(blank("conghua", tmp_path)).grid(SHEET)
    row = next(row for row in page.rows() if "产出指标完成情况" in str(page.at(row, 1).value))
    said = [str(page.at(row, column).value) for column in range(1, 20)]
    assert "由程序核算，或由人按条款给分" in said[11]
    assert said[14:16] == ["0", "20"]


def test_scores_that_were_left_as_values_are_counted_and_no_mistake(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "sample", "huaxi", "-o", tmp_path / "表.xlsx")
    run(capsys, "fill", tmp_path / "表.xlsx", "--formulas", "-o", tmp_path / "填.xlsx")
    page = open_book(tmp_path / "填.xlsx").grid(SHEET)
    assert page.at(3, 2).value == "3行按数值填入，其余各行公式齐全"
    assert '"本年度实施项目方量","工作推进的及时性","任务配合完成时限"' in page.at(8, 17).formula
    run(capsys, "audit", tmp_path / "填.xlsx")
    _, out, _ = run(capsys, "audit", tmp_path / "填.xlsx", "--json")
    assert '"formula' not in out
