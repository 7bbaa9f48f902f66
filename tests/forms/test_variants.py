"""Project forms of other places: other columns, other words, no score column."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.forms.making import blank_sheet, read, sheet_of

TITLE = ("××县项目支出绩效自评表",)
HEADER = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分",
          "偏差原因分析及改进措施")
ROW = ("产出指标", "数量指标", "修缮户数", "≥90户", "95户", 50, 50, "")


def table(*rows: tuple[Any, ...], header: tuple[str, ...] = HEADER) -> Worksheet:
    return sheet_of(TITLE, header, *rows, ("总分",))


def by_name(**columns: Any) -> Worksheet:
    """A table with one row whose columns are given by header text, in this order."""
    return table(tuple(columns.values()), header=tuple(columns))


@pytest.mark.parametrize("turned", [False, True])
def test_columns_in_any_order(turned: bool) -> None:
    order = slice(None, None, -1) if turned else slice(None)
    (row,) = read(table(ROW[order], header=HEADER[order])).filing.rows
    assert [level.text for level in row.levels] == ["产出指标", "数量指标", "修缮户数"]
    assert (row.target.text, row.actual.text, row.weight.number) == ("≥90户", "95户", 50)


@pytest.mark.parametrize(("nature", "value", "unit", "target"), [
    ("≥", 90, "%", "≥90%"), ("≤", "30", "天", "≤30天"), ("＝", 12, "个月", "=12个月"),
    (">=", "95.5", "%", "≥95.5%"), ("正向指标", 19, "户", "≥19户"), ("反向", 3, "次", "≤3次"),
    ("≥", "≥90%", "%", "≥90%"), ("≥", "90%", "%", "≥90%"), ("≥", "90", "/", "≥90"),
    ("定性", "有效改善", "/", "有效改善"), ("定性", "及时", "无", "及时"), ("", 90, "户", "90户"),
    ("—", 90, "——", "90"),
])
def test_nature_value_and_unit_in_three_columns(nature: str, value: Any, unit: str,
                                                target: str) -> None:
    (row,) = read(by_name(三级指标="甲", 指标性质=nature, 指标值=value, 计量单位=unit,
                          实际完成值=95, 分值=10, 得分=10)).filing.rows
    assert (row.target.text, row.target.cell) == (target, "自评表!C3")


def test_the_unit_column_is_the_unit_of_the_actual_value_too() -> None:
    (row,) = read(by_name(三级指标="甲", 指标性质="≥", 指标值=90, 计量单位="%", 实际完成值="95",
                          分值=10, 得分=10)).filing.rows
    assert (row.actual.text, row.actual.cell) == ("95%", "自评表!E3")


def test_a_percent_cell_does_not_get_its_unit_twice() -> None:
    sheet = by_name(三级指标="甲", 指标性质="≥", 指标值=0.9, 计量单位="%", 实际完成值=0.95, 分值=10,
                    得分=10)
    sheet["C3"].number_format = sheet["E3"].number_format = "0%"
    (row,) = read(sheet).filing.rows
    assert (row.target.text, row.actual.text) == ("≥90%", "95%")


def test_a_value_column_alone_keeps_its_number() -> None:
    (row,) = read(by_name(三级指标="甲", 指标值=90, 实际完成值=95, 分值=10, 得分=10)).filing.rows
    assert (row.target.number, row.actual.number) == (90, 95)


@pytest.mark.parametrize("header", ["复核分", "财政审定评分", "复核得分（财政）"])
def test_the_reviewers_score_stands_beside_the_clerks(header: str) -> None:
    columns = {"三级指标": "甲", "指标值": "1", "实际完成值": "1", header: 8, "分值": 10, "自评得分": 10}
    (row,) = read(by_name(**columns)).filing.rows
    assert (row.score.number, row.review.number) == (10, 8)


def test_rows_that_hold_only_placeholders_are_no_indicators() -> None:
    form = read(table(ROW, ("", "", "……", "", "", "", "", ""), ("", "", "指标2：", "/", "—"),
                      ("", "质量指标", "/", "/", "/", "/", "/", "/")))
    assert [row.name for row in form.filing.rows] == ["修缮户数"]


def test_a_target_written_in_the_name_is_left_there() -> None:
    (row,) = read(table(("产出指标", "数量指标", "修缮≥90户", "", "95户", 50, 50))).filing.rows
    assert (row.name, row.target.blank) == ("修缮≥90户", True)


def test_of_which_rows_are_parts_and_dashes_hold_no_amount() -> None:
    sheet = blank_sheet("national-project-2020")
    for place, value in {"D6": 90, "E6": 100, "F6": 95, "G6": 20, "H6": 0.95, "I6": 19,
                         "D7": "—", "E7": 80, "F7": 75, "E8": "/", "E9": 20, "F9": 20}.items():
        sheet[place] = value
    whole, *parts = read(sheet).filing.funds
    assert (whole.scored, whole.weight.number, whole.score.number) == (True, 20, 19)
    assert [part.name.text for part in parts] == ["其中：当年财政拨款", "上年结转资金", "其他资金"]
    assert not any(part.scored for part in parts)
    assert parts[0].amounts["年初预算数"].blank
    assert parts[1].amounts["全年预算数"].blank
    assert parts[1].amounts["全年预算数"].cell == "自评表!E8"
    assert sum(part.amounts["全年预算数"].number or 0 for part in parts) == 100


def test_a_part_with_an_unknown_name_counts_where_it_has_an_amount() -> None:
    sheet = blank_sheet("national-project-2020")
    sheet["B9"], sheet["E9"] = "乡镇配套", 7
    assert [fund.name.text for fund in read(sheet).filing.funds][-1] == "乡镇配套"


def test_funds_without_the_opening_budget() -> None:
    sheet = sheet_of(TITLE, ("", "", "全年预算数(A)", "全年执行数(B)", "分值", "执行率(B/A)", "得分"),
                     ("资金情况", "年度资金总额", 100, 95, 20, 0.95, 19), HEADER, ROW, ("总分",))
    (fund,) = read(sheet).filing.funds
    assert dict(fund.amounts).keys() == {"全年预算数", "全年执行数"}
    assert (fund.rate.number, fund.weight.number) == (Fraction("0.95"), 20)


def test_amounts_in_yuan() -> None:
    sheet = sheet_of(TITLE, ("（2023年度）", "", "", "", "", "", "单位：元"), HEADER, ROW, ("总分",))
    filing = read(sheet).filing
    assert filing.unit == "元"
    assert filing.fields["年度"].cell == "自评表!A2"


def test_a_form_without_scores_says_so() -> None:
    sheet = sheet_of(
        ("中央对地方转移支付绩效自评表",),
        ("一级指标", "二级指标", "三级指标", "指标值", "全年实际完成值", "未完成原因和改进措施"),
        ("产出指标", "数量指标", "修缮户数", "≥90户", "95户", ""))
    form = read(sheet)
    (finding,) = form.findings
    assert (finding.severity, finding.message) == ("note", "本表没有得分列，不计分")
    (row,) = form.filing.rows
    assert (row.name, row.target.text, row.actual.text) == ("修缮户数", "≥90户", "95户")
    assert row.weight.blank


def test_the_title_decides_between_forms_of_the_same_headers() -> None:
    sheet = blank_sheet("lukou-2023")
    sheet["A2"] = "项目支出绩效自评表"
    assert read(sheet).found.map.form == "national-project-2020"
    sheet["A2"] = "部门整体支出绩效自评表"
    assert read(sheet).found.map.form == "lukou-2023"


def test_without_a_title_headers_and_labels_decide() -> None:
    sheet = blank_sheet("lukou-2023")
    sheet["A2"] = None
    assert read(sheet).found.map.form == "lukou-2023"
