"""Sums by the first level, as the report of 察隅 prints them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from scoring import score
from scoring.awards.groups import groups
from scoring.filing import Entry
from tests.audit.filings import small_filing, small_ruleset


def test_groups_of_the_small_form() -> None:
    card = score(small_filing(), small_ruleset())
    assert [(each.name, each.weight, each.filed, each.score) for each in groups(card)] == [
        ("预算执行率", 10, Fraction(19, 2), Fraction(19, 2)), ("产出指标", 50, 49, 49),
        ("效益指标", 30, 20, 20), ("满意度指标", 10, 10, 10)]


def test_a_group_with_an_open_score_has_no_sum() -> None:
    filing = small_filing({"G15": None, "F16": "十分好"})
    found = {each.name: each for each in groups(score(filing, small_ruleset()))}
    assert (found["效益指标"].filed, found["效益指标"].score) == (None, None)
    assert found["满意度指标"].weight is None


def test_rows_without_a_first_level_stand_together() -> None:
    filing = small_filing()
    row = replace(filing.rows[-1], levels=(Entry(), *filing.rows[-1].levels[1:]))
    found = groups(score(replace(filing, rows=(*filing.rows[:-1], row)), small_ruleset()))
    assert [each.name for each in found] == ["预算执行率", "产出指标", "效益指标", ""]
