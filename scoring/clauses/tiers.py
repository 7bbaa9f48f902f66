"""Tiers of a figure as clauses print them, brought together before their ends are settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from typing import Any

from scoring.clauses.atom import Atom
from scoring.clauses.formula import product as printed_product
from scoring.clauses.grammar import NotReadError
from scoring.clauses.span import End, Span, plain
from scoring.rules.scales.ladder import EVERYTHING
from scoring.values.interval import Interval, cover_problems


@dataclass(frozen=True, slots=True)
class Row:
    """One tier: what it is of, where it lies, and what it earns. ``whole`` where it is the row's
    target that is reached, and no number is printed."""

    subject: str
    span: Span
    worth: Atom
    whole: bool = False


def topped(rows: list[Row]) -> tuple[list[Row], bool]:
    """100%得5分，90%-100%得3分: the single value at the top of a scale stands for all above it."""
    units = {row.span.unit for row in rows if row.span.unit or not _zero(row.span)}
    if len(units) > 1:
        raise NotReadError(*(row.worth for row in rows))
    unit = next(iter(units), "")
    rows = [replace(row, span=replace(row.span, unit=unit)) for row in rows]
    tops = [row for row in rows if row.span.exact == 1 and row.span.unit == "%"]
    beyond = [end.value for row in rows for end in (row.span.low, row.span.high) if end]
    if len(tops) != 1 or max(beyond) > 1:
        capped = [row for row in rows if row.span.high and row.span.high.value == 1
                  and row.span.unit == "%" and row.span.low and row.span.exact is None]
        only_below = all(row.span.high is not None for row in rows)
        if len(capped) == 1 and only_below and not tops and _is_best(capped[0], rows):
            at = rows.index(capped[0])
            rows[at] = replace(capped[0], span=replace(capped[0].span, high=None))
            return rows, True
        return rows, False
    at = rows.index(tops[0])
    if not _is_best(tops[0], rows):
        return rows, False
    rows[at] = replace(tops[0], span=Span(End(Fraction(1), True, True), None, "%"))
    return rows, True


def _zero(span: Span) -> bool:
    return all(end.value == 0 for end in (span.low, span.high) if end)


def nested(rows: list[Row], weight: Fraction | None) -> list[Row]:
    """达到90%得4分，达到80%得3分: the wider of two half-lines earns less; more of those under the best
    tier: 达到90%得5分，低于90%得3分，低于60%不得分."""
    rising = any(row.span.high is None and _is_best(row, rows) for row in rows)
    for wide, narrow in product(rows, repeat=2):
        if not _wider(wide.span, narrow.span):
            continue
        less, more = (narrow, wide) if rising and wide.span.low is None else (wide, narrow)
        if earned(less.worth, weight) >= earned(more.worth, weight):
            raise NotReadError(wide.worth, narrow.worth)
    spans = chained([row.span for row in rows])
    return [replace(row, span=span) for row, span in zip(rows, spans, strict=True)]


def _wider(wide: Span, narrow: Span) -> bool:
    if wide.high is None and narrow.high is None and wide.low and narrow.low:
        return wide.low.value < narrow.low.value
    if wide.low is None and narrow.low is None and wide.high and narrow.high:
        return wide.high.value > narrow.high.value
    return False


def chained(spans: Sequence[Span]) -> list[Span]:
    """Half-lines of one direction: each ends where the next narrower one begins."""
    return [_until(span, [other for other in spans if _wider(span, other)]) for span in spans]


def _until(span: Span, narrower: Sequence[Span]) -> Span:
    lows = [other.low for other in narrower if other.low]
    highs = [other.high for other in narrower if other.high]
    if span.high is None and lows:
        end = min(lows, key=lambda end: end.value)
        return replace(span, high=End(end.value, end.closed is False, True))
    if span.low is None and highs:
        end = max(highs, key=lambda end: end.value)
        return replace(span, low=End(end.value, end.closed is False, True))
    return span


def _is_best(row: Row, rows: Sequence[Row]) -> bool:
    worths = [other.worth.points or (1 if other.worth.full else 0) for other in rows]
    return (row.worth.points or (1 if row.worth.full else 0)) == max(worths)


def overlap(intervals: Sequence[Interval]) -> bool:
    return any("重叠" in said for said in cover_problems(intervals, EVERYTHING))


def worth_of(worth: Atom, weight: Fraction | None) -> dict[str, Any]:
    if worth.kind == "式":
        made = printed_product(worth)
        if made.per_target or (made.factor * (weight or 1) != (weight or 1)
                               if made.weighted else made.factor != weight):
            raise NotReadError(worth)
        return {"proportional": True}
    if worth.kind == "扣":
        if weight is None:
            raise NotReadError(worth)
        lost = worth.of(weight)
        if lost is None or lost > weight:
            raise NotReadError(worth)
        return {"points": plain(weight - lost)}
    if worth.points is not None:
        return {"points": plain(worth.points)}
    return {"share": plain(worth.share or Fraction(0), "%") if worth.share else "0"}


def earned(worth: Atom, weight: Fraction | None) -> Fraction:
    if worth.kind == "式":
        return Fraction(1, 2)
    if worth.kind == "扣":
        return (weight or Fraction(0)) - (worth.of(weight) or Fraction(0))
    if worth.points is not None:
        return worth.points
    return (worth.share or Fraction(0)) * (weight or Fraction(1))
