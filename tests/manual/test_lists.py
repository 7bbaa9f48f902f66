"""What the manuals list is what there is."""

from __future__ import annotations

import re
from importlib.metadata import version

import pytest

from addin.pages.review.tables import CHANGES, TABLES
from tests.cli.runs import pe
from tests.manual.commands import PAGES, ROOT

REVIEW = (ROOT / "docs" / "财政局批量审核.md").read_text("utf-8")


@pytest.mark.parametrize("name", [table.name for table in (*TABLES, CHANGES)])
def test_every_sheet_of_a_review_is_in_the_manual_s_list(name: str) -> None:
    listed = re.findall(r"^\| ([^|]+) \|", REVIEW, re.MULTILINE)
    assert any(name in re.split("、|（", each) for each in listed)


def test_every_page_is_linked_from_the_readme() -> None:
    linked = set(re.findall(r"\]\(docs/([^)]+\.md)\)", PAGES[0].read_text("utf-8")))
    assert {page.name for page in PAGES[1:]} == linked


def test_the_version_is_that_of_the_package() -> None:
    run = pe("--version")
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith(f"绩效自评 {version('pe-score')}（Python ")
