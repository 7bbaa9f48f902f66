"""Forms and rules that lack something the small ones have: a column, a total, a rule, lost rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from scoring import audit, score
from scoring.awards.figures import form_figures
from scoring.filing import BLANK, Entry, Filing
from scoring.findings.finding import Finding
from scoring.rules.ruleset import Lost, Ruleset
from tests.audit.filings import SHEET, entry, small_filing, small_ruleset


def found(filing: Filing, ruleset: Ruleset | None = None) -> tuple[Finding, ...]:
    return audit(score(filing, ruleset or small_ruleset()))


def said(findings: tuple[Finding, ...]) -> list[list[str]]:
    return [[each.code.code, *(cell.removeprefix(f"{SHEET}!") for cell in each.cells)]
            for each in findings]


def checks_without(key: str) -> Ruleset:
    ruleset = small_ruleset()
    assert ruleset.checks is not None
    return replace(ruleset, checks=replace(ruleset.checks, **{key: None}))


def test_a_form_without_a_column_of_reasons_owes_none() -> None:
    filing = small_filing({"E10": "26台"})
    for absent in (BLANK, Entry()):
        rows = tuple(replace(row, reason=absent) for row in filing.rows)
        assert said(found(replace(filing, rows=rows))) == []


@pytest.mark.parametrize(("key", "changes", "left"), [
    ("reason_below_weight", {"H15": None}, []),
    ("reason_needs_measure", {"H15": "资金到位滞后"}, []),
    ("reason_needs_measure", {"H15": "无"}, [["reason-empty", "H15"]]),
    ("reason_above", {"E10": "26台"}, []),
    ("reason_above_clause", {"E10": "26台"}, [["reason-excess", "H10"]]),
])
def test_only_reasons_that_a_clause_asks_for_are_missed(
        key: str, changes: Mapping[str, Any], left: list[list[str]]) -> None:
    assert said(found(small_filing(changes), checks_without(key))) == left


def test_a_reason_is_missed_by_the_clause_that_asks_for_it() -> None:
    (missing,) = found(small_filing({"H15": None}))
    (careless,) = found(small_filing({"H15": "资金到位滞后"}))
    (far_above,) = found(small_filing({"E10": "26台"}), checks_without("reason_above_clause"))
    assert missing.clause == "注4：说明未完成的原因及拟采取的措施"
    assert careless.clause == "注4：并说明拟采取的措施"
    assert far_above.clause == ""


def test_a_form_without_a_cell_for_its_total_lacks_none() -> None:
    assert said(found(replace(small_filing(), total_score=BLANK))) == []


def test_a_total_is_missed_only_beside_scores() -> None:
    empty = {f"G{line}": None for line in (5, *range(10, 19))}
    assert "total-missing" not in {code for code, *_ in said(found(small_filing(empty)))}
    assert said(found(small_filing({"G17": None}))) == [["total-missing", "G17"]]


UNRULED = replace(small_ruleset(), execution=None)


def test_a_scored_line_of_funds_counts_also_where_no_rule_scores_it() -> None:
    assert said(found(small_filing(), UNRULED)) == []
    assert said(found(small_filing({"G5": 9}), UNRULED)) == [["total-sum", "G17"]]
    lighter = small_filing({"F5": 9, "G5": 9, "G17": 88})
    assert said(found(lighter, UNRULED)) == [["weight-total", "F17"]]
    assert said(found(small_filing({"F5": None}), UNRULED)) == [["weight-total", "F17"]]
    assert said(found(small_filing({"G5": None}), UNRULED)) == []
    (above,) = found(small_filing({"G5": 11, "G17": 90, "G18": "优"}), UNRULED)
    assert (above.code.code, above.clause, above.expected) == ("score-above-weight", "", "10")


def test_a_line_of_funds_that_carries_nothing_is_no_line() -> None:
    bare = small_filing({"F5": None, "G5": None, "F17": 90, "G17": 79, "G18": "中"})
    assert said(found(bare, UNRULED)) == [["weight-total", "F17"]]


LOST = replace(small_ruleset(), lost=Lost(weight=Fraction(10), why="扫描件缺一页"))
TORN = {"C16": None, "D16": None, "E16": None, "F16": None, "G16": None, "A16": None, "B16": None,
        "A15": "效益指标"}


def torn(total: str | int) -> Filing:
    """The clean form without its last row, which weighs 10; its visible scores come to 78.5."""
    filing = small_filing({"G17": Fraction(total), "G18": None})
    return replace(filing, rows=filing.rows[:-1])


@pytest.mark.parametrize("total", ["78.5", "80", "88.5"])
def test_a_total_that_lost_rows_may_explain_cannot_be_added_up_again(total: str) -> None:
    (told,) = found(torn(total), LOST)
    assert said((told,)) == [["total-unverifiable", "G17"]]
    assert told.message == (f"扫描件缺一页：可见各行分值 90、得分合计 78.5，总分 {total} 无法复算")
    assert (told.filed, told.expected) == (total, "78.5")


@pytest.mark.parametrize("total", ["78.4", "88.6"])
def test_a_total_that_lost_rows_cannot_explain_is_wrong(total: str) -> None:
    assert said(found(torn(total), LOST)) == [["total-sum", "G17"]]


def test_rows_are_lost_only_where_exactly_their_weight_is_missing() -> None:
    assert said(found(small_filing({"G17": 90, "G18": "优"}), LOST)) == [["total-sum", "G17"]]
    less = replace(LOST, lost=Lost(weight=Fraction(9), why="扫描件缺一页"))
    assert said(found(torn("80"), less)) == [["weight-total", "F17"], ["total-sum", "G17"]]


def test_no_total_follows_while_rows_are_lost() -> None:
    card = score(torn("80"), LOST)
    assert (card.total, card.grade, card.low, card.high) == (
        None, None, Fraction("78.5"), Fraction("88.5"))


def test_what_stands_in_one_cell_is_told_once_by_the_name_of_its_first_row() -> None:
    (told,) = found(small_filing({"A10": "产出指标 联系13800000000"}))
    assert (told.code.code, told.cells, told.indicator) == (
        "personal-phone", (f"{SHEET}!A10",), "设备台数")


def test_every_item_of_a_list_is_read_and_so_is_a_cell_without_an_address() -> None:
    listed = Entry(items=(entry("13800000000", "J1"), entry("13900000000", "J2")))
    filing = replace(small_filing(), inputs={"名单": listed}, fields={
        "甲": Entry("13700000000"), "乙": Entry("13600000000")})
    assert [(each.indicator, each.filed, each.cells) for each in found(filing)] == [
        ("名单", "138××××××00", (f"{SHEET}!J1",)), ("名单", "139××××××00", (f"{SHEET}!J2",)),
        ("甲", "137××××××00", ()), ("乙", "136××××××00", ())]


def test_a_level_s_weight_may_stand_in_a_column_of_its_own() -> None:
    filing = small_filing({"A10": "产出指标"})
    for printed, findings in ((55, [["weight-level", "I10"]]), (50, [])):
        own = (entry(printed, "I10"), entry(None, "K10"))
        rows = tuple(replace(row, level_weights=own) if row.levels[0].text == "产出指标" else row
                     for row in filing.rows)
        assert said(found(replace(filing, rows=rows))) == findings


def test_a_weight_of_zero_that_the_ruleset_prints_is_right() -> None:
    ruleset = small_ruleset()
    printed = tuple(replace(one, weight=Fraction(0)) for one in ruleset.indicators)
    filing = small_filing({"C12": "资产利用率", "F12": 0, "G12": 0, "F13": 20, "G13": 20},
                          {"在用资产": 9, "资产总量": 9})
    assert said(found(filing, replace(ruleset, indicators=printed))) == []


def test_a_row_that_no_rule_names_is_told_with_the_nearest_name() -> None:
    nothing_else = replace(small_ruleset(), defaults=())
    filing = small_filing({"C12": "资产利用利率"})
    unknown = [each for each in found(filing, nothing_else) if each.code.code == "row-unknown"]
    assert all(each.filed == each.indicator for each in unknown)
    told = {each.cells: each.message for each in unknown}
    assert list(told) == [(f"{SHEET}!C{line}",) for line in range(10, 17)]
    assert "（相近的有“资产利用率”）" in told[f"{SHEET}!C12",]
    assert told[f"{SHEET}!C13",].startswith("完成时限：")
    assert "是否" not in told[f"{SHEET}!C13",]
    nameless = replace(filing.rows[0], levels=())
    assert ["row-unknown", "G10"] in said(found(replace(filing, rows=(nameless,)), nothing_else))


def test_what_a_form_leaves_out_is_taken_from_the_rules_or_named_so() -> None:
    card = score(small_filing({"F5": None, "C10": "设备\n台 数", "C11": None}), small_ruleset())
    assert card.execution is not None
    assert (card.execution.weight, card.execution.score) == (10, Fraction("9.5"))
    assert [award.indicator for award in card.awards[1:3]] == ["设备台数", "（未命名指标）"]
    assert card.total_step is None


def test_every_line_of_funds_gives_figures_by_its_name() -> None:
    figures = form_figures(small_filing())
    names = ("全年预算数", "基本支出全年预算数", "项目支出全年执行数")
    assert [figures[name].number for name in names] == [120, 50, 66]


def test_findings_go_by_row_then_column_other_sheets_last() -> None:
    places = [f"{SHEET}!B2", "A2", f"{SHEET}!$AA$1", f"{SHEET}!Z1", "别处!A1", "不是地址", ""]
    for order in (places, places[::-1]):
        fields = {place: Entry("13800000000", cell=place) for place in order}
        phones = [each.indicator for each in found(replace(small_filing(), fields=fields))]
        assert phones[:4] == ["A2", f"{SHEET}!Z1", f"{SHEET}!$AA$1", f"{SHEET}!B2"]
        assert set(phones[4:6]) == {"不是地址", ""}
        assert phones[6:] == ["别处!A1"]


def test_a_colon_behind_a_name_of_funds_is_no_part_of_it() -> None:
    (told,) = found(small_filing({"A6": "基本支出：", "B6": "约四十"}))
    assert told.message == "基本支出：年初预算数“约四十”不是金额"
