"""A target and an actual value as clerks type them: the score by the core and by the workbook's own
formulas, or who leaves it open and why (pairs.yaml, wordings.yaml)."""

from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from addin.library.library import Library
from scoring.filing import Entry, Row
from scoring.formulas.columns import Columns, Place
from scoring.formulas.evaluate import Mode, Value, evaluated
from scoring.formulas.opened import opened
from scoring.rulefile.document import parse_document
from scoring.rules.case import Case, Open
from scoring.rules.conditions import outcome
from scoring.rules.indicator import Default
from tests.formulas.typed import cells_of
from tests.proof.case import Trial, verdict
from tests.proof.run import difference
from tests.proof.sheet import Sheet

CASES = [case for name in ("pairs.yaml", "wordings.yaml") for case in parse_document(
    Path(__file__).with_name(name).read_text(encoding="utf-8")).data]
OWN = frozenset({"分值", "目标值", "实际值", "偏差原因", "一级", "二级", "三级"})
LEVELS = ("产出指标", "数量指标", "完成数")
YEAR = 2023


@cache
def sheet() -> Columns:
    made = opened(Library().find("national").defaults, Place("", OWN, {}, year=YEAR))
    assert isinstance(made, Columns)
    return made


def trial_of(case: dict[str, Any]) -> Trial:
    levels = case.get("levels", LEVELS)
    return Trial({"分值": Entry(number=Fraction(10)), "目标值": Entry(case["target"]),
                  "实际值": Entry(case["actual"]), "偏差原因": Entry(),
                  **{level: Entry(name) for level, name in zip(("一级", "二级", "三级"), levels,
                                                               strict=True)}}, {})


def default_of(row: Row) -> Default:
    found = Library().find("national").default_for(row)
    assert found is not None
    return found


def said(value: Value) -> str:
    return repr(value) if isinstance(value, float) else str(value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['target']} {case['actual']}")
def test_a_pair_is_scored_or_open_and_formulas_say_the_same(case: dict[str, Any]) -> None:
    trial = trial_of(case)
    place = Place("", OWN, {}, year=YEAR)
    core = verdict(default_of(trial.row), place, trial, None)
    wanted = case.get("score")
    assert core.score == (None if wanted is None else Fraction(str(wanted)))
    for mode in Mode:
        found = evaluated(sheet().steps, cells_of(trial.own, {}, place), mode)
        shown = {name: said(found[name]) for name in ("应得分", "最低", "最高", "结论", "说明")}
        assert difference(core, shown) == ""
        by_sheet = "open" if shown["结论"] == "待认定" else "score"
        assert by_sheet == case.get("sheet", "open" if wanted is None else "score")


@pytest.mark.parametrize("case", [each for each in CASES if "why" in each],
                         ids=lambda case: f"{case['target']} {case['actual']}")
def test_what_stays_open_says_why(case: dict[str, Any]) -> None:
    trial = trial_of(case)
    row = trial.row
    default = default_of(row)
    found = outcome(default.rule, default.conditions, Case(
        Fraction(10), row.target, row.actual, levels=tuple(each.text for each in row.levels),
        year=YEAR))
    assert isinstance(found, Open)
    assert case["why"] in found.why


@pytest.mark.office
def test_libreoffice_calculates_every_pair_as_the_core_does() -> None:
    book = Sheet()
    trials = [trial_of(case) for case in CASES]
    place = Place("", OWN, {}, year=YEAR)
    book.add(sheet(), place, trials)
    said = [difference(verdict(default_of(trial.row), place, trial, None), shown)
            for trial, shown in zip(trials, book.calculated(), strict=True)]
    assert [each for each in said if each] == []
