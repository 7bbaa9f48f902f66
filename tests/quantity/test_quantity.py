"""What a clerk typed is read exactly, or honestly left as text."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.rulefile.document import parse_document
from scoring.values.exact import show
from scoring.values.quantity import read

CASES = parse_document(Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8")).data


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"] or "empty")
def test_a_text_is_read_exactly_or_left_as_text(case: dict[str, Any]) -> None:
    quantity = read(case["text"])
    if case.get("is") == "text":
        assert quantity is None
        return
    assert quantity is not None
    assert quantity.comparator == case.get("comparator", "")
    assert quantity.value == Fraction(case["value"])
    assert quantity.unit == case.get("unit", "")
    assert quantity.high == (Fraction(case["high"]) if "high" in case else None)
    if "base" in case:
        assert quantity.base == Fraction(case["base"])


@given(st.text(max_size=60))
def test_any_text_is_read_or_left_but_never_breaks(text: str) -> None:
    quantity = read(text)
    assert quantity is None or quantity.high is None or quantity.high >= quantity.value


@given(st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False))
def test_a_plain_amount_comes_back_as_it_was_typed(amount: Any) -> None:
    quantity = read(f"{amount}万元")
    assert quantity is not None
    assert Fraction(show(quantity.value)) == Fraction(str(amount))
