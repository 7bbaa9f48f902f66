"""Each published filing, poured into its blank and read back, is what was published."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from addin.books.xlsx.closed import BookFile
from addin.desk.new_form import sample
from addin.forms.pour import blank
from addin.forms.read import Form, read_forms
from addin.library.form_map import packaged_maps
from scoring.filing import Entry, Row
from scoring.rules.indicator import plain_name
from tests.forms.making import PUBLISHED, published, rules_for

WITH_BLANK = (*PUBLISHED, "national-project-2020")


def reread(book: BookFile) -> Form:
    (form,) = read_forms(BookFile.read(book.to_bytes(), "试.xlsx"), packaged_maps())
    return form


@pytest.fixture(scope="module", params=PUBLISHED)
def pair(request: pytest.FixtureRequest) -> tuple[Form, dict[str, Any]]:
    return reread(sample(rules_for(request.param))), published(request.param)


def said(entry: Entry) -> str | Fraction | None:
    """What the data file writes for the cell: a number, a quoted text, or nothing."""
    if entry.number is not None:
        return entry.number
    return entry.text or None


def wanted(value: str | int | Fraction | None) -> str | Fraction | None:
    return (value or None) if isinstance(value, str) else None if value is None else Fraction(value)


def as_data(row: Row) -> dict[str, Any]:
    return {"levels": [plain_name(level.text) for level in row.levels],
            "level_weights": [said(weight) for weight in row.level_weights],
            **{role: said(getattr(row, role))
               for role in ("target", "actual", "weight", "score", "reason")}}


def test_rows(pair: tuple[Form, dict[str, Any]]) -> None:
    form, data = pair
    expected = [{"levels": [plain_name(level) for level in row["levels"]],
                 "level_weights": [wanted(each) for each in row.get("level_weights", [])],
                 **{role: wanted(row.get(role))
                    for role in ("target", "actual", "weight", "score", "reason")}}
                for row in data["rows"]]
    assert [as_data(row) for row in form.filing.rows] == expected
    assert [row.name for row in form.filing.rows] == [row["levels"][-1] for row in data["rows"]]


def test_fields(pair: tuple[Form, dict[str, Any]]) -> None:
    form, data = pair
    filled = {name: said(entry) for name, entry in form.filing.fields.items() if not entry.blank}
    assert filled == {name: wanted(value) for name, value in data["fields"].items() if value != ""}


def test_funds(pair: tuple[Form, dict[str, Any]]) -> None:
    form, data = pair
    columns = {"分值": "weight", "执行率": "rate", "得分": "score"}
    read = {plain_name(fund.name.text).rstrip(":"): {
        **{name: said(entry) for name, entry in fund.amounts.items() if said(entry) is not None},
        **{name: said(getattr(fund, column)) for name, column in columns.items()}}
        for fund in form.filing.funds}
    assert read == {name: {column: wanted(value) for column, value in values.items()}
                    for name, values in data.get("funds", {}).items()}
    assert [fund.scored for fund in form.filing.funds][:1] == [True][:len(read)]


def test_totals(pair: tuple[Form, dict[str, Any]]) -> None:
    form, data = pair
    assert said(form.filing.total_score) == wanted(data["total"]["score"])
    assert said(form.filing.total_weight) == wanted(data["total"].get("weight"))


def test_nothing_is_odd(pair: tuple[Form, dict[str, Any]]) -> None:
    form, _ = pair
    assert form.findings == ()
    assert form.filing.unit == "万元"


@pytest.mark.parametrize("name", WITH_BLANK)
def test_a_blank_form_is_recognised_as_itself(name: str) -> None:
    form = reread(blank(rules_for(name)))
    assert form.found.map.form == name


def test_lukou_splits_are_amounts_behind_their_labels() -> None:
    filing = reread(sample(rules_for("lukou-2023"))).filing
    income, expenditure = filing.splits
    assert income.name == "按收入性质分"
    assert income.whole == Entry("17511.79", Fraction("17511.79"), "自评表!B7")
    assert [(name, part.number) for name, part in income.parts] == [
        ("一般公共预算", Fraction("5140.38")), ("政府性基金拨款", Fraction("12055.36")),
        ("纳入专户管理的非税收入拨款", None), ("其他资金", Fraction("316.06"))]
    assert dict(income.parts)["纳入专户管理的非税收入拨款"].blank
    assert [(name, part.cell) for name, part in expenditure.parts] == [
        ("基本支出", "自评表!F8"), ("项目支出", "自评表!F9")]


def test_conghua_budget_categories_are_a_split() -> None:
    (budget,) = reread(sample(rules_for("conghua-2022"))).filing.splits
    assert budget.whole.number == sum(part.number or 0 for _, part in budget.parts)
    assert budget.whole.cell == "自评表!C11"


def test_conghua_grade_is_the_ticked_word() -> None:
    filing = reread(sample(rules_for("conghua-2022"))).filing
    assert filing.grade == Entry("优", cell="自评表!B28")
    assert filing.fields["评价等级"].text.startswith("☑ 优 90分≤得分")


def test_splits_of_a_blank_form_are_not_made_up() -> None:
    assert reread(blank(rules_for("lukou-2023"))).filing.splits == ()
    assert reread(blank(rules_for("conghua-2022"))).filing.grade.blank
