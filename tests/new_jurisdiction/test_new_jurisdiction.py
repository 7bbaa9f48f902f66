"""A new jurisdiction is data only: rules, form map and blank workbook in a user's own folder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from addin.library.library import FOLDERS_VARIABLE
from tests.cli.runs import Run, awards, pe, value
from tests.new_jurisdiction.making import (
    FIGURES,
    FILED,
    FORM,
    INPUTS,
    SCORES,
    SHEET,
    own_folder,
    typed,
)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return own_folder(tmp_path_factory.mktemp("某区"))


@pytest.fixture(scope="module")
def filed(own: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``pe new``, then a clerk's typing: one score by judgement, all the others left empty."""
    folder = tmp_path_factory.mktemp("填报")
    made = pe("new", "示例", "-o", folder / "空白.xlsx", "--rulesets", own)
    assert (made.code, made.err) == (0, "")
    return typed(folder / "空白.xlsx", folder / "填报.xlsx", FILED, FIGURES)


def run(own: Path, verb: str, *arguments: str | Path) -> Run:
    return pe(verb, *arguments, "--rulesets", own)


def test_the_author_is_told_that_rules_and_form_are_right(own: Path) -> None:
    rules, form = own / "999901" / "2030.yaml", own / "forms" / FORM / "map.yaml"
    said = pe("rules", "check", rules, form, "--rulesets", own)
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        f"{rules}：没有问题（示例市某区部门支出绩效考核（2030年度），列明的指标 4 个，由单位自己写的指标按 1 条规则计分，另计预算执行率）",
        f"{form}：没有问题（部门支出绩效考核表（示例市某区），认得 blank.xlsx）"]


def test_it_stands_in_the_list_beside_the_packaged_ones(own: Path) -> None:
    said = pe("rules", "list", "--rulesets", own).out
    assert re.search(r"^999901/2030 +shili +示例市某区 +2030 ", said, re.MULTILINE)
    assert re.search(r"^520111/2023 +huaxi ", said, re.MULTILINE)
    assert "重点任务办结率（20分）　分档计分" in pe("rules", "show", "shili", "--rulesets", own).out


def test_new_asks_for_the_figures_that_the_rules_need(own: Path, filed: Path) -> None:
    asked = [value(filed, f"A{row}", INPUTS) for row in range(4, 12)]
    assert asked == [*FIGURES, "制度建设_符合项数（可不填）"]


def test_fill_writes_the_scores_that_follow_from_the_rules(own: Path, filed: Path,
                                                           tmp_path: Path) -> None:
    target = tmp_path / "回填.xlsx"
    done = run(own, "fill", filed, "-o", target, "--json")
    assert (done.code, done.err) == (0, "")
    assert done.form["ruleset"]["id"] == "999901/2030"
    assert {cell: award["indicator"] for cell, award in awards(done.form).items()} == SCORES
    assert {cell: award["score"] for cell, award in awards(done.form).items()} == {
        "C5": "6.00", "A9": "16.00", "A10": "6.00", "A11": "15.00", "A12": "19.00", "A13": "18.00"}
    assert awards(done.form)["A12"]["verdict"] == "in_band"
    assert [value(target, cell, SHEET) for cell in SCORES] == [6, 16, 6, 15, 19, 18]
    assert (done.form["total"], done.form["grade"]) == ("80", "达标")
    assert str(value(target, "A14", SHEET)) == "80"


def test_audit_finds_what_breaks_the_rules_at_its_cell(own: Path, filed: Path,
                                                       tmp_path: Path) -> None:
    filled = tmp_path / "回填.xlsx"
    assert run(own, "fill", filed, "-o", filled).code == 0
    wrong = typed(filled, tmp_path / "错.xlsx", {"A10": 8, "A14": 82, "B15": "先进"}, {})
    found = run(own, "audit", wrong, "--json")
    assert found.code == 1
    errors = [each for each in found.form["findings"] if each["severity"] == "error"]
    assert [(each["code"], each["cells"], each["filed"], each["expected"]) for each in errors] == [
        ("score-differs", [f"{SHEET}!A10"], "8", "6"),
        ("grade-differs", [f"{SHEET}!B15"], "先进", "达标")]


def test_explain_shows_figures_arithmetic_and_clause(own: Path, filed: Path) -> None:
    said = run(own, "explain", filed, "--indicator", "督查通报").out
    assert "分值−扣分＝10−4＝6.00分" in said
    assert "附件·履职·2：被通报1次不扣分，超过1次的，每多1次扣2分，扣完为止。" in said
    assert "读法：次数都是整数" in said


def test_the_next_year_is_only_what_changed(own: Path, filed: Path) -> None:
    changed = {award["indicator"]: award["score"] for award in
               run(own, "audit", filed, "--ruleset", "999901/2031", "--json").form["awards"]}
    assert changed["督查通报"] == "0.00"
    assert changed["重点任务办结率"] == "16.00"


def test_the_folder_may_be_named_by_the_environment(own: Path, filed: Path,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDERS_VARIABLE, str(own))
    assert pe("audit", filed, "--json").form["ruleset"]["id"] == "999901/2030"


def test_without_the_folder_nobody_knows_it(filed: Path, tmp_path: Path) -> None:
    assert "没有评分办法“示例”" in pe("new", "示例", "-o", tmp_path / "x.xlsx").err
    unknown = pe("audit", filed)
    assert unknown.code == 2
    assert "没有评分办法“999901/2030”" in unknown.err


@pytest.mark.parametrize(("file", "old", "new", "said"), [
    ("999901/2030.yaml", "交办任务数}", "交办任务}",
     "第38行（重点任务办结率）：用到的“交办任务”没有在 inputs 中说明，是否想写“交办任务数”？"),
    ("999901/2030.yaml", "form: shili-2030", "form: shili-2029",
     "没有表样“shili-2029”，现有：shili-2030、chayu-2021"),
    ("999901/2031.yaml", "extends: 999901/2030", "extends: 999901/2029",
     "第7行：extends 的评分办法“999901/2029”找不到"),
    ("forms/shili-2030/map.yaml", "header: [考核目标]", "header: [目标值]",
     "工作表“考核表”第 8 行像是“部门支出绩效考核表（示例市某区）”的表头，但表头缺少“目标值”列"),
    ("forms/shili-2030/map.yaml", "form: shili-2030", "form: shili",
     "form 写的是“shili”，应与文件夹同名：“shili-2030”"),
])
def test_the_author_is_told_what_is_wrong(tmp_path: Path, file: str, old: str, new: str,
                                          said: str) -> None:
    own = own_folder(tmp_path)
    text = (own / file).read_text("utf-8")
    assert old in text
    (own / file).write_text(text.replace(old, new, 1), "utf-8")
    checked = pe("rules", "check", own / file, "--rulesets", own)
    assert checked.code == 1
    assert str(own / file) in checked.out
    assert said in checked.out


def test_a_file_must_stand_where_its_id_says(tmp_path: Path) -> None:
    own = own_folder(tmp_path)
    (own / "999901" / "2031.yaml").rename(own / "999901" / "2032.yaml")
    listed = pe("rules", "list", "--rulesets", own)
    assert (listed.code, "999901/2030" in listed.out, "999901/2032" in listed.out) == (0, True, False)
    assert "id 写的是“999901/2031”，按文件夹和文件名应为“999901/2032”" in listed.err


def test_a_form_without_its_blank_workbook_can_be_audited_but_not_made(own: Path, filed: Path,
                                                                       tmp_path: Path) -> None:
    bare = own_folder(tmp_path)
    (bare / "forms" / FORM / "blank.xlsx").unlink()
    assert run(bare, "audit", filed).code == 0
    refused = run(bare, "new", "示例", "-o", tmp_path / "x.xlsx")
    assert refused.code == 2
    assert "表样“shili-2030”没有空白表（blank.xlsx）" in refused.err
