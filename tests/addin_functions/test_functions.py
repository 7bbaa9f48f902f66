"""Every function with every kind of cell value, through xlwings' own COM server and converters."""

import inspect
import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from addin import functions
from addin.functions.values import NOT_AVAILABLE, VALUE
from addin.tables.functions import ERRORS, FUNCTIONS, Function
from tests.xlwings_windows import ERROR_CODES, OMITTED, ExcelCalls, Workbook

SPILL_ERROR = -2146826243
CASES = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text("utf-8"))


def each_case() -> Iterator[Any]:
    for group in CASES:
        for case in group["cases"]:
            yield pytest.param(group["function"], case, id=f"{group['function']}: {case['name']}")


def as_excel_gives_it(written: Any) -> Any:
    match written:
        case [*rows]:
            return [as_excel_gives_it(row) for row in rows]
        case {"error": str(name)}:
            return ERROR_CODES.get(name, SPILL_ERROR)
        case {"date": day}:
            return datetime(day.year, day.month, day.day)  # noqa: DTZ001 — as Excel gives it
        case {"money": str(amount)}:
            return Decimal(amount)
        case "omitted":
            return OMITTED
        case bool() | str() | None:
            return written
    return float(written)


@pytest.mark.parametrize(("function", "case"), list(each_case()))
def test_in_a_cell(excel: ExcelCalls, function: str, case: dict[str, Any]) -> None:
    shown = excel.call(function, *map(as_excel_gives_it, case["arguments"]))
    if "contains" in case:
        assert [part for part in case["contains"] if part not in shown] == []
    else:
        assert shown == case["shows"]


def test_every_function_is_tested_with_blanks_errors_and_text() -> None:
    assert {group["function"] for group in CASES} == {each.name for each in FUNCTIONS}


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda one: one.name)
def test_names_and_arguments_are_those_of_the_table(function: Function) -> None:
    signature = inspect.signature(getattr(functions, function.name))
    taken = list(signature.parameters.values())
    named = [each for each in taken if each.kind is not inspect.Parameter.VAR_POSITIONAL]
    table = [(each.name, each.optional) for each in function.arguments]
    if named != taken:
        assert all(name.startswith("input") for name, _ in table[len(named):])
        table = table[:len(named)]
    assert [(one.name, one.default is None) for one in named] == table


def test_nothing_is_volatile_and_nothing_waits(excel: ExcelCalls) -> None:
    module = excel.udfs.udf_modules["addin.functions"]["module"]
    for each in FUNCTIONS:
        about = getattr(module, each.name).__xlfunc__
        assert (about["volatile"], about["async_mode"], about["sub"]) == (False, None, False)


def test_the_errors_answered_are_errors_the_wrapper_knows() -> None:
    assert {VALUE, NOT_AVAILABLE, *ERROR_CODES} <= set(ERRORS)


def test_constants_in_the_formula_count_as_cells_do(excel: ExcelCalls) -> None:
    assert excel.literal("PE_SCORE", "≥90%", 0.81, 10.0, "正向") == 9
    assert excel.literal("PE_TOTAL", ((1.0,), (2.0,))) == 3


def test_the_ruleset_is_the_workbooks_own(excel: ExcelCalls) -> None:
    own, none = Workbook({"评分办法": "520111/2023"}), Workbook({"公司": "某单位"})
    arguments = ["整体满意", "部分达成", 10.0]
    assert "可得5–8分（不含8分）" in excel.call("PE_EXPLAIN", *arguments, book=own)
    assert "可得6–8分（不含8分）" in excel.call("PE_EXPLAIN", *arguments, book=none)


def test_a_ruleset_named_in_the_formula_goes_before_the_workbooks(excel: ExcelCalls) -> None:
    own = Workbook({"评分办法": "520111/2023"})
    said = excel.call("PE_EXPLAIN", "整体满意", "部分达成", 10.0, OMITTED, "national", book=own)
    assert "可得6–8分（不含8分）" in said


def test_the_caller_of_one_formula_is_not_the_caller_of_the_next(excel: ExcelCalls) -> None:
    answers = [excel.call("PE_EXPLAIN", "整体满意", "部分达成", 10.0, book=Workbook(properties))
               for properties in ({"评分办法": "520111/2023"}, {}, {"评分办法": "520111/2023"})]
    assert ["可得5–8分（" in said for said in answers] == [True, False, True]


def test_thousand_rows_in_one_call_equal_thousand_calls(excel: ExcelCalls) -> None:
    rows = [(f"≥{place}", float(place % 7 * 15), 10.0) for place in range(1, 101)]
    columns = [[[row[place]] for row in rows] for place in range(3)]
    assert excel.call("PE_SCORES", *columns) == [[excel.call("PE_SCORE", *row)] for row in rows]


def test_only_functions_of_the_table_are_answered(excel: ExcelCalls) -> None:
    for name in ("callers_ruleset", "__import__", "xw", "PE_SCORE.__call__"):
        with pytest.raises(ValueError, match=re.escape(name)):
            excel.call(name, "1")


def test_the_workbook_is_let_go_after_each_answer(excel: ExcelCalls) -> None:
    """Else Excel stays running, without a window, after its last workbook was closed."""
    import xlwings

    excel.call("PE_GRADE", 95.0, book=Workbook({}))
    assert xlwings._xlwindows.BOOK_CALLER is None
    with pytest.raises(ValueError, match="nothing"):
        excel.call("nothing", 1)
    assert xlwings._xlwindows.BOOK_CALLER is None


def test_of_xlwings_own_object_nothing_is_shown_that_runs_a_text(excel: ExcelCalls) -> None:
    assert excel._server._public_methods_ == ("Answer", "Press", "Menu", "Alive")
