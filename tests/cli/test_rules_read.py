"""pe rules read: one clause in, a rule or the words that were not understood out."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.cli.runs import pe

CLAUSE = "在职人员控制率≤100%，计5分；每超过一个百分点扣0.5分，扣完为止。"


def test_a_clause_is_read_as_a_rule() -> None:
    run = pe("rules", "read", CLAUSE, "--weight", "5")
    assert run.code == 0
    assert run.out.splitlines() == [
        "程序理解（请核对）：在职人员控制率超过100%的，每1%扣0.5分；从满分起扣，扣完为止。",
        "要填的数据：在职人员控制率", "条文的留白：不足一步的怎样计，条文没有写"]


def test_json_holds_the_rule_as_a_rule_file_writes_it() -> None:
    run = pe("rules", "read", CLAUSE, "--weight", "5", "--json", "--explanation",
             "在职人员控制率=(在职人员数/编制数)×100%")
    said = json.loads(run.out)
    assert said["read"] is True
    assert said["rule"]["counts"][0]["measure"]["formula"] == "在职人员数 ÷ 编制数"
    assert said["inputs"] == ["在职人员数", "编制数"]
    assert said["left"] == []
    assert said["readings"] == [said["rule"]]
    assert [doubt["text"] for doubt in said["doubts"]] == ["不足一步的怎样计，条文没有写"]


def test_what_is_not_understood_is_named_with_its_place() -> None:
    text = f"{CLAUSE[:-1]}，其中编外人员除外。"
    run = pe("rules", "read", text, "--weight", "5", "--json")
    said = json.loads(run.out)
    assert run.code == 1
    assert (said["read"], said["rule"], said["sentence"]) == (False, None, "")
    assert [(left["text"], text[left["start"]:left["end"]]) for left in said["left"]] == [
        ("其中", "其中"), ("除外", "除外")]
    assert pe("rules", "read", text).out.splitlines()[1:] == [
        "  第37字起：“其中”", "  第43字起：“除外”"]


def test_a_weight_that_the_clause_contradicts_is_not_read() -> None:
    run = pe("rules", "read", CLAUSE, "--weight", "6")
    assert run.code == 1
    assert "“计5分”" in run.out


def test_the_name_of_the_indicator_names_the_figure() -> None:
    run = pe("rules", "read", "≥90%得5分，低于90%不得分", "--weight", "5分", "--name", "合格率")
    assert "合格率≥90%的，得5分；合格率＜90%的，不得分。" in run.out


@pytest.mark.parametrize(("arguments", "said"), [
    (["", "--weight", "5"], "条款没有文字"),
    ([CLAUSE, "--weight", "五"], "分值“五”不是一个数"),
    ([CLAUSE, "--weight", "0"], "分值“0”应大于零"),
])
def test_bad_arguments_are_told(arguments: list[str], said: str) -> None:
    run = pe("rules", "read", *arguments)
    assert (run.code, run.err.strip()) == (2, said)


def test_other_verbs_do_not_load_the_reader() -> None:
    said = subprocess.run(
        [sys.executable, "-c", ("import sys; from addin.terminal.cli import main\n"
         "main(['rules', 'list']); print([n for n in sys.modules if 'scoring.clauses' in n])")],
        capture_output=True, text=True, encoding="utf-8", check=True)
    assert said.stdout.splitlines()[-1] == "[]"
