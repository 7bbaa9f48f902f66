"""Forms with one mistake each, among clean ones: what a clerk types over in a right form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from addin.books.xlsx.closed import BookFile
from scoring.rulefile.document import parse_document
from tests.review import making
from tests.review.making import KINDS, own_words, personal
from tests.word_forms.making import word_form

CASES: list[dict[str, Any]] = parse_document(
    Path(__file__).with_name("planted.yaml").read_text("utf-8")).data
NAMES = ("project", "county", "project document", "department", "county department",
         "department document")
"""As they stand in ``KINDS``."""
_BASES = {"project": making.project_book, "project document": making.project_book,
          "department": making.huaxi_book, "department document": making.huaxi_book,
          "county department": making.lukou_book}
_ROWS = {"project document": (3, 35), "department document": (5, 22)}
"""The rows of the sheet that become the table of the document."""


def planted(case: Mapping[str, Any], words: Mapping[str, str]) -> bytes:
    """A form of somebody's own with the case's mistake."""
    kind = case["kind"]
    clean = making.county_book(words) if kind == "county" else personal(_BASES[kind](), words)
    book = load_workbook(BytesIO(clean))
    for cell, value in case["cells"].items():
        book.worksheets[0][cell].value = float(value) if isinstance(value, Fraction) else value
    made = BytesIO()
    book.save(made)
    if kind not in _ROWS:
        return made.getvalue()
    read = BookFile.read(made.getvalue(), "表.xlsx")
    return word_form(read.grid(read.sheets[0]), _ROWS[kind])


def with_mistakes(count: int) -> Iterator[tuple[str, bytes, Mapping[str, Any] | None]]:
    """So many files in the order of ``making.forms``, each with the case it stands for, if any:
    the first forms of a kind have its mistakes, the others are clean."""
    left = {name: iter([case for case in CASES if case["kind"] == name]) for name in NAMES}
    for number in range(count):
        (suffix, make), name = KINDS[number % len(KINDS)], NAMES[number % len(NAMES)]
        case, words = next(left[name], None), own_words(number)
        content = make(words) if case is None else planted(case, words)
        yield f"{number:03}-自评表{suffix}", content, case
