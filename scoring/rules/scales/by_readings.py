"""A row whose direction is not printed, scored in every direction that its name leaves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from scoring.rules.case import Inference, Open, Outcome, Points
from scoring.rules.direction import Direction, Directions
from scoring.values.exact import show
from scoring.values.interval import Interval

ALL: tuple[Direction, ...] = ("正向", "反向", "等于")


def by_readings(found: Directions, outcomes: Mapping[Direction, Outcome]) -> Outcome:
    """One reading gives its outcome, marked where another direction would give a different one;
    several give the score that all of them give, or are open between what they give."""
    readings = [outcomes[one] for one in found.readings]
    if len({worth(each) for each in readings}) > 1:
        return _between(found, readings)
    outcome, others = readings[0], [outcomes["正向"], outcomes["反向"]]
    if not found.because or len({worth(each) for each in others}) == 1:
        return outcome
    return replace(outcome, inferred=Inference(found.because, found.supposed))


def worth(outcome: Outcome) -> Interval:
    """The points that an outcome is, or between which it lies."""
    if isinstance(outcome, Open):
        return outcome.range
    return Interval(outcome.step.value, outcome.step.value)


def _between(found: Directions, readings: list[Outcome]) -> Open:
    spans = [worth(each) for each in readings]
    low = min(span.low for span in spans if span.low is not None)
    high = max(span.high for span in spans if span.high is not None)
    scores = "、".join(f"按{way}为{said(each)}分"
                      for way, each in zip(found.readings, readings, strict=True))
    return Open(Interval(low, high), f"{found.because}（{scores}），需人工认定")


def said(outcome: Outcome) -> str:
    """The same as it is told."""
    if isinstance(outcome, Points):
        return show(outcome.step.value, 2)
    low, high = outcome.range.low, outcome.range.high
    return "–".join(show(end) for end in (low, high) if end is not None)
