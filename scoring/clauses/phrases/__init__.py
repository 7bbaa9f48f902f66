"""The phrases that mean something by themselves; the first that fits a place is taken."""

from __future__ import annotations

from scoring.clauses.phrases import awards, equations, limits, scales, steps

LEXEMES = (*equations.LEXEMES, *steps.LEXEMES, *scales.LEXEMES, *awards.LEXEMES, *limits.LEXEMES)
