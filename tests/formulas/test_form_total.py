"""The total of a form that scores itself, in real LibreOffice: additions, caps that hold in a range, a
veto, a rounding of its own, weight that is shared out; and the core's total beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from addin.books.book import column_letters
from addin.books.files import open_book, save_book
from addin.desk.new_form import new
from addin.desk.self_scoring import make_self_scoring
from addin.forms.read import read_forms
from addin.library.form_map import PUBLISHED
from addin.library.library import Library
from addin.pages.inputs import read_inputs
from scoring.awards.score import score
from scoring.rulefile.document import parse_document
from scoring.rules.conditions import Adjust, Conditions, NotApplicable, Veto
from scoring.rules.input import Input
from scoring.rules.measure import Measure, RoundStep
from scoring.rules.ruleset import Ruleset
from scoring.rules.total import CapWhile, Total
from scoring.values.interval import Interval
from tests.formulas.clerk import clerks
from tests.formulas.test_published import typed

pytestmark = pytest.mark.office

LIBRARY = Library()
EXTRA = Adjust(low=Fraction(-5), high=Fraction(5), input="附加分")
RATE = Measure(formula="当年已支出 ÷ 当年应支出", name="支出率")
RULES: Mapping[str, tuple[Total, Mapping[str, str]]] = {
    "加减分": (Total(adjust=(EXTRA,)), {"附加分": "3"}),
    "加减分超出范围": (Total(adjust=(EXTRA,)), {"附加分": "9"}),
    "加到封顶": (Total(adjust=(EXTRA,), cap=Fraction(84)), {"附加分": "4.5"}),
    "区间封顶": (Total(caps=(CapWhile(measure=RATE, when=Interval.parse("[70%, 80%)"),
                                  cap=Fraction(79)),)), {"当年已支出": "75", "当年应支出": "100"}),
    "区间外不封顶": (Total(caps=(CapWhile(measure=RATE, when=Interval.parse("[70%, 80%)"),
                                    cap=Fraction(79)),)),
               {"当年已支出": "80", "当年应支出": "100"}),
    "封顶的数未填": (Total(caps=(CapWhile(measure=RATE, when=Interval.parse("[70%, 80%)"),
                                    cap=Fraction(79)),)), {"当年已支出": "80"}),
    "否决": (Total(veto=(Veto(input="全表否决"),)), {"全表否决": "是"}),
    "否决写得不清": (Total(veto=(Veto(input="全表否决"),)), {"全表否决": "也许"}),
    "取整": (Total(round=RoundStep(places=0)), {}),
    "剔除": (Total(), {"不适用": "是"}),
    "剔除后取整": (Total(round=RoundStep(places=0, mode="去尾")), {"不适用": "是"}),
}


@pytest.fixture(scope="module")
def opens() -> Iterator[Any]:
    with clerks() as found:
        yield found


def ruleset_of(total: Total) -> Ruleset:
    """察隅's rules, whose first indicator may not apply, with a total of its own."""
    rules = LIBRARY.find("chayu")
    first, *others = rules.indicators
    apart = Conditions(not_applicable=NotApplicable(input="不适用", then="剔除"))
    inputs = {**rules.inputs, "当年已支出": Input(unit="元"), "当年应支出": Input(unit="元")}
    return replace(rules, total=total, inputs=inputs, indicators=(replace(first, conditions=apart), *others))


@pytest.mark.parametrize("name", RULES)
def test_a_total_comes_out_as_in_the_core(name: str, opens: Any, tmp_path: Path) -> None:
    total, more = RULES[name]
    rules = ruleset_of(total)
    folder = LIBRARY.form_folder(rules.form)
    book = new(rules)
    make_self_scoring(book, rules, LIBRARY)
    save_book(book, tmp_path / "空.xlsx")
    clerk = opens(tmp_path / "空.xlsx")
    blank = open_book(tmp_path / "空.xlsx")
    form = read_forms(blank, LIBRARY.maps)[0]
    data = parse_document((folder / PUBLISHED).read_text(encoding="utf-8")).data
    grids = {each: blank.grid(each) for each in blank.sheets}
    data = {**data, "inputs": {**data["inputs"], **more}}
    for sheet, cell, text in typed(form, grids, data):
        clerk.types(sheet, {cell: text})
    saved = open_book(clerk.saves(tmp_path / "交.xlsx"))
    clerk.document.close(True)
    filed = read_forms(saved, LIBRARY.maps)[0]
    filing = replace(filed.filing, inputs=read_inputs(saved, rules))
    card = score(filing, rules)
    assert filing.total_score.number == card.total
    assert not filing.grade.cell, "it has no cell for a grade"
    assert (card.total is None) == (name in ("加减分超出范围", "封顶的数未填", "否决写得不清"))


def test_a_score_typed_over_its_formula_leaves_the_total_open(opens: Any, tmp_path: Path) -> None:
    rules = LIBRARY.find("huaxi")
    book = new(rules)
    make_self_scoring(book, rules, LIBRARY)
    save_book(book, tmp_path / "空.xlsx")
    clerk = opens(tmp_path / "空.xlsx")
    form = read_forms(book, LIBRARY.maps)[0]
    column = column_letters(form.found.columns["score"])
    slot = form.found.slots[0]
    cells = dict(zip(("level3", "target", "actual", "weight"), ("完成率", "≥90%", "81%", "10"),
                     strict=True))
    clerk.types(form.sheet, {f"{column_letters(form.found.columns[role])}{slot}": text
                             for role, text in cells.items()})
    clerk.types(form.sheet, {"E8": "100", "F8": "90"})
    total = form.filing.total_score.cell.partition("!")[2]
    assert clerk.shows(form.sheet, total) == "18"
    clerk.types(form.sheet, {f"{column}{slot}": "8"})
    assert clerk.shows(form.sheet, total) == "待认定"
    clerk.types(form.sheet, {f"{column}{slot}": "9.0"})
    assert clerk.shows(form.sheet, total) == "18"
    clerk.document.close(True)
