"""A declared unit and the form's unit count bare numbers; what cannot be brought together is not
scored."""

from fractions import Fraction

import pytest

from scoring.awards.score import score
from scoring.awards.scorecard import Award
from scoring.filing import Entry, Filing, FundRow, Row
from scoring.rulefile.load import load

RULES = """id: 123456/2026
title: 测试
inputs:
  实际数: {{unit: {actual}}}
  计划数: {{unit: {planned}}}
indicators:
  - path: [产出, 指标]
    weight: 10
    clause: {{text: 条款, reading: 读法}}
    rule: {rule}
"""
RATE = "{kind: proportional, measure: {name: 率, formula: 实际数 ÷ 计划数}}"
EXCESS = ("{kind: per_unit, counts: [{measure: {name: 超支, formula: 实际数 − 计划数, unit: 万元}, "
          "step: 1, points: 1, partial: 不计}]}")


def award(rule: str, declared: tuple[str, str], typed: tuple[str, str], row: Row | None = None,
          funds: tuple[FundRow, ...] = ()) -> Award:
    ruleset = load(RULES.format(actual=declared[0], planned=declared[1], rule=rule))
    inputs = {name: Entry(text) for name, text in zip(("实际数", "计划数"), typed, strict=True) if text}
    line = row or Row(levels=(Entry("产出"), Entry("指标")), weight=Entry("10"))
    return score(Filing(rows=(line,), inputs=inputs, funds=funds), ruleset).awards[-1]


@pytest.mark.parametrize(("rule", "declared", "typed", "points"), [
    (RATE, ("万元", "万元"), ("50", "1000000元"), "5"),
    (RATE, ("万元", "万元"), ("50万元", "100"), "5"),
    (RATE, ("元", "万元"), ("500000", "100"), "5"),
    (RATE, ("万元", "元"), ("50", "100万"), "5"),
    (RATE, ("万元", "万元"), ("50万", "100"), "5"),
    (RATE, ("''", "''"), ("50万元", "1000000元"), "5"),
    (RATE, ("''", "''"), ("50", "100"), "5"),
    (RATE, ("人", "人"), ("50人", "100"), "5"),
    (RATE, ("'%'", "'%'"), ("45", "90%"), "5"),
    (RATE, ("'%'", "'%'"), ("0.45", "90"), "5"),
    (EXCESS, ("元", "元"), ("1030000", "1000000"), "7"),
    (EXCESS, ("万元", "元"), ("103", "1000000"), "7"),
    (EXCESS, ("万元", "万元"), ("103", "100"), "7"),
    (EXCESS, ("万元", "万元"), ("1030000元", "0.01亿元"), "7"),
])
def test_figures_are_reckoned_in_one_unit(rule: str, declared: tuple[str, str],
                                          typed: tuple[str, str], points: str) -> None:
    assert award(rule, declared, typed).score == Fraction(points)


@pytest.mark.parametrize(("rule", "declared", "typed", "why"), [
    (RATE, ("''", "''"), ("50万元", "100"), "实际数“50万元”以万元计，计划数“100”没有单位，不能一起计算"),
    (RATE, ("万元", "万元"), ("50户", "100"), "实际数“50户”不是以万元计的数"),
    (RATE, ("万元", "''"), ("50", "100"), "没有单位，不能一起计算"),
    (RATE, ("'%'", "'%'"), ("5", "90"), "是百分数还是比值看不出"),
    (EXCESS, ("元", "人"), ("5", "3"), "单位不同，不能相加减"),
    (RATE, ("个月", "个月"), ("1亿", "12"), "“1亿”不是以个月计的数"),
    (RATE, ("天", "天"), ("3", "2千"), "“2千”不是以天计的数"),
])
def test_what_cannot_be_brought_together_is_left_to_a_person(
        rule: str, declared: tuple[str, str], typed: tuple[str, str], why: str) -> None:
    found = award(rule, declared, typed)
    assert (found.score, found.verdict) == (None, "needs_judgement")
    assert why in found.why


def test_a_bare_finished_rate_is_a_percentage() -> None:
    row = Row(levels=(Entry("产出"), Entry("指标")), weight=Entry("10"), actual=Entry("45"))
    assert award(RATE, ("元", "元"), ("", ""), row).score == Fraction("4.5")


def test_the_units_of_the_form_bind_its_amounts() -> None:
    rule = RATE.replace("实际数 ÷", "全年执行数 ÷").replace("计划数", "计划数")
    funds = (FundRow(name=Entry("年度资金总额"), amounts={"全年执行数": Entry(number=Fraction(50))},
                     scored=True),)
    assert award(rule, ("元", "元"), ("", "1000000"), funds=funds).score == Fraction(5)


def test_a_trace_names_the_unit_that_was_converted() -> None:
    step = award(RATE, ("元", "万元"), ("500000", "100")).step
    assert step is not None
    assert [leaf.shown for leaf in step.leaves()][:2] == ["500000", "100万元"]
