"""Rules that a form prints under its table: applied to the rows they speak of, or these are left to
a person; and notes that change nothing change nothing."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from addin.books.xlsx.closed import BookFile
from addin.desk.assess import assess
from addin.library.library import Library
from scoring.awards.score import score
from scoring.awards.scorecard import Award
from scoring.clauses.form_rules import own_rules
from scoring.clauses.noted import unread_notes
from scoring.clauses.notes import read_notes
from scoring.filing import Entry, Filing, FundRow, Row
from scoring.filing.numbers import number
from scoring.rules.clause import PrintedClause
from scoring.values.exact import exact
from tests.wild.making import merged, workbook_of

CASES = yaml.load(Path(__file__).with_name("under.yaml").read_text(encoding="utf-8"),
                  Loader=yaml.BaseLoader)
ROWS = (("产出指标", "数量指标", "义诊场次", "≥20场", "10场"),
        ("产出指标", "数量指标", "宣传人次", "≥1000人次", "1500人次"),
        ("产出指标", "质量指标", "健康管理率", "≥80%", "76%"),
        ("成本指标", "经济成本指标", "人均体检成本", "≤100元", "125元"),
        ("效益指标", "社会效益指标", "健康素养", "显著提升", "显著提升"),
        ("满意度指标", "服务对象满意度", "群众满意度", "≥85%", "89%"))
USUAL = {"预算执行率": 9.71, "义诊场次": 5, "宣传人次": 10, "健康管理率": 9.5, "人均体检成本": 8,
         "健康素养": 10, "群众满意度": 10}


def filing(notes: list[str]) -> Filing:
    rows = tuple(Row(tuple(Entry(level, cell=f"表!{column}{line}") for column, level in
                           zip("ABC", levels, strict=True)), target=Entry(target),
                     actual=Entry(actual), weight=Entry("10", Fraction(10), f"表!F{line}"),
                     score=Entry("10", Fraction(10), f"表!G{line}"))
                 for line, (*levels, target, actual) in enumerate(ROWS, 10))
    fund = FundRow(Entry("年度资金总额"), {"全年预算数": Entry("1000万元"), "全年执行数": Entry("971万元")},
                   weight=Entry("10", Fraction(10), "表!F5"), score=Entry(cell="表!G5"),
                   scored=True, whole=True)
    return Filing(rows=rows, funds=(fund,), notes=tuple(
        Entry(text, cell=f"表!A{line}") for line, text in enumerate(notes, 20)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["notes"][-1][:24])
def test_each_row_gets_what_the_note_says(case: dict[str, Any]) -> None:
    form = filing(case["notes"])
    rules = own_rules(form, Library().find("national"))
    found = {each.indicator: worth(each) for each in score(form, rules).awards}
    assert found == {name: told(case["awards"].get(name, usual)) for name, usual in USUAL.items()}
    assert [text for text, _ in unread_notes(form.notes, rules)] == case.get("left", [])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["notes"][-1][:24])
def test_what_is_left_to_a_person_names_the_cell_and_the_words(case: dict[str, Any]) -> None:
    form = filing(case["notes"])
    for each in score(form, own_rules(form, Library().find("national"))).awards:
        if each.score is None and not (isinstance(each.clause, PrintedClause)
                                       and each.clause.understood):
            assert "表!A2" in each.why
            assert any(words in each.why for words in case["left"])


def worth(award: Award) -> Any:
    if award.score is not None or award.range is None:
        return award.score
    return [award.range.low, award.range.high]


def told(expected: Any) -> Any:
    return [*map(exact, expected)] if isinstance(expected, list) else exact(str(expected))


TOLD = yaml.load(Path(__file__).with_name("told.yaml").read_text(encoding="utf-8"),
                 Loader=yaml.BaseLoader)


@pytest.mark.parametrize("note", TOLD["quiet"], ids=lambda note: note[:24])
def test_a_note_that_changes_no_points_opens_nothing(note: str) -> None:
    assert read_notes(note).told == ()


@pytest.mark.parametrize(("sentence", "kinds"), TOLD["told"].items())
def test_a_sentence_that_gives_points_says_to_which_rows(sentence: str, kinds: str) -> None:
    (told,) = read_notes(f"注：{sentence}。").told
    assert (told.text, told.scope) == (sentence, set(kinds.split()))


TABLE = [["项目支出绩效自评表"],
         ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
         ["产出指标", "数量指标", "义诊场次", "≥20场", "10场", 100, 100],
         ["总分", "<", "<", "<", "<", 100, 100]]
RULE = "定量指标完成率低于60%的不得分"


@pytest.mark.parametrize("below", [
    [[f"注：{RULE}。"]], [[f"评分标准：{RULE}。"]], [[f"填报说明：{RULE}。"]], [["注："], [f"{RULE}。"]],
    [["备注", f"{RULE}。", "<", "<", "<", "<", "<"]],
    [["计分办法", f"{RULE}。", "<", "<", "<", "<", "<"]],
    [["注：本表一式三份。"], [f"{RULE}。"]]], ids=lambda below: below[-1][-1][:6] or below[0][0])
def test_a_rule_is_found_wherever_it_stands_under_the_table(below: list[list[str]]) -> None:
    book = BookFile.read(workbook_of({"自评表": merged([*TABLE, *below])}), "试.xlsx")
    (one,) = assess(book, Library())
    (row,) = one.scorecard.awards
    assert (row.score, str(row.clause).count(RULE)) == (0, 1)


def test_what_is_told_under_a_table_of_what_was_done_is_no_rule() -> None:
    below = [["存在问题：因预算执行率未达到100%，按规定扣0.5分。"], ["填表人：", "", "", "联系电话：", "", "", ""]]
    book = BookFile.read(workbook_of({"自评表": merged([*TABLE, *below])}), "试.xlsx")
    (one,) = assess(book, Library())
    assert number(one.scorecard.filing.rows[0].weight) == 100
    assert one.scorecard.awards[0].score == 50
