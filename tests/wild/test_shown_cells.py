"""What a reader sees in a cell is what counts: number formats, what is struck out, marks of notes,
hidden columns and rows."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from addin.books.files import read_book
from addin.desk.assess import Assessed, assess
from addin.library.library import Library
from tests.wild.making import HERE, parse_document

DATA = parse_document((HERE / "shown_cells.yaml").read_text("utf-8")).data
_RUN = re.compile(r"~~(?P<struck>.+?)~~|\^(?P<raised>.+?)\^|(?P<plain>[^~^]+)")
_HEAD, _QUIET = 10, {"ruleset-assumed", "column-hidden", "column-twice", "row-hidden"}


def workbook(case: Mapping[str, Any]) -> Workbook:
    """The base form with what the case changes."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "自评表"
    rows = [*DATA["base"]]
    if "after" in case:
        rows.insert(case["after"], case["row"])
    for row in rows:
        sheet.append([float(each) if isinstance(each, Fraction) else each for each in row])
    if "before" in case:
        place = column_index_from_string(case["before"])
        sheet.insert_cols(place)
        for row, value in enumerate(case["column"], _HEAD):
            sheet.cell(row, place).value = float(value) if isinstance(value, Fraction) else value
    for cell, value in case.get("cells", {}).items():
        sheet[cell] = value
    for cell, text in case.get("runs", {}).items():
        sheet[cell] = CellRichText(*map(_block, _RUN.finditer(text)))
    for cell, number_format in case.get("formats", {}).items():
        sheet[cell].number_format = number_format
    for cell in case.get("struck", ()):
        sheet[cell].font = Font(strike=True)
    for each in case.get("hide", ()):
        place = sheet.column_dimensions if isinstance(each, str) else sheet.row_dimensions
        place[each].hidden = True
    return book


def _block(match: re.Match[str]) -> str | TextBlock:
    if match["struck"]:
        return TextBlock(InlineFont(strike=True), match["struck"])
    if match["raised"]:
        return TextBlock(InlineFont(vertAlign="superscript"), match["raised"])
    return match["plain"]


def read(case: Mapping[str, Any]) -> Assessed:
    stream = io.BytesIO()
    workbook(case).save(stream)
    (one,) = assess(read_book(stream.getvalue(), "试.xlsx"), Library())
    return one


@pytest.mark.parametrize("case", DATA["cases"], ids=lambda case: case["name"])
def test_what_is_seen_is_what_counts(case: Mapping[str, Any]) -> None:
    one = read(case)
    expected = {**DATA["scores"], **case.get("scores", {})}
    if any("D12" in case.get(key, {}) for key in ("cells",)):
        del expected["项目总成本"]
    found = {award.indicator: award.score for award in one.scorecard.awards}
    assert {name: found[name] for name in expected} == {
        name: None if score == "open" else Fraction(score) for name, score in expected.items()}
    codes = {each.code.code for each in one.findings}
    assert codes >= {*case.get("says", ())}
    said = "；".join(each.message for each in one.findings)
    for words in case.get("left", ()):
        assert words in said
    wrong = {each.code.code for each in one.findings if each.severity == "error"}
    assert wrong <= {*case.get("says", ())}
