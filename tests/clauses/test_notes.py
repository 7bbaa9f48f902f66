"""Notes under a form: every parameter that is printed, and every sentence that is not understood."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from scoring.clauses.notes import read_notes
from scoring.values.exact import exact
from tests.clauses.cases import rules
from tests.clauses.compare import differences

CASES = yaml.load(Path(__file__).with_name("notes.yaml").read_text(encoding="utf-8"),
                  Loader=yaml.BaseLoader)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:20])
def test_a_note_says_its_parameters(case: dict[str, Any]) -> None:
    found = read_notes(case["text"])
    assert found.total == _number(case, "total")
    assert found.execution_weight == _number(case, "execution_weight")
    assert found.reason_above == _number(case, "reason_above")
    assert found.level_weights == {
        name: exact(points) for name, points in case.get("level_weights", {}).items()}
    assert found.grades == case.get("grades", {})
    assert [[each.places, "总分" if each.of_total else "各项", "写明" if each.said else "读法"]
            for each in found.rounds] == [[int(places), *words] for places, *words in
                                          case.get("rounds", [])]
    assert (found.total_cap, found.bonus_cap) == (
        _number(case, "total_cap"), _number(case, "bonus_cap"))
    for flag in ("capped", "reason_below_weight", "reason_needs_measure"):
        assert getattr(found, flag) == (flag in case)
    assert [left.text for left in found.left] == case.get("left", [])
    assert [case["text"][left.start:left.end] for left in found.left] == case.get("left", [])


@pytest.mark.parametrize("case", [case for case in CASES if "rules" in case],
                         ids=lambda case: case["text"][:20])
def test_a_note_s_rules_are_those_of_a_person(case: dict[str, Any]) -> None:
    found = read_notes(case["text"]).rules
    assert len(found) == len(case["rules"])
    for mine, theirs in zip(found, case["rules"], strict=True):
        assert list(differences(rules().validate_python(mine), rules().validate_python(theirs),
                                Fraction(10))) == []


def _number(case: dict[str, Any], name: str) -> Fraction | None:
    return exact(case[name]) if name in case else None
