"""The cases of tests/scales through the formulas: what the core gives, or left to a person."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest

from scoring.awards.scorecard import Award
from scoring.filing import Entry
from scoring.formulas.columns import OPEN, Columns, Figure, Place
from scoring.formulas.compiled import compiled
from scoring.formulas.evaluate import FORMAT, Mode, Value, evaluated
from scoring.formulas.expr import Name
from scoring.rules.clause import Clause
from scoring.rules.conditions import Conditions
from scoring.rules.example import REASON, WEIGHT
from scoring.rules.indicator import Default, When
from scoring.rules.inputs import inputs_of
from scoring.rules.measure import ACTUAL, TARGET, Measure, RoundStep
from scoring.rules.scales.judged import Judged
from scoring.rules.scales.parts import Part, Parts
from scoring.rules.scales.proportional import Proportional
from tests.formulas.typed import cells_of
from tests.scales.cases import SCORE, Group
from tests.scales.test_cases import cases

OWN = (WEIGHT, TARGET, ACTUAL, REASON)
CASES = cases()


def columns_of(group: Group, given: Mapping[str, Entry]) -> tuple[Columns | str, Place]:
    ruleset = group.ruleset()
    indicator = ruleset.indicators[0]
    specs = inputs_of(ruleset)
    figures = {spec.name: Figure(spec.unit, spec.count) for spec in specs}
    figures |= {name: Figure(count=max(1, len(entry.items))) for name, entry in given.items()
                if name not in figures and name not in OWN}
    figures = {name: Figure(one.unit, max(one.count, len(given[name].items) if name in given
                                          else 1)) for name, one in figures.items()}
    place = Place(ruleset.input_name(indicator), frozenset(OWN), figures, indicator.path)
    made = compiled(indicator, place, indicator.weight)
    return (made if isinstance(made, Columns) else made.why), place


def agreed(award: Award, shown: Mapping[str, object]) -> str:
    """same, open (left to a person where the core is not), or what differs."""
    if shown["结论"] == OPEN:
        low, high = shown["最低"], shown["最高"]
        if award.score is None and award.range is not None:
            ends = [float(end or 0) for end in (award.range.low, award.range.high)]
            return "same" if [low, high] == pytest.approx(ends, abs=1e-9) else "open"
        return "open"
    score = shown["应得分"]
    assert isinstance(score, float)
    if award.score is not None and Fraction(format(score, ".15g")) == award.score:
        return "same"
    return f"core {award.score}, sheet {score}"


@pytest.mark.parametrize(("group", "case"), CASES, ids=str)
def test_a_case_scores_alike(group: Group, case: dict[str, object]) -> None:
    example = group.ruleset({"given": case["given"]}).indicators[0].examples[0]
    if SCORE in case["given"] or any(item.blank for entry in example.given.values()
                                     for item in entry.items):
        pytest.skip("a score was filed, or a list holds a blank, which its sheet never gives")
    made, place = columns_of(group, example.given)
    if isinstance(made, str):
        pytest.skip(made)
    award = group.award(case)
    own = {name: example.given[name] for name in OWN if name in example.given}
    cells = cells_of(own, {k: v for k, v in example.given.items() if k not in OWN}, place)
    for mode in Mode:
        shown = evaluated(made.steps, cells, mode)
        assert agreed(award, shown) in ("same", "open")


def test_limits_beyond_the_digits_of_a_spreadsheet_are_those_of_the_weight() -> None:
    """One part of two is a person's; the other's figures are too long to round by."""
    rate = Proportional(measure=Measure(formula="甲 ÷ 乙"))
    rule = Parts(parts=(Part(rule=rate, points=Fraction(5), conditions=Conditions(
        round=RoundStep(places=2, mode="进一"))), Part(rule=Judged(), points=Fraction(5))))
    figures = {"甲": Figure(), "乙": Figure()}
    made = compiled(Default(when=When(), rule=rule, clause=Clause(text="试")),
                    Place("标", frozenset({WEIGHT}), figures))
    assert isinstance(made, Columns)
    for first, second, ends in ((10**12, 10**13 - 1, (0.0, 10.0)), (1, 3, (1.67, 6.67))):
        typed = {"甲": Entry(number=Fraction(first)), "乙": Entry(number=Fraction(second))}
        cells = cells_of({WEIGHT: Entry(number=Fraction(10))}, typed, Place(
            "标", frozenset({WEIGHT}), figures))
        shown = evaluated(made.steps, cells, Mode.STRICT)
        assert (shown["最低"], shown["最高"]) == ends
        assert ("太长" in str(shown["说明"])) == (ends == (0.0, 10.0))


@pytest.mark.parametrize(("value", "shown", "scored"), [
    (45291.0, "D1", False), (45291.0, "G", True), (0.5, "D9", False), (True, "G", False)])
def test_a_figure_shown_as_a_day_is_no_number(value: object, shown: str, scored: bool) -> None:
    rule = Proportional(measure=Measure(formula="甲 ÷ 100000"))
    figures = {"甲": Figure()}
    made = compiled(Default(when=When(), rule=rule, clause=Clause(text="试")),
                    Place("标", frozenset({WEIGHT}), figures))
    assert isinstance(made, Columns)

    def cells(name: Name) -> Value:
        if name.name == WEIGHT:
            return "G" if name.column == FORMAT else 10.0
        return shown if name.column == FORMAT else value  # type: ignore[return-value]

    assert (evaluated(made.steps, cells, Mode.STRICT)["结论"] == "已计分") == scored
