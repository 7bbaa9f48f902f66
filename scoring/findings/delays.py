"""A delay typed on 基础数据 beside one that the row's own dates give, by which it is scored."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.awards.scorecard import Scorecard
from scoring.filing import BLANK
from scoring.filing.numbers import number
from scoring.findings.entries import shown
from scoring.findings.finding import Finding, finding
from scoring.rules.delay import DELAYS
from scoring.rules.trace import Step


def delays(scorecard: Scorecard) -> Iterator[Finding]:
    for award in scorecard.indicators:
        for step in _dated(award.step) if award.step is not None else ():
            typed = scorecard.figures.get(step.label, BLANK)
            if number(typed) not in (None, step.value):
                yield finding("delay-differs", award.row.actual.cell, typed.cell,
                              indicator=award.indicator, name=step.label, filed=shown(typed),
                              expected=f"{step.number()}{DELAYS[step.label]}")


def _dated(step: Step) -> Iterator[Step]:
    """The delays that were reckoned from two days."""
    if step.label in DELAYS and step.parts:
        yield step
    for part in step.parts:
        yield from _dated(part)
