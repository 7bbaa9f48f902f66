"""Every input of a ruleset, declared or automatic, in the order in which it is used: what the sheet
基础数据 is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from scoring.rules.indicator import Indicator
from scoring.rules.input import Input, InputKind, Need
from scoring.rules.ruleset import EXECUTION_RATE, Execution, Ruleset

TOTAL = "总分"
_MOST_KEPT = 32
"""Rulesets: every form of a pile asks for the inputs of the same few."""


@dataclass(frozen=True, slots=True)
class InputSpec:
    """One input as the sheet 基础数据 shows it; ``used_by`` are names of indicators."""

    name: str
    meaning: str
    unit: str
    source: str
    kind: InputKind
    choices: tuple[str, ...]
    count: int
    optional: bool
    minimum: Fraction
    used_by: tuple[str, ...]


@lru_cache(maxsize=_MOST_KEPT)
def inputs_of(ruleset: Ruleset) -> tuple[InputSpec, ...]:
    """Inputs that the form itself gives (全年执行数) are not among them; those that are declared and
    that no rule uses come last."""
    described: dict[str, Input] = {}
    used_by: dict[str, list[str]] = {}
    for indicator, need in _needs(ruleset):
        declared = ruleset.inputs.get(need.name)
        if declared is None and need.auto is None:
            continue  # the form's own figure
        described.setdefault(need.name, _merged(declared, need.auto))
        users = used_by.setdefault(need.name, [])
        if indicator and indicator not in users:
            users.append(indicator)
    for name, declared in ruleset.inputs.items():
        described.setdefault(name, _merged(declared, None))
    return tuple(_spec(name, one, used_by.get(name, [])) for name, one in described.items())


def _needs(ruleset: Ruleset) -> Iterator[tuple[str, Need]]:
    """What each indicator uses, with the indicator's name."""
    if ruleset.execution is not None:
        for need in _entry_needs(ruleset.execution, EXECUTION_RATE):
            yield EXECUTION_RATE, need
    for indicator in ruleset.indicators:
        for need in _entry_needs(indicator, ruleset.input_name(indicator)):
            yield indicator.name, need
    for default in ruleset.defaults:
        for need in default.rule.needs(""):
            if need.auto is None:
                yield "", need
    for need in ruleset.total.needs() if ruleset.total else ():
        yield TOTAL, need


def _entry_needs(ruled: Indicator | Execution, name: str) -> Iterator[Need]:
    yield from ruled.rule.needs(name)
    yield from ruled.conditions.needs() if ruled.conditions else ()


def _merged(declared: Input | None, auto: Input | None) -> Input:
    """The author's words for an input, the rule's for what they leave out."""
    if declared is None or auto is None:
        return declared or auto or Input()
    return Input(
        meaning=declared.meaning or auto.meaning, unit=declared.unit or auto.unit,
        source=declared.source, count=declared.count if declared.count > 1 else auto.count,
        choices=declared.choices or auto.choices,
        kind=auto.kind if declared.kind == "数字" else declared.kind,
        optional=declared.optional or auto.optional,
        minimum=min(declared.minimum, auto.minimum))


def _spec(name: str, described: Input, used_by: list[str]) -> InputSpec:
    kind = described.kind
    if kind == "数字" and described.choices:
        kind = "档次"
    elif kind == "数字" and described.count > 1:
        kind = "列表"
    return InputSpec(name, described.meaning, described.unit, described.source, kind,
                     described.choices, described.count, described.optional, described.minimum,
                     tuple(used_by))
