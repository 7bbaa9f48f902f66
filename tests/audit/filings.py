"""Filings for audit tests: a small clean form with cells to change."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from scoring.filing import BLANK, Entry, Filing, FundRow, Row, Split, Unread
from scoring.rulefile.document import parse_document
from scoring.rulefile.load import load
from scoring.rules.ruleset import Ruleset

HERE = Path(__file__).parent
SHEET = "自评表"
COLUMNS = ("年初预算数", "全年预算数", "全年执行数")


def data(name: str) -> Any:
    return parse_document((HERE / name).read_text("utf-8")).data


@cache
def small_ruleset() -> Ruleset:
    return load((HERE / "rules.yaml").read_text("utf-8"), "rules.yaml")


def packaged_ruleset(ruleset_id: str) -> Ruleset:
    text = (files("rulesets") / f"{ruleset_id}.yaml").read_text("utf-8")
    return load(text, ruleset_id, packaged_ruleset)


def entry(value: Any, cell: str = "") -> Entry:
    """A cell as a reader of workbooks gives it: its text as shown, and its number if it has one."""
    place = f"{SHEET}!{cell}" if cell else ""
    if value is None:
        return Entry(cell=place)
    if isinstance(value, int | Fraction):
        return Entry(cell=place, number=Fraction(value))
    if value.startswith("#"):
        return Entry(cell=place, error=value)
    return Entry(value, cell=place)


def small_filing(changes: Mapping[str, Any] | None = None,
                 inputs: Mapping[str, Any] | None = None) -> Filing:
    """The clean form with some cells changed."""
    cells = {**data("clean.yaml"), **(changes or {})}

    def at(cell: str) -> Entry:
        return entry(cells.get(cell), cell)

    def above(column: str, line: int) -> Entry:
        """A level's name stands in the first of its rows."""
        return at(f"{column}{max(n for n in range(10, line + 1) if f'{column}{n}' in cells)}")

    return Filing(
        rows=tuple(Row(levels=(above("A", n), above("B", n), at(f"C{n}")), target=at(f"D{n}"),
                       actual=at(f"E{n}"), weight=at(f"F{n}"), score=at(f"G{n}"),
                       reason=at(f"H{n}"), goal=at(f"I{n}") if f"I{n}" in cells else BLANK,
                       completion=at(f"M{n}") if f"M{n}" in cells else BLANK,
                       review=at(f"L{n}") if f"L{n}" in cells else BLANK,
                       deduction=at(f"K{n}") if f"K{n}" in cells else BLANK,
                       hidden=n in cells.get("hidden", ()))
                   for n in range(10, 17)),
        funds=tuple(FundRow(at(f"A{n}"),
                            {name: at(f"{column}{n}") for name, column in zip(COLUMNS, "BCD",
                                                                              strict=True)
                             if name != cells.get("without")},
                            at(f"F{n}"), at(f"E{n}"), at(f"G{n}"),
                            scored=n == cells.get("scored", 5), whole=n == 5)
                    for n in range(5, 9)),
        total_weight=at("F17"), total_score=at("G17"),
        total_deduction=at("K17") if "K17" in cells else BLANK, grade=at("G18"),
        fields={"年度": at("A2"), "单位": at("B3"), "填报人": at("C3"), "联系电话": at("D3"),
                "绩效结论": at("B22"), "主要绩效": at("B19"), "存在问题": at("B20"),
                "预期目标": at("B23"), "实际完成情况": at("C23")},
        inputs={name: entry(value, f"J{n}")
                for n, (name, value) in enumerate((inputs or {}).items(), 1)},
        splits=(Split("总预算", at("B21"), (("基本支出", at("C21")), ("项目支出", at("D21")))),),
        unit=cells.get("unit", "万元"), sheet=SHEET,
        unread=(Unread(at("B4")),) if "B4" in cells else (),
    )
