"""分档计分: intervals of a figure, each with its points."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from typing import Literal, Self

from scoring.rules.case import Case, Open, Outcome, Points
from scoring.rules.comparison import completion
from scoring.rules.door import Number, Span, model, remade
from scoring.rules.input import Need
from scoring.rules.measure import Measure
from scoring.rules.scales.base import Doubt, Kind, domain_problems, worth_problems
from scoring.rules.trace import Step, concluded, constant, limited, times
from scoring.values.exact import show
from scoring.values.interval import Interval, cover_problems
from scoring.values.wording import amount, bounds, earned

EVERYTHING = Interval(None, None, False, False)


@model
class Tier:
    """What a figure within ``when`` earns: ``points`` in 分, a ``share`` of the weight, the
    figure itself times the weight (``proportional``), or what a person gives within so many 分
    (``judged``)."""

    when: Span
    points: Number | None = None
    share: Number | None = None
    proportional: bool = False
    judged: Span | None = None

    def step(self, figure: Step, weight: Fraction, said: str) -> Step:
        if self.proportional:
            return limited(times(figure, constant(weight, "分值")), Fraction(0), weight)
        if self.points is not None:
            return limited(concluded(self.points, said, figure), Fraction(0), weight)
        share = self.share or Fraction(0)
        if share in (0, 1):
            return concluded(share * weight, said, figure)
        return times(concluded(share, said, figure), constant(weight, "分值"))


@model
class Ladder(Kind):
    """The first tier that holds the figure. Without a ``measure`` the figure is the row's 完成率,
    its 实际值 over its 目标值."""

    kind: Literal["ladder"] = "ladder"
    measure: Measure | None = None
    tiers: tuple[Tier, ...]

    def award(self, case: Case) -> Outcome:
        """Source: 察隅 2021, 预算完成率 (100%＞结果≥90%，得4分).

        >>> from scoring.filing import Entry
        >>> tiers = (Tier(when=Interval.parse("≥ 100%"), points=Fraction(6)),
        ...          Tier(when=Interval.parse("[90%, 100%)"), points=Fraction(4)),
        ...          Tier(when=Interval.parse("< 90%"), points=Fraction(0)))
        >>> rule = Ladder(measure=Measure(formula="预算完成数 ÷ 预算数"), tiers=tiers)
        >>> figures = {"预算完成数": Entry("129405127.76"), "预算数": Entry("65201100")}
        >>> outcome = rule.award(Case(Fraction(6), figures=figures))
        >>> isinstance(outcome, Points) and str(outcome.step.value)
        '6'
        """
        figure = completion(case) if self.measure is None else self.measure.figure(case)
        for tier, said in zip(self.tiers, self._said, strict=True):
            if figure.value in tier.when and tier.judged is not None:
                span = tier.judged.within(Fraction(0), case.weight)
                return Open(span, f"{self._name}为{amount(figure.value, self._unit)}，{said}",
                            step=constant(case.weight, "分值"), known=True)
            if figure.value in tier.when:
                return Points(tier.step(figure, case.weight, said))
        value = amount(figure.value, self._unit)
        return case.open(f"{self._name}为{value}，条款没有规定怎样计分，需人工认定")

    @property
    def _name(self) -> str:
        return "完成率" if self.measure is None else self.measure.said

    @property
    def _unit(self) -> str:
        return "%" if self.measure is None else self.measure.worded_unit

    @cached_property
    def _said(self) -> tuple[str, ...]:
        return tuple(f"{bounds(self._name, tier.when, self._unit)}，{_earned(tier)}"
                     for tier in self.tiers)

    def sentence(self) -> str:
        source = "" if self.measure is None else self.measure.sentence()
        return source + "；".join(said.replace("，", "的，", 1) for said in self._said) + "。"

    def problems(self, weight: Fraction | None) -> Iterator[str]:
        domain = self.measure.domain if self.measure else None
        if domain is not None:
            yield from domain_problems(domain)
        for tier in self.tiers:
            if tier.when.inverted:
                yield f"区间 {tier.when} 上下限颠倒：请写所读的区间"
            if tier.judged is not None:
                yield from _judged_problems(tier, tier.judged, weight)
            elif tier.proportional:
                if tier.points is not None or tier.share is not None:
                    yield f"区间 {tier.when} 写了 proportional 就不写 points 和 share"
            else:
                yield from worth_problems(tier.points, tier.share, weight, f"区间 {tier.when} ")
        if not any(tier.when.inverted for tier in self.tiers):
            spans = [tier.when for tier in self.tiers]
            yield from map(Doubt, cover_problems(spans, domain or EVERYTHING))

    def needs(self, name: str) -> Iterator[Need]:
        yield from self.measure.needs() if self.measure else ()

    def measures(self) -> Iterator[Measure]:
        yield from (self.measure,) if self.measure else ()

    @cached_property
    def without_readings(self) -> Self:
        return remade(self, measure=self.measure and self.measure.without_reading)


def _judged_problems(tier: Tier, judged: Interval, weight: Fraction | None) -> Iterator[str]:
    if tier.proportional or tier.points is not None or tier.share is not None:
        yield f"区间 {tier.when} 写了 judged（由人给分的范围）就不写 points、share 和 proportional"
    low, high = judged.low, judged.high
    if low is None or high is None or judged.inverted or low < 0 or (
            weight is not None and high > weight):
        yield f"区间 {tier.when} 的 judged {judged} 须在 0 与分值之间"


def _earned(tier: Tier) -> str:
    if tier.judged is not None and tier.judged.high is not None:
        low, high = show(tier.judged.low or Fraction(0)), show(tier.judged.high)
        return f"由评价人在{low}分至{high}分之间认定"
    return "得分＝该比率×分值" if tier.proportional else earned(tier.points, tier.share)
