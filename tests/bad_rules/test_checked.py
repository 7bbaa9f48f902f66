"""What pe rules check tells beyond what keeps a ruleset from being used: one mistake a file, its first
line, a comment, what is said of it; and the notations that are taken though they are not ours."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from scoring.rulefile.load import load
from scoring.rules.scales.ladder import Ladder
from scoring.values.interval import Interval
from tests.cli.runs import pe

FILES = sorted((Path(__file__).parent / "checked").glob("*.yaml"))
RULE = """id: 123456/2026
title: 测试
source: {{document: 某办法}}
indicators:
  - path: [投入, 覆盖率]
    weight: 3
    clause: {{text: 条款原文, reading: 读法}}
    rule: {{kind: {kind}, tiers: [{{when: {span}, share: 1}}]}}
"""


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_one_mistake_is_told_by_the_check_alone(file: Path) -> None:
    text = file.read_text("utf-8")
    load(text, file.name)
    run = pe("rules", "check", file)
    assert (run.code, run.out) == (
        1, f"{file} {text.partition(chr(10))[0].removeprefix('# ')}\n")


@pytest.mark.parametrize("span", [
    '"[80%, 90%)"', "\"［80%，90%）\"", "\"【80%，90%)\"", '"80%≤x<90%"', '"80%≤完成率＜90%"'])
def test_intervals_as_people_write_them(span: str) -> None:
    rule = load(RULE.format(kind="分档计分", span=span)).indicators[0].rule
    assert isinstance(rule, Ladder)
    assert rule.tiers[0].when == Interval.parse("[0.8, 0.9)")


def test_an_interval_without_quotes_is_a_list_of_two() -> None:
    rule = load(RULE.format(kind="ladder", span="[80%, 90%]")).indicators[0].rule
    assert isinstance(rule, Ladder)
    assert rule.tiers[0].when == Interval.parse("[0.8, 0.9]")


def test_the_id_must_agree_with_folder_and_name(tmp_path: Path) -> None:
    folder = tmp_path / "123456"
    folder.mkdir()
    file = folder / "2027.yaml"
    file.write_text(RULE.format(kind="ladder", span="'≥ 1'"), "utf-8")
    run = pe("rules", "check", file)
    assert run.code == 1
    assert "id 写的是“123456/2026”，按文件夹和文件名应为“123456/2027”" in run.out


def test_a_second_ending_is_named(tmp_path: Path) -> None:
    file = tmp_path / "2026.yaml.txt"
    file.write_text(RULE.format(kind="ladder", span="'≥ 1'"), "utf-8")
    assert "请改名为 2026.yaml" in pe("rules", "check", file).out


def test_a_region_is_no_ruleset_to_extend(tmp_path: Path) -> None:
    file = tmp_path / "甲.yaml"
    file.write_text("extends: national\n" + RULE.format(kind="ladder", span="'≥ 1'"), "utf-8")
    run = pe("rules", "check", file)
    assert "extends 的评分办法“national”找不到，是否想写“national/2020”？" in run.out


def test_a_catalogue_is_held_against_the_official_blank(tmp_path: Path) -> None:
    shipped = Path(__file__).parents[2] / "rulesets" / "540425" / "2021.yaml"
    text = shipped.read_text("utf-8")
    file = tmp_path / "甲.yaml"
    file.write_text(text.replace("目标设定, 职责明确]\n    weight: 1", "目标设定, 职责很明确]\n    weight: 2", 1)
                    .replace('points: 1}\n        - {met: "< 1"', 'points: 2}\n        - {met: "< 1"', 1)
                    .replace("total_weight: 100", "total_weight: 101"), "utf-8")
    run = pe("rules", "check", file)
    assert run.code == 1
    assert "空白表上的“职责明确”在评分办法里没有" in run.out
    assert "空白表上没有“投入 / 目标设定 / 职责很明确”" in run.out


def test_mistakes_as_json(tmp_path: Path) -> None:
    book = tmp_path / "办法.xlsx"
    assert pe("rules", "draft", _form(tmp_path), "-o", book).code == 0
    made = load_workbook(book)
    made["办法"]["C5"] = None
    made.save(book)
    run = pe("rules", "check", "--json", FILES[0], book)
    first, second = map(json.loads, run.out.splitlines())
    assert run.code == 1
    assert (first["file"], first["line"]) == (str(FILES[0]), 6)
    assert second == {"file": str(book), "sheet": "办法", "cell": "C5", "indicator": "",
                      "message": "缺少“名称”"}


def _form(folder: Path) -> Path:
    form = folder / "空白.xlsx"
    assert pe("new", "540425", "-o", form).code == 0
    return form
