"""比例计分: the share of the target reached, times the weight."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from typing import Literal, Self

from scoring.rules.case import CannotScore, Case, Open, Outcome, Points
from scoring.rules.comparison import aimed_at, as_step, compared, is_met, unmet
from scoring.rules.direction import Direction, directions
from scoring.rules.door import Number, model, remade
from scoring.rules.input import Need
from scoring.rules.measure import Measure
from scoring.rules.scales.base import Kind, domain_problems
from scoring.rules.scales.by_readings import ALL, by_readings
from scoring.rules.trace import Step, concluded, constant, divided, minus, of_target, times
from scoring.values.exact import show
from scoring.values.interval import Interval
from scoring.values.quantity import Quantity
from scoring.values.wording import amount

Way = Literal["正向", "反向", "等于", "推断"]
Reverse = Literal["A/B", "2-B/A"]
ONE = Fraction(1)


@model
class Over:
    """What is left of the weight when the completion lies above ``above``."""

    above: Number
    share: Number


@model
class Proportional(Kind):
    """A is the target, B the actual value. Met: full weight, never more. Not met: 正向 B/A × 分值;
    反向 A/B × 分值, or (1−(B−A)/A) × 分值 with nothing left at B ≥ 2A (``reverse: 2-B/A``). A missed
    deadline or range has no such share: a person decides, below the full weight.

    ``measure`` gives B where it is not the row's own 实际值; ``target`` gives A where the rule
    prints it (70%). Below ``gate`` (a completion) nothing is awarded; ``over`` cuts the award of
    completions far above the target. A negative actual counts as zero; at a target of zero one
    has it or has nothing. ``direction: 推断`` is for rows that clerks write: a sign decides, else
    the names of the row's levels and the target's unit, and what they leave open stays open.
    """

    kind: Literal["proportional"] = "proportional"
    direction: Way = "正向"
    reverse: Reverse = "A/B"
    measure: Measure | None = None
    target: Number | None = None
    gate: Number | None = None
    over: tuple[Over, ...] = ()

    def award(self, case: Case) -> Outcome:
        """Source: 财预〔2020〕10号 (未完成的按完成值与指标值的比例计分).

        >>> from scoring.filing import Entry
        >>> case = Case(Fraction(5), Entry("5025.23万元"), Entry("17511.79万元"))
        >>> outcome = Proportional(direction="反向").award(case)
        >>> isinstance(outcome, Points) and round(float(outcome.step.value), 2)
        1.43
        """
        if self.measure is not None:
            figure = self.measure.figure(case)
            share = ONE if self.target is None else self.target
            goal = constant(share, "目标值", amount(share, self.measure.worded_unit))
            return Points(self._points(figure, goal, case.weight, self._reaches(figure, goal)))
        target, actual = self._pair(case)
        if self.direction == "推断":
            found = directions(case.levels, target)
            if not found.because:
                return self._ways[found.readings[0]].award(case)
            return by_readings(found, {one: way.award(case) for one, way in self._ways.items()})
        met = is_met(target, actual, self.direction)
        ranged = target.high is not None or actual.high is not None
        if met is None or (not met and (ranged or target.is_date)):
            below = met is False and case.weight > 0
            return Open(Interval(Fraction(0), case.weight, high_closed=not below),
                        f"{unmet(target, actual, met)}，不能按比例计算，需人工认定")
        if not met and self.direction == "等于" and actual.base > target.base:
            return case.open(f"目标为“{target.text}”而实际为“{actual.text}”，条款未说明超出如何计分")
        b = as_step(actual, "实际值", case.actual.cell)
        a = as_step(target, "目标值", case.target.cell)
        if not met and a.value < 0:
            return case.open(f"目标值“{target.text}”为负，不能按比例计算，需人工认定")
        return Points(self._points(b, a, case.weight, met is True))

    @cached_property
    def _ways(self) -> dict[Direction, Proportional]:
        """The same in each direction that is one."""
        return {one: remade(self, direction=one) for one in ALL}

    def _pair(self, case: Case) -> tuple[Quantity, Quantity]:
        target, actual = compared(case)
        if self.target is not None:
            raise CannotScore("规则自带目标值时须写明 measure")
        return target, actual

    def _reaches(self, figure: Step, goal: Step) -> bool:
        if self.direction == "反向":
            return figure.value <= goal.value
        return figure.value >= goal.value

    def _points(self, b: Step, a: Step, weight: Fraction, met: bool) -> Step:
        if met:
            return self._met(b, a, weight)
        if a.value == 0:
            return concluded(Fraction(0), "目标值为零且未达到，不得分", b, a)
        share = self._share(b, a)
        if self.gate is not None and share.value < self.gate:
            return concluded(Fraction(0), f"完成率低于{show(self.gate * 100)}%，不得分", share)
        if share.value <= 0:
            return concluded(Fraction(0), "扣完为止，不得分", share)
        return times(share, constant(weight, "分值"))

    def _met(self, b: Step, a: Step, weight: Fraction) -> Step:
        if self.direction == "正向" and a.value > 0:
            for tier in sorted(self.over, key=lambda tier: -tier.above):
                if b.value / a.value > tier.above:
                    done = concluded(tier.share, f"完成率高于{show(tier.above * 100)}%，"
                                     f"得分值的{show(tier.share * 100)}%", of_target(b, a))
                    return times(done, constant(weight, "分值"))
        return concluded(weight, "达到目标，得满分", b, a)

    def _share(self, b: Step, a: Step) -> Step:
        if b.value < 0:
            b = concluded(Fraction(0), "负值按零计", b)
        if self.direction != "反向":
            return b if self.measure is not None and a.value == 1 else of_target(b, a)
        if self.reverse == "A/B":
            return divided(a, b)
        return minus(constant(Fraction(2)), divided(b, a))

    def sentence(self) -> str:
        figure = f"{self.measure.name or self.measure.formula}" if self.measure else "实际完成值(B)"
        goal = "年度指标值(A)" if self.target is None else show(self.target * 100) + "%"
        if self.measure and self.target is None:
            goal = "100%"
        formulas = {
            "正向": f"{figure}÷{goal}×分值", "等于": f"{figure}÷{goal}×分值",
            "反向": f"{goal}÷{figure}×分值" if self.reverse == "A/B"
            else f"[1−({figure}−{goal})÷{goal}]×分值",
        }
        source = self.measure.sentence() if self.measure else ""
        said = f"{source}{figure}达到{goal}得满分；未达到的，得分＝"
        said += formulas.get(self.direction) or (
            f"{formulas['正向']}（正向指标）或{formulas['反向']}（反向指标）；年度指标值没有写≥、≤或＝的，"
            "按指标名称和单位推断，看不出的由人认定")
        if self.gate is not None:
            said += f"；完成率低于{show(self.gate * 100)}%不得分"
        for tier in self.over:
            said += f"；完成率高于{show(tier.above * 100)}%得分值的{show(tier.share * 100)}%"
        return said + "。"

    def problems(self, weight: Fraction | None) -> Iterator[str]:
        if self.measure is not None and self.measure.domain is not None:
            yield from domain_problems(self.measure.domain)
        if self.target is not None and self.measure is None:
            yield "写了 target（规则自带目标值）就须写 measure（实际值的口径）"
        if self.gate is not None and not 0 <= self.gate <= 1:
            yield "gate（及格门槛）须在 0 与 1 之间"
        for tier in self.over:
            if tier.above < 1 or not 0 <= tier.share <= 1:
                yield "over 的 above 须不小于 1，share 须在 0 与 1 之间"

    def needs(self, name: str) -> Iterator[Need]:
        yield from self.measure.needs() if self.measure else ()

    def measures(self) -> Iterator[Measure]:
        yield from (self.measure,) if self.measure else ()

    def reaches(self, case: Case) -> bool | None:
        if self.measure is not None:
            return None
        try:
            target, actual = compared(case)
        except CannotScore:
            return None
        readings = self._directions(case, target)
        met = {is_met(target, actual, one) for one in readings}
        return met.pop() if len(met) == 1 else None

    def _directions(self, case: Case, target: Quantity | None) -> tuple[Direction, ...]:
        if self.direction != "推断":
            return (self.direction,)
        return () if target is None else directions(case.levels, target).readings

    @cached_property
    def without_readings(self) -> Self:
        return remade(self, measure=self.measure and self.measure.without_reading)

    def prefers_less(self, case: Case) -> bool:
        return "反向" in self._directions(case, aimed_at(case))

    @property
    def by_name(self) -> bool:
        return self.direction == "推断"
