"""The doctor: each thing that can be wrong is found and comes with what to do."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from dataclasses import replace
from pathlib import Path

import pytest

from addin.setup.doctor import Check, Verdict, as_json, examine, report
from addin.setup.install import Places, install
from addin.setup.interpreter import interpreter
from addin.setup.machine import Machine, Office, this_machine
from addin.xlam.build import OFFLINE, build
from addin.xlam.settings import XLWINGS as VERSION

EXCEL = Office(r'"C:\Program Files\Microsoft Office\Office16\EXCEL.EXE" /automation', ("16.0",))


@pytest.fixture
def where(tmp_path: Path) -> Places:
    where = Places(tmp_path / "data")
    install(where)
    return where


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A Windows computer on which all is well."""
    folder = tmp_path / "venv"
    (folder / "Scripts").mkdir(parents=True)
    for bits in (32, 64):
        (folder / f"xlwings{bits}-{VERSION}.dll").write_bytes(b"")
    return Machine(folder / "Scripts" / "python.exe", (3, 12, 1), VERSION, True, office=EXCEL)


def bad(machine: Machine, where: Places) -> list[Check]:
    return [each for each in examine(machine, where) if each.verdict is Verdict.BAD]


def only(machine: Machine, where: Places) -> Check:
    (check,) = bad(machine, where)
    assert check.advice
    return check


def test_a_sound_computer_has_nothing_bad(machine: Machine, where: Places) -> None:
    assert bad(machine, where) == []


def test_this_computer_is_sound_too(where: Places) -> None:
    machine = this_machine()
    lacks_excel = machine.office is not None and machine.office.server is None
    assert [each.found for each in bad(machine, where)] == ["没有找到 Excel"] * lacks_excel


@pytest.mark.parametrize(("change", "found", "advice"), [
    ({"python_version": (3, 10, 4)}, "Python 3.10.4", "3.11"),
    ({"xlwings": None}, "没有安装 xlwings", f"xlwings=={VERSION}"),
    ({"xlwings": "0.30.1"}, "xlwings 0.30.1", f"xlwings=={VERSION}"),
    ({"has_pywin32": False}, "pywin32", "pip install pywin32"),
    ({"office": Office(None)}, "没有找到 Excel", "pe fill"),
    ({"office": Office(r"C:\Users\a\AppData\Local\Kingsoft\WPS Office\12\et.exe /automation")},
     "WPS 接管了 Excel", "WPS 配置工具"),
    ({"office": replace(EXCEL, disabled=("…C:\\x\\XLSTART\\PE-SCORE.XLAM\0绩效自评",))},
     "停用了本加载项", "禁用项目"),
])
def test_what_is_wrong_is_said_with_a_remedy(machine: Machine, where: Places, change: dict,
                                             found: str, advice: str) -> None:
    check = only(replace(machine, **change), where)
    assert found in check.found
    assert advice in check.advice


def test_the_python_of_the_store_is_refused(machine: Machine, where: Places) -> None:
    store = Path("/Users/a/AppData/Local/Microsoft/WindowsApps/python.exe")
    found = [check.found for check in bad(replace(machine, python=store), where)]
    assert any("WindowsApps" in each for each in found)


def test_a_missing_dll_points_at_antivirus(machine: Machine, where: Places) -> None:
    (machine.python.parent.parent / f"xlwings64-{VERSION}.dll").unlink()
    check = only(machine, where)
    assert f"xlwings64-{VERSION}.dll" in check.found
    assert "杀毒软件" in check.advice


@pytest.mark.parametrize(("content", "found"), [
    (b"not a zip", "已损坏"),
    (build(sys.executable).replace("一个指标".encode(), "两个指标".encode()), "不是本版本的"),
    (build("pythonw"), "不是完整路径"),
    (build("C:\\没有\\python.exe"), "不在了"),
    (build(sys.executable + "-none"), "不在了"),
])
def test_an_addin_that_cannot_work_is_found(machine: Machine, where: Places, content: bytes,
                                            found: str) -> None:
    where.addin.write_bytes(content)
    check = only(machine, where)
    assert found in check.found
    assert "pe addin install" in check.advice


def test_no_addin_is_said(machine: Machine, tmp_path: Path) -> None:
    assert "没有装加载项" in only(machine, Places(tmp_path / "empty")).found


def test_hints_do_not_fail(machine: Machine, where: Places) -> None:
    slow = replace(machine, slow=("numpy", "pandas"),
                   office=replace(EXCEL, versions=("15.0", "16.0")))
    hints = [each.found for each in examine(slow, where) if each.verdict is Verdict.HINT]
    assert any("numpy、pandas" in each for each in hints)
    assert any("15.0、16.0" in each for each in hints)
    assert any("pe-score.xlam'!" in each for each in hints)


def test_the_report_marks_each_check_and_adds_its_remedy() -> None:
    written: list[str] = []
    fine = report(iter([Check(Verdict.GOOD, "好"), Check(Verdict.BAD, "坏", "修它")]),
                  written.append)
    assert not fine
    assert "".join(written) == "✓ 好\n✗ 坏\n   → 修它\n"


def test_an_interpreter_without_our_program_is_found(machine: Machine, where: Places,
                                                     tmp_path: Path) -> None:
    venv.create(tmp_path / "bare")
    folder = tmp_path / "bare" / ("Scripts" if sys.platform == "win32" else "bin")
    (python,) = folder.glob("python.exe" if sys.platform == "win32" else "python")
    where.addin.write_bytes(build(str(python)))
    check = only(machine, where)
    assert "里没有本工具" in check.found
    assert "addin、xlwings" in check.found


def test_a_path_outside_the_code_page_is_found(machine: Machine, where: Places,
                                               tmp_path: Path) -> None:
    """The DLL takes the command in the system's code page, and would load another path."""
    python = tmp_path / "㐃" / "python.exe"
    python.parent.mkdir()
    python.write_bytes(b"")
    where.addin.write_bytes(build(str(python)))
    for encoding in ("cp936", "cp1252"):
        assert "系统语言写不出的字" in only(replace(machine, encoding=encoding), where).found


def test_the_kits_setting_follows_the_pointer(tmp_path: Path,
                                              monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert interpreter(OFFLINE) == f"{tmp_path}\\pe-score\\\\pythonw.exe"
    (tmp_path / "pe-score").mkdir()
    (tmp_path / "pe-score" / "current.txt").write_text("1.2.3-abc\r\n", "ascii")
    assert interpreter(OFFLINE) == f"{tmp_path}\\pe-score\\1.2.3-abc\\pythonw.exe"
    assert interpreter("C:\\a\\python.exe") == "C:\\a\\python.exe"


def test_wps_beside_excel_is_no_fault(machine: Machine, where: Places) -> None:
    office = Office(r"C:\Kingsoft\et.exe /automation", ("16.0",))
    both = replace(machine, office=office)
    assert bad(both, where) == []
    assert any("WPS 与 Excel" in each.found for each in examine(both, where))


def test_the_doctor_does_not_import_xlwings() -> None:
    """When Python ends, xlwings ends every Excel without a window it sees."""
    code = ("import sys; from addin.terminal.cli import main; "
            "main(['addin', 'doctor', '--folder', '.']); "
            "sys.exit('xlwings' in sys.modules)")
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    assert done.returncode == 0


def test_each_check_is_a_line_of_json() -> None:
    written: list[str] = []
    assert not as_json(iter([Check(Verdict.BAD, "坏", "修它")]), written.append)
    assert [json.loads(line) for line in written] == [
        {"schema": "pe-doctor/1", "verdict": "bad", "found": "坏", "advice": "修它"}]
