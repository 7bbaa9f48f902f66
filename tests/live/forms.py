"""The official forms as their departments filed them, in files that a host can open."""

from __future__ import annotations

from pathlib import Path

import pytest

from addin.desk.new_form import sample
from addin.library.library import Library
from scoring.rules.ruleset import Ruleset


def rulesets() -> list[Ruleset]:
    """Every ruleset with a published filing."""
    library = Library()
    return [each for each in library.all()
            if each.form and (library.form_folder(each.form) / "published.yaml").is_file()]


def filed(ruleset: Ruleset, folder: Path) -> Path:
    """The published form as a workbook in ``folder``."""
    path = folder / f"{ruleset.form}.xlsx"
    path.write_bytes(sample(ruleset, Library().form_folder(ruleset.form)).to_bytes())
    return path


on_huaxi = pytest.mark.parametrize(
    "ruleset", [each for each in rulesets() if each.form == "huaxi-2023"],
    ids=lambda each: each.form, indirect=True)
