"""The filled form in real LibreOffice: what its cells show, and how it prints."""

from __future__ import annotations

import subprocess
from fractions import Fraction
from pathlib import Path

import pytest

from tests import office
from tests.cli.runs import JUDGED, SCORES, SHEET, pe, typed

pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def filled(emptied: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The form as the clerk hands it in: judgements typed, everything else filled by ``pe``."""
    folder = tmp_path_factory.mktemp("回填")
    judged = typed(emptied, folder / "认定.xlsx",
                   {cell: Fraction(score) for cell, score in JUDGED.items()})
    assert pe("fill", judged, "-o", folder / "回填.xlsx").code == 0
    return folder / "回填.xlsx"


def test_the_cells_show_the_scores(filled: Path) -> None:
    shown = office.cells(filled, SHEET)
    assert (shown["I8"], shown["H21"]) == ("9.90", "95.9")
    assert [shown[cell] for cell in SCORES[1:]] == ["15", "13", "10", "10", "30", "8"]
    assert (shown["E17"], shown["F17"]) == ("=12个月", "=12个月")


def test_the_basis_is_a_sheet_of_its_own(filled: Path) -> None:
    shown = " ".join(office.cells(filled, "评分依据").values())
    assert "0.99×10＝9.90分" in shown
    assert "表下注4" in shown


def test_the_form_prints_on_one_page(filled: Path, tmp_path: Path) -> None:
    pdf = office.to_pdf(filled, tmp_path)
    first = subprocess.run(["pdftotext", "-f", "1", "-l", "1", str(pdf), "-"], check=True,
                           capture_output=True, text=True, encoding="utf-8").stdout
    for text in ("区本级部门整体支出绩效自评表", "9.90", "95.9", "绩效自评采取打分评价的形式"):
        assert text in first
    assert "评分依据" not in first
    pages = office.to_png(pdf, tmp_path)
    assert len(pages) >= 2, "the form's page, and 评分依据"
    assert pages[0].stat().st_size > 20_000, "the page is not blank"


def test_a_total_formula_shows_the_same_before_and_after_recalculation(
        emptied: Path, tmp_path: Path) -> None:
    from tests.cli.test_fill import total_formula

    source = total_formula(emptied, tmp_path / "公式.xlsx", "SUM(I8,H15:H20)", "<v>0</v>")
    pe("fill", source, "-o", tmp_path / "回填.xlsx", "--propose")
    assert office.cells(tmp_path / "回填.xlsx", SHEET)["H21"] == "99.9"
    assert office.recalculated(tmp_path / "回填.xlsx", SHEET)["H21"] == "99.9"
