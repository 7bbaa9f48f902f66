"""``make bench`` itself: what it compares still works. Nothing is timed here."""

from __future__ import annotations

from pathlib import Path

import pytest

from addin.library.library import Library
from tests.bench import report, rules
from tests.cli.runs import pe


@pytest.mark.parametrize("sample", report.SAMPLES)
def test_a_report_is_compared_with_plain_docxtpl(
        sample: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = tmp_path / "自评表.xlsx"
    pe("sample", sample, "-o", form)
    report.compared(sample, form, times=1)
    assert "plain docxtpl" in capsys.readouterr().out


def test_mixed_forms_are_of_every_ruleset_with_a_sample() -> None:
    library = Library()
    books = rules.samples(library)
    found = list(rules.audited(rules.mixed(books, library, len(books)), library))
    assert [one.scorecard.ruleset.id for one in found] == list(books)
