"""``pe`` on a Chinese Windows: Chinese paths, code page 936, files that another program holds."""

from __future__ import annotations

import ctypes
import json
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform != "win32":
    pytest.skip("needs Windows: make windows", allow_module_level=True)

import win32con
import win32file


def pe(*arguments: str, cwd: Path) -> tuple[int, str, str]:
    done = subprocess.run([sys.executable, "-m", "addin.terminal.cli", *arguments], cwd=cwd,
                          stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "花溪区 100% & 自评表" / "㐃 自评表.xlsx"
    path.parent.mkdir()
    code, _, said = pe("sample", "huaxi", "-o", path.name, cwd=path.parent)
    assert code == 0, said
    return path


def test_the_system_is_a_chinese_one() -> None:
    assert ctypes.windll.kernel32.GetACP() == 936


def test_the_verbs_on_chinese_paths(form: Path) -> None:
    folder = form.parent
    code, said, wrong = pe("audit", form.name, "--json", cwd=folder)
    assert code <= 1, wrong
    assert json.loads(said)["file"].endswith(form.name)
    for verb, target, *more in (("fill", "回填.xlsx"), ("report", "报告.docx", "--draft"),
                                ("public", "公开.xlsx")):
        code, _, wrong = pe(verb, str(form), "-o", target, *more, cwd=folder)
        assert code <= 1, wrong
        assert (folder / target).read_bytes().startswith(b"PK")


@pytest.mark.parametrize("verb", [("audit",), ("fill", "--in-place")])
def test_a_file_that_another_program_holds_is_told(form: Path, verb: tuple[str, ...]) -> None:
    before = form.read_bytes()
    held = win32file.CreateFile(str(form), win32con.GENERIC_READ, 0, None, win32con.OPEN_EXISTING,
                                0, None)
    code, _, said = pe(verb[0], form.name, *verb[1:], cwd=form.parent)
    held.Close()
    assert code == 2
    assert form.name in said
    assert "Traceback" not in said
    assert "。。" not in said
    assert form.read_bytes() == before
    assert [path.name for path in form.parent.iterdir()] == [form.name]
