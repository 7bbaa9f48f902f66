"""The pure scoring core of 绩效自评: text and values in, facts out.

    from scoring import load, score, explain, audit, grade

    ruleset = load(text)                 # 载入: rule file text → Ruleset, or RulesetError
    scorecard = score(filing, ruleset)   # 计分: a Filing → Scorecard of Awards
    findings = audit(filing, scorecard)  # 审核: → Findings, errors first
    lines = explain(award)               # 说明: one award's arithmetic as Chinese sentences
    name = grade(total, ruleset)         # 定级

Scores and weights are in 分 and exact (``fractions.Fraction``); amounts are in the form's unit,
万元 unless it says otherwise. Nothing here opens a file or asks the clock.
"""

from __future__ import annotations

from scoring.awards.explain import explain
from scoring.awards.score import grade, score
from scoring.findings.audit import audit
from scoring.rulefile.load import RulesetError, load

__all__ = ["RulesetError", "audit", "explain", "grade", "load", "score"]
