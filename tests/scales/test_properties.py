"""What holds for every rule and every figure: bounds, and never less for doing better."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.filing import Entry
from scoring.rules.case import Case, Outcome, Points
from scoring.rules.measure import Measure
from scoring.rules.scales.ladder import Ladder, Tier
from scoring.rules.scales.per_unit import Count, PerUnit
from scoring.rules.scales.proportional import Over, Proportional
from scoring.values.exact import show
from scoring.values.interval import Interval

figures = st.decimals(-1000, 100_000, places=2, allow_nan=False).map(Fraction)
targets = st.decimals(1, 10_000, places=2).map(Fraction)
weights = st.decimals(0, 100, places=1).map(Fraction)

FIGURE = Measure(formula="实际值 ÷ 目标值")
GATE = Ladder(tiers=(
    Tier(when=Interval.parse("< 60%"), share=Fraction(0)),
    Tier(when=Interval.parse("[60%, 100%)"), proportional=True),
    Tier(when=Interval.parse("≥ 100%"), share=Fraction(1)),
))
RISING = {
    "正向": Proportional(),
    "正向，及格门槛": Proportional(gate=Fraction(3, 5)),
    "分档": GATE,
    "不足扣分": PerUnit(counts=(Count(measure=FIGURE, beyond=Fraction(1), side="不足",
                                  step=Fraction(1, 100), share=Fraction(1, 50), partial="不计"),)),
    "加分": PerUnit(start="零分", counts=(Count(measure=FIGURE, points=Fraction(1, 10),
                                            partial="按比例"),)),
}
FALLING = {
    "反向 A/B": Proportional(direction="反向"),
    "反向 2-B/A": Proportional(direction="反向", reverse="2-B/A"),
    "超过扣分": PerUnit(counts=(Count(measure=FIGURE, beyond=Fraction(1), step=Fraction(1, 1000),
                                  points=Fraction(1, 10), partial="计一步"),)),
}
ALL = {**RISING, **FALLING,
       "超额减半": Proportional(over=(Over(above=Fraction(3, 2), share=Fraction(1, 2)),))}


def outcome(rule: Proportional | Ladder | PerUnit, weight: Fraction, target: Fraction,
            actual: Fraction) -> Outcome:
    return rule.award(Case(weight, Entry(f"{show(target)}项"), Entry(f"{show(actual)}项")))


@pytest.mark.parametrize("name", ALL)
@given(weight=weights, target=targets, actual=figures)
def test_a_score_lies_between_nothing_and_the_weight(
        name: str, weight: Fraction, target: Fraction, actual: Fraction) -> None:
    found = outcome(ALL[name], weight, target, actual)
    assert isinstance(found, Points)
    assert 0 <= found.step.value <= weight


@pytest.mark.parametrize("name", [*RISING, *FALLING])
@given(weight=weights, target=targets, one=figures, other=figures)
def test_doing_better_never_earns_less(
        name: str, weight: Fraction, target: Fraction, one: Fraction, other: Fraction) -> None:
    worse, better = sorted((one, other), reverse=name in FALLING)
    if name in FALLING and better < 0:
        better = Fraction(0)
    lower = outcome(ALL[name], weight, target, worse)
    higher = outcome(ALL[name], weight, target, better)
    assert isinstance(lower, Points)
    assert isinstance(higher, Points)
    assert lower.step.value <= higher.step.value


@given(weight=weights, target=targets)
def test_meeting_the_target_exactly_earns_everything(weight: Fraction, target: Fraction) -> None:
    for rule in (*RISING.values(), *FALLING.values()):
        if getattr(rule, "start", "满分") == "满分":
            found = outcome(rule, weight, target, target)
            assert isinstance(found, Points)
            assert found.step.value == weight
