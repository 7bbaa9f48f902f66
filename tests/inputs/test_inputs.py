"""The figures that a form has no cell for: typed on 基础数据, read back, scored."""

from fractions import Fraction
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from addin.books.xlsx.closed import BookFile
from addin.desk.assess import assess
from addin.desk.new_form import new, sample
from addin.forms.assessed import Assessed
from addin.forms.pour import blank
from addin.library.form_map import form_folder
from addin.library.library import Library
from addin.pages.inputs import NAME, input_page, read_inputs
from scoring.rulefile.document import parse_document
from scoring.rules.inputs import inputs_of

LIBRARY = Library()


def filled(name: str, values: dict[str, Any]) -> Assessed:
    """The blank workbook of a ruleset with these inputs typed in, scored after saving."""
    ruleset = LIBRARY.find(name)
    book = new(ruleset)
    book.put_page(input_page(ruleset, inputs_of(ruleset), values))
    return next(iter(assess(BookFile.read(book.to_bytes(), "x.xlsx"), LIBRARY)))


def scores(one: Assessed) -> dict[str, Fraction | None]:
    return {award.indicator: award.score for award in one.scorecard.awards}


def test_the_inputs_alone_give_every_score_that_chayu_2021_prints() -> None:
    file = form_folder(LIBRARY.find("chayu").form) / "published.yaml"
    data = parse_document(file.read_text(encoding="utf-8")).data
    got = [award.score for award in filled("chayu", data["inputs"]).scorecard.awards]
    printed = [Fraction(row["score"]) for row in data["rows"]]
    names = [row["levels"][-1] for row in data["rows"]]
    wrong = [name for name, mine, theirs in zip(names, got, printed, strict=True) if mine != theirs]
    assert wrong == ["结果应用创新"], "only this score is contradicted by its own text"
    assert sum(score for score in got if score is not None) == Fraction("82.80")


def test_a_list_and_a_table_are_read_from_their_own_cells() -> None:
    monthly: list[Any] = ["100%"] * 11 + ["88%"]
    got = scores(filled("conghua", {
        "各月一般公共预算支出执行率": monthly,
        "产出指标表": [["道路", 100, 100], ["排水", 50, 25], ["路灯", 10, 20]],
        "应评估项目数": 7, "未开展评估项目数": 1,
    }))
    assert got["部门预算资金支出率"] == Fraction("9.9")
    assert got["部门整体绩效目标产出指标完成情况"] == Fraction(10)  # full, nothing below 60%, half
    assert got["新增预算项目事前绩效评估"] == Fraction("2.5")


def test_the_level_chosen_on_the_sheet_bounds_the_judgement() -> None:
    one = filled("jiangning", {"预算编制科学性_档次": "部分达成"})
    award = next(a for a in one.scorecard.awards if a.indicator == "预算编制科学性")
    assert award.score is None
    assert str(award.range) == "0.6≤x<0.8"


def test_a_missing_input_is_a_finding_that_names_it() -> None:
    one = filled("chayu", {"在职人员数": 9})
    finding = next(f for f in one.findings
                   if f.code.code == "input-missing" and f.indicator == "财政供养人员控制率")
    assert "编制数" in finding.message
    assert scores(one)["财政供养人员控制率"] is None


@pytest.mark.parametrize("name", ["chayu", "conghua", "jiangning"])
def test_every_input_has_a_lawful_name_a_cell_and_a_validation(name: str) -> None:
    ruleset = LIBRARY.find(name)
    specs = inputs_of(ruleset)
    book = BookFile.read(new(ruleset).to_bytes(), "x.xlsx")
    assert NAME in book.sheets
    assert {spec.name for spec in specs} <= set(book.names)


@pytest.mark.parametrize("name", ["huaxi", "lukou", "national"])
def test_a_form_that_says_all_it_needs_has_no_such_sheet(name: str) -> None:
    assert NAME not in new(LIBRARY.find(name)).to_bytes().decode("latin-1")
    assert NAME not in BookFile.read(sample(LIBRARY.find("huaxi")).to_bytes(), "x.xlsx").sheets


def test_a_person_s_own_sheet_of_that_name_is_neither_replaced_nor_read() -> None:
    ruleset = LIBRARY.find("chayu")
    sheets = load_workbook(BytesIO(blank(ruleset).to_bytes()))
    sheets.create_sheet(NAME).append(["名称", "填写"])
    sheets[NAME].append(["编制数", 999])
    typed = BytesIO()
    sheets.save(typed)
    book = BookFile.read(typed.getvalue(), "x.xlsx")
    book.put_page(input_page(ruleset, inputs_of(ruleset), {"编制数": 9}))
    made = BookFile.read(book.to_bytes(), "x.xlsx")
    assert made.own_sheets == {f"{NAME}(2)": NAME}
    assert made.grid(NAME).at(2, 2).value == 999
    assert read_inputs(made, ruleset)["编制数"].number == 9
