"""pe fill: empty scores are written, judgements stay open, nothing else in the package changes."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
from lxml import etree

from addin.books.files import open_book
from tests.cli.runs import (
    SCORES,
    SHEET,
    TOTAL,
    Typed,
    awards,
    local,
    parts,
    pe,
    typed,
    value,
    with_sheet_xml,
)

QUANTITIES = {"I8": Fraction("9.9"), "H17": Fraction(10), "H18": Fraction(10)}
JUDGED = {"H15": ("12.00", "15.00"), "H16": ("12.00", "15.00"), "H19": ("24.00", "30.00"),
          "H20": ("8.00", "10.00")}
MAY_CHANGE = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml",
              "xl/styles.xml", "docProps/app.xml", "docProps/core.xml", "docProps/custom.xml"}
FORM_PART = "xl/worksheets/sheet1.xml"
BASIS = "评分依据"


def cells_of(content: bytes) -> dict[str, tuple[str | None, str]]:
    """Address → style and content as they stand in the XML."""
    return {cell.get("r", ""): (cell.get("s"), "".join(map(_text, cell)))
            for cell in etree.fromstring(content).iter("{*}c")}


def _text(node: etree._Element) -> str:
    return etree.tostring(node, encoding="unicode")


def around_cells(content: bytes) -> list[bytes]:
    """Everything in a sheet's XML but its rows."""
    root = etree.fromstring(content)
    return [etree.tostring(child) for child in root if not child.tag.endswith("sheetData")]


def basis(path: Path) -> dict[str, list[str]]:
    """The rows of 评分依据 by the indicator's name."""
    grid = open_book(path).grid(BASIS)
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in grid.cells.items():
        shown = cell.value if isinstance(cell.value, str) else str(cell.value or "")
        rows.setdefault(row, {})[column] = shown
    return {row[2]: [row.get(column, "") for column in range(1, 13)]
            for row in rows.values() if 2 in row}


def scores(path: Path) -> dict[str, object]:
    return {cell: value(path, cell) for cell in (*SCORES, TOTAL)}


def test_quantities_are_filled_and_judgements_stay_open(emptied: Path, tmp_path: Path) -> None:
    run = pe("fill", emptied, "-o", tmp_path / "回填.xlsx", "--json")
    assert (run.code, run.err) == (0, "")
    assert scores(tmp_path / "回填.xlsx") == {
        **dict.fromkeys((*SCORES, TOTAL)), **QUANTITIES}
    form, found = run.form, awards(run.form)
    assert (form["total"], form["filed_total"]) == (None, None)
    assert (form["total_low"], form["total_high"]) == ("85.9", "99.9")
    for cell in QUANTITIES:
        assert found[cell]["verdict"] == "unfiled"
    for cell, (low, high) in JUDGED.items():
        award = found[cell]
        assert (award["verdict"], award["score"]) == ("needs_judgement", None)
        assert (award["low"], award["high"]) == (low, high)


def test_after_filling_only_what_is_left_is_told(emptied: Path, tmp_path: Path) -> None:
    run = pe("fill", emptied, "-o", tmp_path / "回填.xlsx", "--json")
    told = {(each["code"], local(cell)) for each in run.form["findings"] for cell in each["cells"]}
    assert {("judgement-open", cell) for cell in JUDGED} <= told
    assert ("total-missing", TOTAL) in told
    assert not [cell for code, cell in told if code == "score-missing"]


def test_a_reason_that_filling_makes_due_is_told(emptied: Path, tmp_path: Path) -> None:
    missed = typed(emptied, tmp_path / "未完成.xlsx", {"F17": "6个月"})
    run = pe("fill", missed, "-o", tmp_path / "回填.xlsx")
    assert value(tmp_path / "回填.xlsx", "H17") == 5
    assert "任务配合完成时限：扣 5 分未写原因及改进措施，请补充　[自评表!I17]" in run.out


def test_proposals_are_written_and_marked(emptied: Path, tmp_path: Path) -> None:
    target = tmp_path / "回填.xlsx"
    run = pe("fill", emptied, "-o", target, "--propose", "--json")
    assert run.form["total"] == "99.9"
    assert {cell for cell, award in awards(run.form).items()
            if award["verdict"] == "proposed"} == set(JUDGED)
    assert {cell: value(target, cell) for cell in JUDGED} == {
        cell: Fraction(high) for cell, (_, high) in JUDGED.items()}
    assert value(target, TOTAL) == Fraction("99.9")
    assert basis(target)["工作推进的及时性"][5] == "建议分"
    said = pe("fill", emptied, "-o", target, "--propose").out
    assert "核算总分 99.9（含建议分）" in said
    assert "工作推进的及时性 自评表!H16：空 → 15.00  已写入（建议分，请核定）" in said


def test_without_proposals_nothing_says_so(emptied: Path, tmp_path: Path) -> None:
    said = pe("fill", emptied, "-o", tmp_path / "回填.xlsx").out
    assert "核算总分 待认定（85.9–99.9）" in said
    assert "可得12–15" in said
    assert "建议分" not in said


def test_the_basis_gives_arithmetic_clause_range_and_links(emptied: Path, tmp_path: Path) -> None:
    target = tmp_path / "回填.xlsx"
    pe("fill", emptied, "-o", target)
    rows = basis(target)
    rate = rows["预算执行率"]
    assert rate[3:6] == ["99/10", "99/10", "已按办法填入"]
    assert "＝285079.11÷289224.42＝98.57%≈0.99" in rate[7]
    assert "0.99×10＝9.90分" in rate[7]
    assert rate[8].startswith("表下注1：")
    assert rate[9:12] == [f"{SHEET}!I8", f"{SHEET}!F8", f"{SHEET}!E8"]
    assert rows["工作推进的及时性"][4:7] == ["", "待认定", "12–15分"]
    new = next(name for name in parts(target) if name not in parts(emptied))
    assert f"location=\"'{SHEET}'!I8\"" in parts(target)[new].decode()


def test_only_the_allowed_parts_change(emptied: Path, tmp_path: Path) -> None:
    target = tmp_path / "回填.xlsx"
    pe("fill", emptied, "-o", target)
    before, after = parts(emptied), parts(target)
    new = set(after) - set(before)
    assert new == {"xl/worksheets/sheet2.xml"}
    changed = {name for name in before if before[name] != after.get(name)}
    assert changed - MAY_CHANGE == {FORM_PART}
    old_cells, new_cells = cells_of(before[FORM_PART]), cells_of(after[FORM_PART])
    assert {cell for cell in new_cells if new_cells[cell] != old_cells.get(cell)} == set(QUANTITIES)
    assert [new_cells[cell][0] for cell in QUANTITIES] == [old_cells[cell][0] for cell in QUANTITIES]
    assert around_cells(before[FORM_PART]) == around_cells(after[FORM_PART])


def test_the_same_input_gives_the_same_bytes(emptied: Path, tmp_path: Path) -> None:
    for name in ("一.xlsx", "二.xlsx"):
        pe("fill", emptied, "-o", tmp_path / name)
    assert (tmp_path / "一.xlsx").read_bytes() == (tmp_path / "二.xlsx").read_bytes()


def test_a_filed_score_that_differs_stays_until_it_may_be_overwritten(published: Path,
                                                                      tmp_path: Path) -> None:
    wrong: dict[str, Typed] = {"I8": Fraction("9.5"), "H16": Fraction(9), TOTAL: Fraction(90)}
    source, target = typed(published, tmp_path / "错.xlsx", wrong), tmp_path / "回填.xlsx"
    kept = pe("fill", source, "-o", target)
    assert kept.code == 1
    assert {cell: value(target, cell) for cell in wrong} == wrong
    assert f"预算执行率 {SHEET}!I8：9.5 → 9.90  未改" in kept.out
    assert f"总分 {SHEET}!H21：90 → 91.50  未改" in kept.out
    overwritten = pe("fill", source, "-o", target, "--overwrite")
    assert value(target, "I8") == Fraction("9.9")
    assert value(target, "H16") == 9, "a judgement outside its band is the clerk's to put right"
    assert value(target, TOTAL) == Fraction("91.9")
    assert overwritten.code == 1
    assert "填报 9 分，实际完成值“达成预期指标”" in overwritten.out


def test_a_judgement_in_its_band_is_not_raised_to_the_top(published: Path, tmp_path: Path) -> None:
    target = tmp_path / "回填.xlsx"
    run = pe("fill", published, "-o", target, "--overwrite", "--propose")
    assert run.code == 0
    assert "没有需要写入的得分" in run.out
    assert scores(target) == scores(published)
    assert parts(published)[FORM_PART] == parts(target)[FORM_PART]


def test_in_place_keeps_a_backup(emptied: Path, tmp_path: Path) -> None:
    form = tmp_path / "自评表.xlsx"
    form.write_bytes(emptied.read_bytes())
    run = pe("fill", form, "--in-place")
    assert value(form, "I8") == Fraction("9.9")
    backup = tmp_path / "自评表.备份-1.xlsx"
    assert backup.read_bytes() == emptied.read_bytes()
    assert f"原文件备份为 {backup}" in run.out


def test_the_source_is_not_overwritten_by_o(emptied: Path, tmp_path: Path) -> None:
    form = tmp_path / "自评表.xlsx"
    form.write_bytes(emptied.read_bytes())
    run = pe("fill", form, "-o", form)
    assert run.code == 2
    assert "不能覆盖原文件" in run.err
    assert form.read_bytes() == emptied.read_bytes()


def test_filling_again_renews_the_basis(emptied: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "一.xlsx", tmp_path / "二.xlsx"
    pe("fill", emptied, "-o", first)
    pe("fill", typed(first, tmp_path / "改.xlsx", {"F17": "6个月"}), "-o", second)
    assert open_book(second).sheets == (SHEET, BASIS)
    assert basis(first)["任务配合完成时限"][5] == "已按办法填入"
    assert basis(second)["任务配合完成时限"][3:6] == ["10", "5", "不一致"]
    assert set(parts(second)) == set(parts(first))


def test_a_third_filling_changes_nothing_more(emptied: Path, tmp_path: Path) -> None:
    names = [tmp_path / f"{n}.xlsx" for n in range(3)]
    for source, target in zip((emptied, *names), names, strict=False):
        pe("fill", source, "-o", target)
    assert names[1].read_bytes() == names[2].read_bytes()


def total_formula(source: Path, target: Path, formula: str, cached: str = "") -> Path:
    content = parts(source)[FORM_PART].decode()
    cell = re.search(r'<c r="H21"[^>]*?(?:/>|>.*?</c>)', content)
    assert cell is not None
    style = re.search(r's="\d+"', cell[0])
    assert style is not None
    return with_sheet_xml(source, target, cell[0],
                          f'<c r="H21" {style[0]}><f>{formula}</f>{cached}</c>')


@pytest.mark.parametrize(("formula", "stored"), [
    ("SUM(I8,H15:H20)", "99.9"), ("SUM(H15:H20)+I8", "99.9"), ("ROUND(SUM($H$15:$H$20)+I8,1)", "99.9"),
    ("SUM(H15:H20)", "90"),
])
def test_a_total_formula_stays_with_the_value_it_comes_to(
        emptied: Path, tmp_path: Path, formula: str, stored: str) -> None:
    source = total_formula(emptied, tmp_path / "公式.xlsx", formula, "<v>0</v>")
    target = tmp_path / "回填.xlsx"
    run = pe("fill", source, "-o", target, "--propose")
    _, content = cells_of(parts(target)[FORM_PART])[TOTAL]
    assert re.sub(r' xmlns="[^"]*"', "", content) == f"<f>{formula}</f><v>{stored}</v>"
    assert run.code == (0 if stored == "99.9" else 1), "a sum that misses a score is an error"


def test_a_formula_that_is_no_plain_sum_loses_its_stale_value(emptied: Path,
                                                              tmp_path: Path) -> None:
    source = total_formula(emptied, tmp_path / "公式.xlsx", "SUMPRODUCT(H15:H20*1)+I8", "<v>0</v>")
    pe("fill", source, "-o", tmp_path / "回填.xlsx", "--propose")
    after = parts(tmp_path / "回填.xlsx")
    assert "<v>" not in cells_of(after[FORM_PART])[TOTAL][1]
    assert b"fullCalcOnLoad" in after["xl/workbook.xml"]


def test_a_formula_over_an_open_judgement_keeps_no_stale_value(emptied: Path,
                                                               tmp_path: Path) -> None:
    source = total_formula(emptied, tmp_path / "公式.xlsx", "SUM(I8,H15:H20)", "<v>0</v>")
    pe("fill", source, "-o", tmp_path / "回填.xlsx")
    assert "<v>" not in cells_of(parts(tmp_path / "回填.xlsx")[FORM_PART])[TOTAL][1]


def test_locked_cells_are_left_and_named(emptied: Path, tmp_path: Path) -> None:
    source = with_sheet_xml(emptied, tmp_path / "护.xlsx", "</sheetData>",
                            '</sheetData><sheetProtection sheet="1"/>')
    target = tmp_path / "回填.xlsx"
    run = pe("fill", source, "-o", target)
    assert run.code == 0
    assert scores(target) == dict.fromkeys((*SCORES, TOTAL))
    assert parts(target)[FORM_PART] == parts(source)[FORM_PART]
    assert f"预算执行率 {SHEET}!I8：空 → 9.90  未写（工作表受保护）" in run.out
    assert "工作表受保护，自评表!I8" in run.out
    assert basis(target)["预算执行率"][4] == "99/10"


def test_a_text_that_begins_with_an_equals_sign_stays_text(emptied: Path, tmp_path: Path) -> None:
    pe("fill", emptied, "-o", tmp_path / "回填.xlsx")
    cell = open_book(tmp_path / "回填.xlsx").grid(SHEET).at(17, 5)
    assert (cell.value, cell.formula) == ("=12个月", None)


def test_a_merge_over_two_indicators_does_not_stop_filling(emptied: Path,
                                                           tmp_path: Path) -> None:
    merged = with_sheet_xml(emptied, tmp_path / "合.xlsx", '<mergeCell ref="A1:I1"/>',
                            '<mergeCell ref="A1:I1"/><mergeCell ref="H17:H18"/>')
    run = pe("fill", merged, "-o", tmp_path / "回填.xlsx")
    assert run.code == 1
    assert "合并单元格跨了两个指标" in run.out
    assert value(tmp_path / "回填.xlsx", "H17") == 10
    assert value(tmp_path / "回填.xlsx", "H18") is None
    assert value(tmp_path / "回填.xlsx", "I8") == Fraction("9.9")
