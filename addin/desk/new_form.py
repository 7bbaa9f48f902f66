"""新建 and 样例: the blank official form as a workbook or a file, and the published filing in it."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from addin.books.files import save_book
from addin.books.xlsx.closed import BookFile
from addin.desk.beside import free_name
from addin.errors import UserError
from addin.forms.emptied import emptied
from addin.forms.pour import blank, pour, write_year
from addin.forms.read import read_forms
from addin.library.form_map import BLANK, MAP, PUBLISHED, form_folder, read_map
from addin.library.library import WORKBOOK, Library
from addin.library.outline import Outline
from addin.pages.inputs import input_page
from addin.pages.materials import material_page
from scoring.rulefile.document import parse_document
from scoring.rules.inputs import inputs_of
from scoring.rules.ruleset import Ruleset


def new(ruleset: Ruleset, file: Traversable | None = None,
        outline: Outline | None = None, *, year: int | None = None) -> BookFile:
    """新建: the blank workbook, with the sheet 基础数据 where the rules need figures of their own, and
    the sheet 报告素材 where an outline asks for more; with ``year`` printed on it."""
    book = blank(ruleset, file)
    if year is not None:
        write_year(book, year)
    if specs := inputs_of(ruleset):
        book.put_page(input_page(ruleset, specs))
    if outline is not None:
        book.put_page(material_page(outline))
    return book


def without_answers(book: BookFile, ruleset: Ruleset, library: Library) -> list[str]:
    """The cells that were filled in on the official workbook that a ruleset names as its blank, and
    are empty now: whoever drafts rules often has one that was handed in."""
    if not ruleset.form.lower().endswith(WORKBOOK):
        return []
    try:
        return emptied(book, read_forms(book, library.maps, None, library.words))
    except UserError:
        return []


def sample(ruleset: Ruleset, folder: Traversable | None = None,
           outline: Outline | None = None, *, scored: bool = True) -> BookFile:
    """The published filing as printed, mistakes and all, in the official workbook; what its
    published report says besides stands on the sheet 报告素材 of an ``outline``. Not ``scored``, its
    scores and their total are left for the reader to fill in."""
    folder = folder or form_folder(ruleset.form)
    file = folder / PUBLISHED
    if not ruleset.form or not file.is_file():
        raise UserError(f"评分办法 {ruleset.id} 没有公布的自评表样例")
    data = parse_document(file.read_text(encoding="utf-8")).data
    book = blank(ruleset, folder / BLANK)
    form = read_forms(book, [read_map(folder / MAP)])[0]
    pour(book, form.found, data if scored else _without_scores(data))
    if "inputs" in data:
        book.put_page(input_page(ruleset, inputs_of(ruleset), data["inputs"]))
    if outline is not None and "report" in data:
        book.put_page(material_page(outline, data["report"]))
    return book


def _without_scores(data: dict[str, Any]) -> dict[str, Any]:
    """The published data without the points that were given; what is no number stays (—)."""
    funds = {name: {column: value for column, value in row.items()
                    if column != "得分" or isinstance(value, str)}
             for name, row in data.get("funds", {}).items()}
    rows = [{**row, "score": ""} for row in data["rows"]]
    return {**data, "funds": funds, "rows": rows, "total": {**data["total"], "score": None}}


def write_new(ruleset: Ruleset, library: Library, folder: Path) -> Path:
    """The file, in the folder under the first free name."""
    name = f"自评表-{ruleset.place or ruleset.form}-{ruleset.year or ''}".rstrip("-")
    path = free_name(folder, name, ".xlsx")
    book = new(ruleset, library.blank_file(ruleset))
    without_answers(book, ruleset, library)
    save_book(book, path)
    return path
