"""总分 and 等级 by formulas and by the core."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product

import pytest

from scoring.awards.score import grade
from scoring.filing import Entry
from scoring.formulas.columns import Columns, Figure
from scoring.formulas.evaluate import FORMAT, Cells, Mode, Value, evaluated
from scoring.formulas.expr import Name
from scoring.formulas.totals import DROPPED, OPEN, POINTS, WEIGHTS, totals
from scoring.rules.conditions import Adjust, Veto
from scoring.rules.measure import Measure, RoundStep
from scoring.rules.ruleset import Grade, Ruleset
from scoring.rules.total import CapWhile, Total, total_of
from scoring.values.interval import Interval

GRADES = (Grade(name="优", total=Interval.parse("[90, 100]")),
          Grade(name="良", total=Interval.parse("[80, 90)")),
          Grade(name="差", total=Interval.parse("[0, 80)")))
RATE = Measure(formula="执行数 ÷ 预算数", name="执行率")
RULES = {
    "没有": None,
    "封顶": Total(cap=Fraction(100), adjust=(Adjust(low=Fraction(-5), high=Fraction(5),
                                                input="加减"),)),
    "否决": Total(veto=(Veto(input="否决"),), round=RoundStep(places=0)),
    "区间封顶": Total(caps=(CapWhile(measure=RATE, when=Interval.parse("[70%, 80%)"),
                                 cap=Fraction(89)),)),
}
POINTS_FILED = tuple(map(Fraction, ("0", "79.995", "89.995", "90", "95.9", "100")))
FIGURES = ("加减", "否决", "执行数", "预算数")
TYPED: tuple[Mapping[str, Entry], ...] = (
    {}, {"加减": Entry("3", Fraction(3))}, {"加减": Entry("9", Fraction(9)), "否决": Entry("是")},
    {"执行数": Entry("75", Fraction(75)), "预算数": Entry("100", Fraction(100))},
    {"执行数": Entry("80", Fraction(80)), "预算数": Entry("100", Fraction(100)), "否决": Entry("否")},
)


@pytest.mark.parametrize("name", RULES)
def test_a_total_comes_out_alike(name: str) -> None:
    ruleset = Ruleset(id="test/1", title="试", total=RULES[name], grades=GRADES)
    made = totals(ruleset, {each: Figure() for each in FIGURES})
    assert isinstance(made, Columns)
    for points, typed, dropped, mode in product(POINTS_FILED, TYPED, (0, 20), Mode):
        shown = evaluated(made.steps, cells_of(points, typed, dropped, opened=0), mode)
        step = total_of(points, Fraction(100), Fraction(dropped), ruleset.total, typed)
        if step is None:
            assert shown["总分"] == shown["等级"] == ""
        else:
            assert Fraction(repr(shown["总分"])) == step.value
            assert shown["等级"] == (grade(step.value, ruleset) or "")


def test_a_total_waits_for_every_score() -> None:
    made = totals(Ruleset(id="test/1", title="试", grades=GRADES), {})
    assert isinstance(made, Columns)
    shown = evaluated(made.steps, cells_of(Fraction(90), {}, 0, opened=1), Mode.STRICT)
    assert (shown["总分"], shown["等级"]) == ("", "")
    assert "未定" in str(shown["说明"])


def cells_of(points: Fraction, typed: Mapping[str, Entry], dropped: int, *, opened: int) -> Cells:
    """What stands in the cells that a total names."""
    sums = {POINTS: float(points), WEIGHTS: 100.0, DROPPED: float(dropped), OPEN: float(opened)}

    def cells(name: Name) -> Value:
        if name.column == FORMAT:
            return "G"
        if name.name in sums:
            return sums[name.name]
        entry = typed.get(name.name, Entry())
        return float(entry.number) if entry.number is not None else entry.text or None

    return cells
