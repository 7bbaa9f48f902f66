"""一级、二级指标的分值: as the form prints them, and as the ruleset frames them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from scoring.awards.scorecard import Award, Scorecard
from scoring.filing import BLANK, Entry
from scoring.filing.numbers import number
from scoring.findings.entries import lines
from scoring.findings.finding import Finding, finding
from scoring.findings.weights import usable_sum
from scoring.rules.indicator import plain_name
from scoring.values.exact import exact, show
from scoring.values.normal import normal

_NOTED = re.compile(r"(产出指标|效益指标|满意度指标|成本指标)(\d{1,3})分")
_EXECUTION_NOTED = re.compile(r"预算(?:资金)?执行率(?:(\d{1,3})分|[”\"]?得分="
                              r"(?:预算)?(?:资金)?执行率[×*](\d{1,3})(?![\d.%]))")
_IN_BRACKETS = re.compile(r"\((\d{1,6}(?:\.\d{1,6})?)分?\)$")

Level = tuple[str, ...]
"""A level's path of plain names."""


def levels(scorecard: Scorecard) -> Iterator[Finding]:
    groups = _groups(scorecard)
    wrong = set()
    for path, found in groups.items():
        entry, printed = _printed(found, len(path) - 1)
        weighed = any(award.weight is not None for award in found)
        total = usable_sum(found) if printed is not None and weighed else None
        if printed is not None and total is not None and printed != total:
            wrong.add(path)
            yield finding("weight-level", entry.cell, level=path[-1], filed=show(printed),
                          expected=show(total))
    yield from _execution(scorecard)
    right = {path: found for path, found in groups.items() if path not in wrong}
    if noted := _noted(scorecard.filing.notes):
        yield from _frame(right, noted, "表下附注")
    elif _total_is_right(scorecard) and scorecard.ruleset.checks is not None:
        yield from _frame(right, scorecard.ruleset.checks.level_weights, "办法原则上")


def _noted(notes: Sequence[Entry]) -> Mapping[str, Fraction]:
    """The weights of the first levels that the form's own notes print (产出指标50分)."""
    text = "".join(normal(note.text) for note in notes)
    return {name: exact(points) for name, points in _NOTED.findall(text)}


def _execution(scorecard: Scorecard) -> Iterator[Finding]:
    """The execution rate's weight, held against the one that the form's own notes print."""
    line = scorecard.execution
    weight = number(line.row.weight) if line is not None else None
    if line is None or weight is None:
        return
    for note in scorecard.filing.notes:
        for found in _EXECUTION_NOTED.findall(normal(note.text)):
            noted = exact("".join(found))
            if noted != weight:
                yield finding("weight-frame", line.row.weight.cell, level=line.indicator,
                              filed=show(weight), expected=show(noted), source="表下附注")


def _groups(scorecard: Scorecard) -> Mapping[Level, list[Award]]:
    """The rows below each level that has a name."""
    groups: dict[Level, list[Award]] = {}
    for award in scorecard.awards:
        names = [plain_name(level.text) for level in award.row.levels[:-1]]
        for depth, name in enumerate(names, start=1):
            if name:
                groups.setdefault(tuple(names[:depth]), []).append(award)
    return groups


def _printed(found: list[Award], depth: int) -> tuple[Entry, Fraction | None]:
    """The cell that prints the level's weight, in a column of its own or behind its name."""
    for award in found:
        row = award.row
        own = row.level_weights[depth] if depth < len(row.level_weights) else BLANK
        if (weight := number(own)) is not None:
            return own, weight
        if (weight := _in_brackets(row.levels[depth].text)) is not None:
            return row.levels[depth], weight
    return BLANK, None


@lru_cache(maxsize=8192)
def _in_brackets(text: str) -> Fraction | None:
    plain = re.sub(r"\s+", "", normal(text))
    match = _IN_BRACKETS.search(plain)
    return exact(match[1]) if match else None


def _total_is_right(scorecard: Scorecard) -> bool:
    """The frame is worth a look only where the weights add up at all."""
    checks = scorecard.ruleset.checks
    return checks is not None and usable_sum(lines(scorecard)) == checks.total_weight


def _frame(groups: Mapping[Level, list[Award]], frame: Mapping[str, Fraction],
           source: str) -> Iterator[Finding]:
    for name, expected in frame.items():
        for path, found in groups.items():
            total = usable_sum(found) if path[-1] == plain_name(name) else None
            if total is not None and total != expected:
                yield finding("weight-frame", _cell(found[0], len(path) - 1), level=name,
                              filed=show(total), expected=show(expected), source=source)


def _cell(award: Award, depth: int) -> str:
    return award.row.levels[depth].cell
