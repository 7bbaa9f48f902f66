"""Notes under a form: every parameter that is printed, and every sentence that is not understood."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from addin.library.library import Library
from scoring.clauses.noted import with_notes
from scoring.clauses.notes import read_notes
from scoring.filing import Entry
from scoring.values.exact import exact
from tests.clauses.cases import rules
from tests.clauses.compare import differences

CASES = yaml.load(Path(__file__).with_name("notes.yaml").read_text(encoding="utf-8"),
                  Loader=yaml.CBaseLoader)


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
    for flag in ("capped", "execution_as_usual", "reason_below_weight",
                 "reason_needs_measure"):
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


@pytest.mark.parametrize(("note", "scored"), [
    ("注：1.执行率≥95%得10分，每滞后一季度扣1分。", False),
    ("注：1.产出指标50分、效益指标30分、满意度指标10分、预算资金执行率10分。", True)])
def test_what_a_note_says_of_the_execution_rate_comes_before_the_national_measure(
        note: str, scored: bool) -> None:
    """A rule that is not understood is a person's, and is named."""
    national = Library().get("national/2020")
    rule = with_notes(national, [Entry(note, cell="自评表!A20")]).execution.rule
    assert (rule == national.execution.rule) is scored
    assert scored or "执行率≥95%得10分，每滞后一季度扣1分" in rule.why


def _number(case: dict[str, Any], name: str) -> Fraction | None:
    return exact(case[name]) if name in case else None
