"""The pure scoring core of 绩效自评: text and values in, facts out.

    from scoring import load, score, explain, audit, grade

    ruleset = load(text)                 # 载入: rule file text → Ruleset, or RulesetError
    scorecard = score(filing, ruleset)   # 计分: a Filing → Scorecard of Awards
    findings = audit(scorecard)          # 审核: → Findings, errors first
    lines = explain(award)               # 说明: one award's arithmetic as Chinese sentences
    name = grade(total, ruleset)         # 定级

Scores and weights are in 分 and exact (``fractions.Fraction``); amounts are in the form's unit,
万元 unless it says otherwise. Nothing here opens a file or asks the clock. Each name is imported
when it is first asked for: whoever only scores never loads the audit.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scoring.awards.explain import explain
    from scoring.awards.score import grade, score
    from scoring.findings.audit import audit
    from scoring.rulefile.load import load
    from scoring.rulefile.mistakes import RulesetError

__all__ = ["RulesetError", "audit", "explain", "grade", "load", "score"]

_HOMES = {
    "RulesetError": "rulefile.mistakes", "audit": "findings.audit", "explain": "awards.explain",
    "grade": "awards.score", "load": "rulefile.load", "score": "awards.score",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
