"""按量加减分: so much off the full weight, or on top of nothing, for every unit counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from typing import Literal, Self

from scoring.rules.case import CannotScore, Case, Open, Outcome, Points
from scoring.rules.door import Number, Span, model, remade
from scoring.rules.input import Need
from scoring.rules.measure import Measure
from scoring.rules.scales.base import Doubt, Kind, domain_problems, worth_problems
from scoring.rules.trace import Step, concluded, constant, divided, limited, minus, summed, times
from scoring.values.exact import Rounding
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
    the price. Where the clause is silent (None), a partial step leaves the award open.
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
        price = Step(share or ZERO, because, parts)
        return times(steps, times(constant(weight, "分值"), price, each))

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
        return said + (f"（不足{self.step_said}的{self.partial}）" if self.partial else "")

    def problems(self, weight: Fraction | None) -> Iterator[str]:
        said = f"“{self.measure.said}”"
        if self.step <= 0:
            yield f"{said}的 step（一步）须大于零"
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

    @property
    def without_readings(self) -> Count:
        prices = tuple(remade(price, of=price.of.without_reading) for price in self.prices)
        test = self.test and remade(self.test, measure=self.test.measure.without_reading)
        return remade(self, measure=self.measure.without_reading, prices=prices, test=test)


@model
class PerUnit(Kind):
    """Counts that take from the full weight until nothing is left (``start: 满分``), or add to
    nothing until the weight is full (零分)."""

    kind: Literal["per_unit"] = "per_unit"
    start: Literal["满分", "零分"] = "满分"
    counts: tuple[Count, ...]

    def award(self, case: Case) -> Outcome:
        """Source: 察隅 2021, 财政供养人员控制率: tested as a rate, priced by persons.

        >>> from scoring.filing import Entry
        >>> rate = Measure(formula="在职人员数 ÷ 编制数")
        >>> count = Count(measure=Measure(formula="在职人员数 − 编制数", unit="人"),
        ...     points=Fraction(1, 10), test=Test(measure=rate, when=Interval.parse("≤ 100%")))
        >>> figures = {"在职人员数": Entry("9"), "编制数": Entry("8")}
        >>> outcome = PerUnit(counts=(count,)).award(Case(Fraction(3), figures=figures))
        >>> isinstance(outcome, Points) and str(outcome.step.value)
        '29/10'
        """
        several = len(self.counts) > 1 or any(count.prices for count in self.counts)
        own = replace(case, finished=False) if several else case
        steps = self._steps(own)
        undecided = [count for count, made in zip(self.counts, steps, strict=True)
                     if count.partial is None and made.value.denominator != 1]
        if not undecided:
            return Points(self._points(steps, own))
        ends = [self._points(steps, own, partial).value for partial in _MODES]
        why = f"不足一步（{undecided[0].step_said}）的怎样计，条款没有说明"
        return Open(Interval(min(ends), max(ends)), why)

    def _steps(self, case: Case) -> list[Step]:
        """Of every count; what is missing for any of them is named at once."""
        made: list[Step] = []
        failed: list[CannotScore] = []
        for count in self.counts:
            try:
                made.append(count.steps(case))
            except CannotScore as error:
                failed.append(error)
        if failed:
            missing = tuple(dict.fromkeys(name for error in failed for name in error.missing))
            raise CannotScore("；".join(dict.fromkeys(error.why for error in failed)), missing)
        return made

    def _points(self, steps: list[Step], case: Case, partial: Partial | None = None) -> Step:
        if not any(made.value for made in steps):
            if self.start == "零分":
                return concluded(ZERO, "不得分", *steps)
            return concluded(case.weight, "不扣分，得满分", *steps)
        worths = [count.worth(made, count.partial or partial, case)
                  for count, made in zip(self.counts, steps, strict=True)]
        if self.start == "零分":
            return limited(summed(worths), ZERO, case.weight, "加满为止")
        left = minus(constant(case.weight, "分值"), summed(worths, "扣分"))
        return limited(left, ZERO, case.weight, "扣完为止")

    def sentence(self) -> str:
        off = self.start == "满分"
        sources = "".join(dict.fromkeys(measure.sentence() for measure in self.measures()))
        counts = "；".join(count.sentence("扣" if off else "得") for count in self.counts)
        ends = "从满分起扣，扣完为止" if off else "从零分起加，加满为止"
        return f"{sources}{counts}；{ends}。"

    def problems(self, weight: Fraction | None) -> Iterator[str]:
        if not self.counts:
            yield "counts（计数）是空的"
        for count in self.counts:
            yield from count.problems(weight)

    def needs(self, name: str) -> Iterator[Need]:
        for measure in self.measures():
            yield from measure.needs()

    def measures(self) -> Iterator[Measure]:
        for count in self.counts:
            yield from count.measures()

    @cached_property
    def without_readings(self) -> Self:
        return remade(self, counts=tuple(count.without_readings for count in self.counts))


_MODES: tuple[Partial, ...] = ("不计", "计一步")
