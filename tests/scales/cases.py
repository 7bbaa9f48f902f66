"""The cases in the YAML files here: a printed clause, its rule, figures, and what they earn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from string import ascii_uppercase
from typing import Any

from scoring.awards.score import score
from scoring.awards.scorecard import Award
from scoring.filing import BLANK, Entry, Filing, Row
from scoring.rulefile.document import parse_document
from scoring.rulefile.problems import problems_of
from scoring.rulefile.schema import validated
from scoring.rules.example import REASON, WEIGHT, Example
from scoring.rules.measure import ACTUAL, TARGET
from scoring.rules.ruleset import Ruleset

HERE = Path(__file__).parent
SCORE = "得分"
PLACE = "测试"


@dataclass(frozen=True)
class Group:
    """One rule with its cases, as written in a file."""

    kind: str
    data: dict[str, Any]

    @property
    def name(self) -> str:
        """The indicator's: without what is said about it in brackets and after a colon."""
        return str(self.data["name"]).split("（")[0].split("：")[0]

    def __str__(self) -> str:
        return f"{self.kind}: {self.data['name']}"

    def source(self, examples: list[dict[str, Any]]) -> dict[str, Any]:
        """The rule as a rule file with this one indicator."""
        clause = {"text": self.data["clause"], "reading": self.data.get("reading", "")}
        written = {key: self.data[key] for key in ("weight", "rule", "conditions")
                   if key in self.data}
        indicator = {"path": [PLACE, self.name], "clause": clause, "examples": examples, **written}
        return {"id": "test/1", "title": PLACE, "indicators": [indicator],
                "inputs": {name: {} for name in self.data.get("inputs", ())}}

    def ruleset(self, *examples: dict[str, Any]) -> Ruleset:
        return validated(self.source(list(examples)), Ruleset)

    def problems(self) -> list[str]:
        """What the author's check says, the cases themselves being the rule's worked examples."""
        examples = [{key: case[key] for key in ("given", "award", "range") if key in case}
                    for case in self.data["cases"] if SCORE not in case["given"]]
        return [said for _, said in problems_of(self.ruleset(*examples))]

    def award(self, case: dict[str, Any]) -> Award:
        """What scoring a form with this one row gives."""
        ruleset = self.ruleset({"given": case["given"]})
        return score(filing(self.name, ruleset.indicators[0].examples[0]), ruleset).awards[0]

    def cells(self, case: dict[str, Any]) -> set[str]:
        """Those that the arithmetic must name: of all figures, or of those under ``used``."""
        given = placed(self.ruleset({"given": case["given"]}).indicators[0].examples[0].given)
        used = case.get("used", given.keys() - {WEIGHT, SCORE, REASON})
        return {cell for name in used for cell in filled(given[name])}


def filing(name: str, example: Example) -> Filing:
    given = placed(example.given)
    own = {key: given.pop(key, BLANK) for key in (TARGET, ACTUAL, WEIGHT, REASON, SCORE)}
    row = Row(levels=(Entry(PLACE), Entry(name)), target=own[TARGET], actual=own[ACTUAL],
              weight=own[WEIGHT], reason=own[REASON], score=own[SCORE])
    return Filing(rows=(row,), inputs=given)


def placed(given: Mapping[str, Entry]) -> dict[str, Entry]:
    """Each figure in a cell of its own: A, B, C …; a list's in A1, A2 …"""
    return {name: _at(cell, typed)
            for cell, (name, typed) in zip(ascii_uppercase, given.items(), strict=False)}


def _at(cell: str, typed: Entry) -> Entry:
    items = (_at(f"{cell}{place}", item) for place, item in enumerate(typed.items, 1))
    return replace(typed, cell=cell, items=tuple(items))


def filled(typed: Entry) -> Iterator[str]:
    """The cells of a figure, or of every figure of a list, that hold anything."""
    for item in typed.items:
        yield from filled(item)
    if not typed.items and not typed.blank:
        yield typed.cell


@cache
def groups() -> tuple[Group, ...]:
    return tuple(Group(file.stem, data) for file in sorted(HERE.glob("*.yaml"))
                 for data in parse_document(file.read_text("utf-8")).data)


def cases() -> list[tuple[Group, dict[str, Any]]]:
    return [(group, case) for group in groups() for case in group.data["cases"]]


