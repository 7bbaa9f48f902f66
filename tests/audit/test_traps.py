"""Traps of direction and wording: none of these rows becomes an accusation."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from scoring import audit, score
from scoring.filing import Entry, Filing, Row
from tests.audit.filings import data, packaged_ruleset

WEIGHT = Fraction(10)


@pytest.mark.parametrize("ruleset", ["national/2020", "520111/2023"])
@pytest.mark.parametrize("case", data("traps.yaml"),
                         ids=lambda case: f"{case['levels'][-1]} {case['target']} {case['actual']}")
def test_it_is_no_accusation(case: dict[str, Any], ruleset: str) -> None:
    row = Row(levels=tuple(Entry(name, cell=f"{column}1")
                           for column, name in zip("ABC", case["levels"], strict=True)),
              target=Entry(case["target"], cell="D1"), actual=Entry(case["actual"], cell="E1"),
              weight=Entry("10", WEIGHT, "F1"), score=Entry("10", WEIGHT, "G1"))
    card = score(Filing(rows=(row,)), packaged_ruleset(ruleset))
    found = [each for each in audit(card) if each.code.code not in ("weight-total", "reading")]
    assert not [each.message for each in found if each.severity == "error"]
    assert [each.code.code for each in found] == case.get("codes", []), [
        each.message for each in found]
    due = case.get("score", WEIGHT)
    assert card.awards[0].score == (None if due is None else Fraction(due)), card.awards[0].why
