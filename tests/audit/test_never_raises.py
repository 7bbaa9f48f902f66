"""Whatever stands in the cells, an audit ends in findings."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scoring import audit, score
from scoring.filing import Entry, Filing, FundRow, Row, Split
from scoring.findings.severity import SEVERITY_ORDER
from tests.audit.filings import COLUMNS, SHEET, packaged_ruleset, small_filing, small_ruleset

NUMBERS = st.one_of(
    st.sampled_from([Fraction(0), Fraction(-1), Fraction(10**300), Fraction(1, 10**300)]),
    st.decimals(-1000, 1000, places=3).map(Fraction))
TEXTS = st.one_of(
    st.sampled_from([
        "", "　", "—", "/", "无", "10分", "≥90%", "=12个月", "3-5天", "2023年12月底前", "达成", "100%",
        "-5", "0", "0%", "98.57", "产出指标(50分)", "(999999999999分)", "其中：", "优", "☑ 优 ☑ 良",
        "资产利用率", "预算执行率", "13800000000",
        "{filed}", "1/0=5", "(((1+1=3", "9/8×100%=125.00%",
        "未完成，扣1分", "存在问题", "年度", "（2024年度）", "填报人：王五", "超过13%，扣3分", "完成率5%",
        "％", "٣٤", "1e400", "九成", "∞",
    ]), st.text(max_size=20).filter(lambda text: "None" not in text))
"""A message that says None must have made it: nobody has typed it."""
ENTRIES = st.one_of(
    st.builds(Entry, TEXTS), st.builds(Entry, number=NUMBERS), st.builds(Entry, TEXTS, NUMBERS),
    st.sampled_from([Entry(error="#DIV/0!"), Entry("x", Fraction(1), error="#N/A")]),
    st.builds(Entry, items=st.tuples(st.builds(Entry, TEXTS))))
CELLS = st.sampled_from(["", "A1", f"{SHEET}!B2", "别处!$C$3", "不是地址"])
PLACED = st.builds(lambda entry, cell: replace(entry, cell=cell), ENTRIES, CELLS)
LISTS = st.lists(PLACED, max_size=3).map(tuple)
ROWS = st.builds(Row, LISTS, PLACED, PLACED, PLACED, PLACED, PLACED, LISTS, PLACED)
FUNDS = st.builds(FundRow, PLACED, st.dictionaries(st.sampled_from(COLUMNS), PLACED),
                  PLACED, PLACED, PLACED, st.booleans())
SPLITS = st.builds(Split, TEXTS, PLACED, st.lists(st.tuples(TEXTS, PLACED), max_size=3).map(tuple))
FILINGS = st.builds(
    Filing, st.lists(ROWS, max_size=4).map(tuple), st.lists(FUNDS, max_size=3).map(tuple),
    PLACED, PLACED, PLACED, st.dictionaries(TEXTS, PLACED, max_size=2),
    st.dictionaries(st.sampled_from(["在用资产", "资产总量"]), PLACED),
    st.lists(SPLITS, max_size=2).map(tuple), st.sampled_from(["万元", "元", ""]),
    st.sampled_from([SHEET, ""]))


@given(FILINGS, st.booleans(), st.sampled_from(["", "national/2020"]))
def test_any_filing_is_audited(filing: Filing, propose: bool, named: str) -> None:
    ruleset = packaged_ruleset(named) if named else small_ruleset()
    findings = audit(score(filing, ruleset, propose=propose))
    order = [SEVERITY_ORDER[each.severity] for each in findings]
    assert order == sorted(order)
    assert len(set(findings)) == len(findings)
    assert not [each.message for each in findings if "None" in each.message]


SCORE_CODES = {"score-above-weight", "score-negative", "score-differs", "score-rounding",
               "score-reading", "score-band", "score-missing", "score-text", "judgement-open",
               "met-points-off", "missed-full"}


@given(st.dictionaries(st.sampled_from([f"{c}{n}" for c in "DEFGH" for n in range(10, 17)]),
                       st.one_of(TEXTS, NUMBERS, st.just("#REF!")), max_size=6))
def test_one_mistake_is_told_once_at_a_score(changes: dict[str, Any]) -> None:
    filing = small_filing(changes)
    told = [each.cells[0] for each in audit(score(filing, small_ruleset()))
            if each.code.code in SCORE_CODES]
    assert len(told) == len(set(told))
