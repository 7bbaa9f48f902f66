"""What is still to be filled in is told beside points, and no word that only begins like it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from scoring import audit, score
from scoring.filing import Entry, Filing, Row
from tests.audit.filings import data, packaged_ruleset

WEIGHT = Fraction(10)
ROW = Row(levels=(Entry("产出指标", cell="A1"), Entry("完成户数", cell="B1")),
          target=Entry("≥50户", cell="C1"), actual=Entry("48户", cell="D1"),
          weight=Entry("10", WEIGHT, "E1"), score=Entry("9", Fraction(9), "F1"),
          reason=Entry("外出务工", cell="G1"))


@pytest.mark.parametrize(("column", "text", "told"), data("placeholders.yaml"))
def test_what_is_still_open_is_told(column: str, text: str, told: bool) -> None:
    row = replace(ROW, **{column: Entry(text, cell="H1")})
    found = audit(score(Filing(rows=(row,)), packaged_ruleset("national/2020")))
    assert any(each.code.code == "placeholder" for each in found) is told
