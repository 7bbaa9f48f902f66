"""What came of reading a clause: a rule, whole or not at all, and what was left to a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

Data = Mapping[str, Any]
"""A rule, or conditions, as a rule file writes them."""


@dataclass(frozen=True, slots=True)
class Left:
    """Words that no rule of the grammar took, and where they stand in the printed text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """What the clause leaves open, in a sentence."""

    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """``rule`` is the reading we take; ``readings`` are all that the words allow, that one first.
    Where they give one score for a filing, that is the score; else a person decides between them.

    ``production`` names the rule of the grammar; empty where nothing was read, and ``left`` then
    holds the words that stood against it.
    """

    rule: Data | None = None
    readings: tuple[Data, ...] = ()
    conditions: Data = field(default_factory=dict)
    inputs: tuple[str, ...] = ()
    sentence: str = ""
    doubts: tuple[Doubt, ...] = ()
    left: tuple[Left, ...] = ()
    weight: Fraction | None = None
    production: str = ""

    @property
    def read(self) -> bool:
        return self.rule is not None
