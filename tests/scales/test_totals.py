"""From awards to the total: dropped weight shared out, additions, a cap, a veto; and the inputs."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from scoring.filing import Entry, Filing, Row
from scoring.inputs import inputs_of
from scoring.load import load
from scoring.measure import RoundStep
from scoring.score import score
from scoring.scorecard import Scorecard

RULES = """
id: test/1
title: 测试
inputs:
  编制数: {meaning: 核定的编制数, unit: 人, source: 三定方案}
  月度执行率: {count: 12, unit: "%"}
  备用: {meaning: 没有规则用到}
execution:
  weight: 10
  rule: {kind: proportional, measure: {formula: 全年执行数 ÷ 全年预算数}}
  clause: {text: 执行率}
indicators:
  - path: [一, “甲”率]
    weight: 60
    clause: {text: 甲}
    rule: {kind: proportional, measure: {formula: 实际值 ÷ 编制数, name: 比率, stand_in: 已知比率}}
  - path: [二, 乙]
    weight: 40
    clause: {text: 乙}
    rule: {kind: checklist, items: [一, 二]}
    conditions: {not_applicable: {input: 无乙项, then: 剔除, why: 没有乙项}}
  - path: [三, 乙]
    weight: 0
    clause: {text: 丙}
    rule: {kind: bands, bands: [{name: 好, share: "[60%, 100%]"}, {name: 差, share: "[0, 60%)"}]}
total:
  cap: 100
  adjust: [{low: -5, high: 5, input: 加减分, why: 创新加分、违规扣分}]
  veto: [{input: 弄虚作假, why: 弄虚作假}]
grades:
  - {name: 优, total: "[90, 100]"}
  - {name: 差, total: "[0, 90)"}
"""
RULESET = load(RULES)


def test_the_total_is_printed_back_as_a_rule() -> None:
    assert RULESET.total is not None
    assert RULESET.total.sentence() == (
        "弄虚作假的，全表不得分。创新加分、违规扣分（最多加5分、最多扣5分）。总分不超过100分。")
    rounded = replace(RULESET.total, round=RoundStep(places=1))
    assert rounded.sentence().endswith("总分不超过100分。总分四舍五入到1位小数。")


def scored(actual: str, **inputs: str) -> Scorecard:
    rows = (Row((Entry("一"), Entry("“甲”率")), actual=Entry(actual)),
            Row((Entry("二"), Entry("乙"))))
    typed = {"编制数": "10", **inputs}
    return score(Filing(rows=rows, inputs={k: Entry(v) for k, v in typed.items()}), RULESET)


def test_the_weight_of_what_does_not_apply_is_shared_out_among_the_others() -> None:
    card = scored("5", 无乙项="是")
    assert [award.score for award in card.awards] == [30, 0]
    assert [award.verdict for award in card.awards] == ["unfiled", "not_applicable"]
    assert (card.total, card.low, card.high, card.grade) == (50, 50, 50, "差")


def test_an_open_award_bounds_the_total_and_the_grade_waits() -> None:
    card = scored("5", 二_乙_要点1="是")
    assert (card.total, card.grade) == (None, None)
    assert (card.low, card.high) == (50, 70)
    assert card.awards[1].missing == ("二_乙_要点2",)


def test_additions_count_up_to_the_cap() -> None:
    assert scored("9", 二_乙_符合项数="2", 加减分="5").total == Fraction(99)
    assert scored("10", 二_乙_符合项数="2", 加减分="5").total == 100
    assert scored("10", 二_乙_符合项数="2", 加减分="-5").total == 95
    assert scored("10", 二_乙_符合项数="2").total == 100


def test_a_veto_leaves_nothing_of_the_total() -> None:
    card = scored("10", 二_乙_符合项数="2", 弄虚作假="是")
    assert (card.total, card.high, card.grade) == (0, 0, "差")


def test_an_addition_that_cannot_be_read_leaves_the_total_open() -> None:
    assert scored("10", 二_乙_符合项数="2", 加减分="若干").total is None
    assert scored("10", 二_乙_符合项数="2", 加减分="6").total is None


def test_every_input_is_described_once_in_the_order_of_use() -> None:
    specs = {spec.name: spec for spec in inputs_of(RULESET)}
    assert list(specs) == ["编制数", "已知比率", "二_乙_要点1", "二_乙_要点2", "二_乙_符合项数",
                           "无乙项", "三_乙_档次", "弄虚作假", "加减分", "月度执行率", "备用"]
    assert specs["编制数"].used_by == ("“甲”率",)
    assert (specs["编制数"].unit, specs["编制数"].source) == ("人", "三定方案")
    assert (specs["二_乙_要点1"].kind, specs["二_乙_要点1"].meaning) == ("是否", "一")
    assert specs["三_乙_档次"].choices == ("好", "差")
    assert specs["月度执行率"].kind == "列表"
    assert specs["加减分"].used_by == ("总分",)
    assert specs["加减分"].minimum == -5
    assert specs["备用"].used_by == ()
    assert [name for name, spec in specs.items() if spec.optional] == [
        "已知比率", "二_乙_符合项数", "无乙项", "弄虚作假", "加减分"]
