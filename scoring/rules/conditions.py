"""条件: what may override a rule — 不适用, 一票否决, 酌情加减 — and the award's own rounding.

A condition's scope is where it stands: in a part, an indicator, or the ruleset's ``total``. Its
inputs are optional; an empty 是否 means no.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from typing import Literal

from scoring.filing import BLANK, Entry
from scoring.rules.answers import YES_NO, yes_or_no
from scoring.rules.case import CannotScore, Case, Excuse, Open, Outcome, Points
from scoring.rules.door import Number, model, remade
from scoring.rules.input import Input, Need
from scoring.rules.measure import RoundStep, given, unread
from scoring.rules.scales.base import Scale, attempt
from scoring.rules.trace import Step, concluded, limited, plus, rounded
from scoring.values.exact import show
from scoring.values.interval import Interval

ZERO = Fraction(0)


@model
class Trigger:
    """Holds when the 是否 input says yes, or the row's own words contain one of ``words``."""

    input: str = ""
    words: tuple[str, ...] = ()
    why: str = ""
    """The clause's words for it; they describe the input and stand in the trace."""

    def holds(self, case: Case) -> Step | None:
        """The figure or text that says so; None where nothing does."""
        answer = case.figures.get(self.input, BLANK) if self.input else BLANK
        if not answer.blank:
            said = yes_or_no(answer, self.input)
            return said if said.value else None
        for text in (case.actual, case.reason):
            if any(word in text.text for word in self.words):
                return Step(ZERO, label="表中所填", cell=text.cell, shown=f"“{text.text.strip()}”")
        return None

    @property
    def said(self) -> str:
        """What must be so, for a sentence that goes on with 的."""
        return self.why or self.input or f"表中写有{'或'.join(f'“{word}”' for word in self.words)}"

    def problems(self) -> Iterator[str]:
        if not (self.input or self.words):
            yield "须写 input（是否型数据）或 words（表中所填的字样）"

    def needs(self) -> Iterator[Need]:
        if self.input:
            yield Need(self.input, Input(
                meaning=self.why, kind="是否", choices=YES_NO, optional=True))


@model
class NotApplicable(Trigger):
    """不适用: full marks, the weight shared out among the others (剔除), or lost (不计)."""

    then: Literal["满分", "剔除", "不计"]

    def points(self, because: Step, weight: Fraction) -> Points:
        excuse: Excuse = self.then
        said = {"满分": "不适用，按满分计", "剔除": "不适用，剔除本项，分值由其余各项分摊",
                "不计": "不适用，不计分"}[self.then]
        return Points(concluded(weight if self.then == "满分" else ZERO, said, because,
                                note=self.why), excuse)

    def sentence(self) -> str:
        then = {"满分": "本项得满分", "剔除": "剔除本项，分值由其余各项分摊", "不计": "本项不计分"}[self.then]
        return f"{self.said}的，{then}。"


@model
class Veto(Trigger):
    """一票否决: nothing is awarded."""

    def points(self, because: Step) -> Points:
        return Points(concluded(ZERO, "一票否决，不得分", because, note=self.why))

    def sentence(self, what: str = "本项") -> str:
        return f"{self.said}的，{what}不得分。"


@model
class Adjust:
    """酌情加减分 within ``low`` and ``high`` 分: the number typed in ``input``. Until one is typed an
    award stays open between the two; a form's total is not adjusted."""

    low: Number = ZERO
    high: Number = ZERO
    input: str = ""
    why: str = ""

    def amount(self, figures: Mapping[str, Entry]) -> Step | None:
        typed = figures.get(self.input, BLANK) if self.input else BLANK
        if typed.blank:
            return None
        step = given(typed, self.input)
        if not self.low <= step.value <= self.high:
            raise CannotScore(f"{self.input}“{step.number()}”不在"
                              f"{show(self.low)}与{show(self.high)}之间", (self.input,))
        return step

    def applied(self, found: Outcome, case: Case) -> Outcome:
        amount = self.amount(case.figures)
        if isinstance(found, Points) and amount is not None:
            return Points(limited(plus(found.step, amount), ZERO, case.weight), found.excuse)
        low, high = (self.low, self.high) if amount is None else (amount.value, amount.value)
        if isinstance(found, Open):
            return replace(found, range=_widened(found.range, low, high, case.weight))
        value = found.step.value
        span = _widened(Interval(value, value), low, high, case.weight)
        return Open(span, f"{self.why or '酌情加减分'}，由评价人认定", step=found.step, known=True)

    def problems(self) -> Iterator[str]:
        if self.low > self.high or self.low == self.high:
            yield "adjust（酌情加减分）的 low 须小于 high"

    def needs(self) -> Iterator[Need]:
        if self.input:
            yield Need(self.input, Input(
                meaning=self.why or "酌情加减分", unit="分", optional=True, minimum=self.low))

    def sentence(self) -> str:
        most = [f"最多{word}{show(points)}分"
                for word, points in (("加", self.high), ("扣", -self.low)) if points > 0]
        return f"{self.why or '酌情加减分'}（{'、'.join(most)}）。"


@model
class Conditions:
    """Of one indicator, the execution rate, or one part of a rule."""

    not_applicable: NotApplicable | None = None
    veto: tuple[Veto, ...] = ()
    adjust: tuple[Adjust, ...] = ()
    round: RoundStep | None = None
    """The award's own rounding, instead of the usual one to two places."""

    def outcome(self, rule: Scale, case: Case) -> Outcome:
        """The rule's outcome under these conditions. Never raises CannotScore."""
        try:
            overriding = self._overriding(case)
            if overriding is not None:
                return overriding
            found = attempt(rule, case)
            for adjust in self.adjust:
                found = adjust.applied(found, case)
        except CannotScore as error:
            low, high = rule.ends(case.weight)
            ends = min(ZERO, low), max(case.weight, high)
            return case.open(error.why, error.missing, ends)
        if self.round is None or isinstance(found, Open):
            return found
        return replace(found, step=rounded(found.step, self.round.rounding, self.round.note))

    def _overriding(self, case: Case) -> Points | None:
        if self.not_applicable is not None and (because := self.not_applicable.holds(case)):
            return self.not_applicable.points(because, case.weight)
        for veto in self.veto:
            if because := veto.holds(case):
                return veto.points(because)
        return None

    @cached_property
    def without_reading(self) -> Conditions:
        """The same without a rounding that is only our reading; themselves where they have none."""
        return remade(self, round=unread(self.round))

    def sentence(self) -> str:
        """The conditions printed back as 评分标准."""
        own = "" if self.round is None else f"本项得分{self.round.told}。"
        return "".join(condition.sentence() for condition in self._all()) + own

    def problems(self) -> Iterator[str]:
        for condition in self._all():
            yield from condition.problems()

    def needs(self) -> Iterator[Need]:
        for condition in self._all():
            yield from condition.needs()

    def _all(self) -> Iterator[NotApplicable | Veto | Adjust]:
        if self.not_applicable is not None:
            yield self.not_applicable
        yield from self.veto
        yield from self.adjust


def outcome(rule: Scale, conditions: Conditions | None, case: Case) -> Outcome:
    """The rule's outcome for a case, under its conditions where it has any."""
    return attempt(rule, case) if conditions is None else conditions.outcome(rule, case)


def _widened(span: Interval, low: Fraction, high: Fraction, weight: Fraction) -> Interval:
    bottom, top = (span.low or ZERO) + low, (weight if span.high is None else span.high) + high
    return Interval(bottom, top, span.low_closed, span.high_closed).within(ZERO, weight)
