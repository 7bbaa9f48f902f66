"""The two published reports against their own forms: exactly these slips, and what holds."""

from __future__ import annotations

import pytest

from addin.forms.assessed import Assessed
from scoring.report.check import ReportCheck
from tests.report_audit.reports import chayu_report, checked, lukou_report, told

LUKOU = {
    ("report-figure", "培训工匠人数", "229名", "225名"),
    ("report-inconsistent", "管网缺陷完成率", "76%", "90%"),
    ("report-inconsistent", "错混接点完成率", "66.5%", "90%"),
    ("report-source", "", "1007.91万元", "922.54万元"),
}
CHAYU = {
    ("report-weight", "“三公经费”变动率", "3分", "4分"),
    ("report-rate", "重点支出安排率", "88.10%", "93.13%"),
    ("report-limit", "预算调整率", "超过目标值13%", "10%"),
    ("report-arithmetic", "财政供养人员控制率", "125.00%", "112.50%"),
    ("report-arithmetic", "重点支出安排率", "88.10%", "93.13%"),
}


@pytest.fixture(scope="module")
def of_lukou(lukou: Assessed) -> ReportCheck:
    return checked(lukou, lukou_report())


@pytest.fixture(scope="module")
def of_chayu(chayu: Assessed) -> ReportCheck:
    return checked(chayu, chayu_report(chayu))


def test_lukou_slips_and_nothing_else(of_lukou: ReportCheck) -> None:
    assert told(of_lukou.findings) == LUKOU
    assert len(of_lukou.findings) == len(LUKOU)


def test_chayu_slips_and_nothing_else(of_chayu: ReportCheck) -> None:
    assert told(of_chayu.findings) == CHAYU
    assert len(of_chayu.findings) == len(CHAYU)


def test_every_finding_is_a_warning_with_both_places(of_lukou: ReportCheck,
                                                     of_chayu: ReportCheck) -> None:
    for each in (*of_lukou.findings, *of_chayu.findings):
        assert each.severity == "warning"
        assert "报告第" in each.message
        assert each.cells or each.code.code == "report-inconsistent"


def test_the_craftsmen_are_quoted_on_both_sides(of_lukou: ReportCheck) -> None:
    (found,) = [each for each in of_lukou.findings if each.indicator == "培训工匠人数"]
    assert found.message == ("培训工匠人数：报告第13段写“上半年共培训合格工匠229名”，"
                             "自评表!F18为 225名")
    assert found.cells == ("自评表!F18",)


def test_a_slip_in_three_places_is_told_once_with_all(of_chayu: ReportCheck) -> None:
    (found,) = [each for each in of_chayu.findings if each.filed == "125.00%"]
    assert "段、表2第7行写" in found.message
    assert found.cells == ("评分表!G10",)


def test_lukou_shares_and_sums_are_confirmed(of_lukou: ReportCheck) -> None:
    confirmed = {(each.code, each.said) for each in of_lukou.confirmed}
    assert {("report-total", "98分"), ("report-grade", "级别为优"),
            ("report-figure", "22户"), ("report-figure", "1007.91万元"),
            ("report-figure", "16503.88万元"), ("report-sum", "1007.91万元"),
            ("report-sum", "16503.88万元")} <= confirmed
    shares = [each.quoted[-6:] for each in of_lukou.confirmed if each.code == "report-arithmetic"]
    assert shares == ["81.06%", "13.78%", "的5.16%"]
    assert [each.about for each in of_lukou.confirmed if each.code == "report-share"] == [
        "占基本支出的各项比例合计100%"]


def test_chayu_scores_weights_rates_and_groups_are_confirmed(of_chayu: ReportCheck) -> None:
    def count(code: str, where: str = "段") -> int:
        return len({each.indicator + each.place for each in of_chayu.confirmed
                    if each.code == code and where in each.place})

    groups = {(each.indicator, each.said) for each in of_chayu.confirmed
              if each.place.startswith("表1") and each.code == "report-score"}
    assert groups == {("投入", "9.25"), ("过程", "48.00"), ("产出", "12.58"), ("效果", "13.97")}
    assert {each.said for each in of_chayu.confirmed if each.code == "report-total"} == {
        "83.80分", "83.80"}
    assert count("report-score", "表2") == count("report-weight", "表2") - 1 == 33
    rated = {each.indicator for each in of_chayu.confirmed if each.code == "report-score"
             and "段" in each.place}
    assert len(rated) == 32  # two indicators are both called 管理制度健全性
