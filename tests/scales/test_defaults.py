"""Which default serves a row that no catalogue entry names: the first that fits."""

from __future__ import annotations

import hashlib

import pytest

from scoring.filing import Entry, Row
from scoring.rulefile.load import load
from scoring.rulefile.mistakes import RulesetError

RULES = """
id: test/1
title: 测试
defaults:
  - {when: {unnamed: true}, rule: {kind: judged}, clause: {text: 没有名称}}
  - {when: {level: [成本], target: [数量]}, rule: {kind: judged}, clause: {text: 成本}}
  - {when: {comparator: [无], level: [质量]}, rule: {kind: judged}, clause: {text: 无符号}}
  - {when: {comparator: [≤, <]}, rule: {kind: judged}, clause: {text: 上限}}
  - {when: {target: [日期]}, rule: {kind: judged}, clause: {text: 期限}}
  - {when: {target: [空]}, rule: {kind: judged}, clause: {text: 没有目标}}
  - {when: {target: [文字]}, rule: {kind: judged}, clause: {text: 定性}}
"""


def row(target: str, level: str = "产出", name: str = "甲") -> Row:
    return Row((Entry("一级"), Entry(level), Entry(name)), target=Entry(target))


@pytest.mark.parametrize(("filed", "clause"), [
    (row("5个", name=" "), "没有名称"),
    (row("5万元", "成本指标（10分）"), "成本"),
    (row("≤5万元", "成 本指标"), "成本"),
    (row("降低", "成本指标"), "定性"),
    (row("5个", "质量指标"), "无符号"),
    (row("≥5个", "质量指标"), None),
    (row("<5个", "质量指标"), "上限"),
    (row("≤5个"), "上限"),
    (row("2023年12月底前"), "上限"),
    (row("2023年12月"), "期限"),
    (row(" "), "没有目标"),
    (row("明显改善"), "定性"),
    (row("5个"), None),
    (row("5个", name="成本"), None),
])
def test_the_first_default_that_fits_is_taken(filed: Row, clause: str | None) -> None:
    found = load(RULES).default_for(filed)
    assert (found and found.clause.text) == clause


def test_a_ruleset_is_known_by_its_text() -> None:
    assert load(RULES).sha256 == hashlib.sha256(RULES.encode()).hexdigest()


def test_a_text_without_a_name_is_called_so() -> None:
    with pytest.raises(RulesetError) as raised:
        load("")
    assert str(raised.value) == "<文本> 第1行：文件是空的"
