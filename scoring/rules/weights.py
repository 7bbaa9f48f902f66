"""分值等分: the weight of a level, divided equally among its rows and rounded."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from scoring.rules.clause import Clause
from scoring.rules.door import Number, model
from scoring.rules.measure import RoundStep
from scoring.values.exact import show


@model
class EqualWeights:
    """The rows below ``level`` weigh its ``weight`` in 分 divided by their number, rounded by
    ``round`` (2 places where nobody says); what the rounding leaves or takes, one row bears
    (``rest``). A weight that the form prints stands."""

    level: str
    weight: Number
    round: RoundStep = RoundStep(places=2)
    rest: Literal["末项", "首项"] = "末项"
    clause: Clause

    def of(self, count: int) -> tuple[Fraction, ...]:
        """The weights of so many rows; they add up to the level's.

        >>> clause = Clause(text="平均分配，取整数")
        >>> equal = EqualWeights(level="产出指标", weight=Fraction(50), round=RoundStep(places=0),
        ...                      clause=clause)
        >>> [int(each) for each in equal.of(3)]
        [17, 17, 16]
        """
        each = self.round.rounding.apply(self.weight / count)
        others, rest = (each,) * (count - 1), self.weight - each * (count - 1)
        return (*others, rest) if self.rest == "末项" else (rest, *others)

    def sentence(self) -> str:
        return (f"“{self.level}”共{show(self.weight)}分，下面各行平均分配，{self.round.told}，"
                f"余数归{self.rest}。")

    def problems(self) -> Iterator[str]:
        if self.weight <= 0:
            yield f"“{self.level}”的 weight（分值）须大于零"
        if not self.clause.text.strip():
            yield f"“{self.level}”的条款没有文字"
        elif not self.clause.reading.strip() and self.rest not in self.clause.text:
            yield f"“{self.level}”的余数归{self.rest}，条款没有写明的，须在 reading（读法）里说明"
