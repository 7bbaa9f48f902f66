"""Change one thing in the published form: exactly the right findings, at the right cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from scoring.rulefile.document import parse_document
from tests.cli.runs import SHEET, apart, awards, parts, pe, typed, with_sheet_xml

CASES = parse_document(Path(__file__).with_name("single_changes.yaml").read_text("utf-8")).data
PHONE = "1" + "30" + "0" * 8
CODE = "110101" + "1900" + "0101" + "000"
"""Invented, and put together here so that no search of the repository takes them for real."""


def identity(correct: bool) -> str:
    """Eighteen characters with, or without, the check digit of an identity number."""
    weighted = sum(int(digit) * (2 ** (17 - place) % 11) for place, digit in enumerate(CODE))
    return CODE + "10X98765432"[(weighted + (not correct)) % 11]


def findings(path: Path, *more: str) -> Counter[str]:
    """The findings as «severity code cells»."""
    run = pe("audit", path, "--json", *more)
    assert run.err == ""
    found = run.form["findings"]
    assert run.code == int(any(each["severity"] == "error" for each in found))
    return Counter(apart(found))


@pytest.fixture(scope="module")
def before(published: Path) -> Counter[str]:
    """What is found in the form as it was published."""
    return findings(published)


def given(cells: Mapping[str, Any]) -> dict[str, str | Fraction | None]:
    words = {"{电话}": PHONE, "{身份证}": identity(correct=True), "{编号}": identity(correct=False)}

    def read(value: Any) -> str | Fraction | None:
        if value is None or not isinstance(value, str):
            return value if value is None else Fraction(value)
        if value == "{电话}":
            return Fraction(PHONE)
        for word, said in words.items():
            value = value.replace(word, said)
        return value

    return {cell: read(value) for cell, value in cells.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_change_gives_exactly_its_findings(case: dict[str, Any], published: Path,
                                             before: Counter[str], tmp_path: Path) -> None:
    after = findings(typed(published, tmp_path / "改.xlsx", given(case["given"])))
    assert sorted((after - before).elements()) == sorted(case["expect"])
    assert sorted((before - after).elements()) == sorted(case.get("gone", []))


def cell_xml(path: Path, cell: str) -> str:
    xml = parts(path)["xl/worksheets/sheet1.xml"].decode()
    match = re.search(rf'<c r="{cell}"[^>]*?(?:/>|>.*?</c>)', xml)
    assert match is not None
    return match[0]


def test_an_error_value_is_named_at_its_cell_and_the_rest_is_scored(
        published: Path, before: Counter[str], tmp_path: Path) -> None:
    broken = with_sheet_xml(published, tmp_path / "错.xlsx", cell_xml(published, "H17"),
                            '<c r="H17" t="e"><f>1/0</f><v>#DIV/0!</v></c>')
    assert findings(broken) - before == {"error cell-error H17": 1}
    form = pe("audit", broken, "--json").form
    assert awards(form)["I8"]["verdict"] == "match"
    assert awards(form)["H16"]["verdict"] == "in_band"


def test_a_score_merged_over_two_indicators_counts_for_the_first(
        published: Path, before: Counter[str], tmp_path: Path) -> None:
    alone = typed(published, tmp_path / "空.xlsx", {"H18": None, "H21": Fraction("85.9")})
    merged = with_sheet_xml(alone, tmp_path / "合.xlsx", '<mergeCell ref="A1:I1"/>',
                            '<mergeCell ref="A1:I1"/><mergeCell ref="H17:H18"/>')
    assert findings(merged) - before == {"error merge-two-indicators H17": 1}
    form = pe("audit", merged, "--json").form
    assert awards(form)["H17"]["verdict"] == "match"
    assert len(form["awards"]) == 7


def test_a_protected_sheet_names_the_cells_that_can_not_be_filled(
        published: Path, before: Counter[str], tmp_path: Path) -> None:
    protected = with_sheet_xml(published, tmp_path / "护.xlsx", "</sheetData>",
                               '</sheetData><sheetProtection sheet="1"/>')
    (only,) = findings(protected) - before
    assert only == "warning sheet-protected I8 H15 H16 H17 H18 H19 H20 H21"


def test_a_finding_shows_what_was_filed_and_what_the_clause_gives(published: Path,
                                                                  tmp_path: Path) -> None:
    changed = typed(published, tmp_path / "改.xlsx", {"H21": Fraction(96)})
    (found,) = [each for each in pe("audit", changed, "--json").form["findings"]
                if each["code"] == "total-sum"]
    assert found == {"code": "total-sum", "severity": "error", "cells": [f"{SHEET}!H21"],
                     "message": "总分填 96，各项得分合计 95.9（相差 0.1）",
                     "filed": "96", "expected": "95.9"}


def test_a_grade_that_the_total_does_not_earn(tmp_path: Path) -> None:
    """从化's form has a grade: 优 at 99 points."""
    assert pe("sample", "conghua", "-o", tmp_path / "从化.xlsx").code == 0
    changed = typed(tmp_path / "从化.xlsx", tmp_path / "改.xlsx", {"B28": "良"})
    more = findings(changed) - findings(tmp_path / "从化.xlsx")
    assert more == {"error grade-differs B28": 1}


def test_personal_numbers_are_not_repeated(published: Path, tmp_path: Path) -> None:
    changed = typed(published, tmp_path / "改.xlsx",
                    {"C23": PHONE, "I20": identity(correct=True)})
    said = pe("audit", changed)
    assert "请遮盖" in said.out
    assert PHONE not in said.out
    assert CODE not in said.out
