"""A proposal stays one in every later run, until a person has judged it."""

from fractions import Fraction
from pathlib import Path

import pytest

from addin.books.book import split_address
from addin.books.files import open_book, save_book
from tests.cli.runs import Run, awards, pe
from tests.cli.test_fill import BASIS, JUDGED, TOTAL, basis, value


@pytest.fixture
def proposed(emptied: Path, tmp_path: Path) -> Path:
    """The form with its judgements proposed, as the last run left it."""
    path = tmp_path / "建议.xlsx"
    pe("fill", emptied, "-o", path, "--propose")
    return path


def changed(path: Path, cell: str, content: str | Fraction | None) -> None:
    book = open_book(path)
    book.put(*split_address(cell), content)
    save_book(book, path, source=path, in_place=True)


def proposals(run: Run) -> set[str]:
    return {cell for cell, award in awards(run.form).items() if award["verdict"] == "proposed"}


def test_the_next_runs_still_call_it_one(proposed: Path, tmp_path: Path) -> None:
    again, thrice = tmp_path / "二.xlsx", tmp_path / "三.xlsx"
    assert "没有需要写入的得分" in pe("fill", proposed, "-o", again).out
    said = pe("fill", again, "-o", thrice).out
    assert "核算总分 99.9（含建议分）" in said
    assert basis(thrice)["工作推进的及时性"][5] == "建议分"
    assert proposals(pe("audit", thrice, "--json")) == set(JUDGED)
    assert value(thrice, TOTAL) == Fraction("99.9")


def test_a_score_that_a_person_changed_is_theirs(proposed: Path) -> None:
    changed(proposed, "自评表!H16", Fraction(13))
    assert proposals(pe("audit", proposed, "--json")) == set(JUDGED) - {"H16"}


def test_one_confirmed_on_the_page_is_a_judgement(proposed: Path, tmp_path: Path) -> None:
    grid = open_book(proposed).grid(BASIS)
    rows = {str(grid.at(row, 10).value): row for row in grid.rows()}
    changed(proposed, f"{BASIS}!F{rows['自评表!H16']}", "已核定")
    assert proposals(pe("audit", proposed, "--json")) == set(JUDGED) - {"H16"}
    pe("fill", proposed, "-o", tmp_path / "二.xlsx")
    assert basis(tmp_path / "二.xlsx")["工作推进的及时性"][5] == "在档内"


def test_a_total_over_a_standing_proposal_is_itself_one(proposed: Path, tmp_path: Path) -> None:
    changed(proposed, f"自评表!{TOTAL}", None)
    said = pe("fill", proposed, "-o", tmp_path / "二.xlsx").out
    assert f"总分 自评表!{TOTAL}：空 → 99.90  已写入（建议分，请核定）" in said


def test_an_audit_still_looks_at_what_is_filed(emptied: Path, proposed: Path) -> None:
    """Whoever wrote it: the findings are those of the same scores without our page."""
    own = proposed.with_name("自填.xlsx")
    own.write_bytes(emptied.read_bytes())
    for cell, score in ((each, value(proposed, each)) for each in JUDGED):
        changed(own, f"自评表!{cell}", score)
    pe("fill", own, "--in-place")
    findings = [pe("audit", path, "--json").form["findings"] for path in (own, proposed)]
    assert findings[0] == findings[1]
