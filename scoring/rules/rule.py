"""A rule: one of the closed set of scales."""

from __future__ import annotations

from typing import Annotated

from scoring.rules.scales.as_printed import AsPrinted
from scoring.rules.scales.bands import Bands
from scoring.rules.scales.base import KINDS, ByKind
from scoring.rules.scales.checklist import Checklist
from scoring.rules.scales.judged import Judged
from scoring.rules.scales.ladder import Ladder
from scoring.rules.scales.parts import Parts
from scoring.rules.scales.per_unit import PerUnit
from scoring.rules.scales.proportional import Proportional
from scoring.rules.scales.tally import Tally

KINDS.update({
    "proportional": Proportional, "ladder": Ladder, "per_unit": PerUnit, "checklist": Checklist,
    "bands": Bands, "tally": Tally, "parts": Parts, "judged": Judged,
})

KIND_NAMES = {"proportional": "比例计分", "ladder": "分档计分", "per_unit": "按量加减分",
              "checklist": "要点计分", "bands": "定性分档", "tally": "加权平均", "parts": "组合",
              "judged": "人工认定"}

Rule = Annotated[
    Proportional | Ladder | PerUnit | Checklist | Bands | Tally | Parts | Judged | AsPrinted,
    ByKind()]
"""``AsPrinted`` is no kind of a rule file: a form's own clauses are made into it."""

__all__ = ["KINDS", "KIND_NAMES", "Rule"]
