"""Full points beside an actual value that plainly says less than the target are asked about, in one
line that accuses nobody; beside an achievement nothing is said."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scoring import audit, score
from scoring.filing import Entry, Filing, Row
from scoring.findings.finding import Finding
from tests.audit.filings import data, packaged_ruleset

WEIGHT = Fraction(10)
CASES = data("less.yaml")


def told(case: list[str]) -> list[Finding]:
    """What is said of one row filed in full, besides notes and its lonely weight."""
    *kind, name, target, actual = case
    levels = ("产出指标", *(kind or ["数量指标"]), name)
    row = Row(levels=tuple(Entry(each, cell=f"{column}1")
                           for column, each in zip("ABC", levels, strict=True)),
              target=Entry(target, cell="D1"), actual=Entry(actual, cell="E1"),
              weight=Entry("10", WEIGHT, "F1"), score=Entry("10", WEIGHT, "G1"))
    filing = Filing(rows=(row,), fields={"年度": Entry("2023年")})
    return [each for each in audit(score(filing, packaged_ruleset("national/2020")))
            if each.severity != "note" and each.code.code != "weight-total"]


@pytest.mark.parametrize("case", CASES["told"], ids="|".join)
def test_it_is_asked_about(case: list[str]) -> None:
    assert [each.severity for each in told(case)] == ["warning"]


@pytest.mark.parametrize("case", CASES["silent"], ids="|".join)
def test_nothing_is_said(case: list[str]) -> None:
    assert [each.message for each in told(case)] == []
