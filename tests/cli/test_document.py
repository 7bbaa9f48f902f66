"""docs/一个得分的来历.md follows one score through the house: what it prints is what comes out."""

from __future__ import annotations

import re
from pathlib import Path

from tests.cli.runs import parts, pe, typed

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "一个得分的来历.md").read_text("utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)


def sheet(path: Path) -> str:
    return parts(path)["xl/worksheets/sheet1.xml"].decode()


def test_the_explanation_is_what_pe_says(published: Path) -> None:
    assert blocks("text")[0] == pe("explain", published, "--indicator", "预算执行率").out


def test_the_finding_and_the_filling_are_what_pe_says(published: Path, tmp_path: Path) -> None:
    _, _, finding, change = blocks("text")
    assert finding in pe("audit", published).out
    empty = typed(published, tmp_path / "空.xlsx", {"I8": None})
    assert change in pe("fill", empty, "-o", tmp_path / "回填.xlsx").out
    given, written = (block.strip() for block in blocks("xml"))
    assert given in sheet(published)
    assert written in sheet(tmp_path / "回填.xlsx")


def test_the_rule_is_the_ruleset_s_own() -> None:
    (rule,) = blocks("yaml")
    assert rule in (ROOT / "rulesets" / "520111" / "2023.yaml").read_text("utf-8")


def test_every_file_it_names_is_there() -> None:
    named = re.findall(r"`((?:addin|scoring|rulesets|tests|docs)/[\w/.]+)`", PAGE)
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []
