"""Forms of places without a ruleset that print their own rules: basis form."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest

from addin.books.book import split_address
from addin.books.xlsx.closed import BookFile
from addin.desk.assess import assess
from addin.forms.assessed import Assessed
from addin.library.library import Library
from addin.terminal.as_json import as_json
from scoring.awards.explain import explain, trace
from scoring.awards.score import grade, score
from scoring.awards.scorecard import Award
from scoring.clauses.form_rules import own_rules
from scoring.clauses.understood import understood
from scoring.filing import Entry, Filing, Row
from scoring.rules.case import Case, Points
from scoring.rules.clause import PRINTED, PrintedClause
from scoring.rules.input import defined_name
from scoring.rules.ruleset import Ruleset
from scoring.rules.scales.base import attempt
from scoring.values.exact import AWARD_ROUNDING
from tests.clauses.cases import HERE as CLAUSES
from tests.clauses.cases import Clause, clauses
from tests.wild.making import HERE, parse_document, workbook_of

CASES = parse_document((HERE / "printed.yaml").read_text("utf-8")).data
BINDING = {"score-differs", "score-band", "met-points-off", "missed-full"}


def assessed(case: dict[str, Any], ruleset: str | None = None) -> Assessed:
    book = BookFile.read(workbook_of(case["sheets"]), "试.xlsx")
    (one,) = assess(book, Library(), ruleset=ruleset)
    return one


def award(one: Assessed, name: str) -> Award:
    (found,) = [each for each in one.scorecard.awards if each.indicator == name]
    return found


def row_of(award: Award, basis: str) -> list[Any]:
    between = award.range and [award.range.low, award.range.high]
    open_ = award.verdict == "needs_judgement" or award.score is None
    return [between if open_ else award.score, award.verdict, basis]


def told(expected: list[Any]) -> list[Any]:
    worth = expected[0]
    ends = [*map(Fraction, worth)] if isinstance(worth, list) else Fraction(worth)
    return [ends, *expected[1:]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_row_follows_its_own_clause_or_the_national_measure(case: dict[str, Any]) -> None:
    one = assessed(case)
    card = one.scorecard
    found = {each.indicator: row_of(each, card.basis_of(each)) for each in card.awards}
    assert found == {name: told(expected) for name, expected in case["awards"].items()}
    for name, why in case.get("why", {}).items():
        assert why in trace(award(one, name))
    if "total" in case:
        assert [card.total, card.open] == [*map(Fraction, case["total"].values())]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_json_says_the_basis_and_what_was_not_read(case: dict[str, Any]) -> None:
    form = json.loads(as_json(assessed(case), "试.xlsx"))
    assert form["basis"] == case["basis"]
    assert {each["basis"] for each in form["awards"]} <= {"form", "national"}
    assert ("form" in {each["basis"] for each in form["awards"]}) == (case["basis"] == "form")
    assert [each["cell"].rpartition("!")[2] for each in form["left"]
            ] == case.get("left", [])
    assert all(each["text"] and each["why"] for each in form["left"])
    for each in form["awards"]:
        assert (PRINTED in each["clause"]) == (each["basis"] == "form")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_reading_is_asked_about_and_never_held_against_anyone(case: dict[str, Any]) -> None:
    one = assessed(case)
    codes = {each.code.code for each in one.findings}
    assert set(case.get("says", ())) <= codes
    assert not codes & set(case.get("never", ()))
    for each in one.findings:
        if each.code.code in BINDING:
            assert each.severity == "warning"
            clause = award(one, each.indicator).clause
            assert (PRINTED in each.message) == isinstance(clause, PrintedClause)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_award_by_a_printed_clause_cites_its_cell_and_says_so(case: dict[str, Any]) -> None:
    one = assessed(case)
    for each in one.scorecard.awards:
        if one.scorecard.basis_of(each) == "form" and each.clause is not None:
            sheet, row, column = split_address(each.clause.place)
            cell = one.form.found.grid.at(row, column)
            assert sheet == "自评表"
            assert str(cell.value).strip() == each.clause.text
            lines = "\n".join(explain(each))
            assert each.clause.text in lines
            assert each.clause.place in lines
            assert PRINTED in lines


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_who_asks_for_the_national_measure_gets_it(case: dict[str, Any]) -> None:
    card = assessed(case, "national").scorecard
    assert card.basis == "national"
    assert not any(isinstance(each.clause, PrintedClause) for each in card.awards)


def test_two_rows_of_one_name_keep_their_clauses_and_their_figures_apart() -> None:
    clause = "①有制度得1分；②制度健全得1分。"
    rows = tuple(Row((Entry("管理", cell=f"甲!A{n}"), Entry("制度", cell=f"甲!B{n}")),
                     weight=Entry("2", Fraction(2), f"甲!C{n}"),
                     standard=Entry(clause, cell=f"甲!D{n}")) for n in (3, 4))
    filing = Filing(rows=rows)
    rules = own_rules(filing, Library().find("national"))
    names = [set(each.missing) for each in score(filing, rules).awards]
    assert all(names)
    assert not names[0] & names[1]


def test_a_clause_is_read_once_for_all_forms_that_print_it() -> None:
    case = CASES[2]
    assessed(case)
    before = understood.cache_info()
    assessed(case)
    after = understood.cache_info()
    assert after.misses == before.misses
    assert after.hits > before.hits


ACTUALS = ("100%", "98%", "95%", "90%", "85.5%", "60%", "0%", "12个", "3次", "完成", "")


def on_a_row(clause: Clause, actual: str) -> Award:
    """The clause printed in a row of a form."""
    weight = clause.weight or Fraction(10)
    row = Row((Entry(clause.name, cell="甲!A3"),), weight=Entry(str(weight), weight, "甲!B3"),
              score=Entry(cell="甲!C3"), actual=Entry(actual, cell="甲!D3"),
              standard=Entry(clause.text, cell="甲!E3"), explanation=Entry(clause.explanation))
    filing = Filing(rows=(row,))
    (found,) = score(filing, own_rules(filing, Library().find("national"))).awards
    return found


OFFICIAL = [clause for clause in clauses(CLAUSES / "elsewhere.yaml")
            if clause.name and clause.weight and not clause.substitute]


@pytest.mark.parametrize("clause", OFFICIAL, ids=lambda clause: clause.id)
def test_an_official_clause_on_a_row_gives_a_person_s_score_or_stays_open(clause: Clause) -> None:
    for actual in ACTUALS:
        found = on_a_row(clause, actual)
        if found.score is None:
            assert found.range is not None
            assert found.range.low is not None
            assert found.range.low >= 0
            assert found.why
            continue
        case = Case(clause.weight or Fraction(0), actual=Entry(actual), figures={},
                    name=defined_name(clause.name), levels=(clause.name,))
        theirs = attempt(clause.rule, case)
        assert isinstance(theirs, Points), (actual, found.score)
        assert AWARD_ROUNDING.apply(theirs.step.value) == found.score


def noted(*notes: str) -> Ruleset:
    entries = tuple(Entry(text, cell=f"甲!A{n}") for n, text in enumerate(notes, 20))
    return own_rules(Filing(notes=entries), Library().find("national"))


def test_notes_come_before_the_national_measure() -> None:
    rules = noted("注：1.原则上一级指标分值统一设置为：产出指标50分、效益指标30分、预算资金执行率20分。",
                  "2.完成值超过年度指标值150%的，须说明原因。",
                  "3.优 90分≤得分≤100分；良 75分≤得分<90分；中 60分≤得分<75分；差 得分<60分")
    assert rules.execution is not None
    assert rules.execution.weight == 20
    assert rules.checks is not None
    assert rules.checks.reason_above == Fraction(3, 2)
    assert str(rules.checks.reason_above_clause).startswith(f"{PRINTED}，甲!A21")
    assert [grade(Fraction(total), rules) for total in (90, 80, 74, 12)] == ["优", "良", "中", "差"]


def test_a_note_rounds_every_award_and_ends_the_total() -> None:
    rules = noted("注：1.各指标得分四舍五入取整。2.总分保留一位小数。3.加分不超过5分，总分不超过100分。")
    assert rules.round is not None
    assert rules.round.told == "四舍五入取整"
    assert rules.total is not None
    assert rules.total.sentence() == "本表所印的注所说的加分（最多加5分）。总分不超过100分。总分四舍五入到1位小数。"
    rows = tuple(Row((Entry(f"指标{n}", cell=f"甲!A{n}"),), weight=Entry("50", Fraction(50), f"甲!B{n}"),
                     score=Entry(cell=f"甲!C{n}"), target=Entry("≥70人"), actual=Entry(actual),
                     standard=Entry("达标得满分，未达标按比例得分。", cell=f"甲!D{n}"))
                 for n, actual in ((3, "47人"), (4, "70人")))
    notes = (Entry("注：各指标得分四舍五入取整。", cell="甲!A9"),)
    filing = Filing(rows=rows, notes=notes)
    card = score(filing, own_rules(filing, Library().find("national")))
    assert [each.score for each in card.awards] == [34, 50]
    assert card.total == 84


def test_a_note_that_nothing_exceeds_its_weight_stands_against_a_clause_that_does() -> None:
    clause = "产量达到100吨得10分，超过的，每超过10吨加1分，最高加2分；每少10吨扣1分，扣完为止。"
    row = Row((Entry("产量", cell="甲!A3"),), weight=Entry("10", Fraction(10), "甲!B3"),
              score=Entry(cell="甲!C3"), actual=Entry("120吨", cell="甲!D3"),
              standard=Entry(clause, cell="甲!E3"))
    notes = (Entry("得分最高不能超过该指标分值上限。", cell="甲!A9"),)
    found = [score(filing, own_rules(filing, Library().find("national"))).awards[0]
             for filing in (Filing(rows=(row,)), Filing(rows=(row,), notes=notes))]
    assert found[0].score == 12
    assert found[1].score is None
    assert found[1].range is not None
    assert (found[1].range.low, found[1].range.high) == (10, 12)


def test_a_note_without_rules_leaves_the_national_measure_as_it_is() -> None:
    assert noted("注：1.其他资金请注明来源。") == Library().find("national")
