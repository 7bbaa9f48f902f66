"""One case: a rule, a place, what is typed, and what the core says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from scoring.filing import BLANK, Entry, Row
from scoring.filing.numbers import number
from scoring.formulas.columns import Place
from scoring.formulas.compiled import Ruled
from scoring.rules.case import Case, Open, Outcome
from scoring.rules.conditions import Conditions, outcome
from scoring.rules.example import REASON, WEIGHT
from scoring.rules.measure import ACTUAL, TARGET, RoundStep
from scoring.rules.rule import Rule
from scoring.rules.scales.parts import Parts, part_name
from scoring.values.exact import AWARD_ROUNDING, show

LEVELS = ("一级", "二级", "三级")


@dataclass(frozen=True)
class Verdict:
    """A score, or the ends between which a person decides: of a score both are the score."""

    score: Fraction | None
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    excuse: str = ""
    least: Fraction = Fraction(0)
    most: Fraction = Fraction(0)
    """Between what the score lies where no rounding is done of what a person decides: to whole
    points it may come to more than a weight of 5.77."""
    weightless: bool = False
    """The row's weight is no number: nothing is known of it."""


@dataclass(frozen=True)
class Trial:
    """``own`` are the row's cells, ``figures`` the named ones; ``marks`` say what kind of case it is
    (比例计分, 空, 负数, 临界 …)."""

    own: Mapping[str, Entry]
    figures: Mapping[str, Entry]
    marks: frozenset[str] = field(default_factory=frozenset)

    @property
    def digits(self) -> int:
        """Of the longest figure among 甲, 乙 and 丙 and the row's own, all with as many decimals."""
        numbers = [entry.number for entry in self.figures.values() if entry.number is not None]
        scale = max((len(show(each).partition(".")[2]) for each in numbers), default=0)
        return max((len(str(abs(int(each * 10**scale)))) for each in numbers), default=0)

    @property
    def row(self) -> Row:
        return Row(levels=tuple(self.own.get(level, BLANK) for level in LEVELS),
                   weight=self.own[WEIGHT], target=self.own.get(TARGET, BLANK),
                   actual=self.own.get(ACTUAL, BLANK), reason=self.own.get(REASON, BLANK))


def verdict(ruled: Ruled, place: Place, trial: Trial, every: RoundStep | None,
            left: str = "") -> Verdict:
    """What the core says: rounded as an award is. ``left`` is why the sheet leaves the row to a
    person; it names the parts that are open there, and has rounded the others."""
    weight = number(trial.own[WEIGHT])
    if weight is None or weight < 0:
        return Verdict(None, weightless=True)
    row = trial.row
    figures = {name: _declared(entry, place.figures[name].unit)
               for name, entry in trial.figures.items()}
    levels = place.levels or tuple(level.text for level in row.levels)
    case = Case(weight, row.target, row.actual, figures, place.name, row.reason, levels, place.year)
    found = outcome(ruled.rule, ruled.conditions, case)
    ends = _ends(outcome(*_unrounded(ruled.rule, ruled.conditions, left), case), weight)
    if isinstance(found, Open):
        return Verdict(None, *_ends(found, weight), "", *ends)
    value = found.step.value
    if ruled.conditions is None or ruled.conditions.round is None:
        value = (AWARD_ROUNDING if every is None else every.rounding).apply(value)
    return Verdict(value, value, value, found.excuse, *ends)


def _ends(found: Outcome, weight: Fraction) -> tuple[Fraction, Fraction]:
    if not isinstance(found, Open):
        return found.step.value, found.step.value
    span = found.range
    return span.low or Fraction(0), weight if span.high is None else span.high


def _unrounded(rule: Rule, conditions: Conditions | None, left: str
               ) -> tuple[Rule, Conditions | None]:
    """The same without the rounding of the whole and of the parts that are ``left``."""
    if isinstance(rule, Parts):
        rule = replace(rule, parts=tuple(
            replace(part, conditions=_without_rounding(part.conditions))
            if f"{part_name(part, place)}：" in left else part
            for place, part in enumerate(rule.parts, 1)))
    return rule, _without_rounding(conditions)


def _without_rounding(conditions: Conditions | None) -> Conditions | None:
    return conditions and replace(conditions, round=None)


def _declared(entry: Entry, unit: str) -> Entry:
    items = tuple(_declared(item, unit) for item in entry.items if not item.blank)
    return replace(entry, unit=unit, items=items)
