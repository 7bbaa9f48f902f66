"""Word's libraries are loaded by ``pe report`` alone: the other verbs must start quickly."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORD = {"docx", "docxtpl", "jinja2", "markupsafe"}


@pytest.mark.parametrize("arguments", [
    ["rules", "list"], ["new", "lukou", "-o", "{}/新.xlsx"],
    ["sample", "lukou", "-o", "{}/样例.xlsx"], ["audit", "{}/表.xlsx"],
    ["fill", "{}/表.xlsx", "-o", "{}/回填.xlsx"], ["explain", "{}/表.xlsx"]],
    ids=lambda arguments: arguments[0])
def test_no_other_verb_loads_them(arguments: list[str], form: Path, tmp_path: Path) -> None:
    (tmp_path / "表.xlsx").write_bytes(form.read_bytes())
    code = ("import sys; from addin.terminal.cli import main; main(sys.argv[1:]);"
            "sys.stderr.write(' '.join({name.split('.')[0] for name in sys.modules}))")
    given = [argument.format(tmp_path) for argument in arguments]
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", code, *given], cwd=ROOT, text=True,
                          capture_output=True, encoding="utf-8", check=True)
    assert "addin" in done.stderr
    assert set(done.stderr.split()) & WORD == set()
