"""人工认定: 由评价人认定，60%≤得分率≤100%；说明：条款没有公式."""

from __future__ import annotations

import re

from scoring.clauses.strict.bands import RATE, rate_of
from scoring.clauses.strict.words import Columns, Data, NotUnderstoodError, lines, on_one_line
from scoring.rules.scales.judged import Judged
from scoring.values.amounts import span_pattern, within

WHOLE, USUAL = Judged().share, Judged().why
_JUDGED = re.compile(rf"由评价人认定(?:[，,]\s*(?P<span>{span_pattern(RATE)}))?")


def told(rule: Judged) -> str:
    span = "" if rule.share == WHOLE else f"，{within(RATE, rule.share, '%')}"
    why = "" if rule.why == USUAL else f"\n说明：{on_one_line(rule.why)}"
    return f"由评价人认定{span}{why}"


def read(text: str, columns: Columns) -> Data:
    if columns.figures:
        raise NotUnderstoodError("人工认定不用数，这一格须空着", "算什么")
    first, *rest = lines(text) or [""]
    found = _JUDGED.fullmatch(first)
    if found is None or len(rest) > 1 or any(not line.startswith("说明：") for line in rest):
        raise NotUnderstoodError(f"应写：由评价人认定（可写范围：60%≤{RATE}≤100%；下一行可写“说明：…”）")
    made: Data = {"kind": "judged"}
    if found["span"]:
        made["share"] = rate_of(found)
    return {**made, "why": rest[0].removeprefix("说明：")} if rest else made
