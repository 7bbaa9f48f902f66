"""The wrappers and the table of functions say the same; so does the documentation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from addin.tables import functions_page as help_page
from addin.tables.functions import ERRORS, FUNCTIONS, Function
from addin.xlam.build import modules
from addin.xlam.settings import help_rows

SOURCES = {module.name: module.source for module in modules()}
WRAPPER = re.compile(r"Public Function (\w+)\((.*)\) As Variant\r\n    (.*)\r\nEnd Function\r\n")
DECLARED = {name: (arguments, body)
            for name, arguments, body in WRAPPER.findall(SOURCES["Functions"])}
named = pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)


def test_every_function_has_one_wrapper() -> None:
    assert list(DECLARED) == [function.name for function in FUNCTIONS]


@named
def test_the_wrapper_takes_the_arguments_of_the_table(function: Function) -> None:
    arguments, _ = DECLARED[function.name]
    assert arguments.split(", ") == [
        f"{'Optional ' * argument.optional}{argument.name} As Variant"
        for argument in function.arguments]


@named
def test_the_wrapper_passes_all_of_them_to_the_python_of_its_name(function: Function) -> None:
    names = ", ".join(argument.name for argument in function.arguments)
    _, body = DECLARED[function.name]
    assert body == f'{function.name} = Bridge.Answer("{function.name}", Array({names}))'


@named
def test_optional_arguments_come_last(function: Function) -> None:
    optional = [argument.optional for argument in function.arguments]
    assert optional == sorted(optional)


@named
def test_texts_fit_into_excels_dialog(function: Function) -> None:
    for said in (function.said, *(argument.said for argument in function.arguments)):
        assert 0 < len(said.encode("utf-16-le")) // 2 <= 255
    names = [function.name, *(argument.name for argument in function.arguments)]
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name) for name in names)


@named
def test_the_example_is_a_call_the_function_takes(function: Function) -> None:
    called = re.fullmatch(rf"={function.name}\((.*)\)", function.example)
    assert called
    required = sum(not argument.optional for argument in function.arguments)
    assert required <= called[1].count(",") + 1 <= len(function.arguments)


def test_excel_is_told_of_every_argument() -> None:
    for function, row in zip(FUNCTIONS, help_rows(FUNCTIONS), strict=True):
        assert row[:3] == (function.name, "绩效自评", function.said)
        assert list(row[3:]) == [argument.said for argument in function.arguments]


def test_every_error_text_becomes_its_error_value() -> None:
    """The numbers are those of Excel's XlCVError."""
    numbers = dict(zip(ERRORS, (2000, 2007, 2015, 2023, 2029, 2036, 2042), strict=True))
    for error, number in numbers.items():
        assert f'Case "{error}": AsCell = CVErr({number})' in SOURCES["Transport"]


@pytest.mark.parametrize("name", SOURCES)
def test_our_code_is_ascii_explicit_and_not_volatile(name: str) -> None:
    source = SOURCES[name]
    assert source.isascii()
    assert "Option Explicit" in source or name.endswith("Sheet")
    assert "Volatile" not in source
    assert "Err.Description\r\nEnd Function" not in source


def test_the_documentation_is_that_of_the_table() -> None:
    written = Path(__file__).parents[2] / "docs" / "单元格函数.md"
    assert written.read_text("utf-8") == help_page.page()
