"""Which indicator of a catalogue a row is: by its name, and by what stands above where two share it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scoring.awards.score import score
from scoring.filing import Entry, Filing, Row
from scoring.rulefile.load import load
from scoring.rules.inputs import inputs_of
from scoring.values.interval import Interval

RULESET = load("""
id: test/1
title: 测试
indicators:
  - {path: [管理, 预算管理, 制度健全性], weight: 2, clause: {text: 预算的制度}, rule: &judged {kind: bands, bands: [
      {name: 好, share: "[0, 100%]"}]}}
  - {path: [管理, 资产管理, 制度健全性], weight: 3, clause: {text: 资产的制度}, rule: *judged}
  - {path: [产出, 资产管理, 制度健全性], weight: 4, clause: {text: 产出的制度}, rule: *judged}
  - {path: [覆盖率], weight: 5, clause: {text: 覆盖率}, rule: *judged,
     conditions: {veto: [{input: 未公开}]}}
""")


@pytest.mark.parametrize(("path", "clause"), [
    (("管理", "预算管理（2分）", "制度 健全性"), "预算的制度"),
    (("管理", "资产管理", "制度健全性"), "资产的制度"),
    (("产出", "资产管理", "制度健全性"), "产出的制度"),
    (("预算管理", "制度健全性"), "预算的制度"),
    (("", "预算管理", "制度健全性"), "预算的制度"),
    (("其他", "资产管理", "制度健全性"), None),
    (("资产管理", "其他", "制度健全性"), None),
    (("制度健全性",), None),
    (("产出", "随便", "覆盖率"), "覆盖率"),
    (("覆盖率",), "覆盖率"),
    (("产出", "资产管理"), None), (("产出", " "), None), ((), None),
])
def test_a_row_is_known_by_its_name_or_by_what_stands_above(
        path: tuple[str, ...], clause: str | None) -> None:
    found = RULESET.indicator_for(Row(tuple(map(Entry, path))))
    assert (found and found.clause.text) == clause


def test_inputs_of_indicators_with_one_name_are_told_apart() -> None:
    assert [spec.name for spec in inputs_of(RULESET)] == [
        "预算管理_制度健全性_档次", "资产管理_制度健全性_档次", "覆盖率_档次", "未公开"]


def test_a_row_whose_weight_is_no_number_is_not_scored_by_the_printed_one() -> None:
    row = Row((Entry("覆盖率"),), weight=Entry("十分好"), actual=Entry("好"), score=Entry("3"))
    card = score(Filing(rows=(row,)), RULESET)
    (award,) = card.awards
    assert (award.weight, award.filed, award.score, award.verdict) == (
        None, 3, None, "needs_judgement")
    assert (award.why, award.range) == (
        "分值不是数字，不能计分", Interval(Fraction(0), Fraction(0)))
    indicator = RULESET.indicators[3]
    assert (award.clause, award.rule, award.conditions) == (
        indicator.clause, indicator.rule, indicator.conditions)
    assert (card.total, card.low, card.high) == (None, 0, 0)


def test_a_blank_weight_is_the_printed_one_and_a_negative_one_none() -> None:
    blank, negative = (score(Filing(rows=(Row((Entry("覆盖率"),), weight=Entry(typed)),)), RULESET)
                       for typed in (" ", "-5"))
    assert (blank.awards[0].weight, blank.high) == (5, 5)
    assert (negative.awards[0].weight, negative.awards[0].why) == (-5, "分值不是数字，不能计分")
