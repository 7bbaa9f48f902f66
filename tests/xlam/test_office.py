"""The add-in in real LibreOffice: it reads the same modules, and its wrappers calculate."""

from __future__ import annotations

import subprocess
from zipfile import ZipFile

import pytest
from lxml import etree

from addin.xlam.build import build_to, modules
from addin.xlam.project import PROJECT
from tests.xlam.basic_office import calculated

pytestmark = pytest.mark.office

FILTER = "Calc MS Excel 2007 VBA XML"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    """The add-in as LibreOffice stores what it loaded: the modules lie in the folder Basic."""
    folder = tmp_path_factory.mktemp("office")
    build_to(folder / "built.xlam")
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--norestore", f"--infilter={FILTER}", "--convert-to", "ods", "--outdir", str(folder),
         str(folder / "built.xlam")], check=True, capture_output=True, timeout=180)
    return ZipFile(folder / "built.ods")


@pytest.mark.parametrize("module", list(modules()), ids=lambda module: module.name)
def test_libreoffice_reads_the_same_module(loaded: ZipFile, module) -> None:
    stored = etree.fromstring(loaded.read(f"Basic/{PROJECT}/{module.name}.xml"),
                              etree.XMLParser(load_dtd=False, no_network=True))
    lines = [line for line in (stored.text or "").splitlines()
             if not line.startswith(("Rem Attribute ", "Option VBASupport", "Option ClassModule"))]
    assert [line for line in lines if line.strip()] == [
        line for line in module.source.splitlines()
        if line.strip() and not line.startswith("Attribute ")]


def test_a_wrapper_passes_its_name_and_the_given_arguments() -> None:
    shown = calculated(
        '    Answer = name & " " & (UBound(args) + 1)',
        ['PE_SCORE("≥90%", "95%", 10)', 'PE_SCORE("≥90%", "95%", 10, "正向")',
         'PE_RULE("national", "x", 1, 2)', "PE_PARSE(1)"])
    assert shown == ["PE_SCORE 3", "PE_SCORE 4", "PE_RULE 4", "PE_PARSE 1"]


def test_answers_reach_the_cells_and_errors_are_no_texts() -> None:
    """LibreOffice shows VBA's error values as «Error» and their number."""
    shown = calculated(
        '    If name = "PE_GRADE" Then Err.Raise 1000, , "Python failed"\n'
        '    Answer = args(0)',
        ['PE_PARSE("#N/A")', 'PE_PARSE("#DIV/0!")', "PE_GRADE(90)", 'PE_PARSE("优")',
         "PE_PARSE(9.5)*2"])
    assert shown == ["Error 2042", "Error 2007", "Error 2015", "优", "19"]


def test_an_answer_of_many_cells_fills_the_cells_of_its_formula() -> None:
    column = """
    Dim out(0 To 2, 0 To 0) As Variant
    out(0, 0) = 1.5
    out(1, 0) = "#N/A"
    out(2, 0) = "x"
    Answer = out"""
    assert calculated(column, ["PE_SCORES(1,2,3)", "{}", "{}"]) == ["1.5", "Error 2042", "x"]


def test_an_answer_of_one_row_is_a_row() -> None:
    assert calculated("    Answer = Array(1, 2, 3)", [
        "SUM(PE_SCORES(1,2,3))", "COLUMNS(PE_SCORES(1,2,3))", "ROWS(PE_SCORES(1,2,3))"
    ]) == ["6", "3", "1"]


GONE = ["462", "&H80010007", "&H80010012", "&H800401FD", "&H80010105", "&H800706BA", "&H800706BE",
        "&H80010108"]


@pytest.mark.parametrize("number", GONE)
def test_python_is_started_once_and_again_when_it_is_gone(number: str) -> None:
    """What VBA says of a server that ended; the formula must not notice."""
    answers = f"    If starts = 1 Then Err.Raise {number}\n    Answer = starts"
    assert calculated(answers, ["PE_PARSE(1)", "PE_PARSE(2)", "PE_PARSE(3)"]) == ["2", "2", "2"]


def test_another_error_of_python_starts_nothing() -> None:
    answers = '    If args(0) = 1 Then Err.Raise 1000, , "Python failed"\n    Answer = starts'
    assert calculated(answers, ["PE_PARSE(1)", "PE_PARSE(2)"]) == ["Error 2015", "1"]


def told_at_the_end(cells: int, **shim: str) -> list[str]:
    """Error values in all cells; then what the shim has counted, told by its own function."""
    return calculated("    Answer = 1", [*["PE_PARSE(1)"] * cells, "Counted()"], **shim)


def test_a_missing_interpreter_costs_no_start() -> None:
    shown = told_at_the_end(4, problem='Problem = "no Python"')
    assert shown == [*["Error 2015"] * 4, "checks 1 starts 0"]


def test_one_that_fails_to_start_costs_one_start() -> None:
    shown = told_at_the_end(4, start='Err.Raise 1000, , "Python ended"')
    assert shown == [*["Error 2015"] * 4, "checks 1 starts 1"]


def test_one_that_dies_at_every_question_costs_two() -> None:
    shown = calculated("    Err.Raise 462", [*["PE_PARSE(1)"] * 4, "Counted()"])
    assert shown == [*["Error 2015"] * 4, "checks 2 starts 2"]


def test_nothing_in_a_cell_runs_code_or_presses_a_button() -> None:
    commands = ['RunPython("import os")', 'Press("undo_scores")', 'Bridge.Press("undo_scores")',
                "XLPy()"]
    assert calculated("    Answer = 1", commands) == ["#NAME?"] * 4
