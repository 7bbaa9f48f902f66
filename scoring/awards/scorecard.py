"""评分结果: every award with its arithmetic, the total and the grade."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from scoring.filing import FundRow, Row
from scoring.rules.case import Excuse
from scoring.rules.clause import Clause
from scoring.rules.conditions import Conditions
from scoring.rules.rule import Rule
from scoring.rules.ruleset import Ruleset
from scoring.rules.trace import Step
from scoring.values.interval import Interval

Verdict = Literal["match", "differs", "in_band", "proposed", "needs_judgement",
                  "not_applicable", "unfiled"]

VERDICT_WORDS: dict[Verdict, str] = {
    "match": "一致", "differs": "不一致", "in_band": "在档内", "proposed": "建议分",
    "needs_judgement": "待认定", "not_applicable": "不适用", "unfiled": "未填",
}


@dataclass(frozen=True, slots=True)
class Award:
    """What one indicator earns. Scores and weights are in 分.

    ``score`` is by the rule, or the clerk's own number where it lies in ``range``; None while open.
    ``range`` is where a judgement may lie; ``why`` says what is open; ``missing`` names inputs.
    ``plain_score`` is what the rule gives without a rounding that is only our reading.
    """

    indicator: str
    entry: Row | FundRow
    weight: Fraction | None
    filed: Fraction | None
    score: Fraction | None
    verdict: Verdict
    clause: Clause | None = None
    rule: Rule | None = None
    conditions: Conditions | None = None
    step: Step | None = None
    range: Interval | None = None
    why: str = ""
    missing: tuple[str, ...] = ()
    plain_score: Fraction | None = None
    excuse: Excuse = ""
    """What becomes of an indicator that does not apply; 剔除 shares its weight out."""

    @property
    def levels(self) -> tuple[str, ...]:
        return tuple(each.text for each in getattr(self.entry, "levels", ()))

    @property
    def cell(self) -> str:
        return self.entry.score.cell

    @property
    def settled(self) -> bool:
        """Whether nothing is open: no judgement and no input is missing, or no points are at stake."""
        return self.score is not None or self.pointless

    @property
    def pointless(self) -> bool:
        """Whether the form gives the row neither a weight nor a score: nothing is earned, nothing
        is open."""
        return self.weight is None and self.verdict == "not_applicable"


@dataclass(frozen=True, slots=True)
class Scorecard:
    """One form scored by one ruleset.

    ``total`` is None while a judgement or an input is open and nothing was filed for it. What was
    filed for rows that are still a person's is in the total, and in ``open`` by itself.
    """

    ruleset: Ruleset
    awards: tuple[Award, ...]
    filed_total: Fraction | None
    total: Fraction | None
    low: Fraction
    high: Fraction
    grade: str | None
    open: Fraction = Fraction(0)
    total_step: Step | None = None
    """How the sum of the awards became the total, where it did not stay as it was."""

    @property
    def execution(self) -> Award | None:
        return next((a for a in self.awards if isinstance(a.entry, FundRow)), None)

    @property
    def has_proposals(self) -> bool:
        return any(award.verdict == "proposed" for award in self.awards)
