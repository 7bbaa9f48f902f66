"""The add-in's way to Python over real COM: xlwings' DLL starts our server, as VBA has it start."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import Any

import pytest

if sys.platform != "win32":
    pytest.skip("needs Windows: make windows", allow_module_level=True)

from pywintypes import com_error

from addin.xlam.build import modules
from tests.addin_functions.test_functions import as_excel_gives_it, each_case
from tests.windows.excel import (
    Excel,
    NotStarted,
    end_process,
    servers,
    workbook,
)
from tests.windows.variants import Error
from tests.xlwings_windows import ERROR_CODES, OMITTED


@pytest.fixture(scope="module")
def excel() -> Iterator[Excel]:
    started = Excel()
    yield started
    started.end()


@pytest.mark.parametrize(("function", "case"), list(each_case()))
def test_every_function_answers_for_ranges(excel: Excel, function: str,
                                           case: dict[str, Any]) -> None:
    given = [as_excel_gives_it(each) for each in case["arguments"]]
    if OMITTED in given:
        pytest.skip("an omitted argument is a constant")
    shown = excel.call(function, *given)
    if "contains" in case:
        assert [part for part in case["contains"] if part not in shown] == []
    else:
        assert as_rows(shown) == as_rows(case["shows"])


def as_rows(shown: Any) -> Any:
    """An array comes from COM as tuples."""
    return [as_rows(each) for each in shown] if isinstance(shown, (tuple, list)) else shown


def test_constants_errors_and_omitted_arguments(excel: Excel) -> None:
    for name, code in ERROR_CODES.items():
        assert excel.literal("PE_SCORE", "≥90%", Error(code), 10.0) == name
    said = excel.literal("PE_EXPLAIN", "整体满意", "部分达成", 10.0, Error(OMITTED), "520111/2023")
    assert "可得5–8分（不含8分）" in said


def test_chinese_and_characters_of_no_code_page_come_back(excel: Excel) -> None:
    text = "花溪区 😀 㐃"
    assert text in excel.call("PE_PARSE", text)


def test_the_ruleset_is_the_workbooks_own(excel: Excel) -> None:
    arguments = ("整体满意", "部分达成", 10.0)
    own = excel.call("PE_EXPLAIN", *arguments, book=workbook(评分办法="520111/2023"))
    assert "可得5–8分（不含8分）" in own
    assert "可得6–8分（不含8分）" in excel.call("PE_EXPLAIN", *arguments)


def test_three_workbooks_use_one_server(excel: Excel) -> None:
    before = servers()
    for name in ("甲", "乙", "丙"):
        assert excel.activate() == excel.server
        assert excel.call("PE_GRADE", 95.0, book=workbook(单位=name)) == "优"
    assert servers() == before
    assert len(before) == 1


def test_a_command_of_the_ribbon_is_pressed_and_tells_afterwards(excel: Excel) -> None:
    told, wrong, undo, _ = excel.server.Press("diagnose", workbook())
    assert f"Python {sys.version.split()[0]}" in told
    assert not wrong
    assert undo == ""


def test_a_command_that_finds_no_form_says_so(excel: Excel) -> None:
    told, wrong, undo, _ = excel.server.Press("score_values", workbook())
    assert "表" in told
    assert wrong
    assert undo == ""


def test_only_commands_of_the_table_are_pressed(excel: Excel) -> None:
    for text in ("__import__('os')", "run", "functools", "press"):
        with pytest.raises(com_error):
            excel.server.Press(text, workbook())


@pytest.mark.parametrize("name", ["Exec", "Eval", "CallUDF", "Module", "SetAttr"])
def test_xlwings_own_methods_are_out_of_reach(excel: Excel, name: str) -> None:
    with pytest.raises((AttributeError, com_error)):
        getattr(excel.server, name)("1")


def test_a_folder_of_our_name_beside_the_form_changes_nothing(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("addin", "xlwings", "scoring"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").write_text("raise SystemExit('theirs')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    started = Excel()
    assert started.call("PE_GRADE", 95.0) == "优"
    started.end()


def test_one_that_cannot_start_is_told_without_waiting(tmp_path: Path) -> None:
    """Without a shell between, the DLL sees that Python has ended."""
    with pytest.raises(NotStarted, match="Could not create Python process"):
        Excel(tmp_path / "没有" / "pythonw.exe")
    ended = tmp_path / "ended.exe"
    ended.write_bytes(Path(os.environ["WINDIR"], "system32", "hostname.exe").read_bytes())
    with pytest.raises(NotStarted, match="exited before"):
        Excel(ended)


def test_a_server_that_was_ended_is_seen_and_started_anew() -> None:
    first = Excel()
    assert first.server.Alive()
    for process in set(servers()):
        end_process(process)
    sleep(1)
    with pytest.raises(com_error) as gone:
        first.server.Alive()
    known = next(module.source for module in modules() if module.name == "Transport")
    assert f"&H{gone.value.hresult & 0xFFFFFFFF:08X}" in known
    again = Excel()
    assert again.call("PE_GRADE", 95.0) == "优"
    again.end()


def test_how_long_an_answer_takes(capsys: pytest.CaptureFixture[str]) -> None:
    """Ten servers one after the other, and a hundred calls of the last: shown, not judged."""
    first = []
    for _ in range(10):
        start = perf_counter()
        started = Excel()
        started.literal("PE_EXPLAIN", "≥90%", "95%", 10.0)
        first.append(perf_counter() - start)
        start = perf_counter()
        for _ in range(100):
            started.literal("PE_EXPLAIN", "≥90%", "95%", 10.0)
        calls = (perf_counter() - start) / 100
        started.end()
    with capsys.disabled():
        sys.stdout.write(f"\nfirst answer, median of ten: {median(first):.2f} s; "
                         f"a call: {calls * 1e3:.1f} ms\n")
