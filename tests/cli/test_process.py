"""Real processes: exit codes, encodings, streams, and what a command loads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = ("scoring.clauses", "openpyxl", "docx", "docxtpl", "jinja2", "xlwings", "python_calamine",
         "numpy", "pandas")


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "addin.terminal.cli", *map(str, arguments)],
                          capture_output=True, check=False, cwd=ROOT,
                          env={**os.environ, **environment})


def test_the_main_job_from_end_to_end(tmp_path: Path) -> None:
    form = tmp_path / "公布.xlsx"
    assert run("sample", "huaxi", "-o", form).returncode == 0
    audited = run("audit", form, "--json")
    assert (audited.returncode, audited.stderr) == (0, b"")
    card = json.loads(audited.stdout.decode())
    assert (card["total"], card["filed_total"]) == ("95.9", "95.9")
    filled = run("fill", form, "-o", tmp_path / "回填.xlsx")
    assert filled.returncode == 0
    assert "已存为" in filled.stdout.decode()


@pytest.mark.parametrize("environment", [
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "gbk"}], ids=str)
def test_chinese_is_written_as_utf8_whatever_the_locale(published: Path,
                                                        environment: dict[str, str]) -> None:
    said = run("explain", published, **environment)
    assert (said.returncode, said.stderr) == (0, b"")
    assert said.stdout.decode("utf-8").startswith("预算执行率（自评表!I8）")
    wrong = run("audit", "没有.xlsx", **environment)
    assert wrong.returncode == 2
    assert "文件不存在" in wrong.stderr.decode("utf-8")


def test_a_usage_error_ends_with_2() -> None:
    done = run("fill")
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.decode().startswith("缺少参数：文件")


def test_a_reader_that_goes_away_is_no_accident(published: Path) -> None:
    writer = subprocess.Popen([sys.executable, "-m", "addin.terminal.cli", "audit", *[str(published)] * 30],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)
    assert writer.stdout is not None
    assert writer.stderr is not None
    writer.stdout.readline()
    writer.stdout.close()
    assert writer.stderr.read() == b""
    assert writer.wait() in (0, 2)


def test_filling_loads_nothing_heavy(emptied: Path, tmp_path: Path) -> None:
    code = ("import sys; from addin.terminal.cli import main; main(sys.argv[1:]); "
            f"print([name for name in {HEAVY!r} if name in sys.modules])")
    done = subprocess.run([sys.executable, "-c", code, "fill", str(emptied), "-o",
                           str(tmp_path / "回填.xlsx"), "--json"],
                          capture_output=True, text=True, check=True, cwd=ROOT, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "[]"


def test_help_loads_no_scoring() -> None:
    code = ("import sys; from addin.terminal.cli import main\ntry: main(['fill', '--help'])\n"
            "except SystemExit: print([name for name in ('scoring', 'pydantic', 'yaml', 'lxml') "
            "if name in sys.modules])")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                          cwd=ROOT, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "[]"
