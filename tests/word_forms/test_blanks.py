"""The published filings poured into Word blanks of their official forms."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from addin.books.book import split_address
from addin.books.docx.closed import DocxBook
from addin.forms.pour import blank, pour
from addin.forms.read import read_form, read_forms
from addin.library.library import Library
from scoring.rulefile.document import parse_document
from tests.cli.runs import pe
from tests.word_forms.conftest import Seed
from tests.word_forms.making import TABLE, word_form

_SAME = ("indicator", "level1", "level2", "weight", "filed", "score", "verdict")


def poured(seed: Seed) -> bytes:
    """The blank as a Word form, and the filing written into its table."""
    library = Library()
    ruleset = library.find(seed.name)
    folder = library.form_folder(ruleset.form)
    book = blank(ruleset)
    document = DocxBook.read(word_form(book.grid(seed.sheet), seed.rows), "空白.docx")
    (form,) = read_forms(document, library.maps)
    data = parse_document((folder / "published.yaml").read_text(encoding="utf-8")).data
    data.pop("title", None)  # it stands in the lines above the table
    pour(document, form.found, {**data, "fields": _inside(data["fields"], document, seed)})
    return document.to_bytes()


def _inside(fields: dict[str, Any], document: DocxBook, seed: Seed) -> dict[str, Any]:
    """The fields in the table; those in the lines around it are printed there."""
    (form,) = read_forms(document, Library().maps)
    places = {name: split_address(entry.cell)[1] for name, entry
              in read_form(form.found).filing.fields.items()}
    last = seed.rows[1] - seed.rows[0] + 1
    return {name: value for name, value in fields.items() if 0 < places.get(name, 0) <= last}


def test_a_poured_blank_is_scored_as_its_workbook(seed: Seed, tmp_path: Path) -> None:
    document = tmp_path / f"{seed.name}.docx"
    document.write_bytes(poured(seed))
    for other in seed.document.parent.glob(f"{seed.name}-*.xlsx"):
        (tmp_path / other.name).write_bytes(other.read_bytes())
    ours, theirs = (pe("audit", path, "--ruleset", seed.name, "--json").form
                    for path in (document, seed.workbook))
    assert [[award[name] for name in _SAME] for award in ours["awards"]] == [
        [award[name] for name in _SAME] for award in theirs["awards"]]
    assert (ours["sheet"], ours["filed_total"]) == (TABLE, theirs["filed_total"])
    assert (ours["total"], ours["grade"]) == (theirs["total"], theirs["grade"])
