"""组合: a rule made of rules, each with its part of the weight."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from typing import Literal, Self

from scoring.rules.case import Case, Outcome
from scoring.rules.conditions import Conditions, outcome
from scoring.rules.door import Number, model, remade
from scoring.rules.example import Example
from scoring.rules.input import Need, defined_name
from scoring.rules.measure import Measure
from scoring.rules.scales.adding import Scored, added
from scoring.rules.scales.base import Doubt, Kind, Scale
from scoring.rules.scales.each import Child, Each
from scoring.values.exact import show, sum_of


@model
class Part:
    """One part: its rule, worth ``points`` in 分 or a ``share`` of the weight (equal parts where
    neither is written). ``reading`` says how we take a defect of its own text."""

    name: str = ""
    rule: Child
    points: Number | None = None
    share: Number | None = None
    conditions: Conditions | None = None
    reading: str = ""
    examples: tuple[Example, ...] = ()

    @property
    def without_readings(self) -> Part:
        return remade(self, rule=self.rule.without_readings,
                      conditions=self.conditions and self.conditions.without_reading)


@model
class Parts(Kind):
    """The sum of the parts. What one part leaves open bounds the whole, and what any part misses
    is named. A part that does not apply and is dropped (剔除) leaves its weight to the others."""

    kind: Literal["parts"] = "parts"
    parts: tuple[Part, ...] = ()
    each: Each | None = None

    def award(self, case: Case) -> Outcome:
        """Source: 从化 2022, 绩效信息公开情况 (各占50%).

        >>> from scoring.filing import Entry
        >>> from scoring.rules.scales.checklist import Checklist
        >>> half = Fraction(1, 2)
        >>> rule = Parts(parts=(Part(name="目标", share=half, rule=Checklist(items=("按时公开",))),
        ...                     Part(name="自评", share=half, rule=Checklist(items=("按时公开",)))))
        >>> figures = {"公开_目标_要点1": Entry("是"), "公开_自评_要点1": Entry("否")}
        >>> print(rule.award(Case(Fraction(2), figures=figures, name="公开")).step.value)
        1
        """
        if self.each is not None:
            return self.each.award(case)
        found = []
        for place, part in enumerate(self.parts, 1):
            weight = self._weight(part, case.weight)
            own = case.within(weight, f"{case.name}_{part_name(part, place)}")
            done = outcome(part.rule, part.conditions, own)
            found.append(Scored(_title(part, place), weight, done))
        return added(found, case)

    def _weight(self, part: Part, weight: Fraction) -> Fraction:
        if part.points is not None:
            return min(part.points, weight)
        return (Fraction(1, len(self.parts)) if part.share is None else part.share) * weight

    def sentence(self) -> str:
        if self.each is not None:
            return self.each.sentence()
        said = []
        for place, part in enumerate(self.parts, 1):
            worth = (f"{show(part.points)}分" if part.points is not None else
                     f"占{_share(part.share or Fraction(1, len(self.parts)))}")
            conditions = part.conditions.sentence() if part.conditions else ""
            said.append(f"（{place}）{part.name}（{worth}）：{part.rule.sentence()}{conditions}")
        return "本指标得分为下列各部分得分之和。" + "".join(said)

    def problems(self, weight: Fraction | None) -> Iterator[str]:
        if self.each is not None:
            if self.parts:
                yield "parts 与 each 只能写一个"
            yield from self.each.problems(weight)
        elif not self.parts:
            yield "须写 parts（各部分）或 each（逐项重复）"
        else:
            yield from self._worth_problems(weight)
            for place, part in enumerate(self.parts, 1):
                yield from _part_problems(part, self.known_weight(part, weight), place)
            names = [part_name(part, place) for place, part in enumerate(self.parts, 1)]
            for name in dict.fromkeys(name for name in names if names.count(name) > 1):
                yield f"有两个部分都叫“{name}”"

    def known_weight(self, part: Part, weight: Fraction | None) -> Fraction | None:
        return part.points if weight is None else self._weight(part, weight)

    def _worth_problems(self, weight: Fraction | None) -> Iterator[str]:
        points = [part.points for part in self.parts if part.points is not None]
        shares = [part.share for part in self.parts if part.share is not None]
        if points and shares:
            yield "各部分要么都写 points（分），要么都写 share（占比）"
        elif len(points or shares or self.parts) < len(self.parts):
            yield "有的部分没有写 points 或 share"
        elif shares and sum(shares) != 1:
            yield f"各部分的 share 合计 {show(sum_of(shares))}，应为 1"
        elif points and weight is not None and sum(points) != weight:
            yield f"各部分的 points 合计 {show(sum_of(points))} 分，不等于分值 {show(weight)} 分"
        if any(worth < 0 for worth in (*points, *shares)):
            yield "各部分的 points 和 share 不能小于零"

    def needs(self, name: str) -> Iterator[Need]:
        for place, part in enumerate(self.parts, 1):
            yield from part.rule.needs(f"{name}_{part_name(part, place)}")
            yield from part.conditions.needs() if part.conditions else ()
        if self.each is not None:
            yield from self.each.needs(name)

    def inner(self) -> Iterator[Scale]:
        yield from (part.rule for part in self.parts)
        yield from self.each.inner() if self.each else ()

    def measures(self) -> Iterator[Measure]:
        for rule in self.inner():
            yield from rule.measures()

    @cached_property
    def without_readings(self) -> Self:
        return remade(self, parts=tuple(part.without_readings for part in self.parts),
                      each=self.each and self.each.without_readings)


def part_name(part: Part, place: int) -> str:
    return defined_name(part.name).lstrip("_") if part.name else f"第{place}部分"


def _title(part: Part, place: int) -> str:
    return part.name or f"第{place}部分"


def _share(share: Fraction) -> str:
    return f"{show(share * 100)}%" if (share * 100).denominator == 1 else str(share)


def _part_problems(part: Part, weight: Fraction | None, place: int) -> Iterator[str]:
    head = f"{_title(part, place)}："
    said = [*part.rule.problems(weight), *(part.conditions.problems() if part.conditions else ())]
    for one in said:
        if isinstance(one, Doubt):
            if not part.reading.strip():
                yield Doubt(head + one)
        else:
            yield head + one


def parts_of(rule: Scale, weight: Fraction | None) -> Iterator[tuple[str, Fraction | None, Part]]:
    """Every part of a rule and of its parts, with what follows the indicator's name in its inputs,
    and its weight where that is known."""
    if not isinstance(rule, Parts):
        return
    for place, part in enumerate(rule.parts, 1):
        name, own = part_name(part, place), rule.known_weight(part, weight)
        yield name, own, part
        yield from ((f"{name}_{inner}", worth, child)
                    for inner, worth, child in parts_of(part.rule, own))
