"""``pe fill --formulas``, ``pe export`` and what comes back, on closed files."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from addin.books.book import Readable, split_address
from addin.books.files import open_book, save_book, writable
from addin.terminal.cli import main
from scoring.findings.catalogue import RETURNED
from tests.closed_files.packages import unzipped
from tests.closed_files.test_pages import form
from tests.word_forms.making import word_form

SHEET = "评分计算"


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main([str(each) for each in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def filled(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
           ) -> tuple[Path, dict[str, Any]]:
    """The published filing without its scores, filled in with formulas."""
    run(capsys, "sample", name, "--unscored", "-o", tmp_path / "空.xlsx")
    _, out, _ = run(capsys, "fill", tmp_path / "空.xlsx", "--formulas", "-o", tmp_path / "填.xlsx",
                    "--json")
    return tmp_path / "填.xlsx", json.loads(out)


def cell(book: Readable, place: str) -> Any:
    sheet, row, column = split_address(place)
    return book.grid(sheet).at(row, column)


@pytest.mark.parametrize(("name", "formulas"), [
    ("huaxi", 3), ("lukou", 7), ("chayu", 33), ("jiangning", 12), ("conghua", 0)])
def test_a_score_that_follows_from_figures_is_a_formula_with_the_cores_value(
        name: str, formulas: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, card = filled(tmp_path, capsys, name)
    book, ways = open_book(path), [award["way"] for award in card["awards"]]
    assert (ways.count("formula"), ways.count("value")) == (formulas, 0)
    for award in card["awards"]:
        found = cell(book, award["cell"])
        if award["way"] == "formula":
            assert SHEET in found.formula
            assert found.value == Fraction(award["score"])
        else:
            assert (found.formula, found.value) == (None, None)
            assert award["why"]
    assert book.own_sheets[SHEET] == SHEET
    _, out, _ = run(capsys, "audit", path, "--json")
    assert [each["message"] for each in json.loads(out)["findings"]
            if "formula" in each["code"]] == []


def test_a_filed_score_stays_a_value_and_that_is_said(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "sample", "huaxi", "-o", tmp_path / "表.xlsx")
    _, out, _ = run(capsys, "fill", tmp_path / "表.xlsx", "--formulas", "-o", tmp_path / "填.xlsx",
                    "--json")
    ways = {award["cell"]: (award["way"], award["why"]) for award in json.loads(out)["awards"]}
    assert ways["自评表!H17"] == ("value", "得分格里已有内容，没有改动")
    assert cell(open_book(tmp_path / "填.xlsx"), "自评表!H17").formula is None


def accused(capsys: pytest.CaptureFixture[str], path: Path) -> list[str]:
    _, out, _ = run(capsys, "audit", path, "--json")
    return [where for each in json.loads(out)["findings"] if each["code"] == "formula-replaced"
            for where in each["cells"]]


def test_values_that_were_left_are_no_formulas_that_somebody_replaced(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "sample", "huaxi", "-o", tmp_path / "表.xlsx")
    _, out, _ = run(capsys, "fill", tmp_path / "表.xlsx", "--formulas", "-o", tmp_path / "填.xlsx")
    assert "已填的得分要成为公式，先清空那些得分格" in out
    assert accused(capsys, tmp_path / "填.xlsx") == []
    book = writable(open_book(tmp_path / "填.xlsx"))
    book.put("自评表", 17, 8, None)
    save_book(book, tmp_path / "清.xlsx")
    run(capsys, "fill", tmp_path / "清.xlsx", "--formulas", "-o", tmp_path / "再.xlsx")
    assert cell(open_book(tmp_path / "再.xlsx"), "自评表!H17").formula is not None
    book = writable(open_book(tmp_path / "再.xlsx"))
    book.put("自评表", 17, 8, Fraction(10))
    save_book(book, tmp_path / "贴.xlsx")
    assert accused(capsys, tmp_path / "贴.xlsx") == ["自评表!H17"]


def test_asked_to_overwrite_what_agrees_becomes_a_formula_too(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "sample", "huaxi", "-o", tmp_path / "表.xlsx")
    _, out, _ = run(capsys, "fill", tmp_path / "表.xlsx", "--formulas", "--overwrite", "-o",
                    tmp_path / "填.xlsx", "--json")
    ways = {award["cell"]: award["way"] for award in json.loads(out)["awards"]}
    made = {where for where, way in ways.items() if way == "formula"}
    assert made == {"自评表!I8", "自评表!H17", "自评表!H18"}
    book = open_book(tmp_path / "填.xlsx")
    assert cell(book, "自评表!H17").value == 10
    assert cell(book, "自评表!H21").formula is not None
    assert cell(book, "自评表!H15").formula is None, "a person gave it"
    assert accused(capsys, tmp_path / "填.xlsx") == []


def test_a_word_document_takes_no_formulas(tmp_path: Path,
                                           capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "表.docx"
    grid = form().grid("自评表")
    path.write_bytes(word_form(grid, (7, 22)))
    code, _, err = run(capsys, "fill", path, "--formulas", "-o", tmp_path / "填.docx")
    assert code == 2
    assert "写不了公式" in err


def test_the_copy_for_filing_holds_values_and_nothing_of_ours(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, _ = filled(tmp_path, capsys, "chayu")
    code, out, _ = run(capsys, "export", path, "-o", tmp_path / "上报.xlsx")
    assert code == 0, out
    book = open_book(tmp_path / "上报.xlsx")
    assert book.sheets == ("评分表",)
    grid = book.grid("评分表")
    assert [place for place, found in grid.cells.items() if found.formula is not None] == []
    assert grid.at(38, 8).value == Fraction("82.8")
    assert book.property("评分办法") is None
    parts = unzipped((tmp_path / "上报.xlsx").read_bytes())
    written = b"".join(content for name, content in parts.items() if name.endswith(".xml")).decode()
    assert not any(word in written for word in ("评分计算", "可得上限", "PE_CHECK", "词_"))


def test_what_is_still_open_is_not_exported(tmp_path: Path,
                                            capsys: pytest.CaptureFixture[str]) -> None:
    path, _ = filled(tmp_path, capsys, "huaxi")
    book = writable(open_book(path))
    book.put_formula("自评表", 15, 8, "评分计算!$I$6", "待认定")
    save_book(book, tmp_path / "待.xlsx")
    code, _, err = run(capsys, "export", tmp_path / "待.xlsx", "-o", tmp_path / "上报.xlsx")
    assert code == 2
    assert "自评表!H15" in err
    assert not (tmp_path / "上报.xlsx").exists()


def test_what_waits_for_a_person_is_no_text_in_the_score(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, _ = filled(tmp_path, capsys, "huaxi")
    book = writable(open_book(path))
    book.put_formula("自评表", 15, 8, "评分计算!$I$6", "待认定")
    save_book(book, tmp_path / "待.xlsx")
    _, out, _ = run(capsys, "audit", tmp_path / "待.xlsx", "--json")
    card = json.loads(out)
    assert {award["cell"]: award["filed"] for award in card["awards"]}["自评表!H15"] is None
    assert "score-text" not in {each["code"] for each in card["findings"]}


def test_our_sheet_taken_away_or_of_another_version_is_told(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, _ = filled(tmp_path, capsys, "huaxi")
    book = writable(open_book(path))
    book.set_property(SHEET, "另一版")
    save_book(book, tmp_path / "另.xlsx")
    _, out, _ = run(capsys, "audit", tmp_path / "另.xlsx")
    assert "公式出自另一版评分办法或程序" in out
    assert "公式已被改动" not in out


def test_a_form_filled_again_takes_new_formulas(tmp_path: Path,
                                                capsys: pytest.CaptureFixture[str]) -> None:
    path, before = filled(tmp_path, capsys, "huaxi")
    _, out, _ = run(capsys, "fill", path, "--formulas", "-o", tmp_path / "再.xlsx", "--json")
    assert [award["way"] for award in json.loads(out)["awards"]] == [
        award["way"] for award in before["awards"]]
    assert open_book(tmp_path / "再.xlsx").sheets == open_book(path).sheets


def test_protection_wants_formulas(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "new", "huaxi", "--protect", "-o", tmp_path / "新.xlsx")
    assert code == 2
    assert "--formulas" in err


def test_a_sign_in_a_column_of_its_own_leaves_the_score_a_value(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the core reads out of two cells, a formula over one of them would read otherwise."""
    heads = ("一级指标", "二级指标", "三级指标", "指标性质", "年度指标值", "计量单位", "实际完成值", "分值",
             "得分", "偏差原因")
    rows = [["项目支出绩效自评表"], heads,
            ("产出指标", "数量指标", "建设房屋", "≤", Fraction(20), "户", Fraction(25), Fraction(10)),
            ("产出指标", "质量指标", "合格率", "≥", Fraction(90), "%", Fraction(81), Fraction(10)),
            ("合计", None, None, None, None, None, None, Fraction(20))]
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([float(each) if isinstance(each, Fraction) else each for each in row])
    book.save(tmp_path / "甲.xlsx")
    _, out, _ = run(capsys, "fill", tmp_path / "甲.xlsx", "--formulas", "-o", tmp_path / "填.xlsx",
                    "--json")
    card = json.loads(out)
    assert [(award["score"], award["way"]) for award in card["awards"]] == [
        ("8.00", "value"), ("9.00", "value")]
    assert "另有一栏" in card["awards"][0]["why"]


def test_formulas_that_nothing_has_calculated_are_not_filed(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What types into a closed workbook leaves its formulas with an empty value, and no kind."""
    blank, typed, filed = (tmp_path / f"{name}.xlsx" for name in ("空白", "填过", "上报"))
    assert run(capsys, "new", "huaxi", "--formulas", "-o", blank)[0] == 0
    openpyxl.load_workbook(blank).save(typed)
    code, _, err = run(capsys, "export", typed, "-o", filed)
    assert code == 2
    assert "还没有算出结果" in err
    assert "自评表!I8" in err
    assert not filed.exists()


def test_a_value_in_a_row_that_the_blank_leaves_unnamed_is_no_changed_formula(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """江宁's blank has four rows without a name, of which one has a weight and so a line."""
    assert run(capsys, "new", "jiangning", "--formulas", "-o", tmp_path / "空.xlsx")[0] == 0
    book = writable(open_book(tmp_path / "空.xlsx"))
    book.put("自评表", 50, 4, "1234")
    save_book(book, tmp_path / "填.xlsx")
    _, out, _ = run(capsys, "audit", tmp_path / "填.xlsx", "--json")
    assert [each["message"] for each in json.loads(out)["findings"]
            if each["code"] in RETURNED] == []
