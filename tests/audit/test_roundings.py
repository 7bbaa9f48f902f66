"""A rounding that is only our reading is told wherever in a rule it stands, and what it changes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from addin.library.library import Library
from scoring import audit, explain, score
from scoring.awards.scorecard import Scorecard
from scoring.rules.measure import Measure, RoundStep
from scoring.rules.rule import Rule
from tests.audit.filings import data
from tests.cli.runs import pe
from tests.scales.cases import Group, filing, groups

CASES: list[dict[str, Any]] = data("roundings.yaml")
READ = [case for case in CASES if "plain" in case]


def group_of(case: dict[str, Any]) -> Group:
    return Group("", {"clause": "条款", "inputs": ["甲", "乙", "丙"], **case})


def scored(case: dict[str, Any], filed: Any) -> Scorecard:
    ruleset = group_of(case).ruleset({"given": {**case["given"], "得分": filed}})
    return score(filing(case["name"], ruleset.indicators[0].examples[0]), ruleset)


def said(card: Scorecard) -> dict[str, str]:
    return {each.code.code: each.message for each in audit(card)}


def name(case: dict[str, Any]) -> str:
    return str(case["name"])


@pytest.mark.parametrize("case", CASES, ids=name)
def test_both_scores_are_known(case: dict[str, Any]) -> None:
    (award,) = scored(case, case["score"]).awards
    assert award.score == Fraction(case["score"])
    assert award.plain_score == (Fraction(case["plain"]) if "plain" in case else None)


@pytest.mark.parametrize("case", READ, ids=name)
def test_the_audit_tells_what_the_reading_changes(case: dict[str, Any]) -> None:
    assert f"{case['unread']}时为 " in said(scored(case, case["score"]))["reading-changes"]
    assert f"是{case['unread']}的结果" in said(scored(case, case["plain"]))["score-reading"]


@pytest.mark.parametrize("case", READ, ids=name)
def test_the_explanation_carries_the_reading(case: dict[str, Any]) -> None:
    (award,) = scored(case, case["score"]).awards
    assert "读法：" in "".join(explain(award))


@pytest.mark.parametrize("case", CASES, ids=name)
def test_rules_show_prints_every_rounding(case: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "000000" / "2024.yaml"
    file.parent.mkdir()
    written = {**group_of(case).source([]), "id": "000000/2024"}
    file.write_text(json.dumps(written, ensure_ascii=False, default=str), "utf-8")
    run = pe("rules", "show", "000000/2024", "--rulesets", tmp_path)
    assert (run.code, run.err) == (0, "")
    assert case["shown"] in run.out


def rules() -> list[Rule]:
    """Those of all cases and of all rulesets that ship."""
    ruled = [each for ruleset in Library().all() for each in (
        *ruleset.indicators, *ruleset.defaults, ruleset.execution) if each is not None]
    cases = [group.ruleset() for group in (*groups(), *map(group_of, CASES))]
    return [*(each.rule for each in ruled), *(one.indicators[0].rule for one in cases)]


def everything_in(model: Any) -> Iterator[Any]:
    """All that a rule holds, found by its fields and not by what it says of itself."""
    yield model
    if is_dataclass(model):
        for each in fields(model):
            yield from everything_in(getattr(model, each.name))
    elif isinstance(model, tuple):
        for item in model:
            yield from everything_in(item)


def test_a_rule_names_all_its_measures() -> None:
    for rule in rules():
        held = {id(each) for each in everything_in(rule) if isinstance(each, Measure)}
        assert {id(measure) for measure in rule.measures()} == held


def test_without_readings_nothing_is_left_of_them() -> None:
    changed = 0
    for rule in rules():
        plain = rule.without_readings
        left = [each for each in everything_in(plain) if isinstance(each, RoundStep)]
        assert not any(step.reading for step in left)
        read = any(step.reading for step in everything_in(rule) if isinstance(step, RoundStep))
        assert (plain is rule) is not read
        changed += read
    assert changed >= len(READ) - 1  # one case rounds by its conditions
