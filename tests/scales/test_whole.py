"""What holds for a whole ruleset: how every award is rounded, weights divided equally, what a total may
not pass while a figure lies in a range, and what is not taken from the ruleset that is extended."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scoring.awards.score import score
from scoring.awards.scorecard import Scorecard
from scoring.filing import Entry, Filing, FundRow, Row
from scoring.findings.audit import audit
from scoring.rulefile.load import load
from scoring.rules.arithmetic import text
from scoring.rules.ruleset import Ruleset

RULES = """
id: 123456/2026
title: 测试
year: 2026
execution:
  weight: 10
  rule: {kind: proportional, measure: {name: 预算执行率, formula: 全年执行数 ÷ 全年预算数}}
  clause: {text: 执行率×分值}
defaults: [{rule: {kind: proportional}, clause: {text: 按比例}}]
grades: [{name: 优, total: "[90, 100]"}, {name: 良, total: "[0, 90)"}]
"""
CAPS = """
total:
  caps:
    - {measure: {name: 预算执行率, formula: 全年执行数 ÷ 全年预算数}, when: "[70%, 80%)", cap: 89}
    - {measure: {name: 预算执行率, formula: 全年执行数 ÷ 全年预算数}, when: "< 70%", cap: 79}
"""
EQUAL = """
equal_weights:
  - level: 产出指标
    weight: 50
    round: {places: 0}
    clause: {text: 产出指标50分，各三级指标平均分配，取整数, reading: 除不尽的，余数归最后一行}
"""


def rows(*filed: tuple[str, str], weight: str = "45") -> tuple[Row, ...]:
    return tuple(Row((Entry("产出指标（50分）"), Entry(f"甲{place}")), weight=Entry(weight, cell=f"C{place}"),
                     target=Entry(target), actual=Entry(actual))
                 for place, (target, actual) in enumerate(filed, 1))


def funds(spent: str, budget: str = "100") -> tuple[FundRow, ...]:
    return (FundRow(Entry("年度资金总额"), {"全年预算数": Entry(budget, cell="B2"),
                                      "全年执行数": Entry(spent, cell="B3")},
                    weight=Entry("10"), scored=True, whole=True),)


def card(more: str, spent: str = "75", filed: tuple[Row, ...] | None = None) -> Scorecard:
    own = rows(("100", "100"), ("100", "100")) if filed is None else filed
    return score(Filing(rows=own, funds=funds(spent)), load(RULES + more))


@pytest.mark.parametrize(("spent", "total", "grade"), [
    ("69.99", 79, "良"), ("70", 89, "良"), ("79.99", 89, "良"), ("80", 98, "优"), ("100", 100, "优")])
def test_a_total_is_capped_while_a_figure_lies_in_a_range(spent: str, total: int, grade: str) -> None:
    scored = card(CAPS, spent)
    assert (scored.total, scored.grade) == (total, grade)


def test_the_cap_is_said_with_its_figure() -> None:
    step = card(CAPS, "75").total_step
    assert step is not None
    assert step.cells() == ("B3", "B2")
    assert text(step).endswith("70%≤预算执行率＜80%，总分不超过89分：89分")
    assert load(RULES + CAPS).total is not None
    assert load(RULES + CAPS).total.sentence() == (  # type: ignore[union-attr]
        "预算执行率＝全年执行数÷全年预算数×100%。70%≤预算执行率＜80%的，总分不超过89分。"
        "预算执行率＝全年执行数÷全年预算数×100%。预算执行率＜70%的，总分不超过79分。")


def test_a_total_below_the_cap_stays_as_it_is() -> None:
    scored = card(CAPS, "75", rows(("100", "50"), ("100", "100")))
    assert (scored.total, scored.total_step) == (Fraction("75"), None)


def test_while_the_figure_is_not_known_the_total_lies_below_and_above_every_cap() -> None:
    scored = card(CAPS, "")
    assert scored.total is None
    assert (scored.low, scored.high) == (79, 100)


@pytest.mark.parametrize(("mode", "points"), [("四舍五入", 31), ("去尾", 30), ("进一", 31)])
def test_every_award_is_rounded_as_the_ruleset_says(mode: str, points: int) -> None:
    scored = card(f"round: {{places: 0, mode: {mode}}}\n", "75",
                  rows(("100", "68"), ("100", "100")))
    assert [award.score for award in scored.awards] == [8 if mode != "去尾" else 7, points, 45]


def test_an_indicator_s_own_rounding_comes_first() -> None:
    own = RULES.replace("clause: {text: 按比例}", "clause: {text: 按比例}, conditions: {round: {places: 1}}")
    scored = score(Filing(rows=rows(("100", "68"))), load(own + "round: {places: 0}\n"))
    assert scored.awards[0].score == Fraction("30.6")


def test_a_rounding_that_is_our_reading_says_what_comes_out_without_it() -> None:
    scored = card("round: {places: 0, reading: 公布的得分都是整数}\n", "75")
    assert (scored.awards[0].score, scored.awards[0].plain_score) == (8, Fraction("7.5"))
    assert scored.awards[1].plain_score is None


def test_an_example_comes_out_as_the_ruleset_rounds() -> None:
    with_example = RULES.replace("clause: {text: 按比例}", "clause: {text: 按比例}, examples: [{given: "
                                 "{目标值: 3, 实际值: 2, 分值: 10}, award: 7}]")
    assert load(with_example + "round: {places: 0}\n").round is not None


def test_weights_of_a_level_are_divided_equally() -> None:
    filed = rows(("1", "1"), ("1", "1"), ("1", "0"), weight="")
    scored = card(EQUAL, "100", filed)
    assert [award.weight for award in scored.indicators] == [17, 17, 16]
    assert [award.score for award in scored.indicators] == [17, 17, 0]
    assert load(RULES + EQUAL).equal_weights[0].sentence() == (
        "“产出指标”共50分，下面各行平均分配，四舍五入取整，余数归末项。")


def test_a_weight_that_the_form_prints_stands_and_is_asked_about() -> None:
    scored = card(EQUAL, "100", rows(("1", "1"), ("1", "1"), ("1", "1"), weight="17"))
    assert [award.weight for award in scored.indicators] == [17, 17, 17]
    found = [each for each in audit(scored) if each.code.code == "weight-printed"]
    assert [(each.filed, each.expected, each.cells) for each in found] == [("17", "16", ("C3",))]


def child(own: str) -> Ruleset:
    head = "id: 123457/2026\ntitle: 本级\nextends: 123456/2026\n"
    return load(head + own, "child.yaml", {"123456/2026": load(RULES + CAPS + EQUAL)}.__getitem__)


def test_what_is_named_is_not_taken_from_the_parent() -> None:
    ours = child("without: [execution, total]\n")
    assert (ours.execution, ours.total) == (None, None)
    assert ours.grades
    assert ours.equal_weights
    assert child("").execution is not None


def test_an_execution_rate_that_is_not_counted_earns_nothing() -> None:
    filing = Filing(rows=rows(("100", "100")), funds=funds("75"))
    scored = score(filing, child("without: [execution, equal_weights]\n"))
    assert [award.fund for award in scored.awards] == [None]
