"""两数相比、并列界限: 支出数≤预算数得满分; 率超过80%、70%和60%的，分别得6分、4分和2分."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from scoring.clauses.figure import measure, plain_name
from scoring.clauses.grammar import Draft, Given, NotReadError, Parse, agreed, production
from scoring.clauses.ladder import NO_REST, full_mark, subject_of
from scoring.clauses.span import End, said
from scoring.clauses.tiers import Row, worth_of
from scoring.values.interval import Interval


def _listed(parse: Parse, given: Given) -> Draft | None:
    """率超过80%、70%和60%的，分别得6分、4分和2分。"""
    spans, worths = parse.one("spans"), parse.one("worths")
    if spans is None or worths is None:
        return None
    rows = [Row(parse.words("subject"), span, worth)
            for span, worth in zip(spans.spans, worths.worths, strict=False)]
    if len(spans.spans) != len(worths.worths):
        raise NotReadError(spans, worths)
    weight = full_mark(rows, given)
    if (rest := parse.one("rest")) and not rest.nothing:
        raise NotReadError(rest)
    ordered = sorted(rows, key=lambda row: -(row.span.low.value if row.span.low else 0))
    if any(row.span.low is None for row in rows) or [row.worth.points for row in ordered] != sorted(
            (row.worth.points or Fraction(0) for row in rows), reverse=True):
        raise NotReadError(spans, worths)
    tiers: list[dict[str, Any]] = []
    above: End | None = None
    for row in ordered:
        low = row.span.low
        if low is None:
            continue
        interval = Interval(low.value, above.value if above else None, low.closed is not False,
                            above is not None and above.closed is False)
        tiers.append({"when": said(interval, row.span.unit), **worth_of(row.worth, weight)})
        above = low
    if above is not None:
        beyond = Interval(None, above.value, False, above.closed is False)
        tiers.append({"when": said(beyond, rows[0].span.unit), "share": "0"})
    figure = measure(given, subject_of(rows, given), rows[0].span.unit)
    doubts = () if parse.one("rest") else (NO_REST,)
    return Draft({"kind": "ladder", "measure": figure, "tiers": tiers}, weight, doubts)


def _compared(parse: Parse, given: Given) -> Draft | None:
    """实际支出数≤预算安排数，符合要求的得满分，不符合要求的不得分: two amounts, one taken off the other."""
    sides, full = parse.one("sides"), parse.one("full")
    if sides is None or full is None or not (full.full or full.points):
        return None
    weight = agreed(given, full)
    other, rest = parse.one("other"), parse.one("rest")
    if rest is not None and (not rest.nothing or (
            other and other.kind == "词" and not other.text.startswith(("不", "未", "超", "没")))):
        raise NotReadError(other, rest)
    left, right = plain_name(sides.left), plain_name(sides.right)
    met = {"超过": "≤" if sides.closed else "<", "不足": "≥" if sides.closed else ">"}[sides.side]
    missed = {"≤": ">", "<": "≥", "≥": "<", ">": "≤"}[met]
    tiers = [{"when": f"{met} 0", **worth_of(full, weight)}, {"when": f"{missed} 0", "share": "0"}]
    figure = {"name": f"{left}与{right}之差", "formula": f"{left} − {right}", "unit": "元"}
    doubts = () if parse.one("rest") else (NO_REST,)
    return Draft({"kind": "ladder", "measure": figure, "tiers": tiers}, weight, doubts)


RULES = (
    production("两数相比", r"""
        (?P<sides>比)，?词?，?(?P<full>得)(?:[，；](?P<other>[否词])，?(?P<rest>得))?；?""", _compared),
    production("并列界限分别得分", r"""
        (?P<subject>词)?(?P<spans>列)词?，?(?P<worths>并)[，；]?(?:否，?(?P<rest>得))?；?""", _listed),
)
