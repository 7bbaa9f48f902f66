"""The filled Word form in real LibreOffice: it opens, shows its scores, and is read again as saved
there."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from addin.books.book import Grid
from addin.books.files import open_book
from tests import office
from tests.cli.runs import pe
from tests.word_forms.conftest import Seed
from tests.word_forms.making import TABLE, said

pytestmark = pytest.mark.office


@pytest.fixture
def filled(seed: Seed, tmp_path: Path) -> Path:
    """The form as the clerk hands it in: everything filled by ``pe``, judgements proposed."""
    _, document = seed.emptied(tmp_path / "空")
    target = tmp_path / "回填.docx"
    assert pe("fill", document, "-o", target, "--propose", "--ruleset", seed.name).code < 2
    return target


def scores(grid: Grid, seed: Seed) -> list[str]:
    return [said(grid.at(row - seed.rows[0] + 1, column)) for row, column in seed.scores]


def test_the_printed_form_shows_every_score(filled: Path, seed: Seed, tmp_path: Path) -> None:
    pdf = office.to_pdf(filled, tmp_path / "pdf")
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True,
                          capture_output=True, text=True, encoding="utf-8").stdout
    wanted = scores(open_book(filled).grid(TABLE), seed)
    assert len(wanted) == len(seed.scores)
    words = text.split()
    assert all(words.count(score) >= wanted.count(score) for score in set(wanted))
    pages = office.to_png(pdf, tmp_path / "png")
    assert pages[0].stat().st_size > 20_000, "the page is not blank"


def test_what_libreoffice_saves_is_the_same_form(filled: Path, seed: Seed, tmp_path: Path) -> None:
    folder = tmp_path / "另存"
    subprocess.run(["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
                    "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder),
                    str(filled)], check=True, capture_output=True, timeout=office.SECONDS)
    ours, theirs = (open_book(path).grid(TABLE) for path in (filled, folder / "回填.docx"))
    assert dict(theirs.cells) == dict(ours.cells)
    assert set(theirs.merges) == set(ours.merges)
