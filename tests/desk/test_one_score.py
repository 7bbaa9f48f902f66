"""解释这个得分: what the menu of a cell tells of the score in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from addin.books.files import open_book
from addin.desk.assess import assess
from addin.desk.one_score import explain_score
from addin.errors import UserError
from addin.library.library import Library
from scoring.rules.ruleset import Ruleset
from tests.live.forms import filed, rulesets


@pytest.mark.parametrize("ruleset", rulesets(), ids=lambda each: each.form)
def test_every_score_is_explained_from_its_cell(ruleset: Ruleset, tmp_path: Path) -> None:
    book, library = open_book(filed(ruleset, tmp_path)), Library()
    awards = [award for one in assess(book, library) for award in one.scorecard.awards]
    for award in awards:
        said = explain_score(book, library, award.cell)
        assert said.startswith(award.indicator)
        assert award.clause is None or str(award.clause) in said


def test_a_cell_without_a_score_is_named(tmp_path: Path) -> None:
    book = open_book(filed(rulesets()[0], tmp_path))
    with pytest.raises(UserError, match="不是得分格"):
        explain_score(book, Library(), f"{book.sheets[0]}!A1")
