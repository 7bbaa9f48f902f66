"""From awards to the total: dropped weight shared out, additions, a cap, a veto; and the inputs."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from scoring.awards.score import score
from scoring.awards.scorecard import Scorecard
from scoring.filing import Entry, Filing, Row
from scoring.rulefile.load import load
from scoring.rules.arithmetic import text
from scoring.rules.inputs import inputs_of
from scoring.rules.measure import RoundStep

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
    assert (specs["已知比率"].meaning, specs["已知比率"].unit) == (
        "比率（与上列各数二选一：只有结果时填）", "%")
    assert specs["备用"].used_by == ()
    assert [name for name, spec in specs.items() if spec.optional] == [
        "已知比率", "二_乙_符合项数", "无乙项", "弄虚作假", "加减分"]


def totalled(total: str, **inputs: str) -> Scorecard:
    """The same filing by the same rules, with another way to its total."""
    head, _, _ = RULES.partition("total:")
    rows = (Row((Entry("一"), Entry("“甲”率")), actual=Entry("8.55")),)
    typed = {"编制数": "10", **inputs}
    return score(Filing(rows=rows, inputs={k: Entry(v) for k, v in typed.items()}),
                 load(f"{head}total: {total}"))


def test_the_total_is_rounded_where_the_rule_says_so() -> None:
    assert totalled("{cap: 100}").total == Fraction("51.3")
    card = totalled("{round: {places: 0}}")
    assert (card.total, card.total_step and card.total_step.op) == (51, "四舍五入取整")
    assert totalled("{round: {places: 0, mode: 进一}}").total == 52


def test_a_total_never_falls_below_nothing() -> None:
    minus = "{adjust: [{low: -90, high: 0, input: 扣分}]}"
    assert totalled(minus, 扣分="-51.3").total == 0
    assert totalled(minus, 扣分="-60").total == 0
    assert totalled(minus, 扣分="-51").total == Fraction("0.3")


def test_the_total_names_its_cells_and_its_arithmetic() -> None:
    cells = {"编制数": Entry("10"), "加减分": Entry("5", cell="基础数据!D9")}
    rows = (Row((Entry("一"), Entry("“甲”率")), actual=Entry("9")),
            Row((Entry("二"), Entry("乙")), score=Entry("0")))
    inputs = {**cells, "二_乙_符合项数": Entry("2")}
    step = score(Filing(rows=rows, inputs=inputs), RULESET).total_step
    assert step is not None
    assert step.cells() == ("基础数据!D9",)
    assert text(step) == "各项得分合计+加减分＝94+5＝99分"
    inputs["弄虚作假"] = Entry("是", cell="基础数据!D8")
    step = score(Filing(rows=rows, inputs=inputs), RULESET).total_step
    assert step is not None
    assert step.cells() == ("基础数据!D8",)
    assert text(step) == "弄虚作假 是（基础数据!D8），一票否决，不得分（弄虚作假）"


DECLARED = """
id: test/2
title: 测试
inputs:
  甲_要点1: {meaning: 制度, source: 制度汇编, optional: true}
  甲_要点2: {choices: [已办, 未办]}
  甲_符合项数: {unit: 个, count: 3, minimum: -1}
  乙_档次: {kind: 是否}
  人数: {count: 2}
indicators:
  - path: [一, 甲]
    weight: 60
    clause: {text: 甲}
    rule: {kind: checklist, items: [有制度, 已落实]}
  - path: [一, 乙]
    weight: 40
    clause: {text: 乙}
    rule: {kind: bands, bands: [{name: 好, share: "[60%, 100%]"}, {name: 差, share: "[0, 60%)"}]}
"""


def test_the_author_s_words_for_a_rule_s_own_input_come_first() -> None:
    specs = {spec.name: spec for spec in inputs_of(load(DECLARED))}
    assert list(specs) == ["甲_要点1", "甲_要点2", "甲_符合项数", "乙_档次", "人数"]
    first, second, met, level, persons = specs.values()
    assert (first.meaning, first.source, first.optional) == ("制度", "制度汇编", True)
    assert (first.kind, first.choices, first.unit) == ("是否", ("是", "否"), "")
    assert (second.meaning, second.choices, second.optional) == ("已落实", ("已办", "未办"), False)
    assert (met.unit, met.count, met.kind, met.optional) == ("个", 3, "列表", True)
    assert met.meaning == "符合的评价要点数（共2项；与上列各要点二选一）"
    assert (met.minimum, first.minimum) == (-1, 0)
    assert (level.kind, level.choices) == ("是否", ("好", "差"))
    assert (persons.kind, persons.count, persons.used_by) == ("列表", 2, ())


def test_an_input_of_two_indicators_names_both_once() -> None:
    specs = inputs_of(load("""
id: test/3
title: 测试
inputs: {没有用到: {}, 人数: {}, 编制: {}, 缺省: {}}
indicators:
  - {path: [一, 甲], weight: 60, clause: {text: 甲}, rule: &rule
      {kind: proportional, measure: {formula: "最大(人数, 人数) ÷ 编制"}}}
  - {path: [一, 乙], weight: 40, clause: {text: 乙}, rule: *rule}
defaults:
  - {clause: {text: 缺省}, rule: {kind: proportional, measure: {formula: 缺省 ÷ 人数}}}
"""))
    assert [(spec.name, spec.used_by) for spec in specs] == [
        ("人数", ("甲", "乙")), ("编制", ("甲", "乙")), ("缺省", ()), ("没有用到", ())]


@pytest.mark.parametrize(("row", "proposed"), [
    ({}, 40),
    ({"score": Entry("30")}, None),
    ({"weight": Entry("0")}, None),
    ({"actual": Entry("差")}, None),
])
def test_only_an_open_judgement_whose_best_score_is_allowed_gets_a_proposal(
        row: dict[str, Entry], proposed: int | None) -> None:
    """Not what was filed, not a line without points, not a band that ends below its upper end."""
    given = {"actual": Entry("好"), **row}
    filing = Filing(rows=(Row((Entry("一"), Entry("乙")), **given),
                          Row((Entry("一"), Entry("甲")))))
    plain, card = (score(filing, load(DECLARED), propose=propose) for propose in (False, True))
    found, other = card.awards
    assert (found.verdict == "proposed") == (proposed is not None) == card.has_proposals
    assert found.score == (plain.awards[0].score if proposed is None else proposed)
    assert other.verdict == "needs_judgement"
    assert not plain.has_proposals
