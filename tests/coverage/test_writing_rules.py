"""docs/写评分办法.md: every example in it stands in the packaged rulesets and form maps, or among the
rules that tests/scales scores."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from scoring.rulefile.document import parse_document
from scoring.rulefile.problems import problems_of
from scoring.rulefile.schema import validated
from scoring.rules.conditions import Adjust, Conditions, NotApplicable, Veto
from scoring.rules.measure import Measure, RoundStep
from scoring.rules.rule import KINDS
from scoring.rules.ruleset import Ruleset
from scoring.rules.scales.bands import Band
from scoring.rules.scales.checklist import Met
from scoring.rules.scales.count import Count, Price
from scoring.rules.scales.count import Test as Tested
from scoring.rules.scales.each import Each
from scoring.rules.scales.ladder import Tier
from scoring.rules.scales.parts import Part
from scoring.rules.scales.proportional import Over
from scoring.rules.scales.tally import Answer

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


RULED = re.findall(r"```yaml 算例\n(.*?)```", PAGE, re.DOTALL)
MODELS = (*KINDS.values(), Measure, RoundStep, Tier, Over, Count, Price, Tested, Met, Band, Answer, Part,
          Each, Conditions, NotApplicable, Veto, Adjust)
ELSEWHERE = {"examples", "kind", "reading", "input"}
"""Keys that every snippet has, or that are shown above."""


def _entry(snippet: str) -> dict[str, Any]:
    data: dict[str, Any] = parse_document(snippet).data
    return {"path": ["示例"], "clause": {"text": "条款", "reading": "读法"}, **data}


@pytest.mark.parametrize("snippet", RULED, ids=lambda text: text.splitlines()[0])
def test_a_snippet_works_as_it_stands(snippet: str) -> None:
    """The author's check finds nothing in it, and its worked examples come out."""
    entry = _entry(snippet)
    assert entry["examples"]
    rule = validated({"id": "1/2026", "title": "示例", "indicators": [entry]}, Ruleset).indicators[0]
    named = {need.name: {} for need in rule.rule.needs("示例") if need.auto is None}
    ruleset = validated({"id": "1/2026", "title": "示例", "indicators": [entry], "inputs": named}, Ruleset)
    assert list(problems_of(ruleset)) == []


def test_every_option_has_a_snippet() -> None:
    shown = {key for snippet in RULED for each in _within(_entry(snippet))
             if isinstance(each, dict) for key in each}
    options = {each.name for model in MODELS for each in fields(model)}
    assert options - shown - ELSEWHERE == set()
