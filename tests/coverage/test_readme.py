"""README.md: what it says about coverage, the API and the files is true of the program as it is."""

from __future__ import annotations

import re

import pytest

from addin.library.library import Library
from tests.cli.runs import pe
from tests.coverage.table import README, renewed, table

ROOT = README.parent
TEXT = README.read_text("utf-8")


def test_the_coverage_table_is_up_to_date() -> None:
    assert renewed(TEXT, table(Library())) == TEXT, "run: make coverage"


def test_the_example_of_the_api_prints_what_the_readme_says(
        monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    ((example, printed),) = re.findall(r"```python\n(.*?)```\n+```text\n(.*?)```", TEXT, re.DOTALL)
    monkeypatch.chdir(ROOT)
    exec(compile(example, "README.md", "exec"), {})
    assert capsys.readouterr().out == printed


def test_every_verb_of_the_table_is_known() -> None:
    verbs = re.findall(r"^\| `pe ([a-z]+(?: [a-z]+)?)", TEXT, re.MULTILINE)
    assert len(verbs) >= 6
    for verb in verbs:
        assert pe(*verb.split()[:2 if verb.startswith(("rules", "addin")) else 1], "-h").code == 0
