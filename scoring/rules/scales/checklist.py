"""要点计分: how many of the key points are met, and what that many are worth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Literal

from scoring.rules.answers import YES_NO, yes_or_no
from scoring.rules.case import CannotScore, Case, Open, Outcome, Points
from scoring.rules.door import CountSpan, Number, model
from scoring.rules.input import Input, Need, listed, quoted
from scoring.rules.measure import given
from scoring.rules.scales.bands import plain
from scoring.rules.scales.base import Doubt, Kind, worth_problems
from scoring.rules.trace import (
    MET_OR_NOT,
    Step,
    concluded,
    constant,
    divided,
    limited,
    summed,
    times,
)
from scoring.values.exact import show, sum_of
from scoring.values.interval import Interval
from scoring.values.wording import bounds, earned

POINT, MET = "要点", "符合项数"
"""Suffixes of a checklist's automatic inputs: 指标名_要点1, 指标名_要点2 …, 指标名_符合项数."""


@model
class Met:
    """What so many met key points earn: ``met: 7`` or ``met: "≤ 4"``."""

    met: CountSpan
    points: Number | None = None
    share: Number | None = None

    def step(self, met: Step, weight: Fraction, said: str) -> Step:
        if self.points is not None:
            return limited(concluded(self.points, said, met), Fraction(0), weight)
        share = self.share or Fraction(0)
        return times(concluded(share, said, met), constant(weight, "分值"))


@model
class Checklist(Kind):
    """Key points that are met or not. The number met earns what ``table`` says (its first line
    that fits); without a table each earns an equal part of the weight, or its own ``worth`` in 分.

    The answers are the inputs 指标名_要点1 … (是 or 否); where they are not complete, their number
    in 指标名_符合项数 or the row's own word in ``words`` (全部符合: 2) stands in.
    """

    kind: Literal["checklist"] = "checklist"
    items: tuple[str, ...]
    table: tuple[Met, ...] = ()
    worth: tuple[Number, ...] = ()
    words: Mapping[str, int] = field(default_factory=dict)

    def award(self, case: Case) -> Outcome:
        """Source: 察隅 2021, 资金使用合规性 (符合其中七项，5分).

        >>> from scoring.filing import Entry
        >>> table = (Met(met=Interval.parse("= 2"), points=Fraction(6)),
        ...          Met(met=Interval.parse("= 1"), points=Fraction(5)),
        ...          Met(met=Interval.parse("≤ 0"), points=Fraction(0)))
        >>> figures = {"合规_要点1": Entry("是"), "合规_要点2": Entry("否")}
        >>> case = Case(Fraction(6), figures=figures, name="合规")
        >>> outcome = Checklist(items=("符合制度", "手续完整"), table=table).award(case)
        >>> isinstance(outcome, Points) and str(outcome.step.value)
        '5'
        """
        answers = self._answers(case)
        missing = tuple(name for name, answer in answers.items() if answer is None)
        known = [answer for answer in answers.values() if answer is not None]
        stated = self._stated(case)
        if not missing:
            met = self._counted(known)
            if stated is not None and stated.value != met.value:
                raise CannotScore(f"所填要点符合{show(met.value)}项，"
                                  f"与填报的“{stated.number()}”项不一致", tuple(answers))
            return Points(self._by_point(known, case) if self.worth else self._earned(met, case))
        if stated is not None and not self.worth:
            return Points(self._earned(stated, case))
        ends = self._bounds(answers, case)
        if ends.low == ends.high and known and not self.worth:
            return Points(self._earned(self._counted(known), case))
        lacking = [quoted(item) for item, answer in zip(self.items, answers.values(), strict=True)
                   if answer is None]
        return Open(ends, f"缺少{listed(lacking)}", missing)

    def _answers(self, case: Case) -> dict[str, Step | None]:
        found: dict[str, Step | None] = {}
        for place in range(1, len(self.items) + 1):
            name = f"{case.name}_{POINT}{place}"
            answer = case.figures.get(name)
            found[name] = None if answer is None or answer.blank else replace(
                yes_or_no(answer, name, case.called(f"第{place}项{POINT}")), unit=MET_OR_NOT)
        return found

    def _stated(self, case: Case) -> Step | None:
        """The number of points met as stated in one figure or one word."""
        name = f"{case.name}_{MET}"
        count = case.figures.get(name)
        if count is not None and not count.blank:
            step = given(count, name, case.called(MET))
            if step.value.denominator != 1 or not 0 <= step.value <= len(self.items):
                raise CannotScore(f"{step.label}“{step.number()}”应是0到{len(self.items)}之间的整数",
                                  (name,))
            return step
        said = plain(case.actual.text)
        for word, met in self.words.items():
            if said and said == plain(word):
                shown = case.actual.text.strip()
                return Step(Fraction(met), f"“{shown}”即符合{met}项", (Step(
                    Fraction(met), label="实际值", cell=case.actual.cell, shown=shown),))
        return None

    def _counted(self, answers: Sequence[Step]) -> Step:
        if len(self.items) == 1:
            return answers[0]
        met = sum_of(one.value for one in answers)
        return Step(met, f"共符合{show(met)}项", tuple(answers))

    def _earned(self, met: Step, case: Case) -> Step:
        if not self.table and len(self.items) == 1:
            said = "符合，得满分" if met.value else "不符合，不得分"
            return concluded(met.value * case.weight, said, met)
        if not self.table:
            every = constant(Fraction(len(self.items)), "要点数")
            return times(divided(met, every), constant(case.weight, "分值"))
        for line, said in zip(self.table, self._said, strict=True):
            if met.value in line.met:
                return line.step(met, case.weight, said)
        raise CannotScore(f"符合{show(met.value)}项，条款没有规定得几分，需人工认定")

    def _by_point(self, answers: Sequence[Step], case: Case) -> Step:
        worths = [times(answer, constant(worth, "该点分值"))
                  for answer, worth in zip(answers, self.worth, strict=True)]
        return limited(summed(worths), Fraction(0), case.weight)

    def _bounds(self, answers: Mapping[str, Step | None], case: Case) -> Interval:
        """From every unanswered point not met to every one met."""
        if self.worth:
            low, high = (self._by_point([one or constant(Fraction(other))
                                         for one in answers.values()], case).value
                         for other in (0, 1))
            return Interval(low, high)
        met = sum(answer.value for answer in answers.values() if answer is not None)
        open_points = sum(answer is None for answer in answers.values())
        ends = [self._earned(constant(met + Fraction(more)), case).value
                for more in range(open_points + 1)]
        return Interval(min(ends), max(ends))

    @cached_property
    def _said(self) -> tuple[str, ...]:
        return tuple(f"{self._count_said(line)}，{earned(line.points, line.share)}"
                     for line in self.table)

    def _count_said(self, line: Met) -> str:
        """全部符合, 符合其中7项, 符合其中4项及以下."""
        low, high = line.met.low, line.met.high
        if low == len(self.items) and line is self.table[0]:
            return "全部符合" if len(self.items) > 1 else "符合"
        if low is not None and low == high:
            return f"符合其中{show(low)}项" if low else "都不符合"
        if low is None and high is not None:
            most = high if line.met.high_closed else high - 1
            return f"符合其中{show(most)}项及以下" if most else "都不符合"
        return bounds("符合项数", line.met)

    def sentence(self) -> str:
        if len(self.items) == 1:
            head, each = f"{self.items[0]}：", "符合的得满分，否则不得分"
        else:
            head = "评价要点：" + "；".join(f"{place}.{item}" for place, item
                                        in enumerate(self.items, 1)) + "。"
            each = f"以上要点各占1/{len(self.items)}分值，符合的得分，不符合的不得分"
        if self.table:
            return head + "；".join(self._said) + "。"
        if self.worth:
            worths = "、".join(f"{show(worth)}分" for worth in self.worth)
            return f"{head}符合的依次得{worths}。"
        return f"{head}{each}。"

    def problems(self, weight: Fraction | None) -> Iterator[str]:
        if not self.items:
            yield "items（评价要点）是空的"
        if self.table and self.worth:
            yield "table（符合项数对应得分）与 worth（逐点分值）只能写一个"
        if self.worth and len(self.worth) != len(self.items):
            yield f"worth 有 {len(self.worth)} 个分值，评价要点有 {len(self.items)} 个"
        elif self.worth and weight is not None and sum(self.worth) != weight:
            yield f"worth 合计 {show(sum_of(self.worth))} 分，不等于分值 {show(weight)} 分"
        for word, met in self.words.items():
            if not 0 <= met <= len(self.items):
                yield f"words 的“{word}: {met}”不在 0 与 {len(self.items)} 之间"
        yield from self._table_problems(weight) if self.table else ()

    def _table_problems(self, weight: Fraction | None) -> Iterator[str]:
        for line in self.table:
            yield from worth_problems(line.points, line.share, weight, f"符合项数 {line.met} ")
        firsts: list[Fraction] = []
        for count in range(len(self.items) + 1):
            fits = [line for line in self.table if Fraction(count) in line.met]
            if not fits:
                yield Doubt(f"table 没有规定符合{count}项得几分")
            elif len(fits) > 1:
                yield Doubt(f"table 对符合{count}项规定了{len(fits)}次")
            firsts += [fits[0].points or fits[0].share or Fraction(0)] if fits else []
        for line in self.table:
            if not any(Fraction(count) in line.met for count in range(len(self.items) + 1)):
                yield Doubt(f"table 的 {line.met} 用不到：只有 {len(self.items)} 个要点")
        if any(fewer > more for fewer, more in pairwise(firsts)):
            yield Doubt("table 里符合得多的反而得分少")

    def needs(self, name: str) -> Iterator[Need]:
        for place, item in enumerate(self.items, 1):
            yield Need(f"{name}_{POINT}{place}", Input(meaning=item, kind="是否", choices=YES_NO))
        if len(self.items) > 1 and not self.worth:
            yield Need(f"{name}_{MET}", Input(
                meaning=f"符合的评价要点数（共{len(self.items)}项；与上列各要点二选一）",
                unit="项", optional=True))
