"""A clause as a form prints it: every reading that its words allow is scored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from typing import Literal, Self

from scoring.filing import BLANK
from scoring.rules.case import Case, Open, Outcome
from scoring.rules.door import model, remade
from scoring.rules.input import Need
from scoring.rules.measure import Measure
from scoring.rules.scales.base import Kind, Scale, attempt
from scoring.rules.scales.by_readings import said, worth
from scoring.values.interval import Interval


def own_input(indicator: str, name: str) -> str:
    """What a figure is called that is one row's alone."""
    return f"{indicator}_{name}"


@model
class AsPrinted(Kind):
    """``readings`` are rules, the likeliest first: where all of them give one score, that is the
    score, else it is open between what they give. ``own``: the row's 实际值 may be the figure that
    the clause speaks of. ``apart`` are figures that clauses of other rows name too: the row's own
    is the input 指标名_名称. ``why`` says what is open
    where that is more than how the words are read. No rule file can
    say this kind; it is made of a form's words alone.
    """

    kind: Literal["as_printed"] = "as_printed"
    readings: tuple[Scale, ...]
    own: bool = True
    apart: tuple[str, ...] = ()
    why: str = ""

    def award(self, case: Case) -> Outcome:
        figures = {**case.figures, **{
            name: case.figures.get(own_input(case.name, name), BLANK) for name in self.apart}}
        own = replace(case, figures=figures, finished=case.finished and self.own)
        found = [self._called(attempt(each, own), case.name) for each in self.readings]
        if len({worth(each) for each in found}) == 1:
            return found[0]
        spans = [worth(each) for each in found]
        low = min(span.low for span in spans if span.low is not None)
        high = max(span.high for span in spans if span.high is not None)
        scores = "或".join(dict.fromkeys(f"{said(each)}分" for each in found))
        missing = tuple(dict.fromkeys(name for each in found if isinstance(each, Open)
                                      for name in each.missing))
        why = self.why or f"评分标准有几种读法（{scores}），需人工认定"
        return Open(Interval(low, high), why, missing)

    def _called(self, found: Outcome, name: str) -> Outcome:
        """What is missing under the names of the inputs."""
        if not isinstance(found, Open) or not self.apart:
            return found
        return replace(found, missing=tuple(
            own_input(name, each) if each in self.apart else each for each in found.missing))

    def sentence(self) -> str:
        return "；或读作：".join(each.sentence().removesuffix("。") for each in self.readings) + "。"

    def problems(self, weight: Fraction | None) -> Iterator[str]:
        return iter(())

    def needs(self, name: str) -> Iterator[Need]:
        for need in (need for each in self.readings for need in each.needs(name)):
            own = own_input(name, need.name) if need.name in self.apart else need.name
            yield Need(own, need.auto)

    def ends(self, weight: Fraction) -> tuple[Fraction, Fraction]:
        ends = [each.ends(weight) for each in self.readings]
        return min(low for low, _ in ends), max(high for _, high in ends)

    def inner(self) -> Iterator[Scale]:
        return iter(self.readings)

    def measures(self) -> Iterator[Measure]:
        for each in self.readings:
            yield from each.measures()

    def reaches(self, case: Case) -> bool | None:
        found = {each.reaches(case) for each in self.readings}
        return found.pop() if len(found) == 1 else None

    @cached_property
    def without_readings(self) -> Self:
        return remade(self, readings=tuple(each.without_readings for each in self.readings))

    def prefers_less(self, case: Case) -> bool:
        return any(each.prefers_less(case) for each in self.readings)

    @property
    def by_name(self) -> bool:
        return any(each.by_name for each in self.readings)

    @property
    def qualitative(self) -> bool:
        return all(each.qualitative for each in self.readings)
