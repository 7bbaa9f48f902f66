"""数量定档，档内由人定分: 完成80%以上（16-19分）完成60%及以上（11-15分）."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

from scoring.clauses.atom import Atom
from scoring.clauses.bands import GAPS
from scoring.clauses.figure import measure
from scoring.clauses.grammar import Draft, Given, NotReadError, Parse, agreed, joined, production
from scoring.clauses.span import at_least, plain, said, settle
from scoring.clauses.tier_rows import ALL_DONE
from scoring.clauses.tiers import Row, chained


def _tiers(parse: Parse, given: Given) -> Draft | None:
    """全部完成（20分）完成80%以上（16-19）完成60%以下（0-15）: the number chooses, a person scores."""
    if not parse.one("rows", "幅") or not parse.one("rows", "界"):
        return None
    rows = _rows(parse)
    best = rows[0].worth.points if rows[0].worth.kind == "得" else _ends(rows[0].worth)[1]
    weight = agreed(given, replace(rows[0].worth, points=best))
    if any(_ends(worse.worth)[1] >= _ends(better.worth)[0] for better, worse in pairwise(rows)):
        raise NotReadError(*(row.worth for row in rows))
    if len({row.span.unit for row in rows}) > 1:
        raise NotReadError(*(row.worth for row in rows))
    spans = chained([row.span for row in rows])
    settled = settle(spans)
    figure = measure(given, _subject(rows), rows[0].span.unit)
    readings = [{"kind": "ladder", "measure": figure, "tiers": [
        {"when": said(interval, row.span.unit), **_worth(row.worth)}
        for row, interval in zip(rows, intervals, strict=True)]} for intervals in settled.readings]
    return Draft(readings[0], weight, (GAPS, *settled.doubts), tuple(readings[1:]))


def _rows(parse: Parse) -> list[Row]:
    rows, words, span = list[Row](), "", None
    for atom in parse.all("rows"):
        if atom.kind == "词":
            words = joined([atom])
        elif atom.kind == "界":
            span = atom.span
        elif atom.kind in "得幅":
            if span is None and words in ALL_DONE:
                words, span = "完成", at_least(Fraction(1), "%")
            if span is None:
                raise NotReadError(atom)
            rows.append(Row(words, span, atom))
            words, span = "", None
    return rows


def _subject(rows: list[Row]) -> str:
    names = {row.subject for row in rows if row.subject} - {"完成", "达到"}
    if len(names) > 1:
        raise NotReadError(*(row.worth for row in rows))
    return next(iter(names), "")


def _ends(worth: Atom) -> tuple[Fraction, Fraction]:
    if worth.span is not None and worth.span.low and worth.span.high:
        return worth.span.low.value, worth.span.high.value
    points = worth.points or Fraction(0)
    return points, points


def _worth(worth: Atom) -> dict[str, Any]:
    low, high = _ends(worth)
    if worth.kind == "得":
        return {"points": plain(high)}
    return {"judged": f"[{plain(low)}, {plain(high)}]"}


RULES = (
    production("数量定档，档内由人定分", r"(?P<rows>(?:(?:词?界)?词?[：，]?[得幅][，；]?){2,})", _tiers),
)
