"""What the manuals list is what there is."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

import pytest

from addin.pages.review.tables import CHANGES, TABLES
from tests.cli.runs import pe
from tests.manual.commands import PAGES, ROOT

HEAVY = 200_000
"""Bytes that no picture reaches."""
REVIEW = (ROOT / "docs" / "财政局批量审核.md").read_text("utf-8")


@pytest.mark.parametrize("name", [table.name for table in (*TABLES, CHANGES)])
def test_every_sheet_of_a_review_is_in_the_manual_s_list(name: str) -> None:
    listed = re.findall(r"^\| ([^|]+) \|", REVIEW, re.MULTILINE)
    assert any(name in re.split("、|（", each) for each in listed)


def test_every_page_is_linked_from_the_readme() -> None:
    linked = set(re.findall(r"\]\(docs/([^)]+\.md)\)", PAGES[0].read_text("utf-8")))
    assert {page.name for page in PAGES[1:]} == linked


def linked(page: Path) -> set[Path]:
    """The files to which a page's links and pictures lead."""
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    return {(page.parent / target).resolve() for target in targets}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_links_and_pictures_of_a_page_are_there(page: Path) -> None:
    assert [str(target) for target in linked(page) if not target.exists()] == []


def test_every_picture_is_shown_somewhere_and_is_light() -> None:
    pictures = {path.resolve() for path in (ROOT / "docs").rglob("*.png")}
    shown = set().union(*map(linked, PAGES))
    assert sorted(path.name for path in pictures - shown) == []
    assert [path.name for path in pictures if path.stat().st_size >= HEAVY] == []


def test_the_version_is_that_of_the_package() -> None:
    run = pe("--version")
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith(f"绩效自评 {version('pe-score')}（Python ")
