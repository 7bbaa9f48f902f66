"""docs/写报告提纲.md names everything a template can use."""

from __future__ import annotations

from pathlib import Path

import pytest

from addin.books.files import open_book
from addin.desk.assess import assess
from addin.library.library import Library
from addin.library.outline import Outline
from addin.report.facts import Facts
from addin.report.numbering import FILTERS as NUMBERING
from addin.report.text import FILTERS, FUNCTIONS

PAGE = (Path(__file__).parents[2] / "docs" / "写报告提纲.md").read_text("utf-8")


@pytest.mark.parametrize("name", [*FILTERS, *NUMBERING, *FUNCTIONS, "句"])
def test_a_way_of_writing(name: str) -> None:
    assert f"`{name}`" in PAGE or f"{name}(" in PAGE


def test_every_fact(form: Path) -> None:
    (one,) = assess(open_book(form), Library())
    facts = Facts(one, Outline(name="", parts=()), {}).by_name()
    row, group = facts["指标"][0], facts["分组"][0]
    names = {*facts, *row, *group} - {"满分"}
    assert [name for name in sorted(names) if f"`{name}`" not in PAGE
            and f"`{name}." not in PAGE] == []
