"""Intervals as rule files write them: which end belongs to them, and which has no end."""

from fractions import Fraction

import pytest

from scoring.values.interval import Interval

HALF = Fraction(1, 2)


@pytest.mark.parametrize(("text", "within", "outside"), [
    ("(-∞, 50%)", [-9, 0, "0.49"], [HALF, 1]),
    ("（−∞，50%】", [-9, 0, HALF], ["0.51"]),
    ("[50%, +∞)", [HALF, 10**9], ["0.49"]),
    ("(1/2, ∞)", ["0.51", 10**9], [HALF]),
    ("【1，2】", [1, 2], ["0.99", "2.01"]),
    ("（1，2）", ["1.01", "1.99"], [1, 2]),
    ("= 3", [3], ["2.99", "3.01"]),
    ("≥3", [3, 4], ["2.99"]), ("> 3", ["3.01"], [3]),
    ("≤ 3", [3, -4], ["3.01"]), ("<3", ["2.99"], [3]),
])
def test_an_interval_holds_what_it_says(text: str, within: list[int | str],
                                        outside: list[int | str]) -> None:
    interval = Interval.parse(f" {text} ")
    assert all(Fraction(value) in interval for value in within)
    assert not any(Fraction(value) in interval for value in outside)


@pytest.mark.parametrize("text", ["", "3", "[1, 2", "1, 2]", "[1 2]", "∞", "≥", "X1, 2X"])
def test_anything_else_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"不是区间|Invalid literal"):
        Interval.parse(text)
