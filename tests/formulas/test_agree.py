"""The published forms of every ruleset, row by row: where a formula may stand in a 得分 cell."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from addin.books.xlsx.closed import BookFile
from addin.desk.assess import assess
from addin.forms.assessed import Assessed
from addin.library.library import Library
from scoring.awards.scorecard import Award
from scoring.filing import Entry, Row
from scoring.formulas.agree import Filed, disagreement
from scoring.formulas.columns import Columns, Figure, Place, Refused
from scoring.formulas.compiled import Ruled, compiled
from scoring.formulas.opened import opened
from scoring.rules.inputs import inputs_of
from scoring.rules.ruleset import EXECUTION_RATE
from tests.bench.rules import samples

OWN = frozenset({"分值", "目标值", "实际值", "偏差原因", "一级", "二级", "三级"})
LIBRARY = Library()
SAMPLES = samples(LIBRARY)


def rows_of(one: Assessed) -> Iterator[tuple[Award, Columns | Refused, Place, Filed]]:
    """Every award with its columns and what stands in its cells."""
    card = one.scorecard
    rules, filing = card.ruleset, one.form.filing
    figures = {spec.name: Figure(spec.unit, spec.count) for spec in inputs_of(rules)}
    figures |= {name: Figure(entry.unit) for name, entry in card.figures.items()
                if name not in figures}
    raw = {**card.figures, **filing.inputs}
    for award in card.awards:
        row = award.row
        filed = Filed(row, raw, card.figures)
        if award.fund is not None:
            assert rules.execution is not None
            place = Place(EXECUTION_RATE, OWN, figures)
            yield award, compiled(rules.execution, place, rules.execution.weight), place, filed
        elif (indicator := rules.indicator_for(row)) is not None:
            place = Place(rules.input_name(indicator), OWN, figures, award.levels)
            yield award, compiled(indicator, place, indicator.weight), place, filed
        elif rules.defaults:
            place = Place("", OWN, figures)
            yield award, opened(rules.defaults, place), place, filed


def said_of(one: Assessed, award: Award, columns: Columns | Refused, place: Place,
            filed: Filed) -> str:
    if isinstance(columns, Refused):
        return columns.why
    rules = one.scorecard.ruleset

    def ruled(row: Row) -> Ruled:
        if award.fund is not None:
            assert rules.execution is not None
            return rules.execution
        found = rules.indicator_for(row) or rules.default_for(row)
        assert found is not None
        return found

    printed = award.weight if award.row.weight.blank else None
    return disagreement(columns, place, filed, ruled, printed)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_published_form_scores_itself(name: str) -> None:
    """No formula contradicts the core; nine of ten rows that figures decide have one."""
    book: BookFile = SAMPLES[name]
    (one,) = assess(book, LIBRARY)
    said = {award.indicator: said_of(one, award, columns, place, filed)
            for award, columns, place, filed in rows_of(one) if award.score is not None
            and award.verdict != "in_band"}
    values = {indicator: why for indicator, why in said.items() if why}
    print(len(said), values)
    assert not [why for why in values.values() if "公式得" in why or "公式却得" in why]
    assert len(values) * 10 <= len(said)


def test_a_reason_is_given_where_the_formula_cannot_read_the_cell() -> None:
    name = next(iter(SAMPLES))
    (one,) = assess(SAMPLES[name], LIBRARY)
    for award, columns, place, filed in rows_of(one):
        if isinstance(columns, Columns):
            formatted = Entry("5万元", formatted=True)
            row = Row(filed.row.levels, filed.row.weight, target=formatted, actual=formatted)
            told = said_of(one, award, columns, place, Filed(row, filed.figures, filed.read))
            assert "数字格式" in told
            return
