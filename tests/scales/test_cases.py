"""Every kind of rule, case by case: the clause's figures in, its award or range out."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from scoring.awards.explain import trace
from scoring.rules.rule import KINDS
from scoring.rules.scales.per_unit import PerUnit
from scoring.values.exact import exact
from scoring.values.interval import Interval
from tests.scales.cases import SCORE, WEIGHT, Group, cases, groups

WEIGHTLESS = ("award", "range", "missing", "why", "trace", "verdict", "given", "name",
              "used")


def shown(value: Any) -> str:
    return str(value)[:90] if not isinstance(value, Group) else str(value)


@pytest.mark.parametrize(("group", "case"), cases(), ids=shown)
def test_a_case_comes_out_as_its_clause_says(group: Group, case: dict[str, Any]) -> None:
    award = group.award(case)
    if "award" in case:
        assert award.score == exact(case["award"]), award.why or trace(award)
    else:
        assert award.range == Interval.parse(case["range"]), trace(award)
        assert award.score is None
    assert award.missing == tuple(case.get("missing", ()))
    assert case.get("why", "") in award.why
    assert case.get("trace", "") in trace(award)
    assert award.verdict == case.get("verdict", award.verdict)
    if award.score is not None and award.verdict != "in_band":
        assert award.step is not None
        assert set(award.step.cells()) == group.cells(case), trace(award)


@pytest.mark.parametrize("group", groups(), ids=str)
def test_a_rule_passes_the_author_s_check_and_reads_as_printed(group: Group) -> None:
    assert group.problems() == []
    rule = group.ruleset().indicators[0].rule
    assert rule.sentence() == group.data.get("sentence", rule.sentence())
    assert rule.sentence().endswith("。")


def test_every_kind_and_only_known_keys_are_covered() -> None:
    assert {group.data["rule"]["kind"] for group in groups()} == set(KINDS)
    assert {key for _, case in cases() for key in case} <= set(WEIGHTLESS)


@pytest.mark.parametrize(("group", "case"), cases(), ids=shown)
def test_a_score_lies_between_nothing_and_the_form_s_weight(
        group: Group, case: dict[str, Any]) -> None:
    """Also where the form gives the row a smaller weight than the rule prints; only a rule that
    prints other ends (倒扣、加分) may go to those."""
    award = group.award({**case, "given": {**case["given"], WEIGHT: "0.3", SCORE: ""}})
    assert award.weight == Fraction(3, 10)
    bounds = [award.score] if award.score is not None else [award.range.low, award.range.high]
    rule = award.rule
    least, most = rule.ends(award.weight) if isinstance(rule, PerUnit) else (0, award.weight)
    assert all(least <= bound <= most for bound in bounds)
