"""A ruleset upon another: our entries replace the parent's as a whole, the others stay."""

from __future__ import annotations

from scoring.filing import Entry, Row
from scoring.rulefile.load import load
from scoring.rules.ruleset import Ruleset

PARENT = """
id: parent/1
title: 上级办法
place: 上级
form: 表一
report: 报告一
names: [shangji]
inputs: {甲数: {meaning: 上级的甲数, unit: 人}, 乙数: {meaning: 上级的乙数}}
execution: {weight: 10, rule: {kind: judged}, clause: {text: 上级的执行率}}
indicators:
  - {path: [产出, 甲], weight: 5, rule: {kind: judged, why: 上级}, clause: {text: 上级的甲}}
  - {path: [产出, 乙], weight: 6, rule: {kind: judged}, clause: {text: 上级的乙}}
defaults: [{rule: {kind: judged}, clause: {text: 上级的缺省规则}}]
grades: [{name: 优, total: "[0, 100]"}]
checks: {total_weight: 100}
total: {cap: 100}
"""
CHILD = """
id: child/1
title: 本级办法
extends: parent/1
inputs: {甲数: {meaning: 本级的甲数}, 丙数: {meaning: 本级的丙数}}
indicators:
  - {path: [产出, 丙], weight: 7, rule: {kind: judged}, clause: {text: 本级的丙}}
  - {path: [产出, 甲], rule: {kind: judged}, clause: {text: 本级的甲}}
"""
OWN = """
form: 表二
report: 报告二
execution: {weight: 20, rule: {kind: judged}, clause: {text: 本级的执行率}}
defaults: [{rule: {kind: judged}, clause: {text: 本级的缺省规则}}]
grades: [{name: 合格, total: "[0, 120]"}]
checks: {total_weight: 120}
total: {cap: 120}
"""


def child(own: str = "") -> Ruleset:
    return load(CHILD + own, "child.yaml", {"parent/1": load(PARENT)}.__getitem__)


def test_an_indicator_of_ours_replaces_the_parent_s_as_a_whole() -> None:
    assert [(one.name, one.weight, one.clause.text) for one in child().indicators] == [
        ("丙", 7, "本级的丙"), ("甲", None, "本级的甲"), ("乙", 6, "上级的乙")]


def test_a_row_is_scored_by_our_indicator_and_the_parent_s_others() -> None:
    found = [child().indicator_for(Row((Entry("产出"), Entry(name)))) for name in "甲乙丙丁"]
    assert [one and one.clause.text for one in found] == ["本级的甲", "上级的乙", "本级的丙", None]


def test_an_input_of_ours_replaces_the_parent_s_as_a_whole() -> None:
    described = child().inputs
    assert {name: (one.meaning, one.unit) for name, one in described.items()} == {
        "甲数": ("本级的甲数", ""), "乙数": ("上级的乙数", ""), "丙数": ("本级的丙数", "")}


def test_what_we_do_not_write_is_the_parent_s() -> None:
    parent, ours = load(PARENT), child()
    for entry in ("execution", "defaults", "grades", "checks", "form", "report", "total"):
        assert getattr(ours, entry) == getattr(parent, entry), entry


def test_what_we_write_is_ours() -> None:
    ours = child(OWN)
    assert (ours.form, ours.report) == ("表二", "报告二")
    assert ours.execution is not None
    assert (ours.execution.weight, ours.execution.clause.text) == (20, "本级的执行率")
    assert [one.clause.text for one in ours.defaults] == ["本级的缺省规则"]
    assert [one.name for one in ours.grades] == ["合格"]
    assert ours.checks is not None
    assert ours.checks.total_weight == 120
    assert ours.total is not None
    assert ours.total.cap == 120


def test_who_it_is_for_is_never_inherited() -> None:
    assert (child().id, child().title, child().place, child().names) == (
        "child/1", "本级办法", "", ())
