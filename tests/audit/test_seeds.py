"""The five published forms, read as their workbooks: exactly what stands in them is found, and one
changed cell brings exactly its own findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from addin.books.book import split_address
from addin.books.files import open_book, save_book
from addin.desk.assess import assess
from addin.library.library import Library
from scoring.awards.groups import groups
from scoring.findings.arithmetic import printed_arithmetic
from scoring.findings.scores import BY_RULE
from tests.audit.filings import data
from tests.cli.runs import apart, pe

SEEDS = {seed["seed"]: seed for seed in data("seeds.yaml")}
CHANGES = [(name, change) for name, seed in SEEDS.items() for change in seed.get("changes", ())]
PHONE = "138" + "0" * 8
"""An invented number, put together here so that none is committed."""


@pytest.fixture(scope="module")
def forms() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        yield Path(folder)


def sample(seed: str, forms: Path) -> Path:
    path = forms / f"{seed}.xlsx"
    if not path.exists():
        assert pe("sample", seed, "-o", path).code == 0
    return path


def audited(path: Path) -> Mapping[str, Any]:
    return pe("audit", path, "--json").form


def said(form: Mapping[str, Any]) -> list[str]:
    """Findings as the tables write them: severity, code, cells."""
    return list(apart(form["findings"], form["sheet"]))


@pytest.mark.parametrize("seed", SEEDS)
def test_what_stands_in_it(seed: str, forms: Path) -> None:
    form, expected = audited(sample(seed, forms)), SEEDS[seed]
    assert sorted(said(form)) == sorted(expected["found"])
    messages = "\n".join(each["message"] for each in form["findings"])
    for piece in expected.get("says", ()):
        assert piece in messages
    bounds = [form[end] for end in ("filed_total", "total_low", "total_high")]
    assert [Fraction(each) for each in bounds] == list(map(Fraction, expected["total"]))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_groups_of_its_report(seed: str, forms: Path) -> None:
    (form,) = assess(open_book(sample(seed, forms)), Library())
    found = {each.name: [each.weight, each.filed] for each in groups(form.scorecard)}
    expected = SEEDS[seed].get("groups", found)
    assert found == expected
    assert sum(filed or 0 for _, filed in found.values()) == sum(
        award.filed or 0 for award in form.scorecard.awards)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_verdict_without_its_finding(seed: str, forms: Path) -> None:
    """A score that differs from the rule has a finding of its kind at its cell, and one that agrees
    has none; it is an error but where the direction had to be inferred."""
    form = audited(sample(seed, forms))
    errors = {cell for each in form["findings"]
              if each["severity"] == "error" or each["code"] in BY_RULE for cell in each["cells"]}
    for award in form["awards"]:
        assert (award["cell"] in errors) == (award["verdict"] == "differs"), award["indicator"]


@pytest.mark.parametrize(("seed", "change"), CHANGES,
                         ids=[f"{seed}: {change['name']}" for seed, change in CHANGES])
def test_one_change(seed: str, change: Mapping[str, Any], forms: Path, tmp_path: Path) -> None:
    source, path = sample(seed, forms), tmp_path / "改.xlsx"
    book = open_book(source)
    sheet = book.sheets[0]
    for place, value in change["put"].items():
        where, row, column = split_address(place)
        typed = value.replace("{电话}", PHONE) if isinstance(value, str) else value
        book.put(where or sheet, row, column, Fraction(typed) if isinstance(typed, int) else typed)
    save_book(book, path, source=source)  # type: ignore[arg-type]
    form = audited(path)
    before = set(SEEDS[seed]["found"])
    found = set(said(form))
    assert (sorted(found - before), sorted(before - found)) == (
        sorted(change.get("more", [])), sorted(change.get("gone", [])))
    for piece in change.get("says", ()):
        assert piece in "\n".join(each["message"] for each in form["findings"])
    assert PHONE not in str(form["findings"])


def _texts() -> tuple[str, ...]:
    """Every text of the five published filings."""
    filings = (form / "published.yaml" for form in (files("templates") / "forms").iterdir())
    return tuple(filing.read_text("utf-8") for filing in filings if filing.is_file())


def test_the_arithmetic_of_all_published_texts() -> None:
    """17 results are printed behind their expressions; two of them are wrong."""
    printed = [each for text in _texts() for each in printed_arithmetic(text)]
    assert sorted(each.formula for each in printed if not each.holds) == [
        "53800000/57765700×100%", "9/8×100%"]
    assert len(printed) == 17
