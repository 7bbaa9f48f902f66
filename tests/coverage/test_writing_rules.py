"""docs/写评分办法.md: every example in it stands in the packaged rulesets and form maps, or among the
rules that tests/scales scores."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from scoring.rulefile.document import parse_document
from scoring.rules.rule import KINDS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "写评分办法.md").read_text("utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


@cache
def entries() -> tuple[Any, ...]:
    """Every entry of every packaged file and of the tested rules, the files themselves first."""
    files = [*ROOT.glob("rulesets/*/*.yaml"), *ROOT.glob("templates/forms/*/map.yaml"),
             *ROOT.glob("tests/scales/*.yaml"), ROOT / "tests/rulebook/whole.yaml"]
    return tuple(entry for file in files
                 for entry in _within(parse_document(file.read_text("utf-8")).data))


def _within(data: Any) -> Iterator[Any]:
    yield data
    children = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    for child in children:
        yield from _within(child)


def stands_in(example: Any, entry: Any) -> bool:
    """Whether the example is the entry, or a part of it with whole keys and items left out."""
    if isinstance(example, dict):
        return isinstance(entry, dict) and all(
            key in entry and stands_in(value, entry[key]) for key, value in example.items())
    if isinstance(example, list):
        return isinstance(entry, list) and all(
            any(stands_in(item, other) for other in entry) for item in example)
    return bool(example == entry)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.splitlines()[0])
def test_the_example_is_real(example: str) -> None:
    data = parse_document(example).data
    assert any(stands_in(data, entry) for entry in entries())


def test_every_kind_has_its_example() -> None:
    shown = {kind for example in EXAMPLES for kind in re.findall(r"kind: (\w+)", example)}
    assert set(KINDS) <= shown


def test_the_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\((\.\.?/[^)]+)\)", PAGE):
        assert (ROOT / "docs" / target).exists(), target
