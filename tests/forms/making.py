"""Form workbooks for the tests: published filings poured into blanks, and bare tables."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from addin.books.xlsx.closed import BookFile
from addin.desk.new_form import sample
from addin.forms.pour import blank
from addin.forms.read import Form, read_forms
from addin.library.form_map import form_folder, packaged_maps
from scoring.rulefile.document import parse_document
from scoring.rules.ruleset import Ruleset

PUBLISHED = ("huaxi-2023", "lukou-2023", "jiangning-2024", "conghua-2022", "chayu-2021")


def rules_for(form: str) -> Ruleset:
    """A ruleset without rules: only its form matters here."""
    return Ruleset(id="000000/2000", title="样例", form=form)


def published(form: str) -> dict[str, Any]:
    """The published filing as the data file has it."""
    text = (form_folder(form) / "published.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = parse_document(text).data
    return data


@cache
def sample_bytes(form: str) -> bytes:
    """The published filing as ``pe sample`` writes it."""
    return sample(rules_for(form)).to_bytes()


@cache
def sample_form(form: str) -> Form:
    """The published filing, read."""
    (read,) = read_forms(BookFile.read(sample_bytes(form), "试.xlsx"), packaged_maps())
    return read


def sample_sheet(form: str) -> Worksheet:
    """The published filing in an openpyxl sheet, to be changed at will."""
    return load_workbook(io.BytesIO(sample_bytes(form))).worksheets[0]


def blank_sheet(form: str) -> Worksheet:
    return load_workbook(io.BytesIO(blank(rules_for(form)).to_bytes())).worksheets[0]


def sheet_of(*rows: Sequence[Any], title: str = "自评表") -> Worksheet:
    """A new workbook's only sheet with these rows."""
    sheet = Workbook().worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    return sheet


def book_of(sheet: Worksheet) -> BookFile:
    """The sheet's workbook as it would be read from disk."""
    stream = io.BytesIO()
    sheet.parent.save(stream)
    return BookFile.read(stream.getvalue(), "试.xlsx")


def read(sheet: Worksheet) -> Form:
    """The only form of the sheet's workbook."""
    (form,) = read_forms(book_of(sheet), packaged_maps())
    return form


Place = tuple[int, int]


def moved(sheet: Worksheet, move: Callable[[int, int], Place]) -> Worksheet:
    """The sheet with every cell at its new place; merges stretch with their corners."""
    result = Workbook().worksheets[0]
    result.title = sheet.title
    for line in sheet.iter_rows():
        for cell in line:
            if cell.value is not None:
                there = result.cell(*move(cell.row, cell.column), value=cell.value)
                there.data_type, there.number_format = cell.data_type, cell.number_format
    for area in sheet.merged_cells.ranges:
        top, left = move(area.min_row, area.min_col)
        bottom, right = move(area.max_row, area.max_col)
        result.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    return result


def as_filed(form: Form) -> list[tuple[str, ...]]:
    """The rows without their addresses: names of the levels, weight, score, target, actual."""
    return [(*(level.text for level in row.levels), row.weight.text, row.score.text,
             row.target.text, row.actual.text) for row in form.filing.rows]
