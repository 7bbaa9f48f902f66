"""pe sample, audit and explain: the published form as it is, several forms, several files."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from tests.cli.runs import SHEET, Run, awards, pe, typed

FORM_KEYS = {"schema", "ruleset", "file", "sheet", "total", "filed_total", "groups", "total_low",
             "total_high", "total_open", "grade", "awards", "findings", "form", "title",
             "department", "unit", "project", "project_code", "year", "place", "scope", "basis",
             "funds", "left"}
AWARD_KEYS = {"indicator", "level1", "level2", "weight", "filed", "score", "low", "high", "verdict",
              "cell", "clause", "trace", "basis", "inferred"}
FINDING_KEYS = {"code", "severity", "cells", "message", "filed", "expected"}
NUMBER = re.compile(r"-?\d+(\.\d+)?")


@pytest.fixture(scope="module")
def audited(published: Path) -> Run:
    return pe("audit", published, "--json")


@pytest.fixture(scope="module")
def two_forms(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with the form twice: in 二科's one the execution rate's score differs."""
    path = tmp_path_factory.mktemp("两张") / "两张.xlsx"
    book = openpyxl.load_workbook(published)
    second = book.copy_worksheet(book[SHEET])
    second.title = "二科"
    second["I8"] = 9.5
    book.create_sheet("说明")["A1"] = "编报说明"
    book.save(path)
    return path


def test_the_published_form(audited: Run, published: Path) -> None:
    form = audited.form
    assert (audited.code, audited.err) == (0, "")
    assert (form["schema"], form["file"], form["sheet"]) == ("pe-scorecard/1", str(published), SHEET)
    assert form["ruleset"]["id"] == "520111/2023"
    assert re.fullmatch(r"[0-9a-f]{64}", form["ruleset"]["sha256"])
    assert (form["total"], form["filed_total"], form["grade"]) == ("95.9", "95.9", "优")
    assert not [each for each in form["findings"] if each["severity"] == "error"]


def test_the_execution_rate_of_the_published_form(audited: Run) -> None:
    rate = audited.form["awards"][0]
    assert {key: rate[key] for key in ("indicator", "weight", "filed", "score", "verdict", "cell")} == {
        "indicator": "预算执行率", "weight": "10", "filed": "9.90", "score": "9.90",
        "verdict": "match", "cell": f"{SHEET}!I8"}
    assert "285079.11÷289224.42" in rate["trace"]
    assert re.search(r"≈0\.99（读法：.+?）；0\.99×10＝9\.90分$", rate["trace"])
    assert rate["clause"].startswith("表下注1：")


def test_the_judgements_of_the_published_form(audited: Run) -> None:
    found = awards(audited.form)
    assert {cell: (award["filed"], award["weight"], award["low"], award["high"])
            for cell, award in found.items() if award["verdict"] == "in_band"} == {
        "H15": ("15.00", "15", "12.00", "15.00"), "H16": ("13.00", "15", "12.00", "15.00"),
        "H19": ("30.00", "30", "24.00", "30.00"), "H20": ("8.00", "10", "8.00", "10.00")}
    assert {found[cell]["verdict"] for cell in ("H17", "H18")} == {"match"}


def test_the_json_has_exactly_the_promised_names(audited: Run) -> None:
    form = audited.form
    assert set(form) == FORM_KEYS
    assert set(form["ruleset"]) == {"id", "sha256"}
    for award in form["awards"]:
        assert set(award) == AWARD_KEYS
        assert not re.search(r"\s", award["indicator"] + (award["level1"] or "") +
                             (award["level2"] or ""))
        for key in ("weight", "filed", "score", "low", "high"):
            assert award[key] is None or NUMBER.fullmatch(award[key]), (key, award)
    for found in form["findings"]:
        assert set(found) == FINDING_KEYS
        assert found["severity"] in ("error", "warning", "note")
        assert all(re.fullmatch(rf"{SHEET}!\w+", cell) for cell in found["cells"])
    levels = [(award["level1"], award["level2"]) for award in form["awards"]]
    assert levels[0] == (None, None)
    assert levels[-1] == ("满意度指标", "服务对象满意度")


def test_people_see_score_grade_and_findings(published: Path) -> None:
    said = pe("audit", published).out
    assert "填报总分 95.9　核算总分 95.9　核算等级 优" in said
    assert re.search(r"预算执行率 +10 +9\.90 +9\.90 +一致", said)
    assert "审核疑点：请说明 2 条、供参考 2 条" in said
    assert "应改" not in said


def test_no_line_ends_in_blanks_and_nothing_is_coloured_outside_a_terminal(published: Path) -> None:
    said = pe("audit", published, published)
    assert "\x1b" not in said.out + said.err
    assert not [line for line in said.out.splitlines() if line != line.rstrip()]


def test_every_score_is_explained(published: Path) -> None:
    run = pe("explain", published)
    assert run.code == 0
    heads = [line for line in run.out.splitlines() if not line.startswith(" ")]
    assert len(heads) == 7
    assert heads[0] == f"预算执行率（{SHEET}!I8）　填报 9.90　一致"
    assert run.out.count("  条款：") == 7


def test_one_indicator_is_explained(published: Path) -> None:
    said = pe("explain", published, "--indicator", "时限").out
    assert said.startswith(f"任务配合完成时限（{SHEET}!H17）")
    assert f"实际值 12个月（{SHEET}!F17），目标值 12个月（{SHEET}!E17），达到目标，得满分" in said
    assert "预算执行率" not in said.splitlines()[0]
    nothing = pe("explain", published, "--indicator", "没有的")
    assert (nothing.code, nothing.out) == (2, "")
    assert "没有名称含“没有的”的指标" in nothing.err


def test_every_form_of_a_workbook_is_one_line(two_forms: Path) -> None:
    run = pe("audit", two_forms, "--json")
    assert [form["sheet"] for form in run.forms] == [SHEET, "二科"]
    assert run.code == 1
    one, other = run.forms
    assert not [each for each in one["findings"] if each["severity"] == "error"]
    assert {cell for each in other["findings"] if each["severity"] == "error"
            for cell in each["cells"]} == {"二科!I8", "二科!H21"}


def test_a_sheet_may_be_picked(two_forms: Path) -> None:
    assert pe("audit", two_forms, "--sheet", SHEET).code == 0
    assert [form["sheet"] for form in pe("audit", two_forms, "--json", "--sheet", "二科").forms] == [
        "二科"]
    wrong = pe("audit", two_forms, "--sheet", "三科")
    assert wrong.code == 2
    assert f"没有名为“三科”的工作表，现有：{SHEET}、二科、说明" in wrong.err
    unrecognised = pe("audit", two_forms, "--sheet", "说明")
    assert unrecognised.code == 2
    assert "实际完成值" in unrecognised.err


def test_both_forms_of_a_workbook_are_filled(two_forms: Path, tmp_path: Path) -> None:
    target = tmp_path / "回填.xlsx"
    run = pe("fill", two_forms, "-o", target, "--overwrite", "--json")
    assert [form["sheet"] for form in run.forms] == [SHEET, "二科"]
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == [SHEET, "二科", "说明", "评分依据"]
    assert book["二科"]["I8"].value == pytest.approx(9.9)
    links = [cell.hyperlink.location for row in book["评分依据"] for cell in row if cell.hyperlink]
    assert {"'自评表'!I8", "'二科'!I8"} <= set(links)


def test_a_file_that_can_not_be_read_does_not_stop_the_others(published: Path,
                                                              tmp_path: Path) -> None:
    broken = tmp_path / "坏.xlsx"
    broken.write_text("不是工作簿")
    wrong = typed(published, tmp_path / "错.xlsx", {"H21": Fraction(96)})
    run = pe("audit", broken, wrong, published, "--json")
    assert run.code == 2
    assert [(form["schema"], form["file"]) for form in run.forms] == [
        ("pe-refusal/1", str(broken)), ("pe-scorecard/1", str(wrong)),
        ("pe-scorecard/1", str(published))]
    assert run.err.count(str(broken)) == 1


def test_own_sheets_are_no_forms(emptied: Path, tmp_path: Path) -> None:
    pe("fill", emptied, "-o", tmp_path / "回填.xlsx")
    assert pe("audit", tmp_path / "回填.xlsx", "--json").form["sheet"] == SHEET


@pytest.mark.parametrize("verb", ["new", "sample"])
def test_what_pe_makes_names_its_ruleset(verb: str, tmp_path: Path) -> None:
    run = pe(verb, "花溪", "-o", tmp_path / "表.xlsx")
    assert (run.code, run.err) == (0, "")
    form = pe("audit", tmp_path / "表.xlsx", "--json").form
    assert form["ruleset"]["id"] == "520111/2023"
    assert "ruleset-chosen" not in [each["code"] for each in form["findings"]]
