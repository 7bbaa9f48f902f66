"""The direction of an indicator that prints no sign, by its name and unit (cases.yaml)."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from scoring.rules.direction import directions
from scoring.values.quantity import read

CASES = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['levels'][-1]} {case['target']}")
def test_which_way_it_counts(case: dict[str, Any]) -> None:
    target = read(str(case["target"]))
    assert target is not None
    found = directions(tuple(case["levels"]), target)
    assert list(found.readings) == case["readings"]
    assert case.get("because", "") in found.because
    assert bool(found.because) == ("because" in case), "what is inferred is told, what is not is not"


@pytest.mark.parametrize("sign", ["≥", ">", "≤", "<", "="])
def test_a_sign_decides_whatever_the_name_says(sign: str) -> None:
    target = read(f"{sign}3件")
    assert target is not None
    assert directions(("效益指标", "投诉件数"), target).because == ""
