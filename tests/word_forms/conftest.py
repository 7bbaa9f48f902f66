"""The two seeds that were Word documents: as workbooks, and as the Word forms they were."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from addin.books.book import Grid, split_address
from addin.books.files import open_book, save_book
from addin.books.xlsx.new import new_book
from addin.forms.read import read_forms
from addin.library.library import Library
from addin.pages.inputs import NAME, input_page
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
    scores: tuple[tuple[int, int], ...]
    """The places of the 得分 cells in the workbook, the total's last."""

    @property
    def grid(self) -> Grid:
        return open_book(self.workbook).grid(self.sheet)


    def emptied(self, folder: Path) -> tuple[Path, Path]:
        """Workbook and document with an empty 得分 column, and what belongs beside them."""
        folder.mkdir(exist_ok=True)
        book = open_book(self.workbook)
        for row, column in self.scores:
            book.put(self.sheet, row, column, None)
        workbook, document = folder / f"{self.name}.xlsx", folder / f"{self.name}.docx"
        save_book(book, workbook)
        document.write_bytes(word_form(book.grid(self.sheet), self.rows,
                                       landscape=self.name == "chayu"))
        for other in self.document.parent.glob(f"{self.name}-*.xlsx"):
            (folder / other.name).write_bytes(other.read_bytes())
        return workbook, document


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
    form = read_forms(open_book(workbook), library.maps)[0].filing
    filed = [*(row.score for row in (*form.funds, *form.rows)), form.total_score]
    return Seed(name, workbook, document, sheet, rows,
                tuple(split_address(each.cell)[1:] for each in filed if each.cell))
