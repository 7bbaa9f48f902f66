"""Whatever a report says, comparing it never raises, and long texts do not take long."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from addin.forms.assessed import Assessed
from scoring.findings.catalogue import CATALOGUE
from scoring.report.check import Passage, check_report

PIECES = ["自评总分", "98", "分", "等级为", "优", "，", "。", "其中", "万元", "占", "基本支出", "%", "的", "率", "完成",
          "培训工匠", "229", "名", "=", "9/8", "×100%", "（", "）", "1.", "，扣3分", "目标值", "超过", "0", "-",
          "1,234.50", "元", "财政拨款基本支出", "项目支出", "一般公共预算", "\n", "供水率", " ", "年度资金总额", "全年预算数",
          "政府性基金", "2023年", "上年", "满分", "本指标评价得", "\t", "分值", "得分", "合计", "产出指标", "😀", "年初计划", "目标值为", "户", "农村危房改造", "≥", "９"]
texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
passages = st.one_of(
    st.builds(Passage, st.just("第1段"), texts, heading=st.booleans()),
    st.builds(lambda cells: Passage("表1第1行", "\t".join(cells), tuple(cells)),
              st.lists(texts, min_size=1, max_size=6)))


@given(report=st.lists(passages, max_size=8))
def test_any_report(report: list[Passage], lukou: Assessed, chayu: Assessed) -> None:
    for one in (lukou, chayu):
        for found in check_report(report, one.scorecard).findings:
            assert CATALOGUE[found.code.code] is found.code
            assert found.severity == "warning"
            assert "{" not in found.message


def test_a_mistake_is_found_at_the_end_of_a_very_long_paragraph(chayu: Assessed) -> None:
    long = "项目支出16503.88万元，其中一般公共预算1万元，完成率76%，培训工匠229名。" * 2_000
    found = check_report([Passage("第1段", f"{long}自评总分为12.5分。")], chayu.scorecard).findings
    assert [each.filed for each in found if each.code.code == "report-total"] == ["12.5分"]
