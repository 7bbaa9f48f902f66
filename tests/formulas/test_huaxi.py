"""花溪 from ``pe new huaxi --formulas``, typed into real LibreOffice as a clerk would: it scores itself
without a line of ours, and what is done to its formulas is told when it comes back."""

import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from addin.books.files import open_book
from addin.terminal.cli import main
from tests.formulas.clerk import Clerk, clerks

pytestmark = pytest.mark.office

FORM, SHEET = "自评表", "评分计算"
FUNDS = {"E8": "289224.42", "F8": "285079.11", "H8": "0.99"}
ROWS = {
    "D15": "本年度实施项目方量", "E15": "年初核定数", "F15": "超目标完成", "G15": "15",
    "D16": "工作推进的及时性", "E16": "按计划有序推进工作", "F16": "达成预期指标", "G16": "15",
    "D17": "任务配合完成时限", "E17": "=12个月", "F17": "=12个月", "G17": "10",
    "D18": "预算整体支出成本", "E18": "≤100%", "F18": "≤100%", "G18": "10",
    "D19": "改善居住环境", "E19": "改善居住环境", "F19": "达成预期指标", "G19": "30",
    "D20": "受众满意度", "E20": "整体满意", "F20": "达成预期指标", "G20": "10"}
JUDGED = {"H15": "15", "H16": "13", "I16": "部分项目资金到位滞后，已协调", "H19": "30", "H20": "8",
          "I20": "部分补偿款未及时兑付，已安排"}


@pytest.fixture(scope="module")
def opens() -> Iterator[Any]:
    with clerks() as found:
        yield found


@pytest.fixture
def clerk(opens: Any, tmp_path: Path) -> Iterator[Clerk]:
    """A clerk with the blank in front."""
    assert main(["new", "huaxi", "--formulas", "-o", str(tmp_path / "花溪.xlsx")]) == 0
    found = opens(tmp_path / "花溪.xlsx")
    yield found
    found.document.close(True)


def audited(path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[dict[str, Any], list[str]]:
    """The form as the bureau's audit sees it, and what is said of its formulas."""
    capsys.readouterr()
    main(["audit", str(path), "--json"])
    card = json.loads(capsys.readouterr().out)
    return card, [each["message"] for each in card["findings"]
                  if each["code"].startswith("formula")]


def test_nothing_is_shown_before_anything_is_typed(clerk: Clerk) -> None:
    cells = ["I8", *(f"H{row}" for row in range(15, 22))]
    assert [clerk.shows(FORM, cell) for cell in cells] == [""] * len(cells)
    assert clerk.shows(SHEET, "B3") == "各行公式齐全"
    assert clerk.shows(SHEET, "A5") == "预算执行率"


def test_the_published_filing_scores_itself(clerk: Clerk, tmp_path: Path,
                                            capsys: pytest.CaptureFixture[str]) -> None:
    clerk.types(FORM, FUNDS | ROWS)
    assert clerk.shows(FORM, "I8") == "9.90"
    assert [clerk.shows(FORM, f"H{row}") for row in range(15, 21)] == [
        "待认定", "待认定", "10", "10", "待认定", "待认定"]
    assert clerk.shows(FORM, "H21") == "待认定"
    assert clerk.shows(SHEET, "J6") == "12≤得分≤15"
    clerk.types(FORM, JUDGED)
    assert clerk.shows(FORM, "H21") == "95.9"
    assert (clerk.shows(SHEET, "I3"), clerk.shows(SHEET, "K3")) == ("95.90", "优")
    assert clerk.shows(SHEET, "B3") == "各行公式齐全"
    card, said = audited(clerk.saves(tmp_path / "交.xlsx"), capsys)
    assert (card["total"], card["filed_total"], card["grade"]) == ("95.9", "95.9", "优")
    assert said == []


def test_figures_give_scores_and_what_is_not_surely_a_number_is_left_to_a_person(
        clerk: Clerk) -> None:
    clerk.types(FORM, ROWS | {"F18": "125%", "F17": "13个月"})
    assert Fraction(clerk.shows(FORM, "H18")) == 8
    assert clerk.shows(FORM, "H17") == "待认定"
    assert clerk.shows(SHEET, "K8") == "待认定"
    clerk.types(FORM, {"F17": "6个月"})
    assert Fraction(clerk.shows(FORM, "H17")) == 5
    clerk.types(FORM, {"E18": "≥90%", "F18": "约九成"})
    assert clerk.shows(FORM, "H18") == "待认定"
    assert "不" in clerk.shows(SHEET, "L9")


@pytest.mark.parametrize(("target", "actual", "weight"), [
    ("≥90%", "1/2", "10"), ("≤0.5%", "1/2", "10"), ("100%", "2023-12-31", "10"),
    ("≥3000人", "2023/6/30", "10"), ("2023-12-31", "365", "10"), ("≥95%", "90%", "2/3")])
def test_a_day_that_the_keyboard_makes_is_no_number(clerk: Clerk, target: str, actual: str,
                                                    weight: str) -> None:
    clerk.types(FORM, {"D18": "完成率", "E18": target, "F18": actual, "G18": weight})
    assert clerk.shows(FORM, "H18") in ("待认定", "")
    clerk.types(FORM, {"E18": "≥40000人", "F18": "41000", "G18": "10"})
    clerk.document.Sheets.getByName(FORM).getCellRangeByName("F18").NumberFormat = 0
    assert clerk.shows(FORM, "H18") == "10", "a number that could be a day, shown as a number"


def test_a_rate_that_a_formula_of_the_clerk_gives_is_no_number_too_long(clerk: Clerk) -> None:
    """The score follows from the amounts beside it."""
    clerk.types(FORM, {"E8": "120", "F8": "108.5"})
    shown = clerk.shows(FORM, "I8")
    clerk.writes_formula(FORM, "H8", "=F8/E8")
    assert clerk.shows(FORM, "I8") == shown == "9.00"


def test_what_fill_writes_over_a_formula_is_no_tampering(
        clerk: Clerk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The program reads a division that the sheet leaves to a person."""
    clerk.types(FORM, FUNDS | ROWS | JUDGED | {"E18": "≥80%", "F18": "82%（861/1050）"})
    assert clerk.shows(FORM, "H18") == "待认定"
    back = clerk.saves(tmp_path / "交.xlsx")
    assert main(["fill", str(back), "-o", str(tmp_path / "填.xlsx")]) <= 1
    assert "H18：待认定 → 10.00  已写入" in capsys.readouterr().out
    card, said = audited(tmp_path / "填.xlsx", capsys)
    assert not [each for each in said if "改动" in each]
    assert {award["cell"]: award["filed"] for award in card["awards"]}["自评表!H18"] == "10.00"


def test_a_row_that_is_put_in_or_copied_is_calculated_too(
        clerk: Clerk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clerk.types(FORM, FUNDS | ROWS)
    clerk.inserts_row(FORM, 19)
    clerk.types(FORM, {"D19": "节约成本", "E19": "≤100%", "F19": "200%", "G19": "10"})
    assert clerk.shows(SHEET, "I10") == "5.00"
    assert clerk.shows(SHEET, "B3") == "有1行的得分格没有公式；"
    clerk.types(FORM, {"H19": "5"})
    clerk.copies(FORM, "C18:I18", "C19")
    assert Fraction(clerk.shows(FORM, "H19")) == 10
    assert clerk.shows(SHEET, "B3") == "各行公式齐全"
    assert clerk.shows(FORM, "H20") == "待认定", "the row below is still itself"
    _, said = audited(clerk.saves(tmp_path / "交.xlsx"), capsys)
    assert said == []


def test_values_pasted_over_formulas_are_told(clerk: Clerk, tmp_path: Path,
                                              capsys: pytest.CaptureFixture[str]) -> None:
    clerk.types(FORM, FUNDS | ROWS | JUDGED)
    clerk.pastes_values(FORM, "H17", "H18")
    clerk.types(FORM, {"H18": "9"})
    assert clerk.shows(SHEET, "B3") == "有2行的得分格没有公式；"
    card, said = audited(clerk.saves(tmp_path / "交.xlsx"), capsys)
    assert said == [
        "第17行的计分公式已被改动：任务配合完成时限的得分格换成了数值 10；以下按评分办法核算",
        "第18行的计分公式已被改动：预算整体支出成本的得分格换成了数值 9；以下按评分办法核算"]
    assert {award["cell"]: award["verdict"] for award in card["awards"]}["自评表!H18"] == "differs"
    assert [finding["code"] for finding in card["findings"] if finding["severity"] == "error"] == [
        "met-points-off"]


def test_a_changed_rule_is_told(clerk: Clerk, tmp_path: Path,
                                capsys: pytest.CaptureFixture[str]) -> None:
    clerk.types(FORM, FUNDS | ROWS | JUDGED)
    clerk.writes_formula(SHEET, "I8", "=10")
    _, said = audited(clerk.saves(tmp_path / "交.xlsx"), capsys)
    assert said == ["“评分计算”表第8行的公式已被改动（应得分），表上自动算出的得分不可靠，以下按评分办法核算"]


@pytest.mark.parametrize("before", [0, 9])
def test_a_copy_of_the_form_shows_the_first_ones_scores_and_that_is_told(
        before: int, clerk: Clerk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clerk.types(FORM, FUNDS | ROWS | JUDGED)
    clerk.copies_sheet(FORM, "第二个项目", before)
    clerk.types("第二个项目", {"F17": "6个月"})
    assert Fraction(clerk.shows("第二个项目", "H17")) == 10
    path = clerk.saves(tmp_path / "交.xlsx")
    capsys.readouterr()
    main(["audit", str(path), "--json"])
    cards = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    said = {card["sheet"]: [each["code"] for each in card["findings"]
                            if each["code"].startswith("formula")] for card in cards}
    assert said == {FORM: [], "第二个项目": ["formulas-elsewhere"]}
    scores = {card["sheet"]: {award["cell"][-3:]: (award["filed"], award["score"])
                              for award in card["awards"]}["H17"] for card in cards}
    assert [tuple(map(float, each)) for each in (scores[FORM], scores["第二个项目"])] == [
        (10, 10), (10, 5)]


def test_the_blank_is_small_and_its_print_area_is_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "花溪.xlsx"
    assert main(["new", "huaxi", "--formulas", "--protect", "-o", str(path)]) == 0
    assert path.stat().st_size < 200_000
    book = open_book(path)
    assert [book.locked(FORM, row, 8) for row in (15, 20, 21)] == [False] * 3
    assert not book.locked(FORM, 8, 9)
    assert book.locked(FORM, 15, 2)
    assert main(["fill", str(path), "-o", str(tmp_path / "填.xlsx")]) == 0
    assert main(["fill", str(path), "--formulas", "-o", str(tmp_path / "再.xlsx")]) == 0
    assert open_book(tmp_path / "再.xlsx").locked(SHEET, 1, 1)


@pytest.mark.parametrize("typed", ["12:30", "TRUE", "约九成", "-5"])
@pytest.mark.parametrize("cell", ["E8", "F8"])
def test_what_is_no_amount_among_the_funds_gives_no_score(clerk: Clerk, cell: str,
                                                          typed: str) -> None:
    clerk.types(FORM, {"E8": "50000", "F8": "45000", cell: typed})
    if (cell, typed) == ("F8", "-5"):
        assert Fraction(clerk.shows(FORM, "I8")) == 0
    else:
        assert clerk.shows(FORM, "I8") == "待认定"
    clerk.types(FORM, {"E8": "50000", "F8": "45000"})
