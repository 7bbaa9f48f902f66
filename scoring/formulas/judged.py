"""人工认定 as limits: the formula bounds the score and never gives one."""

from __future__ import annotations

from fractions import Fraction

from scoring.formulas.expr import YES, Text, Truth
from scoring.formulas.workings import Found, Workings
from scoring.rules.scales.judged import Judged


def judged(rule: Judged, row: Workings) -> Found:
    low, high = rule.share.low or Fraction(0), rule.share.high or Fraction(0)
    return Found(why=Text(rule.why), low=row.share(low), high=row.share(high),
                 low_open=Truth(not rule.share.low_closed),
                 high_open=Truth(not rule.share.high_closed),
                 known=Truth(rule.share != Judged().share), stands=YES)
