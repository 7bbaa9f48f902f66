"""按量加减分: so much off the full weight, or on top of nothing, for every unit counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from typing import Literal, Self

from scoring.rules.case import CannotScore, Case, Open, Outcome, Points
from scoring.rules.door import Number, model, remade
from scoring.rules.input import Need
from scoring.rules.measure import Measure
from scoring.rules.scales.base import Kind
from scoring.rules.scales.count import ZERO, Count, Partial, Price, Test
from scoring.rules.trace import Step, concluded, constant, limited, minus, plus, summed
from scoring.values.exact import show
from scoring.values.interval import Interval

__all__ = ["Count", "PerUnit", "Price", "Test"]


@model
class PerUnit(Kind):
    """Counts that take from the full weight until nothing is left (``start: 满分``), add to nothing
    until the weight is full (零分), or go both ways from the ``base`` points that a target earns
    (基本分). ``least`` and ``most`` are other ends of the award in 分: below zero (倒扣), above the
    weight (加分), or short of either (最多扣3分).
    """

    kind: Literal["per_unit"] = "per_unit"
    start: Literal["满分", "零分", "基本分"] = "满分"
    base: Number | None = None
    least: Number | None = None
    most: Number | None = None
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
        figures = [count.measure for count in self.counts]
        several = any(one != figures[0] for one in figures) or any(
            count.prices for count in self.counts)
        own = replace(case, finished=False) if several else case
        steps = self._steps(own)
        undecided = [count for count, made in zip(self.counts, steps, strict=True)
                     if count.partial is None and made.value.denominator != 1]
        if not undecided:
            return Points(self._points(steps, own))
        ends = [self._points(steps, own, partial).value for partial in _MODES]
        why = f"不足一步（{undecided[0].step_said}）的怎样计，条款没有说明"
        return Open(Interval(min(ends), max(ends)), why, known=True)

    def _steps(self, case: Case) -> list[Step]:
        """Of every count; what is missing for any of them is named at once."""
        made: list[Step] = []
        whys: list[str] = []
        missing: list[str] = []
        for count in self.counts:
            try:
                made.append(count.steps(case))
            except CannotScore as error:
                whys.append(error.why)  # not the error: it holds this frame, and the whole filing
                missing += error.missing
        if whys:
            raise CannotScore("；".join(dict.fromkeys(whys)), tuple(dict.fromkeys(missing)))
        return made

    def ends(self, weight: Fraction) -> tuple[Fraction, Fraction]:
        """The least and the most that can be awarded, in 分."""
        return (ZERO if self.least is None else self.least,
                weight if self.most is None else self.most)

    def _way(self, count: Count) -> str:
        return count.way or ("扣" if self.start == "满分" else "加")

    def _points(self, steps: list[Step], case: Case, partial: Partial | None = None) -> Step:
        least, most = self.ends(case.weight)
        if not any(made.value for made in steps):
            if self.start == "零分":
                return concluded(max(ZERO, least), "不得分", *steps)
            if self.start == "基本分":
                base = concluded(self.base or ZERO, "不加不减，得基本分", *steps)
                return limited(base, least, most)
            return limited(concluded(case.weight, "不扣分，得满分", *steps), least, most)
        worths = [(self._way(count), count.worth(made, count.partial or partial, case))
                  for count, made in zip(self.counts, steps, strict=True)]
        taken = [worth for way, worth in worths if way == "扣"]
        given = [worth for way, worth in worths if way == "加"]
        if self.start == "零分" and not taken:
            return limited(summed(given), least, most, "加满为止")
        left = self._start(case)
        if taken:
            left = minus(left, summed(taken, "扣分"))
        if given:
            left = plus(left, summed(given, "加分"))
        return limited(left, least, most, "扣完为止" if self.start == "满分" else "")

    def _start(self, case: Case) -> Step:
        if self.start == "满分":
            return constant(case.weight, "分值")
        return constant(self.base or ZERO, "基本分")

    def sentence(self) -> str:
        sources = "".join(dict.fromkeys(measure.sentence() for measure in self.measures()))
        counts = "；".join(
            count.sentence("得" if self.start == "零分" and not count.way else self._way(count))
            for count in self.counts)
        return f"{sources}{counts}；{self._course()}。"

    def _course(self) -> str:
        """Where it starts and where it ends, in words."""
        start = f"从基本分{show(self.base or ZERO)}分起加减" if self.start == "基本分" else (
            "从满分起扣" if self.start == "满分" else "从零分起加")
        ends = [f"{word}{show(end)}分" for word, end in (("最低得", self.least), ("最高得", self.most))
                if end is not None]
        usual = {"满分": "扣完为止", "零分": "加满为止", "基本分": "扣完、加满为止"}[self.start]
        return "，".join([start, *(ends or [usual])])

    def problems(self, weight: Fraction | None) -> Iterator[str]:
        if not self.counts:
            yield "counts（计数）是空的"
        if (self.start == "基本分") != (self.base is not None):
            yield "start 写基本分就写 base（基本分几分），不写基本分就不写 base"
        yield from self._end_problems(weight)
        for count in self.counts:
            yield from count.problems(weight)

    def _end_problems(self, weight: Fraction | None) -> Iterator[str]:
        least, most = self.ends(weight if weight is not None else self.most or ZERO)
        if weight is None and self.most is None:
            return
        if least >= most:
            yield f"least（最低 {show(least)} 分）须小于最高的 {show(most)} 分"
        elif self.base is not None and not least <= self.base <= most:
            yield f"base（基本分 {show(self.base)} 分）须在 {show(least)} 与 {show(most)} 之间"

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
