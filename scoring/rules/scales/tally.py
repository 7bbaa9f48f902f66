"""加权平均: a survey's answers, each level worth so many points."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from scoring.rules.case import CannotScore, Case, Outcome, Points
from scoring.rules.door import Number, model
from scoring.rules.input import Input, Need, defined_name, listed
from scoring.rules.measure import given
from scoring.rules.scales.base import Kind
from scoring.rules.trace import Step, constant, divided, summed, times
from scoring.values.exact import show


@model
class Answer:
    """One level of answer and its points; ``input`` names its count where it is not 指标名_name."""

    name: str
    points: Number
    input: str = ""

    def counted(self, name: str) -> str:
        return self.input or defined_name(f"{name}_{self.name}")


@model
class Tally(Kind):
    """The mean of the answers' points; the highest points are the full weight. A level whose count
    is left empty beside others was not chosen by anybody."""

    kind: Literal["tally"] = "tally"
    answers: tuple[Answer, ...]

    def award(self, case: Case) -> Outcome:
        """Source: 察隅 2021, 社会公众满意度 ((170×5+61×4+9×3)÷240 = 4.67).

        >>> from scoring.filing import Entry
        >>> levels = (("非常满意", 5), ("满意", 4), ("一般", 3), ("不满意", 1), ("很不满意", 0))
        >>> rule = Tally(answers=tuple(Answer(name=n, points=Fraction(p)) for n, p in levels))
        >>> figures = {"满意度_非常满意": Entry("170"), "满意度_满意": Entry("61"),
        ...            "满意度_一般": Entry("9")}
        >>> outcome = rule.award(Case(Fraction(5), figures=figures, name="满意度"))
        >>> isinstance(outcome, Points) and round(float(outcome.step.value), 2)
        4.67
        """
        counts = self._counts(case)
        answers = summed([count for count, _ in counts], "有效答卷")
        if not answers.value:
            raise CannotScore("没有任何有效答卷，需人工认定")
        total = summed([times(count, constant(answer.points, "每份分数"))
                        for count, answer in counts])
        mean, full = divided(total, answers), self._full
        if full == case.weight:
            return Points(mean)
        return Points(times(divided(mean, constant(full, "满分")), constant(case.weight, "分值")))

    @property
    def _full(self) -> Fraction:
        return max(answer.points for answer in self.answers)

    def _counts(self, case: Case) -> list[tuple[Step, Answer]]:
        names = {answer.counted(case.name): answer for answer in self.answers}
        filled = {name: entry for name in names
                  if (entry := case.figures.get(name)) is not None and not entry.blank}
        if not filled:
            lacking = listed([f"{each.name}（份）" for each in self.answers])
            raise CannotScore(f"缺少{lacking}", tuple(names))
        counts = [(given(entry, name, names[name].name), names[name])
                  for name, entry in filled.items()]
        for name, (count, _) in zip(filled, counts, strict=True):
            if count.value < 0 or count.value.denominator != 1:
                raise CannotScore(f"{count.label}“{count.number()}”应是不小于零的整数",
                                  (name,))
        return counts

    def sentence(self) -> str:
        levels = "、".join(f"{answer.name}{show(answer.points)}分" for answer in self.answers)
        return f"{levels}；得分＝各档份数×该档分数之和÷总份数÷{show(self._full)}×分值。"

    def problems(self, weight: Fraction | None) -> Iterator[str]:
        if not self.answers:
            yield "answers（各档答案）是空的"
            return
        if self._full <= 0:
            yield "answers 的最高分须大于零"
        if any(answer.points < 0 for answer in self.answers):
            yield "answers 的 points 小于零"
        if len({answer.counted("") for answer in self.answers}) < len(self.answers):
            yield "answers 里有重复的档"

    def needs(self, name: str) -> Iterator[Need]:
        for answer in self.answers:
            yield Need(answer.counted(name), Input(
                meaning=f"选择“{answer.name}”的份数", unit="份"))
