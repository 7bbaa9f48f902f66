"""Which cell a label in a cell of its own speaks of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from scoring.personal import Spot, covered, of_table

TABLES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("tables.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", TABLES, ids=lambda case: case["name"])
def test_only_what_a_label_speaks_of_is_covered(case: dict[str, Any]) -> None:
    merges = {(top, left): (bottom, right) for top, left, bottom, right in case.get("merges", [])}
    spots = [Spot(row, column, *merges.get((row, column), (row, column)), str(value or ""),
                  isinstance(value, int))
             for row, values in enumerate(case["rows"], 1) for column, value in enumerate(values, 1)
             if value is not None or (row, column) in merges]
    shown = [list(values) for values in case["rows"]]
    for spot, found in of_table(spots):
        shown[spot.top - 1][spot.left - 1] = covered(spot.text, found)
    assert shown == case["shown"]
