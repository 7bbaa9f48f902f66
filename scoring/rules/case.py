"""What a scale is given (a Case) and what it gives back (an Outcome)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from scoring.filing import BLANK, Entry
from scoring.rules.trace import Step
from scoring.values.interval import Interval
from scoring.values.record import record

Excuse = Literal["", "满分", "剔除", "不计"]
"""What becomes of an indicator that does not apply: full marks, its weight shared out among the
others, or its weight lost."""


@dataclass(frozen=True, slots=True)
class Inference:
    """A direction that neither a sign nor the ruleset prints: why it is read so, and what the
    indicator would be (成本控制指标, 按反向计算), in Chinese. It is never held against anybody."""

    because: str
    supposed: str


@record
class Points:
    """A score that follows from the figures; ``step`` is the arithmetic, ``inferred`` says in
    Chinese which direction had to be inferred and why, where that decides."""

    step: Step
    excuse: Excuse = ""
    inferred: Inference | None = None


@record
class Open:
    """No score follows: a person must decide within ``range``, or inputs are missing.

    ``decided`` is what the form's own words settle already (the level); ``why`` says in Chinese
    why it is open; ``missing`` names the inputs that would close it: not there, or not usable.
    ``known`` says that the clause itself sets the range: a band, or the two ends of its arithmetic.
    """

    range: Interval
    why: str
    missing: tuple[str, ...] = ()
    step: Step | None = None
    known: bool = False
    inferred: Inference | None = None


Outcome = Points | Open


class CannotScore(Exception):
    """A measure has no value: inputs are missing, or the arithmetic has no answer."""

    def __init__(self, why: str, missing: tuple[str, ...] = ()) -> None:
        super().__init__(why)
        self.why, self.missing = why, missing


@record
class Case:
    """One indicator to score: its weight in 分, its target and actual, and all named figures."""

    weight: Fraction
    target: Entry = BLANK
    actual: Entry = BLANK
    figures: Mapping[str, Entry] = field(default_factory=dict)
    name: str = ""
    """The indicator's own name, which its automatic inputs (要点, 档次) begin with."""
    reason: Entry = BLANK
    levels: tuple[str, ...] = ()
    """The names of the row's levels, first to last."""
    year: int | None = None
    """The form's, for dates without one."""
    finished: bool = True
    """Whether the row's 实际值 may be the finished figure of a measure whose operands are missing:
    not where a rule has several measures, of which it could only be one."""

    def within(self, weight: Fraction, name: str) -> Case:
        """The case of a part that is worth ``weight``."""
        return Case(weight, self.target, self.actual, self.figures, name, self.reason, self.levels,
                    self.year, finished=False)

    def called(self, own: str) -> str:
        """One of the indicator's automatic inputs as people call it: 要点1, 决算及时的要点1."""
        part = self.name.partition("_")[2].replace("_", "")
        return f"{part}的{own}" if part else own

    def open(self, why: str, missing: tuple[str, ...] = (),
             ends: tuple[Fraction, Fraction] | None = None) -> Open:
        """Nothing is known but that the score lies between zero and the weight, or between the
        ``ends`` of its rule."""
        return Open(Interval(*(ends or (Fraction(0), self.weight))), why, missing)
