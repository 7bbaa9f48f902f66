"""The letter of a second round, from the forms to its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from scoring.rulefile.document import parse_document
from tests.cli.runs import pe
from tests.letters.test_letter import paragraphs
from tests.review.making import PROJECT, SUM, UNIT
from tests.review.test_second import filed, form, reviewed, written

CASES = parse_document(Path(__file__).with_name("second_rounds.yaml").read_text("utf-8")).data
TO = "青河县教育局"


def forms(files: Mapping[str, tuple[str, dict[str, Any]]]) -> dict[str, bytes]:
    return {file: form({UNIT: f"青河县{school}", PROJECT: f"{school}项目", SUM: "120.5"}, cells)
            for file, (school, cells) in files.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_letter_of_a_second_round(case: dict[str, Any], tmp_path: Path) -> None:
    first = reviewed(filed(tmp_path / "一", **forms(case["first"])), tmp_path / "一.xlsx")
    for code, columns in case.get("wrote", {}).items():
        written(first, code, **columns)
    second = reviewed(filed(tmp_path / "二", **forms(case["second"])), tmp_path / "二.xlsx",
                      "--since", first)
    assert pe("letter", second, "-o", tmp_path / "函").code == 0
    said = paragraphs(tmp_path / "函" / f"{TO}-审核意见函.docx")
    places = [said.index(each) for each in case["says"]]
    assert places == sorted(places)
    assert [each for each in case.get("never", ()) if each in "\n".join(said)] == []
