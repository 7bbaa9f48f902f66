"""What is counted for 按量加减分: steps of a figure beyond a limit, and what each is worth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from typing import Literal

from scoring.rules.case import CannotScore, Case
from scoring.rules.door import Number, Span, model, remade
from scoring.rules.measure import Measure
from scoring.rules.scales.base import Doubt, domain_problems, worth_problems
from scoring.rules.trace import Step, concluded, constant, divided, limited, minus, times
from scoring.values.exact import Rounding, show
from scoring.values.interval import Interval, cover_problems
from scoring.values.wording import amount, bounds, marks

Partial = Literal["不计", "计一步", "按比例"]
ZERO = Fraction(0)
_WHOLE_STEPS = {"不计": Rounding(0, "去尾"), "计一步": Rounding(0, "进一")}


@model
class Price:
    """The price of a step where it depends on another figure: ``of`` lies within ``when``."""

    of: Measure
    when: Span
    points: Number | None = None
    share: Number | None = None


@model
class Test:
    """Nothing is counted while this figure lies within ``when``, whatever the count."""

    measure: Measure
    when: Span


@model
class Count:
    """What is counted: every ``step`` by which the measure lies above (超过) or below (不足)
    ``beyond`` costs or earns ``points`` in 分 or a ``share`` of the weight.

    ``partial`` says what becomes of less than a whole step: nothing, a whole one, or its part of
    the price. Where the clause is silent (None), a partial step leaves the award open. ``way`` is
    扣 or 加 where that does not follow from the start; ``most`` is all that this count can take or
    give, in 分.
    """

    measure: Measure
    beyond: Number = ZERO
    side: Literal["超过", "不足"] = "超过"
    step: Number = Fraction(1)
    points: Number | None = None
    share: Number | None = None
    prices: tuple[Price, ...] = ()
    partial: Partial | None = None
    test: Test | None = None
    way: Literal["扣", "加"] | None = None
    most: Number | None = None

    def steps(self, case: Case) -> Step:
        """How many steps, partial ones included; never below zero."""
        if self.test is not None:
            tested = self.test.measure.figure(case)
            if tested.value in self.test.when:
                unit = self.test.measure.worded_unit
                said = bounds(self.test.measure.said, self.test.when, unit)
                return concluded(ZERO, f"{said}，不计", tested)
            case = replace(case, finished=False)
        figure = self.measure.figure(case)
        if self.side == "超过":
            if figure.value <= self.beyond:
                return concluded(ZERO, f"未超过{self._start.shown}，不计", figure)
            excess = minus(figure, self._start) if self.beyond else figure
        else:
            if figure.value >= self.beyond:
                return concluded(ZERO, f"不低于{self._start.shown}，不计", figure)
            excess = minus(self._start, figure)
        return excess if self.step == 1 else divided(excess, self._one_step)

    def worth(self, steps: Step, partial: Partial | None, case: Case) -> Step:
        """What the steps are worth in 分."""
        worth = self._priced(steps, partial, case)
        return worth if self.most is None else limited(worth, ZERO, self.most)

    def _priced(self, steps: Step, partial: Partial | None, case: Case) -> Step:
        if partial in _WHOLE_STEPS and steps.value.denominator != 1:
            whole = _WHOLE_STEPS[partial].apply(steps.value)
            steps = concluded(whole, f"不足{self.step_said}的{partial}", steps)
        if not self.prices:
            return self._worth(steps, self.points, self.share, case.weight)
        for price in self.prices:
            figure = price.of.figure(case)
            if figure.value in price.when:
                because = bounds(price.of.said, price.when, price.of.worded_unit)
                return self._worth(steps, price.points, price.share, case.weight, because, figure)
        raise CannotScore(f"{self.prices[0].of.said}的数值没有对应的扣分标准，需人工认定")

    def _worth(self, steps: Step, points: Fraction | None, share: Fraction | None,
               weight: Fraction, because: str = "", *parts: Step) -> Step:
        """``because`` and ``parts`` tell of a price that depends on another figure."""
        each = f"每{self.step_said}的分值"
        if points is not None:
            return times(steps, Step(points, because, parts, each))
        if share == 1 and not because:
            return times(steps, constant(weight, each))
        price = Step(share or ZERO, because, parts)
        return times(steps, times(constant(weight, "分值"), price, each))

    @property
    def without_readings(self) -> Count:
        prices = tuple(remade(price, of=price.of.without_reading) for price in self.prices)
        test = self.test and remade(self.test, measure=self.test.measure.without_reading)
        return remade(self, measure=self.measure.without_reading, prices=prices, test=test)

    @cached_property
    def _start(self) -> Step:
        return constant(self.beyond, shown=amount(self.beyond, self.measure.worded_unit))

    @cached_property
    def _one_step(self) -> Step:
        return constant(self.step, shown=amount(self.step, self.measure.worded_unit))

    @property
    def step_said(self) -> str:
        return self._one_step.shown

    def sentence(self, verb: str) -> str:
        percent = self.measure.worded_unit == "%"
        beyond = f"{self.side}{self._start.shown}的，" if self.beyond or percent else "，"
        said = f"{self.measure.said}{beyond}每{self.step_said}"
        if self.test is not None:
            within = bounds(self.test.measure.said, self.test.when, self.test.measure.worded_unit)
            said = f"{within}的不{verb}分，否则{said}"
        if self.prices:
            cases = "；".join(f"{bounds(price.of.said, price.when, price.of.worded_unit)}的，"
                             f"{verb}{marks(price.points, price.share)}" for price in self.prices)
            said += f"按下列标准{verb}分：{cases}"
        else:
            said += f"{verb}{marks(self.points, self.share)}"
        most = f"，最多{verb}{show(self.most)}分" if self.most is not None else ""
        return said + (f"（不足{self.step_said}的{self.partial}）" if self.partial else "") + most

    def problems(self, weight: Fraction | None) -> Iterator[str]:
        said = f"“{self.measure.said}”"
        if self.step <= 0:
            yield f"{said}的 step（一步）须大于零"
        if self.most is not None and self.most <= 0:
            yield f"{said}的 most（最多加减几分）须大于零"
        if self.measure.domain is not None:
            yield from domain_problems(self.measure.domain)
        if self.partial in _WHOLE_STEPS:
            yield Doubt(f"{said}不足一步的“{self.partial}”是读法")
        if not self.prices:
            yield from worth_problems(self.points, self.share, weight, f"{said}每步", doubtful=True)
            return
        if self.points is not None or self.share is not None:
            yield f"{said}写了 prices 就不写 points 和 share"
        for price in self.prices:
            yield from worth_problems(price.points, price.share, weight, f"{said}每步",
                                      doubtful=True)
        spans = [price.when for price in self.prices]
        yield from map(Doubt, cover_problems(spans, Interval(ZERO, None, True, False)))

    def measures(self) -> Iterator[Measure]:
        if self.test is not None:
            yield self.test.measure
        yield self.measure
        for price in self.prices:
            yield price.of
