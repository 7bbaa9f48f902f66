"""分档计分: one tier a line: 90%≤预算完成率＜100%，得4分；"""

from __future__ import annotations

import re

from scoring.clauses.strict.words import (
    EARNED,
    CannotTellError,
    Columns,
    Data,
    NotUnderstoodError,
    earned,
    earning,
    lines,
    number,
    spanned,
)
from scoring.rules.scales.ladder import Ladder, Tier
from scoring.values.amounts import AMOUNT, plain, span_pattern, within

COMPLETION = "完成率"
"""What a ladder without a figure of its own is of."""
RATIO = "得分＝该比率×分值"
_JUDGED = rf"由评价人在(?P<least>{AMOUNT})分至(?P<most>{AMOUNT})分之间认定"


def told(rule: Ladder) -> str:
    unit = "%" if rule.measure is None else rule.measure.worded_unit
    name = COMPLETION if rule.measure is None else rule.measure.said
    return "；\n".join(f"{within(name, tier.when, unit)}，{_earned(tier)}"
                      for tier in rule.tiers) + "。"


def _earned(tier: Tier) -> str:
    if tier.judged is not None:
        low, high = tier.judged.low, tier.judged.high
        if low is None or high is None or not (tier.judged.low_closed and tier.judged.high_closed):
            raise CannotTellError(f"由人给分的范围 {tier.judged} 不含端点")
        return f"由评价人在{plain(low)}分至{plain(high)}分之间认定"
    return RATIO if tier.proportional else earned(tier.points, tier.share)


def read(text: str, columns: Columns) -> Data:
    names = columns.names if columns.figures else COMPLETION
    line_of = re.compile(rf"{span_pattern(names)}(?:的)?[，,]\s*"
                         rf"(?:{EARNED}|(?P<ratio>得分[＝=]该比率×分值)|{_JUDGED})")
    figure = columns.only
    made: Data = {"kind": "ladder", "tiers": [
        _tier(line_of.fullmatch(line), line, figure) for line in lines(_apart(text))]}
    return made if figure is None else {**made, "measure": figure}


def _apart(text: str) -> str:
    """Tiers that somebody wrote on one line."""
    return re.sub("[；;]", "\n", text)


def _tier(found: re.Match[str] | None, line: str, figure: Data | None) -> Data:
    if found is None:
        raise NotUnderstoodError(f"“{line}”看不懂，应写：90%≤比率＜100%，得4分")
    made: Data = {"when": spanned(found, figure)}
    if found["ratio"]:
        return {**made, "proportional": True}
    if found["least"] is not None:
        return {**made, "judged": f"[{number(found['least'])}, {number(found['most'])}]"}
    return {**made, **earning(found)}
