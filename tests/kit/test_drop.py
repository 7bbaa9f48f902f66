"""Files dropped on a shortcut: what is made lies beside them, and nothing is overwritten."""

from __future__ import annotations

import os
import re
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

from addin.kit.install import DROPS
from addin.terminal.drop import main
from tests.cli.runs import pe


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "自评 表" / "甲 & 乙%!.xlsx"
    path.parent.mkdir()
    assert pe("sample", "huaxi", "-o", path).code == 0
    return path


def names(form: Path) -> list[str]:
    return sorted(path.name for path in form.parent.iterdir())


def test_each_run_has_a_name_of_its_own_and_results_are_no_forms(form: Path) -> None:
    before = form.read_bytes()
    for _ in range(2):
        assert main(["fill", str(form.parent)]) <= 1
    assert names(form) == sorted([form.name, "甲 & 乙%!-评分.xlsx", "甲 & 乙%!-评分(2).xlsx"])
    assert form.read_bytes() == before


def test_the_other_verbs(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for verb in ("audit", "report", "public"):
        assert main([verb, str(form)]) <= 1
    assert names(form) == sorted([form.name, "甲 & 乙%!-报告草稿.docx", "甲 & 乙%!-公开.xlsx"])
    assert form.name in capsys.readouterr().out


def test_a_whole_pile_becomes_one_workbook_beside_the_folder(form: Path) -> None:
    assert main(["review", str(form.parent)]) <= 1
    assert names(form) == [form.name]
    assert [path.name for path in form.parent.parent.glob("*.xlsx")] == ["自评 表-审核结果.xlsx"]


def test_what_is_no_form_is_told_and_the_others_are_done(form: Path) -> None:
    form.with_name("坏.xlsx").write_bytes(b"no workbook")
    assert main(["fill", str(form.parent)]) == 2
    assert "甲 & 乙%!-评分.xlsx" in names(form)


def test_nothing_dropped_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fill"]) == 2
    assert main(["fill", str(tmp_path)]) == 2
    assert "拖到这个图标上" in capsys.readouterr().out


@pytest.mark.skipif(os.name == "nt", reason="a script of Linux")
def test_the_script_of_linux_is_sound_and_makes_the_same_shortcuts() -> None:
    script = Path(str(files("addin").joinpath("kit", "data", "安装-麒麟统信.sh")))
    subprocess.run(["sh", "-n", str(script)], check=True)
    made = dict(re.findall(r"shortcut (\w+) (\w+)", script.read_text("utf-8")))
    assert made == DROPS
