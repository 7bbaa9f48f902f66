"""评分结果: every award with its arithmetic, the total and the grade."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

from scoring.filing import Entry, Filing, FundRow, Row
from scoring.rules.case import CannotScore, Case, Excuse, Inference
from scoring.rules.clause import PRINTED, Clause
from scoring.rules.comparison import target_and_actual
from scoring.rules.conditions import Conditions
from scoring.rules.rule import Rule
from scoring.rules.ruleset import Basis, Ruleset
from scoring.rules.trace import Step
from scoring.values.interval import Interval
from scoring.values.quantity import Quantity

Verdict = Literal["match", "differs", "in_band", "proposed", "needs_judgement",
                  "not_applicable", "unfiled"]

VERDICT_WORDS: dict[Verdict, str] = {
    "match": "一致", "differs": "不一致", "in_band": "在档内", "proposed": "建议分",
    "needs_judgement": "待认定", "not_applicable": "不适用", "unfiled": "未填",
}


@dataclass(frozen=True, kw_only=True)
class Award:
    """What one line of a form earns. Scores and weights are in 分."""

    indicator: str
    """The name as filed, without white space; 预算执行率 for a line of the funds table."""
    row: Row
    """The line's cells as they are scored."""
    fund: FundRow | None = None
    """The line of the funds table that the execution rate is scored on; None for an indicator."""
    weight: Fraction | None
    """As filed, or as the ruleset prints it where the cell is blank; None where it is no number."""
    printed_weight: Fraction | None = None
    """What the ruleset prints of the weight, or divides equally; None where it leaves it to the
    clerk."""
    filed: Fraction | None
    """The score that stands in the form; None where none does."""
    score: Fraction | None
    """By the rule, or the clerk's own number where it lies in ``range``; None while open."""
    verdict: Verdict
    """How ``filed`` and ``score`` stand to each other."""
    rule: Rule | None = None
    """What it was scored by, with its ``clause`` and ``conditions``; None where nothing fits."""
    clause: Clause | None = None
    conditions: Conditions | None = None
    step: Step | None = None
    """The arithmetic behind the score."""
    range: Interval | None = None
    """Where a judgement may lie; None where the score follows from the figures."""
    why: str = ""
    """What is open, in Chinese; empty where nothing is."""
    known_range: bool = False
    """Whether the clause itself sets ``range``, so that a score can lie «in band»."""
    missing: tuple[str, ...] = ()
    """Names of the inputs that would close it."""
    plain_score: Fraction | None = None
    """What the rule gives without the roundings that are only our reading, where that differs."""
    inferred: Inference | None = None
    """The direction that had to be inferred, where that decides the score."""
    excuse: Excuse = ""
    """What becomes of an indicator that does not apply; 剔除 shares its weight out."""

    @property
    def levels(self) -> tuple[str, ...]:
        """The names of the row's levels; none for a line of the funds table."""
        return tuple(each.text for each in self.row.levels)

    @property
    def case(self) -> Case:
        """The row as its rule is given it, without the figures of other sheets."""
        row = self.row
        return Case(self.weight or Fraction(0), row.target, row.actual, levels=self.levels)

    @cached_property
    def compared(self) -> tuple[Quantity, Quantity] | None:
        """The row's target and actual value in one unit; None where they can't be compared."""
        try:
            return (target_and_actual(self.row.target, self.row.actual, name=self.row.name)
                    if self.fund is None else None)
        except CannotScore:
            return None

    @property
    def cell(self) -> str:
        """The address of the 得分 cell."""
        return self.row.score.cell

    @property
    def settled(self) -> bool:
        """Whether nothing is open: neither judgement nor input is missing, or no points are due."""
        return self.score is not None or self.pointless

    @property
    def pointless(self) -> bool:
        """Whether the form gives the row neither a weight nor a score: nothing is earned, nothing
        is open."""
        return self.weight is None and self.verdict == "not_applicable"


@dataclass(frozen=True, kw_only=True)
class Scorecard:
    """One form scored by one ruleset. Totals are in 分."""

    filing: Filing
    """What was scored."""
    ruleset: Ruleset
    figures: Mapping[str, Entry]
    """The filing's named figures, from its funds table and from 基础数据."""
    awards: tuple[Award, ...]
    """In the order of the form, the execution rate first."""
    filed_total: Fraction | None
    total: Fraction | None
    """None while a judgement or an input is open and nothing was filed for it; it lies between
    ``low`` and ``high`` then."""
    low: Fraction
    high: Fraction
    grade: str | None
    open: Fraction = Fraction(0)
    """What was filed for rows that are still a person's to judge; the total contains it."""
    total_step: Step | None = None
    """How the sum of the awards became the total, where it did not stay as it was."""

    @property
    def execution(self) -> Award | None:
        """The award of the execution rate; None where the form or the ruleset has none."""
        return next((award for award in self.awards if award.fund is not None), None)

    @cached_property
    def indicators(self) -> tuple[Award, ...]:
        """The awards of the indicator table."""
        return tuple(award for award in self.awards if award.fund is None)

    @property
    def basis(self) -> Basis:
        """What was followed: the form's own rules as soon as one row was scored by them."""
        found = map(self.basis_of, self.awards)
        return "form" if "form" in found else self.ruleset.basis_of(None)

    def basis_of(self, award: Award) -> Basis:
        return self.ruleset.basis_of(award.clause)

    @property
    def followed(self) -> str:
        """The same as a heading says it."""
        title = f"《{self.ruleset.title}》"
        if self.basis == "form":
            return f"{PRINTED}；没有印的参照{title}"
        return f"{'参照' if self.ruleset.is_national else '按'}{title}"

    @property
    def has_proposals(self) -> bool:
        return any(award.verdict == "proposed" for award in self.awards)
