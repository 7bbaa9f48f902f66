"""是 and 否 in the ways in which they are typed, with the cell and the text they came from."""

from fractions import Fraction

import pytest

from scoring.filing import Entry
from scoring.rules.answers import yes_or_no
from scoring.rules.arithmetic import text
from scoring.rules.case import CannotScore
from scoring.rules.trace import Step

CELL = "基础数据!D4"


@pytest.mark.parametrize(("typed", "value"), [
    ("是", 1), ("是。", 1), (" 符合 ", 1), ("Ｙ", 1), ("否", 0), ("０", 0), ("不符合。", 0),
])
def test_a_word_is_an_answer(typed: str, value: int) -> None:
    assert yes_or_no(Entry(typed, cell=CELL), "甲") == Step(
        Fraction(value), label="甲", cell=CELL, shown=typed.strip())


@pytest.mark.parametrize("value", [0, 1])
def test_a_bare_one_or_nought_is_an_answer(value: int) -> None:
    assert yes_or_no(Entry(number=Fraction(value), cell=CELL), "甲") == Step(
        Fraction(value), label="甲", cell=CELL)


@pytest.mark.parametrize(("entry", "said"), [
    (Entry("也许"), "甲“也许”应填“是”或“否”"),
    (Entry("是X"), "甲“是X”应填“是”或“否”"),
    (Entry("。是"), "甲“。是”应填“是”或“否”"),
    (Entry(error="#N/A"), "甲“#N/A”应填“是”或“否”"),
    (Entry(number=Fraction(2)), "甲“”应填“是”或“否”"),
    (Entry("2", Fraction(1)), "甲“2”应填“是”或“否”"),
])
def test_anything_else_is_none(entry: Entry, said: str) -> None:
    with pytest.raises(CannotScore) as raised:
        yes_or_no(entry, "甲")
    assert str(raised.value) == said


def test_the_arithmetic_names_label_and_cell() -> None:
    assert text(yes_or_no(Entry("是", cell=CELL), "甲")) == f"甲 是（{CELL}）"
