"""Whether a row's formulas give what the core gives, on the filing and on figures beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice

from scoring.filing import BLANK, Entry, Row
from scoring.filing.numbers import number
from scoring.formulas.columns import OPEN, Columns, Place
from scoring.formulas.compiled import Ruled, budgets
from scoring.formulas.evaluate import FORMAT, Cells, Mode, Single, Value, evaluated
from scoring.formulas.expr import ONE_OF, Name
from scoring.formulas.names import LEVELS
from scoring.rules.case import Case, Open
from scoring.rules.conditions import outcome
from scoring.rules.measure import RoundStep
from scoring.values.exact import AWARD_ROUNDING, exact, show

_FIGURE = re.compile(r"\d+(?:\.\d+)?")
MOST_TRIALS = 12
"""Figures beside the filing that a row is tried on."""


@dataclass(frozen=True, slots=True)
class Filed:
    """What one row and its figures say: what stands in the cells. ``read`` are the figures as the
    core has read them (amounts in the form's unit)."""

    row: Row
    figures: Mapping[str, Entry]
    read: Mapping[str, Entry]


def disagreement(columns: Columns, place: Place, filed: Filed, ruled: Callable[[Row], Ruled],
                 printed: Fraction | None = None, every: RoundStep | None = None) -> str:
    """Why a formula may not stand in the row's 得分 cell, in Chinese; empty where it may: it gives
    the core's score on this filing and, on perturbed figures, either that or 待认定. ``ruled`` is
    what the ruleset says of a row, ``printed`` the weight that the rules print, ``every`` how the
    ruleset rounds every award."""
    if any(entry.formatted for entry in (filed.row.target, filed.row.actual)):
        return "单元格的数字格式里带有文字，公式看不见"
    for place_of_trial, trial in enumerate(islice(_trials(filed), MOST_TRIALS)):
        expected = core_score(ruled(trial.row), place, trial, printed, every)
        cells = cells_of(trial, place)
        for mode in Mode:
            shown = evaluated(columns.steps, cells, mode)
            said = _contradiction(expected, shown, exactly=place_of_trial == 0)
            if said:
                return said
    return ""


def core_score(ruled: Ruled, place: Place, filed: Filed, printed: Fraction | None = None,
               every: RoundStep | None = None) -> Fraction | None:
    """The core's award in 分; None where a person decides."""
    row = filed.row
    weight = number(row.weight)
    if weight is None and row.weight.blank:
        weight = printed
    if weight is None or weight < 0 or _without_budget(ruled, filed):
        return None
    found = outcome(ruled.rule, ruled.conditions, Case(
        weight, row.target, row.actual, filed.read, place.name, row.reason,
        tuple(level.text for level in row.levels), place.year))
    if isinstance(found, Open):
        return None
    if ruled.conditions is not None and ruled.conditions.round is not None:
        return found.step.value
    rounding = AWARD_ROUNDING if every is None else every.rounding
    return rounding.apply(found.step.value)


def _without_budget(ruled: Ruled, filed: Filed) -> bool:
    """Whether a rate would be of a budget that is not above zero."""
    read = (number(filed.read.get(name, BLANK)) for name in budgets(ruled))
    return any(amount is not None and amount <= 0 for amount in read)


def cells_of(filed: Filed, place: Place) -> Cells:
    """What stands in the cells that a row's formulas name."""
    row = filed.row
    own = {"分值": row.weight, "目标值": row.target, "实际值": row.actual, "偏差原因": row.reason,
           **dict(zip(LEVELS, row.levels, strict=False))}

    def cells(name: Name) -> Value:
        entry = (own if name.where == "本行" else filed.figures).get(name.name, BLANK)
        items = entry.items or (entry,)
        if name.column == ONE_OF:
            return _content(items[name.line - 1]) if name.line <= len(items) else None
        if name.column == FORMAT:
            first = items[name.line - 1] if 0 < name.line <= len(items) else items[0]
            return "P2" if first.number is not None and first.text.strip().endswith("%") else "G"
        known = place.figures.get(name.name) if name.where == "数据" else None
        if known is None or known.count == 1:
            return _content(entry)
        values = [_content(item) for item in entry.items]
        return (*values, *[None] * (known.count - len(values)))

    return cells


def _content(entry: Entry) -> Single:
    if entry.number is not None:
        return float(entry.number)
    return entry.text or entry.error or None


def _contradiction(expected: Fraction | None, shown: Mapping[str, Value], *, exactly: bool) -> str:
    """``exactly``: what the core scores may not be left to a person."""
    if shown["结论"] == OPEN:
        return f"公式算不出：{shown['说明']}" if exactly and expected is not None else ""
    score = shown["应得分"]
    if not isinstance(score, float):
        return "公式出错"
    given = Fraction(format(score, ".15g"))
    if expected is None:
        return f"应由人认定，公式却得{show(given)}分"
    return "" if given == expected else f"应得{show(expected)}分，公式得{show(given)}分"


def _trials(filed: Filed) -> Iterator[Filed]:
    """The filing itself, then each figure a little less and more, nothing, and no number."""
    yield filed
    row = filed.row
    for beside in (*_beside(row.actual), BLANK, Entry("约九成")):
        yield replace(filed, row=replace(row, actual=beside))
    for beside in _beside(row.target):
        yield replace(filed, row=replace(row, target=beside))
    for name, entry in filed.figures.items():
        for beside in (*_beside(entry), BLANK):
            yield replace(filed, figures={**filed.figures, name: beside},
                          read={**filed.read, name: replace(
                              beside, unit=filed.read.get(name, BLANK).unit)})


def _beside(entry: Entry) -> Iterator[Entry]:
    """The same figure with its last digit one less and one more, and ten times as much."""
    text = entry.text or (show(entry.number) if entry.number is not None else "")
    found = _FIGURE.search(text)
    if found is None:
        return
    value = Fraction(found[0])
    last = Fraction(1, 10 ** len(found[0].partition(".")[2]))
    for other in (value - last, value + last, value * 10):
        said = f"{text[:found.start()]}{show(other)}{text[found.end():]}"
        if entry.number is None:
            yield replace(entry, text=said)
        else:
            yield replace(entry, text=said, number=exact(said))
