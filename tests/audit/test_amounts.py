"""Amounts of the funds table: units are brought together, a budget of nothing gives no rate."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from scoring import audit, score
from scoring.awards.scorecard import Award
from scoring.rulefile.load import load
from scoring.rulefile.mistakes import RulesetError
from scoring.values.interval import Interval
from tests.audit.filings import HERE, small_filing, small_ruleset


def execution(changes: dict[str, Any], *, propose: bool = False) -> Award:
    award = score(small_filing(changes), small_ruleset(), propose=propose).execution
    assert award is not None
    return award


@pytest.mark.parametrize("budget", ["120万元", "1200000元", "0.012亿元", "１２０万元", 120, "120万",
                                    "0.012亿", "一百二十万元"])
def test_an_amount_with_a_unit_goes_together_with_bare_ones(budget: str | int) -> None:
    assert execution({"C5": budget}).score == Fraction("9.5")


@pytest.mark.parametrize("budget", [0, -120, "-120", "0万元"])
@pytest.mark.parametrize("filed", [9.5, None])
def test_no_rate_without_a_budget(budget: str | int, filed: float | None) -> None:
    changes = {"C5": budget, "G5": None if filed is None else Fraction("9.5")}
    for propose in (False, True):
        award = execution(changes, propose=propose)
        assert (award.score, award.verdict) == (None, "needs_judgement")
        assert award.why == "全年预算数不大于零，不能计算执行率"
        assert (award.step, award.range) == (None, Interval(Fraction(0), Fraction(10)))
    filing = small_filing(changes)
    found = {each.code.code for each in audit(score(filing, small_ruleset()))
             if each.severity == "error"}
    assert found == {"budget-not-positive", "funds-sum"}


@pytest.mark.parametrize("changed", [{"C5": "120户"}, {"C5": "约百万元"}, {"C5": "≥120"},
                                     {"C5": "#REF!"}, {"D5": "114户"}])
@pytest.mark.parametrize("filed", ["19/2", None])
def test_no_rate_from_what_is_no_amount(changed: dict[str, Any], filed: str | None) -> None:
    (cell, typed), = changed.items()
    filing = small_filing({**changed, "G5": None if filed is None else Fraction(filed)})
    card = score(filing, small_ruleset(), propose=True)
    award = card.execution
    assert award is not None
    assert (award.score, award.verdict, card.total) == (None, "needs_judgement", None)
    column = "全年预算数" if cell == "C5" else "全年执行数"
    assert award.why == f"{column}“{typed}”不是金额，不能计算执行率"
    (found,) = audit(card)
    assert found.cells == (f"自评表!{cell}",)
    assert found.severity == "error"
    assert typed in found.message


def test_a_dash_for_the_budget_is_a_budget_left_empty() -> None:
    dash, empty = execution({"C5": "—"}), execution({"C5": None})
    assert (dash.verdict, dash.step) == (empty.verdict, empty.step) == ("match", dash.step)


def test_a_doubt_about_a_row_that_no_rule_knows_is_refused() -> None:
    text = (HERE / "rules.yaml").read_text("utf-8").replace("indicator: 设备台数", "indicator: 设备")
    load(text, "rules.yaml")
    known, _, rest = text.partition("defaults:")
    with pytest.raises(RulesetError, match="没有名为“设备”的指标"):
        load(known + "grades:" + rest.partition("grades:")[2], "rules.yaml")
