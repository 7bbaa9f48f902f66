"""Indicators (指标) of a catalogue, and defaults for the rows that clerks write themselves."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import field
from functools import lru_cache
from typing import Literal

from scoring.filing import Row
from scoring.filing.numbers import quantity
from scoring.rules.clause import Clause
from scoring.rules.comparison import pair_of
from scoring.rules.conditions import Conditions
from scoring.rules.door import Number, model
from scoring.rules.example import Example
from scoring.rules.rule import Rule
from scoring.rules.undated import are_days
from scoring.values.quantity import Comparator

TargetKind = Literal["数量", "日期", "文字", "空"]


@model
class Indicator:
    """One row of a catalogue, found by its path of level names."""

    path: tuple[str, ...]
    rule: Rule
    clause: Clause
    weight: Number | None = None
    conditions: Conditions | None = None
    examples: tuple[Example, ...] = ()

    @property
    def name(self) -> str:
        return self.path[-1] if self.path else ""


@model
class When:
    """Which rows a default serves: the kind of their target, its comparator, words in a level, or
    those whose name is missing (``unnamed``)."""

    target: tuple[TargetKind, ...] = ()
    comparator: tuple[Literal["≥", ">", "≤", "<", "=", "无"], ...] = ()
    level: tuple[str, ...] = ()
    unnamed: bool = False

    def fits(self, row: Row) -> bool:
        kind, comparator = target_kind(row)
        return ((not self.unnamed or not row.name.strip())
                and (not self.target or kind in self.target)
                and (not self.comparator or (comparator or "无") in self.comparator)
                and (not self.level or any(word in plain_name(level.text)
                                           for word in self.level for level in row.levels[:-1])))


@model
class Default:
    """A rule for rows without a catalogue entry; the first default that fits is taken."""

    when: When = field(default_factory=When)
    rule: Rule
    clause: Clause
    conditions: Conditions | None = None
    examples: tuple[Example, ...] = ()


def target_kind(row: Row) -> tuple[TargetKind, Comparator]:
    """What kind of target a row has, and its comparator where it has one."""
    if row.target.blank:
        return "空", ""
    target = quantity(row.target)
    if target is None and (pair := pair_of(row.target, row.actual, row.name)):
        return "数量", pair[0].comparator
    if target is None:
        return "日期" if are_days(row.target, row.actual) else "文字", ""
    return ("日期" if target.is_date else "数量"), target.comparator


@lru_cache(maxsize=8192)
def plain_name(text: str) -> str:
    """A level's name without white space, bracketed weights (产出指标(50分)) and full-width forms.

    >>> plain_name("产出指标\\n（50分）")
    '产出指标'
    """
    normal = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"\(\d+(?:\.\d+)?分?\)$", "", normal)
