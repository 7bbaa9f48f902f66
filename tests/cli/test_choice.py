"""Which ruleset a form is scored by: named, found in the workbook, or inferred and said so."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.cli.runs import Typed, pe, typed, with_parts

HUAXI, NATIONAL = "520111/2023", "national/2020"
NO_PROPERTIES = (b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties '
                 b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>')
OWN = """id: 999999/2030
title: 某市部门整体支出绩效自评（2030年度）
place: 某市
year: 2030
scope: 部门整体支出
names: [moushi, 某市]
extends: 520111/2023
execution:
  weight: 10
  rule:
    kind: proportional
    measure: {name: 预算执行率, formula: 全年执行数 ÷ 全年预算数}
  clause: {place: 第三条, text: 预算执行率按执行数与预算数之比计分。}
"""
ELSEWHERE: Mapping[str, Typed] = {
    "A2": "绩效自评情况表", "C4": "某县住房局", "C5": "某县住房局", "C6": "某县住房局",
    "G6": "某县住房局"}


@pytest.fixture
def unmarked(published: Path, tmp_path: Path) -> Path:
    """The published form in a workbook that names no ruleset."""
    return with_parts(published, tmp_path / "无标记.xlsx", {"docProps/custom.xml": NO_PROPERTIES})


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "办法"
    (folder / "999999").mkdir(parents=True)
    (folder / "999999" / "2030.yaml").write_text(OWN, "utf-8")
    return folder


def chosen(path: Path, *more: str | Path) -> tuple[str, dict[str, Any] | None]:
    """The ruleset's id, and the note that says how it was chosen."""
    form = pe("audit", path, "--json", *more).form
    notes = [each for each in form["findings"] if each["code"] == "ruleset-chosen"]
    return form["ruleset"]["id"], notes[0] if notes else None


@pytest.mark.parametrize("name", ["520111", "520111/2023", "huaxi", "HUAXI", "花溪"])
def test_a_ruleset_may_be_named_in_every_way(unmarked: Path, name: str) -> None:
    assert chosen(unmarked, "--ruleset", name) == (HUAXI, None)


def test_the_workbooks_own_ruleset_is_taken(published: Path) -> None:
    assert chosen(published) == (HUAXI, None)


def test_the_ruleset_asked_for_comes_before_the_workbooks_own(published: Path) -> None:
    form = pe("audit", published, "--ruleset", "national", "--json").form
    assert form["ruleset"]["id"] == NATIONAL
    assert form["awards"][0]["score"] == "9.86", "the national measure rounds no rate"


def test_without_a_name_region_year_and_form_decide(unmarked: Path) -> None:
    ruleset, note = chosen(unmarked)
    assert ruleset == HUAXI
    assert note is not None
    assert note["severity"] == "note"
    assert "选用《贵阳市花溪区区本级" in note["message"]


def test_where_nothing_fits_the_national_measure_serves_and_says_so(unmarked: Path,
                                                                    tmp_path: Path) -> None:
    elsewhere = typed(unmarked, tmp_path / "某县.xlsx", ELSEWHERE)
    ruleset, note = chosen(elsewhere)
    assert ruleset == NATIONAL
    assert note is not None
    assert "财预〔2020〕10号" in note["message"]


def test_where_several_fit_the_others_are_named(unmarked: Path, own: Path) -> None:
    twin = own / "520111"
    twin.mkdir()
    text = OWN.replace("999999/2030", "520111/2022").replace("某市", "贵阳市花溪区").replace(
        "year: 2030", "year: 2023").replace("moushi", "huaxi2")
    (twin / "2022.yaml").write_text(text + "form: huaxi-2023\n", "utf-8")
    _, note = chosen(unmarked, "--rulesets", own)
    assert note is not None
    assert "同样合适的还有" in note["message"]
    assert "选用《贵阳市花溪区部门整体支出绩效自评（2030年度）》" in note["message"]
    assert f"（编号 {HUAXI}）" in note["message"]


def test_a_ruleset_of_another_place_is_asked_about(published: Path) -> None:
    form = pe("audit", published, "--ruleset", "lukou", "--json").form
    (warned,) = [each for each in form["findings"] if each["code"] == "ruleset-elsewhere"]
    assert warned["severity"] == "warning"
    assert "表上写的是“贵阳市花溪区”" in warned["message"]
    assert "ruleset-elsewhere" not in pe("audit", published, "--ruleset", "national", "--json").out


def test_a_place_that_the_form_only_tells_of_is_not_its_region(unmarked: Path,
                                                               tmp_path: Path) -> None:
    told = "赴贵阳市花溪区学习农村危房改造经验，" * 5
    elsewhere = typed(unmarked, tmp_path / "某县.xlsx", {**ELSEWHERE, "F13": told})
    assert chosen(elsewhere)[0] == NATIONAL


def test_a_local_measure_for_departments_does_not_serve_for_projects(unmarked: Path,
                                                                     tmp_path: Path) -> None:
    project = typed(unmarked, tmp_path / "项目.xlsx", {"A2": "项目支出绩效自评表"})
    assert chosen(project)[0] == NATIONAL


def test_another_year_is_a_warning(unmarked: Path, tmp_path: Path) -> None:
    later = typed(unmarked, tmp_path / "明年.xlsx", {"A3": "(2024年度)"})
    form = pe("audit", later, "--json").form
    assert form["ruleset"]["id"] == HUAXI
    (warned,) = [each for each in form["findings"] if each["code"] == "ruleset-year"]
    assert warned["severity"] == "warning"
    assert (warned["filed"], warned["expected"]) == ("2024", "2023")


def test_a_folder_of_ones_own_adds_rulesets(published: Path, own: Path) -> None:
    assert chosen(published, "--rulesets", own, "--ruleset", "moushi")[0] == "999999/2030"
    assert "999999/2030" in pe("rules", "list", "--rulesets", own).out
    assert "999999/2030" not in pe("rules", "list").out


def test_a_folder_of_ones_own_may_be_named_in_the_environment(
        published: Path, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PE_RULESETS", str(own))
    form = pe("audit", published, "--ruleset", "999999", "--json").form
    assert form["ruleset"]["id"] == "999999/2030"
    assert form["awards"][0]["score"] == "9.86"


def test_a_ruleset_of_ones_own_replaces_the_packaged_one(published: Path, own: Path) -> None:
    (own / "520111").mkdir()
    (own / "520111" / "2023.yaml").write_text(
        OWN.replace("999999/2030", HUAXI).replace("extends: 520111/2023", "extends: national/2020"),
        "utf-8")
    form = pe("audit", published, "--rulesets", own, "--json").form
    assert form["ruleset"]["id"] == HUAXI
    assert form["awards"][0]["score"] == "9.86"


@pytest.mark.parametrize(("text", "said"), [
    ("id: x\ntitle: x\nindikators: []\n", "第3行：不认识“indikators”，是否想写“indicators”？"),
    ("id: [", "YAML 语法错误"),
    (OWN.replace("520111/2023", "999999/2030"), "extends 成了一个圈"),
    (OWN.replace("520111/2023", "000000/2020"), "找不到"),
])
def test_a_bad_ruleset_of_ones_own_is_told_with_its_line(published: Path, own: Path, text: str,
                                                         said: str) -> None:
    file = own / "999999" / "2030.yaml"
    file.write_text(text, "utf-8")
    asked = pe("audit", published, "--rulesets", own, "--ruleset", "999999")
    assert (asked.code, asked.out) == (2, "")
    listed = pe("rules", "list", "--rulesets", own)
    assert listed.code == 0
    assert HUAXI in listed.out
    for run in (asked, listed):
        assert said in run.err
        assert str(file) in run.err


def test_a_broken_ruleset_of_ones_own_stops_no_other_county(published: Path, own: Path) -> None:
    (own / "999999" / "2030.yaml").write_text("id: [", "utf-8")
    (own / "999999" / "2031.yaml.txt").write_text(OWN, "utf-8")
    form = pe("audit", published, "--rulesets", own, "--json").form
    assert form["ruleset"]["id"] == HUAXI
    refused = pe("rules", "show", "某地", "--rulesets", own)
    assert refused.code == 2
    assert "YAML 语法错误" in refused.err
    assert "请改名为 2031.yaml" in refused.err


@pytest.mark.parametrize("encoding", ["gbk", "utf-16", "utf-8-sig"])
def test_a_ruleset_in_another_encoding_is_read(own: Path, encoding: str) -> None:
    file = own / "999999" / "2030.yaml"
    before = pe("rules", "list", "--rulesets", own)
    file.write_bytes(OWN.encode(encoding))
    assert pe("rules", "list", "--rulesets", own) == before
    assert before.code == 0


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    run = pe("rules", "list", "--rulesets", tmp_path / "没有")
    assert (run.code, run.out) == (2, "")
    assert "评分办法文件夹" in run.err
