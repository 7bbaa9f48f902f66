"""Published forms of places without a ruleset: what a careful person reads in them and says."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from addin.desk.assess import assess
from addin.forms.assessed import Assessed
from addin.library.library import Library
from addin.library.words import plain_text
from scoring.awards.score import NO_RULE
from scoring.awards.scorecard import Award
from scoring.filing.numbers import number, quantity
from scoring.values.exact import sum_of
from tests.wild.making import HERE, book, forms, parse_document

TRUTHS = parse_document((HERE / "truths.yaml").read_text("utf-8")).data


AGAINST_ITSELF = {"weight-total", "weight-level", "total-sum", "funds-sum", "rate-differs",
                  "budget-not-positive"}
"""What a form without rules of its own may have to mend: where it contradicts itself."""


@cache
def assessed(name: str) -> Assessed:
    """The only form of the workbook."""
    (one,) = assess(book(name), Library())
    return one


@pytest.fixture(params=list(TRUTHS))
def pair(request: pytest.FixtureRequest) -> tuple[Assessed, dict[str, Any]]:
    return assessed(request.param), TRUTHS[request.param]


def test_every_published_form_has_its_truth() -> None:
    assert forms().keys() == TRUTHS.keys()


def test_whose_form_it_is(pair: tuple[Assessed, dict[str, Any]]) -> None:
    one, truth = pair
    told = one.form.filing.about
    assert {name: getattr(told, name) for name in truth["about"]} == truth["about"]
    assert one.form.filing.left == ()
    assert one.form.filing.unit == truth.get("unit", "万元")


def test_every_row_is_read(pair: tuple[Assessed, dict[str, Any]]) -> None:
    one, truth = pair
    filing = one.form.filing
    assert len(filing.rows) == truth["rows"]
    assert sum_of(number(row.weight) or Fraction(0) for row in filing.rows) == truth["weights"]
    targets = {row.name: row.target.text for row in filing.rows}
    assert {name: targets[name] for name in truth.get("targets", {})} == truth.get("targets", {})


def test_the_total_and_the_grade_are_found(pair: tuple[Assessed, dict[str, Any]]) -> None:
    one, truth = pair
    filing = one.form.filing
    weight, score, column, grade = truth["total"]
    assert number(filing.total_weight) == (None if weight is None else Fraction(weight))
    assert number(filing.total_score) == Fraction(score)
    assert filing.total_score.cell.rpartition("!")[2].rstrip("0123456789") == column
    assert (filing.grade.text or None) == grade


def test_which_row_of_the_funds_is_the_whole_and_which_is_scored(
        pair: tuple[Assessed, dict[str, Any]]) -> None:
    one, truth = pair
    assert [[plain_text(fund.name.text), fund.whole, fund.scored]
            for fund in one.form.filing.funds] == truth["funds"]


def test_scores_by_the_forms_own_words_or_the_national_rule(
        pair: tuple[Assessed, dict[str, Any]]) -> None:
    one, truth = pair
    scores = {award.indicator: award.score for award in one.scorecard.awards}
    assert {name: scores[name] for name in truth["scores"]} == {
        name: None if score is None else Fraction(score)
        for name, score in truth["scores"].items()}
    assert one.scorecard.open == Fraction(truth.get("open", 0))
    if "ruled" in truth:
        assert one.scorecard.total == truth["ruled"]


def test_what_must_be_said_and_what_must_not(pair: tuple[Assessed, dict[str, Any]]) -> None:
    one, truth = pair
    said = {(each.code.code, cell.rpartition("!")[2]) for each in one.findings
            for cell in each.cells}
    assert {tuple(each) for each in truth.get("says", ())} <= said
    assert not {code for code, _ in said} & set(truth.get("never", ()))
    assert not {tuple(each) for each in truth.get("unsaid_at", ())} & said
    assert not {each.code.code for each in one.findings if each.severity == "error"} - AGAINST_ITSELF
    for text in truth.get("unsaid", ()):
        assert not [each.message for each in one.findings if str(float(text)) in each.message]


def test_no_row_with_numbers_is_left_to_a_person() -> None:
    """Rows with a weight, a quantity as target and another as actual value are scored by a rule."""
    awards = [award for name in TRUTHS for award in assessed(name).scorecard.awards
              if award.weight is not None and award.rule is not NO_RULE.rule]
    numbers = [award for award in awards if _in_numbers(award)]
    scored = [award for award in numbers if award.step is not None]
    assert len(numbers) >= 40
    assert len(scored) >= 0.97 * len(numbers), [award.indicator for award in numbers
                                                if award not in scored]


def _in_numbers(award: Award) -> bool:
    row = award.row
    return (award.fund is None and quantity(row.target) is not None
            and quantity(row.actual) is not None)
