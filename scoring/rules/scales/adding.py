"""Adding up the parts of a rule: scores, ranges, and the weight of what does not apply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from scoring.rules.case import Case, Open, Outcome, Points
from scoring.rules.trace import constant, divided, limited, summed, times
from scoring.values.exact import sum_of
from scoring.values.interval import Interval
from scoring.values.record import record


@record
class Scored:
    """One part of a rule with its weight and what came out of it."""

    name: str
    weight: Fraction
    found: Outcome

    @property
    def dropped(self) -> bool:
        return isinstance(self.found, Points) and self.found.excuse == "剔除"


def added(parts: Sequence[Scored], case: Case) -> Outcome:
    """The sum. Ranges add up where a part is open, and all that is missing is named; dropped weight
    is shared out among the parts that apply."""
    applying = [part for part in parts if not part.dropped]
    if not applying:
        return case.open("各部分都不适用，需人工认定")
    left = sum_of(part.weight for part in applying)
    scale = case.weight / left if len(applying) < len(parts) and left else Fraction(1)
    if any(isinstance(part.found, Open) for part in applying):
        return _open(applying, scale, case.weight)
    steps = tuple(replace(part.found.step, label=part.name) for part in parts
                  if isinstance(part.found, Points))
    total = limited(summed(steps), Fraction(0), case.weight)
    if scale == 1:
        return Points(total)
    shared = divided(constant(case.weight, "分值"), constant(left, "其余各部分的分值"))
    return Points(times(total, shared))


def _open(parts: Sequence[Scored], scale: Fraction, weight: Fraction) -> Open:
    spans = [part.found.range if isinstance(part.found, Open)
             else Interval(part.found.step.value, part.found.step.value) for part in parts]
    span = Interval(sum_of([each.low for each in spans if each.low]),
                    sum_of([each.high for each in spans if each.high]),
                    all(each.low_closed for each in spans), all(each.high_closed for each in spans))
    opened = [(part.name, part.found) for part in parts if isinstance(part.found, Open)]
    whys = "；".join(f"{name}：{found.why}" for name, found in opened)
    missing = tuple(dict.fromkeys(name for _, found in opened for name in found.missing))
    return Open(span.times(scale).within(Fraction(0), weight), whys, missing,
                known=all(found.known for _, found in opened))
