"""总分: how the awards of a form become its total."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from scoring.filing import Entry
from scoring.rules.case import CannotScore, Case
from scoring.rules.conditions import Adjust, Veto
from scoring.rules.door import Number, model
from scoring.rules.input import Need
from scoring.rules.measure import RoundStep
from scoring.rules.trace import Step, constant, divided, limited, plus, rounded, times
from scoring.values.exact import AWARD_ROUNDING, show

ZERO = Fraction(0)


@model
class Total:
    """Additions and deductions of the whole form, its ``cap``, vetoes, and its own rounding."""

    cap: Number | None = None
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
        return step if self.round is None else rounded(step, self.round.rounding)

    def sentence(self) -> str:
        """How the total comes about, printed back as 评分标准."""
        said = [veto.sentence("全表") for veto in self.veto]
        said += [adjust.sentence() for adjust in self.adjust]
        if self.cap is not None:
            said.append(f"总分不超过{show(self.cap)}分。")
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

    def needs(self) -> Iterator[Need]:
        for condition in self._all():
            yield from condition.needs()

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
