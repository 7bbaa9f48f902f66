"""A Word table is read as what its reader sees: ``grids.yaml`` holds the cases."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from addin.books.book import Area, Cell, Grid, address, split_address
from scoring.values.exact import exact
from tests.word_forms.packages import book, cell

CASES = yaml.safe_load(Path(__file__).with_name("grids.yaml").read_text(encoding="utf-8"))


def body_of(written: str) -> str:
    """The case's body with its short-hand for cells written out."""
    short = re.compile(r"\[((?:[^\[\]])*)\]")

    def spelled(match: re.Match[str]) -> str:
        properties, bar, inside = match[1].rpartition(" | ")
        return cell(inside if bar else match[1], properties)

    while short.search(written):
        written = short.sub(spelled, written)
    return written


def as_data(grid: Grid) -> dict[str, Any]:
    return {address(*place): _cell(each) for place, each in grid.cells.items()}


def _cell(each: Cell) -> Any:
    if isinstance(each.value, Fraction):
        return each.value, each.number_format
    return each.value


def wanted(cells: dict[str, Any]) -> dict[str, Any]:
    return {place: (exact(str(value["value"])), value.get("format", "General"))
            if isinstance(value, dict) else value for place, value in cells.items()}


def areas(grid: Grid) -> set[str]:
    return {f"{address(area.top, area.left)}:{address(area.bottom, area.right)}"
            for area in grid.merges if area != Area(*area[:2], *area[:2])}


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_a_table_is_read_as_its_reader_sees_it(case: dict[str, Any]) -> None:
    document = book(body_of(case["body"]))
    others = case.get("sheets", {})
    first, *rest = document.sheets
    assert {first, *rest} == {"表1", *others}
    assert as_data(document.grid(first)) == wanted(case["cells"])
    for name, cells in others.items():
        assert as_data(document.grid(name)) == wanted(cells)
    if not others or "merges" in case:
        assert areas(document.grid(first)) == set(case.get("merges", []))


@pytest.mark.parametrize("place", ["表1!H5", "表1!A0", "表1!B-2", "H8"])
def test_an_address_is_found_again(place: str) -> None:
    sheet, row, column = split_address(place)
    assert address(row, column, sheet or None) == place


def test_a_span_without_end_is_cut_at_the_widest_table() -> None:
    document = book(body_of('<w:tbl><w:tr>[<w:gridSpan w:val="999999999"/> | 甲][乙]</w:tr></w:tbl>'))
    assert as_data(document.grid("表1")) == {"A1": "甲"}


def test_a_table_longer_than_any_form_is_cut() -> None:
    document = book(f"<w:tbl>{body_of('<w:tr>[甲]</w:tr>') * 2_100}</w:tbl>")
    grid = document.grid("表1")
    assert grid.truncated
    assert len(grid.cells) == 2_000
