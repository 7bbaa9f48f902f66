"""A Step tree (计算步骤): the arithmetic behind a score, exact, with the cells it came from.

Building a tree is cheap; its Chinese text (scoring.rules.arithmetic) is made only when somebody
reads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from scoring.values.exact import Rounding, show, sum_of
from scoring.values.record import record


@record
class Step:
    """One figure: given in a cell (no ``op``), or made from other figures by ``op``.

    ``op`` is an infix sign (+ − × ÷), a function's name (平均 最大 最小), or a sentence that says what
    was done (四舍五入到2位小数). ``shown`` is the text as typed; ``note`` a reading or a reason;
    ``unit`` is % for a calculated rate, 是否 for a key point that is met or not.
    """

    value: Fraction
    op: str = ""
    parts: tuple[Step, ...] = ()
    label: str = ""
    cell: str = ""
    shown: str = ""
    note: str = ""
    places: int | None = None
    unit: str = ""

    def number(self) -> str:
        """The figure as text, as it was typed where it was typed."""
        return self.shown or show(self.value, self.places)

    def leaves(self) -> Iterator[Step]:
        """The given figures, in order."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()

    def cells(self) -> tuple[str, ...]:
        """Addresses of the cells used, each once."""
        return tuple(dict.fromkeys(leaf.cell for leaf in self.leaves() if leaf.cell))


MET_OR_NOT = "是否"
INFIX = "+−×÷"
FUNCTIONS = ("平均", "最大", "最小")
LIMITS = ("不超过", "不低于")
"""How the ``op`` of a step begins that keeps a figure within bounds."""


def plus(left: Step, right: Step, label: str = "") -> Step:
    return Step(left.value + right.value, "+", (left, right), label)


def minus(left: Step, right: Step, label: str = "") -> Step:
    return Step(left.value - right.value, "−", (left, right), label)


def times(left: Step, right: Step, label: str = "") -> Step:
    return Step(left.value * right.value, "×", (left, right), label)


def divided(left: Step, right: Step, label: str = "") -> Step:
    """``left ÷ right``; the caller has made sure that ``right`` is not zero."""
    return Step(left.value / right.value, "÷", (left, right), label)


def of_target(actual: Step, target: Step) -> Step:
    """完成率: the share of the target that is reached."""
    return Step(actual.value / target.value, "÷", (actual, target), "完成率", unit="%")


def summed(steps: Sequence[Step], label: str = "") -> Step:
    """The sum of the figures; a step of its own only where there are several."""
    if len(steps) == 1:
        return replace(steps[0], label=label) if label else steps[0]
    return Step(sum_of(step.value for step in steps), "+", tuple(steps), label)


def constant(value: Fraction, label: str = "", shown: str = "") -> Step:
    return Step(value, label=label, shown=shown)


def limited(step: Step, low: Fraction, high: Fraction, note: str = "") -> Step:
    """The figure kept within low and high; a step of its own only where it changes something."""
    if step.value > high:
        return Step(high, f"{LIMITS[0]}{show(high)}", (step,), note=note)
    if step.value < low:
        return Step(low, f"{LIMITS[1]}{show(low)}", (step,), note=note)
    return step


def rounded(step: Step, rounding: Rounding, note: str = "", label: str = "") -> Step:
    """The figure rounded, printed with all its decimals (9.90); a step only where it changes."""
    value = rounding.apply(step.value)
    if value == step.value and not (note or label):
        return Step(step.value, step.op, step.parts, step.label, step.cell, step.shown, step.note,
                    rounding.places, step.unit)
    return Step(value, str(rounding), (step,), label=label, note=note, places=rounding.places)


def concluded(value: Fraction, because: str, *parts: Step, note: str = "") -> Step:
    """A figure that follows from a comparison rather than from arithmetic."""
    return Step(value, because, parts, note=note)
