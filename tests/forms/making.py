"""Form workbooks for the tests: published filings poured into blanks, and bare tables."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from addin.book_file import BookFile
from addin.form_map import form_folder, packaged_maps
from addin.forms import Form, read_forms
from addin.pour import blank, sample
from scoring.document import parse_document
from scoring.ruleset import Ruleset

PUBLISHED = ("huaxi-2023", "lukou-2023", "jiangning-2024", "conghua-2022", "chayu-2021")


def rules_for(form: str) -> Ruleset:
    """A ruleset without rules: only its form matters here."""
    return Ruleset(id="000000/2000", title="样例", form=form)


def published(form: str) -> dict[str, Any]:
    """The published filing as the data file has it."""
    text = (form_folder(form) / "published.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = parse_document(text).data
    return data


def sample_sheet(form: str) -> Worksheet:
    """The published filing in an openpyxl sheet, to be changed at will."""
    return load_workbook(io.BytesIO(sample(rules_for(form)).to_bytes())).worksheets[0]


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
