"""Filings for audit tests: a small clean form with cells to change, and the published ones."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from scoring.document import parse_document
from scoring.filing import Entry, Filing, FundRow, Row
from scoring.load import load
from scoring.ruleset import Ruleset

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
                       reason=at(f"H{n}")) for n in range(10, 17)),
        funds=tuple(FundRow(at(f"A{n}"), dict(zip(COLUMNS, map(at, (f"B{n}", f"C{n}", f"D{n}")),
                                                  strict=True)),
                            at(f"F{n}"), at(f"E{n}"), at(f"G{n}"), scored=n == 5)
                    for n in range(5, 9)),
        total_weight=at("F17"), total_score=at("G17"), grade=at("G18"),
        fields={"单位": at("B3"), "联系电话": at("D3")},
        inputs={name: entry(value, f"J{n}") for n, (name, value) in enumerate((inputs or {}).items(), 1)},
        sheet=SHEET,
    )


def published_filing(form: str) -> Filing:
    """A published filing as printed; row n of the indicators stands in row 20 + n."""
    file = files("templates") / "forms" / form / "published.yaml"
    printed = parse_document(file.read_text("utf-8")).data
    funds = [_fund(n, name, values) for n, (name, values) in enumerate(printed["funds"].items(), 10)]
    return Filing(
        rows=tuple(_row(n, row) for n, row in enumerate(printed["rows"], 21)), funds=tuple(funds),
        total_weight=entry(printed["total"].get("weight"), "F50"),
        total_score=entry(printed["total"].get("score"), "G50"),
        fields={name: entry(value, f"A{n}") for n, (name, value)
                in enumerate(printed["fields"].items(), 60)},
        sheet=SHEET)


def _fund(n: int, name: str, values: Mapping[str, Any]) -> FundRow:
    return FundRow(entry(name, f"A{n}"),
                   {column: entry(values.get(column), f"{place}{n}")
                    for column, place in zip(COLUMNS, "BCD", strict=True)},
                   weight=entry(values.get("分值"), f"F{n}"), rate=entry(values.get("执行率"), f"E{n}"),
                   score=entry(values.get("得分"), f"G{n}"), scored=n == 10)


def _row(n: int, row: Mapping[str, Any]) -> Row:
    def at(place: str, name: str) -> Entry:
        return entry(row.get(name), f"{place}{n}")

    return Row(levels=tuple(entry(level, f"{place}{n}")
                            for place, level in zip("ABC", row["levels"], strict=True)),
               target=at("D", "target"), actual=at("E", "actual"), weight=at("F", "weight"),
               score=at("G", "score"), reason=at("H", "reason"))
