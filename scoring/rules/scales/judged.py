"""人工认定: no formula is printed; a person gives the score, the engine only bounds it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from scoring.rules.case import Case, Open, Outcome
from scoring.rules.door import Span, model
from scoring.rules.input import Need
from scoring.rules.scales.base import Kind, within_weight
from scoring.values.exact import show
from scoring.values.interval import Interval

_ANYTHING = Interval(Fraction(0), Fraction(1))


@model
class Judged(Kind):
    """Bounds as shares of the weight, from nothing to all of it unless the rule says otherwise."""

    kind: Literal["judged"] = "judged"
    share: Span = _ANYTHING
    why: str = "条款没有计分公式，需人工认定"

    def award(self, case: Case) -> Outcome:
        """
        >>> str(Judged().award(Case(Fraction(30))).range)  # 江宁 2024, 履职: no rule is printed
        '0≤x≤30'
        """
        return Open(self.share.times(case.weight), self.why, known=self.share != _ANYTHING)

    def sentence(self) -> str:
        low, high = self.share.low or Fraction(0), self.share.high or Fraction(1)
        return f"由评价人在分值的{show(low * 100)}%至{show(high * 100)}%之间认定，并说明理由。"

    def problems(self, weight: Fraction | None) -> Iterator[str]:
        if self.share.inverted or not within_weight(self.share):
            yield f"认定范围 {self.share} 须在 0 与 1 之间"

    def needs(self, name: str) -> Iterator[Need]:
        return iter(())
