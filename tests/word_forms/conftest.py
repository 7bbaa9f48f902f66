"""The two seeds that were Word documents: as workbooks, and as the Word forms they were."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from addin.books.book import Grid
from addin.books.files import open_book
from addin.books.xlsx.new import new_book
from addin.library.library import Library
from addin.pages.input_page import NAME, input_page
from scoring.rulefile.document import parse_document
from scoring.rules.inputs import inputs_of
from tests.cli.runs import pe
from tests.word_forms.making import word_form


@dataclass(frozen=True)
class Seed:
    """One published form: the workbook, its sheet, and the rows that are its table in Word."""

    name: str
    workbook: Path
    document: Path
    sheet: str
    rows: tuple[int, int]

    @property
    def grid(self) -> Grid:
        return open_book(self.workbook).grid(self.sheet)


TABLES = {"lukou": (4, 30), "chayu": (3, 38)}


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Seed]:
    folder = tmp_path_factory.mktemp("Word表")
    return {name: made(folder, name, rows) for name, rows in TABLES.items()}


@pytest.fixture(params=TABLES)
def seed(request: pytest.FixtureRequest, seeds: dict[str, Seed]) -> Seed:
    return seeds[request.param]


def made(folder: Path, name: str, rows: tuple[int, int]) -> Seed:
    """The sample, and its Word form with the sheet 基础数据 beside it where it has one."""
    workbook, document = folder / f"{name}.xlsx", folder / f"{name}.docx"
    assert pe("sample", name, "-o", workbook).code == 0
    sheet = open_book(workbook).sheets[0]
    grid = open_book(workbook).grid(sheet)
    document.write_bytes(word_form(grid, rows, landscape=name == "chayu"))
    library = Library()
    ruleset = library.find(name)
    published = library.form_folder(ruleset.form) / "published.yaml"
    figures = parse_document(published.read_text(encoding="utf-8")).data.get("inputs")
    if figures is not None:
        page = input_page(ruleset, inputs_of(ruleset), figures)
        inputs = new_book([page], NAME)
        (folder / f"{name}-{NAME}.xlsx").write_bytes(inputs.to_bytes())
    return Seed(name, workbook, document, sheet, rows)
