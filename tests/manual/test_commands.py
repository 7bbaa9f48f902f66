"""Every command that README.md and docs/*.md print works as it is printed, with the files that the page
says its reader has."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from addin.terminal.cli import command_line
from tests.cli.runs import pe
from tests.manual.commands import PAGES, Command, printed
from tests.manual.given import FILLED_IN, GIVEN

ELSEWHERE = ("kit build", "kit install", "kit uninstall", "addin install", "addin uninstall",
             "addin doctor", "--cluster")
"""Needs Windows, Excel, a network or several processes: run by tests/kit, tests/xlam, tests/review."""


def _put(given: Path, here: Path) -> None:
    """What is given stands as it was, whatever an earlier command has made of it."""
    for each in given.iterdir():
        if each.is_dir():
            shutil.copytree(each, here / each.name, dirs_exist_ok=True)
        else:
            shutil.copy(each, here)


def _typed(command: Command, here: Path) -> None:
    run = pe(*command.arguments)
    assert run.code in (0, 1), f"{command}\n{run.err}{run.out}"
    if command.output:
        (here / command.output).write_text(run.out, "utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_commands_of_a_page_work_as_printed(page: Path, tmp_path: Path,
                                                monkeypatch: pytest.MonkeyPatch) -> None:
    given, here = tmp_path / "有的", tmp_path / "用的"
    given.mkdir()
    here.mkdir()
    for name, make in GIVEN.get(page.name, {}).items():
        make(given / name)
    monkeypatch.chdir(here)
    for command in printed(page):
        if not command.whole or any(each in str(command) for each in ELSEWHERE):
            continue
        _put(given, here)
        _typed(command, here)
        for name, (word, make) in FILLED_IN.get(page.name, {}).items():
            if word in command.arguments:
                make(here / name)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_is_run_elsewhere_is_at_least_understood(page: Path) -> None:
    for command in printed(page):
        if command.whole and any(each in str(command) for each in ELSEWHERE):
            assert command_line(command.arguments).verb
