"""定性分档: a level a line, from best to worst: 达成（同：达成预期目标）：80%≤得分率≤100%."""

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
    on_one_line,
)
from scoring.rules.scales.bands import Band, Bands
from scoring.values.amounts import span_of, span_pattern, within

RATE = "得分率"
"""The share of the weight that a judge gives."""
_LEVEL = re.compile(rf"(?P<level>[^（(：:]+)(?:[（(]同[：:](?P<words>[^）)]+)[）)])?[：:]\s*"
                    rf"(?:{EARNED}|(?P<span>{span_pattern(RATE)}))")


_OPEN = {"<": "[0, {})", "≤": "[0, {}]", ">": "({}, 1]", "≥": "[{}, 1]"}


def rate_of(found: re.Match[str]) -> str:
    """The share of the weight: an end that is not written is none of it, or all of it."""
    span = span_of(found)
    sign, _, limit = span.partition(" ")
    return _OPEN[sign].format(limit) if sign in _OPEN else span


def told(rule: Bands) -> str:
    return "\n".join(map(_told, rule.bands))


def _told(band: Band) -> str:
    if band.points is not None and band.share is not None:
        raise CannotTellError(f"“{band.name}”又写分又写比例")
    signs = ("（", "(", "：", ":", "）", ")", "、")
    words = "、".join(on_one_line(word, *signs) for word in band.words)
    only = band.share.low if band.share is not None and band.fixed else None
    worth = (within(RATE, band.share, "%") if band.share is not None and only is None
             else earned(band.points, only))
    return f"{on_one_line(band.name, *signs[:4])}{f'（同：{words}）' if words else ''}：{worth}"


def read(text: str, columns: Columns) -> Data:
    if columns.figures:
        raise NotUnderstoodError("定性分档不用数，这一格须空着", "算什么")
    bands = [_band(line) for line in lines(text)]
    if not bands:
        raise NotUnderstoodError("应逐行写各档，由高到低")
    return {"kind": "bands", "bands": bands}


def _band(line: str) -> Data:
    found = _LEVEL.fullmatch(line)
    if found is None:
        raise NotUnderstoodError(f"“{line}”看不懂，应写：达成（同：完成、已完成）：80%≤{RATE}≤100%，或 充分：得3分")
    made: Data = {"name": found["level"].strip()}
    if found["words"]:
        made["words"] = [word.strip() for word in found["words"].split("、")]
    if found["span"]:
        return {**made, "share": rate_of(found)}
    worth = earning(found)
    return made | ({"share": f"= {worth['share']}"} if "share" in worth else worth)
