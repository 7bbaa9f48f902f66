"""How the proof compares a row that the sheet leaves to a person: a part that is open there is not
rounded, the others are."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from random import Random

import pytest

from scoring.filing import Entry
from scoring.formulas.columns import Columns, Figure, Place
from scoring.formulas.compiled import compiled
from scoring.formulas.evaluate import Mode, evaluated
from scoring.rules.conditions import Conditions
from scoring.rules.measure import Measure, RoundStep
from scoring.rules.scales.checklist import Checklist
from scoring.rules.scales.parts import Part, Parts
from scoring.rules.scales.per_unit import Count, PerUnit
from scoring.rules.scales.proportional import Proportional
from tests.formulas.typed import cells_of
from tests.proof.case import Trial, verdict
from tests.proof.run import difference
from tests.proof.space import CLAUSE, Ruled, Space
from tests.proof.trials import Typist

WHOLE = Conditions(round=RoundStep(places=0, mode="去尾"))
LATE = Proportional(direction="反向", measure=Measure(formula="延迟天数"), target=Fraction(1, 10))
RULE = Ruled(Parts(parts=(Part(rule=LATE), Part(rule=Checklist(items=("点",)), conditions=WHOLE))),
             None, CLAUSE, frozenset())
PLACE = Place("标", figures={name: Figure() for name in ("延迟天数", "标_第2部分_要点1")}, year=2023)
TRIAL = Trial({"分值": Entry(number=Fraction("10.99")), "目标值": Entry("2月前"),
               "实际值": Entry("2023年2月14日完成")}, {"标_第2部分_要点1": Entry("是")})


def _shown() -> Mapping[str, str]:
    columns = compiled(RULE, PLACE)
    assert isinstance(columns, Columns)
    return {name: str(value) for name, value in evaluated(
        columns.steps, cells_of(TRIAL.own, TRIAL.figures, PLACE), Mode.STRICT).items()}


def test_the_core_is_rounded_where_the_sheet_was() -> None:
    shown = _shown()
    assert (shown["结论"], shown["最低"], shown["最高"]) == ("待认定", "5.0", "10.495")
    core = verdict(RULE, PLACE, TRIAL, None, shown["说明"])
    assert (core.score, core.least, core.most) == (
        Fraction("10.5"), Fraction("10.495"), Fraction("10.495"))
    assert difference(core, shown) == ""


@pytest.mark.parametrize(("end", "wrong"), [("最低", "10.496"), ("最高", "10.494")])
def test_ends_that_do_not_hold_the_score_are_seen(end: str, wrong: str) -> None:
    shown = _shown()
    core = verdict(RULE, PLACE, TRIAL, None, shown["说明"])
    assert difference(core, {**shown, end: wrong}).startswith("core 10.495 to 10.495")


def test_no_row_weighs_so_little_that_its_rule_would_be_refused() -> None:
    count = Count(measure=LATE.measure or Measure(formula="延迟天数"), points=Fraction(1))
    ruled = Ruled(PerUnit(least=Fraction(11), counts=(count,)), None, CLAUSE, frozenset())
    space = Space(Random(3))
    weights = [trial.own["分值"].number for trial in Typist(
        space.chance, ruled, space.place()).trials(300)]
    assert all(weight is None or weight < 0 or weight > 11 for weight in weights)
    assert 12 in weights
