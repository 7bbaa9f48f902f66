"""Every word of the command line is Chinese; every command has help and stands in the README."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from addin.terminal.cli import _parser
from tests.cli.runs import pe

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
TERMS = {"pe", "map", "json", "JSON", "Schema", "PE_RULESETS", "yaml", "h", "help", "o",
         "Excel", "Word", "Python", "xlam", "xlsx", "docx", "APPDATA"}
"""What is written in Latin letters in Chinese texts too, beside the options' own names."""


def commands(parser: argparse.ArgumentParser | None = None,
             path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    """Every command with its words: (), ("fill",), ("rules", "list") …"""
    parser = parser or _parser()
    yield path, parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                yield from commands(inner, (*path, name))


ALL = dict(commands())
LEAVES = [path for path in ALL if not any(other[:-1] == path for other in ALL if other)]
NAMES = {word for path in ALL for word in path}


def foreign(text: str) -> set[str]:
    """Latin words other than commands, options and the few terms."""
    without_options = re.sub(r"--?[a-z][a-z-]*", "", text)
    return set(re.findall(r"[A-Za-z_]+", without_options)) - NAMES - TERMS


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_help_is_chinese(path: tuple[str, ...]) -> None:
    run = pe(*path, "--help")
    assert run.code == 0
    assert run.out.startswith("用法：pe")
    assert foreign(run.out) == set()


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_command_and_every_argument_is_described(path: tuple[str, ...]) -> None:
    parser = ALL[path]
    assert parser.description
    for action in parser._actions:
        if not isinstance(action, argparse._SubParsersAction):
            assert action.help, action.dest
            continue
        for choice in action._choices_actions:
            assert choice.help


@pytest.mark.parametrize("path", LEAVES, ids=" ".join)
def test_every_command_stands_in_the_readme(path: tuple[str, ...]) -> None:
    assert f"pe {' '.join(path)}" in README


@pytest.mark.parametrize(("arguments", "said"), [
    ((), "缺少参数：命令"),
    (("rules",), "缺少参数：命令"),
    (("算",), f"没有“算”，可用：{', '.join(path[0] for path in ALL if len(path) == 1)}"),
    (("rules", "删除"), "没有“删除”，可用：list, show, check, draft, export, read, schema"),
    (("fill",), "缺少参数：文件"),
    (("fill", "a.xlsx"), "须写其中之一：-o/--output --in-place"),
    (("fill", "a.xlsx", "-o"), "-o/--output 后面要跟一个值"),
    (("fill", "a.xlsx", "-o", "b.xlsx", "--in-place"), "--in-place 不能与 -o/--output 同用"),
    (("fill", "a.xlsx", "-o", "b.xlsx", "--快"), "不认识的参数：--快"),
    (("fill", "a.xlsx", "--in-place=是"), "--in-place 后面不跟值：是"),
    (("fill", "a.xlsx", "--in-place", "--ruleset"), "--ruleset 后面要跟一个值"),
    (("fill", "a.xlsx", "--o", "b.xlsx"), "--o 不明确，可能是：--output, --overwrite"),
    (("audit",), "缺少参数：文件"),
    (("explain", "a.xlsx", "--json"), "不认识的参数：--json"),
    (("new", "huaxi"), "缺少参数：-o/--output"),
    (("sample", "-o", "a.xlsx"), "缺少参数：评分办法"),
    (("rules", "show"), "缺少参数：评分办法"),
    (("rules", "check"), "缺少参数：文件"),
])
def test_usage_errors_are_chinese(arguments: tuple[str, ...], said: str) -> None:
    run = pe(*arguments)
    assert (run.code, run.out) == (2, "")
    first, usage = run.err.split("\n", 1)
    assert first == said
    assert usage.startswith("用法：pe")
    assert foreign(usage) == set()
