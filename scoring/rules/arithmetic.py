"""A Step tree as people write arithmetic: 全年执行数÷全年预算数×分值＝141.37÷150×10＝9.4247≈9.42分."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import count
from typing import get_args

from scoring.rules.trace import FUNCTIONS, INFIX, LIMITS, MET_OR_NOT, Step
from scoring.values.exact import Mode, Rounding, decimals, show

_BINDING = {"+": 1, "−": 1, "×": 2, "÷": 2}
_MOST_PLACES, _FEW_PLACES, _PERCENT_PLACES = 6, 4, 2
"""A figure with more decimals than the first is written with the second, a rate with the third."""
_RATES = ("率", "比", "比例", "比重", "度")
"""What a share is called; a mark of 86 out of 100 is none."""
_LONGEST = 6
"""So many given figures stand in one expression."""
_SAYS_NOTHING = ("不得分", "不计")
"""Conclusions that say that nothing is due."""


def sentences(step: Step) -> list[str]:
    """A score's tree as short Chinese sentences, in the order in which one would calculate; what
    comes out at the end is in 分."""
    if not step.parts and not step.op:
        return [_given(step)]
    return [*(line for inner in _told_before(step) for line in _lines(inner)), _said(step, "分")]


def text(step: Step) -> str:
    """The same on one line."""
    return "；".join(sentences(step))


def _lines(step: Step) -> list[str]:
    return [*(line for inner in _told_before(step) for line in _lines(inner)), _said(step)]


def _told_before(step: Step) -> Iterator[Step]:
    """The calculated figures that are not written out in the step's own sentence."""
    for part in step.parts:
        if _joins(part, step):
            yield from _told_before(part)
        elif part.parts or part.op:
            yield part


def _joins(part: Step, step: Step) -> bool:
    """Whether the calculated part is written out in the sentence of the step that it belongs to."""
    if _rounds(step):
        return _arithmetic(part)
    if _limits(step):
        return _arithmetic(part) or _rounds(part)
    if not (_arithmetic(step) and _arithmetic(part)):
        return False
    plain = not part.note and not any(leaf.note for leaf in part.leaves())
    short = sum(1 for _ in step.leaves()) <= _LONGEST
    return plain and short and (not part.label or part.unit == "%")


def _arithmetic(step: Step) -> bool:
    return step.op in tuple(INFIX)


def _rounds(step: Step) -> bool:
    return step.places is not None and step.op.startswith(get_args(Mode))


def _limits(step: Step) -> bool:
    return step.op.startswith(LIMITS)


def _said(step: Step, unit: str = "") -> str:
    """The step's own sentence."""
    note = "".join(f"（{one}）" for one in dict.fromkeys(_notes(step)) if one)
    head = f"{step.label}＝" if step.label else ""
    if _arithmetic(step):
        return f"{_equation(step)}{unit}{_rates(step)}{note}"
    if step.op in FUNCTIONS:
        names = "、".join(dict.fromkeys(part.label for part in step.parts if part.label))
        formula = "、".join(figure(part) for part in step.parts)
        named = f"{step.op}({names})＝" if names else ""
        return f"{head}{named}{step.op}({formula})＝{figure(step)}{unit}{note}"
    if _rounds(step) and _joins(step.parts[0], step):
        said = f"{_equation(step.parts[0], step)}{_mode(step)}{figure(step)}"
        return f"{said}{unit}{_rates(step.parts[0])}{note}"
    if _limits(step) and _joins(step.parts[0], step):
        return f"{_said(step.parts[0])}，{step.op}，计{figure(step)}{unit}{note}"
    operands = [_given(part) for part in step.parts if not part.parts and not part.op]
    return "，".join([*operands, _conclusion(step, head, unit)]) + note


def _conclusion(step: Step, head: str, unit: str) -> str:
    """What follows from a comparison, the figure said once: 得6分, 得满分10分, 计884."""
    because, number = step.op, figure(step)
    if because.endswith(_SAYS_NOTHING) and not step.value:
        return because
    if because.endswith((f"得{show(step.value)}分", f"共符合{number}项")):
        return because
    if because.endswith("得满分"):
        return f"{because}{number}{unit}" if unit else because
    return f"{because}：{head}{number}{unit}"


def _notes(step: Step) -> Iterator[str]:
    yield step.note
    if _arithmetic(step) or step.op in FUNCTIONS:
        yield from (part.note for part in step.parts if not part.parts)
    if (_rounds(step) or _limits(step)) and _arithmetic(step.parts[0]) and _joins(
            step.parts[0], step):
        yield from _notes(step.parts[0])


def _mode(step: Step) -> str:
    """How one gets from the figure to the rounded one."""
    if step.value == step.parts[0].value:
        return "＝"
    return "≈" if step.op.startswith("四舍五入") else f"，{step.op}："


def _equation(step: Step, rounded: Step | None = None) -> str:
    """Names ＝ figures ＝ result; no result where a rounding after it says the same."""
    head = f"{step.label}＝" if step.label else ""
    names = _names(step)
    left = f"{head}{f'{names}＝' if names else ''}{_expression(step)}"
    if rounded is None:
        return f"{left}＝{figure(step)}"
    return left if rounded.value == step.value else f"{left}＝{_before_rounding(step, rounded)}"


def _before_rounding(step: Step, rounded: Step) -> str:
    """The result with as many decimals as one needs to see that it is rounded rightly."""
    if step.unit or decimals(step.value) in range(_MOST_PLACES + 1):
        return figure(step)
    last = Rounding(rounded.places or 0)
    places = next(each for each in count(max(_FEW_PLACES, last.places)) if last.apply(
        Rounding(each).apply(step.value)) == last.apply(step.value))
    return show(Rounding(places).apply(step.value))


def _names(step: Step) -> str:
    """The operands' names; none where one was calculated and has no name, or where all are bare."""
    leaves = list(_written(step))
    if not any(leaf.label for leaf in leaves) or any(
            leaf.op and not leaf.label for leaf in leaves):
        return ""
    return _expression(step, names=True)


def _written(step: Step) -> Iterator[Step]:
    """The figures that stand in the step's expression."""
    for part in step.parts:
        if _joins(part, step):
            yield from _written(part)
        else:
            yield part


def _expression(step: Step, *, names: bool = False) -> str:
    return step.op.join(_operand(part, step, first=place == 0, names=names)
                        for place, part in enumerate(step.parts))


def _operand(part: Step, step: Step, *, first: bool, names: bool) -> str:
    if _joins(part, step):
        inner = _expression(part, names=names)
        looser = _BINDING[part.op] < _BINDING[step.op]
        turned = not first and step.op in "−÷" and _BINDING[part.op] == _BINDING[step.op]
        return f"({inner})" if looser or turned else inner
    written = (part.label if names else "") or figure(part)
    return f"({written})" if written.startswith("-") else written


def _rates(step: Step) -> str:
    """The rates that were written out within the expression, by name: （预算执行率94.25%）."""
    found = [f"{part.label}{figure(part)}" for part in _inner(step)
             if part.label.rstrip("”").endswith(_RATES) and part.unit == "%"]
    return f"（{'，'.join(found)}）" if found else ""


def _inner(step: Step) -> Iterator[Step]:
    for part in step.parts:
        if _joins(part, step):
            yield part
            yield from _inner(part)


def _given(step: Step) -> str:
    label = f"{step.label} " if step.label else ""
    where = f"（{step.cell}）" if step.cell else ""
    if step.unit == MET_OR_NOT:
        return f"{step.label}{'符合' if step.value else '不符合'}{where}"
    return f"{label}{figure(step)}{where}" + (f"（{step.note}）" if step.note else "")


def figure(step: Step) -> str:
    """The figure as it was typed where it was typed; a calculated rate in percent, to 0.01."""
    if step.shown:
        return step.shown
    if step.unit == "%":
        return f"{_cut(step.value * 100, _PERCENT_PLACES)}%"
    if decimals(step.value) in range(_MOST_PLACES + 1):
        return show(step.value, step.places)
    return _cut(step.value, _FEW_PLACES)


def _cut(value: Fraction, places: int) -> str:
    """To so many decimals, or to as many more as it takes to tell it from a whole number."""
    for more in range(places, _MOST_PLACES + 1):
        cut = Rounding(more).apply(value)
        if cut.denominator != 1 or cut == value:
            break
    return show(cut)
