"""Whatever goes wrong: a Chinese sentence, a file that says the rest, and the right exit code."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from addin import last_door
from addin.errors import UserError
from addin.last_door import COULD_NOT, FAULT, through, told
from addin.terminal import forms
from tests.cli.runs import pe

ROOT = Path(__file__).parent.parent


class PanicException(BaseException):
    """As the native readers raise it: no Exception at all."""


def raising(error: BaseException) -> int:
    raise error


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("error", [
    ValueError("x"), RecursionError("x"), MemoryError(), PanicException("x"), KeyError("x"),
    AssertionError(), OSError("no name"), UnicodeDecodeError("utf-8", b"", 0, 1, "x")])
def test_a_fault_of_ours_is_told_and_written_down(
        error: BaseException, cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert through(lambda: raising(error)) == FAULT
    said = capsys.readouterr().err
    (log,) = (cache / "pe-score" / "faults").glob("*.log")
    assert str(log) in said
    assert said.count("\n") == 1
    assert "Traceback" not in said
    assert type(error).__name__ in log.read_text("utf-8")


@pytest.mark.parametrize(("error", "said"), [
    (UserError("请先保存。"), "请先保存。"), (KeyboardInterrupt(), "已中断"),
    (PermissionError(13, "Permission denied", "表.xlsx"), "表.xlsx：没有权限"),
    (OSError(errno.ENAMETOOLONG, "File name too long", "表.xlsx"), "文件名太长"),
    (FileExistsError(17, "File exists", "表.xlsx"), "已有同名的文件或文件夹"),
    (OSError(9999, "系统的话。", "表.xlsx"), "系统报错 系统的话。"),
])
def test_what_a_person_can_put_right_is_no_fault(
        error: BaseException, said: str, cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert through(lambda: raising(error)) == COULD_NOT
    shown = capsys.readouterr().err
    assert said in shown
    assert "。。" not in shown
    assert not (cache / "pe-score" / "faults").exists()


def test_it_is_told_even_where_nothing_can_be_written_down(
        cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(last_door, "own_folder", lambda *_: None)
    assert "没能记下" in told(ValueError("x"))
    monkeypatch.setattr(last_door, "own_folder", lambda *_: cache / "没有")
    assert "没能记下" in told(ValueError("x"))


def test_old_logs_go(cache: Path) -> None:
    folder = cache / "pe-score" / "faults"
    folder.mkdir(parents=True)
    for number in range(80):
        (folder / f"{number}.log").write_text("旧")
    told(ValueError("x"))
    assert len(list(folder.iterdir())) <= 50


def test_no_verb_lets_a_fault_through(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "open_book", lambda _: raising(ZeroDivisionError("x")))
    run = pe("audit", "表.xlsx")
    assert (run.code, run.out) == (FAULT, "")
    assert "程序出错" in run.err
    assert str(cache) in run.err


def shell(command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", "-c", f"'{sys.executable}' -m addin.terminal.cli {command}"],
                          cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.skipif(os.name == "nt" or not Path("/dev/full").exists(),
                    reason="no device that is always full here")
def test_a_full_output_is_told() -> None:
    done = shell("rules list >/dev/full")
    assert done.returncode == COULD_NOT
    assert done.stderr == "结果没有全部输出：输出的去处已满或不能写。\n"


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell's redirections")
@pytest.mark.parametrize("command", ["rules list >&-", "rules list >&- 2>&-", "--help >&-",
                                     "audit 没有.xlsx 2>&-", "rules list | head -1"])
def test_a_closed_output_is_no_traceback(command: str) -> None:
    done = shell(command)
    assert "Traceback" not in done.stderr
    assert "Error" not in done.stderr
    assert done.returncode in (0, COULD_NOT)


def test_a_pipe_closed_as_windows_closes_it_ends_quietly(
        cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert through(lambda: raising(OSError(22, "Invalid argument"))) == COULD_NOT
    assert capsys.readouterr().err == ""
    assert not (cache / "pe-score" / "faults").exists()
