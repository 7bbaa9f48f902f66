"""总分: how the awards of a form become its total."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from scoring.filing import Entry
from scoring.rules.case import CannotScore, Case
from scoring.rules.conditions import Adjust, Veto
from scoring.rules.door import Number, Span, model
from scoring.rules.input import Need
from scoring.rules.measure import Measure, RoundStep
from scoring.rules.trace import (
    Step,
    concluded,
    constant,
    divided,
    limited,
    plus,
    rounded,
    times,
)
from scoring.values.exact import AWARD_ROUNDING, show
from scoring.values.wording import bounds

ZERO = Fraction(0)


@model
class CapWhile:
    """The total is at most ``cap`` 分 while a figure lies within ``when``."""

    measure: Measure
    when: Span
    cap: Number

    @property
    def said(self) -> str:
        return bounds(self.measure.said, self.when, self.measure.worded_unit)

    def applied(self, total: Step, case: Case) -> Step:
        figure = self.measure.figure(case)
        if figure.value not in self.when or total.value <= self.cap:
            return total
        return concluded(self.cap, f"{self.said}，总分不超过{show(self.cap)}分", total, figure)

    def sentence(self) -> str:
        return f"{self.measure.sentence()}{self.said}的，总分不超过{show(self.cap)}分。"

    def problems(self) -> Iterator[str]:
        if self.cap <= 0:
            yield f"caps（{self.said}）的 cap（上限）须大于零"
        if self.when.inverted:
            yield f"caps 的区间 {self.when} 上下限颠倒"


@model
class Total:
    """Additions and deductions of the whole form, its ``cap``, those that hold while a figure lies
    in a range (``caps``), vetoes, and its own rounding."""

    cap: Number | None = None
    caps: tuple[CapWhile, ...] = ()
    adjust: tuple[Adjust, ...] = ()
    veto: tuple[Veto, ...] = ()
    round: RoundStep | None = None

    def of(self, awards: Step, figures: Mapping[str, Entry]) -> Step:
        """Raises CannotScore where an input cannot be read."""
        case = Case(ZERO, figures=figures)
        for veto in self.veto:
            if because := veto.holds(case):
                return veto.points(because).step
        step = awards
        for adjust in self.adjust:
            if amount := adjust.amount(figures):
                step = plus(step, amount)
        step = limited(step, ZERO, max(step.value, ZERO) if self.cap is None else self.cap)
        for cap in self.caps:
            step = cap.applied(step, case)
        return step if self.round is None else rounded(step, self.round.rounding)

    def sentence(self) -> str:
        """How the total comes about, printed back as 评分标准."""
        said = [veto.sentence("全表") for veto in self.veto]
        said += [adjust.sentence() for adjust in self.adjust]
        if self.cap is not None:
            said.append(f"总分不超过{show(self.cap)}分。")
        said += [cap.sentence() for cap in self.caps]
        if self.round is not None:
            said.append(f"总分{self.round.rounding}。")
        return "".join(said)

    def problems(self) -> Iterator[str]:
        for condition in self._all():
            yield from condition.problems()
        if any(not adjust.input for adjust in self.adjust):
            yield "总分的 adjust 须写 input（加减分填在基础数据里）"
        if self.cap is not None and self.cap <= 0:
            yield "总分的 cap（上限）须大于零"
        for cap in self.caps:
            yield from cap.problems()

    def needs(self) -> Iterator[Need]:
        for condition in self._all():
            yield from condition.needs()
        for cap in self.caps:
            yield from cap.measure.needs()

    @property
    def asks(self) -> bool:
        """Whether anything but the awards bears upon the total."""
        return bool(self.caps or self.adjust or self.veto)

    def least(self, points: Fraction) -> Fraction:
        """The least that these points can come to while it is not known which caps hold."""
        return min([points, *(cap.cap for cap in self.caps)])

    def _all(self) -> Iterator[Veto | Adjust]:
        yield from self.veto
        yield from self.adjust


def shared_out(awards: Step, weight: Fraction, dropped: Fraction) -> Step:
    """The awards of the indicators that apply, raised to the whole weight."""
    if not dropped or dropped >= weight:
        return awards
    factor = divided(constant(weight, "分值合计"), constant(weight - dropped, "适用各项的分值合计"))
    return rounded(times(awards, factor), AWARD_ROUNDING)


def total_of(points: Fraction, weight: Fraction, dropped: Fraction, rule: Total | None,
             figures: Mapping[str, Entry]) -> Step | None:
    """The form's total from the sum of its awards; None where an input cannot be read."""
    step = shared_out(constant(points, "各项得分合计"), weight, dropped)
    if rule is None:
        return step
    try:
        return rule.of(step, figures)
    except CannotScore:
        return None
