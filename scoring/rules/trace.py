"""A Step tree (计算步骤): the arithmetic behind a score, exact, with the cells it came from.

Building a tree is cheap; its Chinese text is made only when somebody reads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from scoring.values.exact import Rounding, show, sum_of


@dataclass(frozen=True, slots=True)
class Step:
    """One figure: given in a cell (no ``op``), or made from other figures by ``op``.

    ``op`` is an infix sign (+ − × ÷), a function's name (平均 最大 最小), or a sentence that says what
    was done (四舍五入到2位小数). ``shown`` is the text as typed; ``note`` a reading or a reason.
    """

    value: Fraction
    op: str = ""
    parts: tuple[Step, ...] = ()
    label: str = ""
    cell: str = ""
    shown: str = ""
    note: str = ""
    places: int | None = None

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


_INFIX = "+−×÷"
_FUNCTIONS = ("平均", "最大", "最小")


def plus(left: Step, right: Step, label: str = "") -> Step:
    return Step(left.value + right.value, "+", (left, right), label)


def minus(left: Step, right: Step, label: str = "") -> Step:
    return Step(left.value - right.value, "−", (left, right), label)


def times(left: Step, right: Step, label: str = "") -> Step:
    return Step(left.value * right.value, "×", (left, right), label)


def divided(left: Step, right: Step, label: str = "") -> Step:
    """``left ÷ right``; the caller has made sure that ``right`` is not zero."""
    return Step(left.value / right.value, "÷", (left, right), label)


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
        return Step(high, f"不超过{show(high)}", (step,), note=note)
    if step.value < low:
        return Step(low, f"不低于{show(low)}", (step,), note=note)
    return step


def rounded(step: Step, rounding: Rounding, note: str = "", label: str = "") -> Step:
    """The figure rounded, printed with all its decimals (9.90); a step only where it changes."""
    value = rounding.apply(step.value)
    if value == step.value and not (note or label):
        return replace(step, places=rounding.places)
    return Step(value, str(rounding), (step,), label=label, note=note, places=rounding.places)


def concluded(value: Fraction, because: str, *parts: Step, note: str = "") -> Step:
    """A figure that follows from a comparison rather than from arithmetic."""
    return Step(value, because, parts, note=note)


def sentences(step: Step) -> list[str]:
    """The tree as short Chinese sentences, in the order in which one would calculate."""
    if not step.parts and not step.op:
        return [_given(step)]
    lines = [line for part in step.parts if part.parts or part.op for line in sentences(part)]
    return [*lines, _sentence(step)]


def text(step: Step) -> str:
    """The tree as one line."""
    return "；".join(sentences(step))


def _given(step: Step) -> str:
    label = f"{step.label} " if step.label else ""
    where = f"（{step.cell}）" if step.cell else ""
    return f"{label}{step.number()}{where}" + (f"（{step.note}）" if step.note else "")


def _sentence(step: Step) -> str:
    notes = [step.note]
    if step.op in _INFIX or step.op in _FUNCTIONS:
        notes += [part.note for part in step.parts if not part.parts]
    note = "".join(f"（{one}）" for one in dict.fromkeys(notes) if one)
    head = f"{step.label} = " if step.label else ""
    if step.op in _INFIX:
        names = f" {step.op} ".join(_names(step))
        formula = f" {step.op} ".join(_operand(part, step.op) for part in step.parts)
        return f"{head}{f'{names} = ' if names else ''}{formula} = {step.number()}{note}"
    if step.op in _FUNCTIONS:
        names = "、".join(dict.fromkeys(_names(step)))
        formula = "、".join(part.number() for part in step.parts)
        named = f"{step.op}({names}) = " if names else ""
        return f"{head}{named}{step.op}({formula}) = {step.number()}{note}"
    operands = "、".join(_given(part) for part in step.parts if not part.parts and not part.op)
    because = f"{operands}，{step.op}" if operands else step.op
    return f"{because}：{head}{step.number()}{note}"


def _names(step: Step) -> list[str]:
    """The operands' names, a bare constant being its own (未处理次数 − 1次); none where an operand
    was calculated and has no name, or where all are bare."""
    named = any(part.label for part in step.parts)
    if not named or any(part.op and not part.label for part in step.parts):
        return []
    return [part.label or part.number() for part in step.parts]


def _operand(part: Step, op: str) -> str:
    number = part.number()
    return f"({number})" if number.startswith("-") else number
