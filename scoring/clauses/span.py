"""Ranges as clauses print them, and the settling of ends that are not said to belong to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from scoring.values.exact import show
from scoring.values.interval import Interval


@dataclass(frozen=True, slots=True)
class End:
    """One end of a range. ``closed`` is None where the clause does not say; what only custom says
    (以上、以下、以内 include the number: 民法典第1259条) is not ``firm``."""

    value: Fraction
    closed: bool | None = None
    firm: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """From ``low`` to ``high``, in ``unit``; shares of 1 where the unit is %."""

    low: End | None
    high: End | None
    unit: str = ""

    @property
    def exact(self) -> Fraction | None:
        """The one value of a range that is a single number."""
        same = self.low and self.high and self.low.value == self.high.value
        return self.low.value if self.low and same else None

    def interval(self) -> Interval:
        """With every end that is still open to doubt taken in."""
        low, high = self.low, self.high
        return Interval(low.value if low else None, high.value if high else None,
                        low is not None and low.closed is not False,
                        high is not None and high.closed is not False)


def at_least(value: Fraction, unit: str, closed: bool | None = True, firm: bool = True) -> Span:
    return Span(End(value, closed, firm), None, unit)


def at_most(value: Fraction, unit: str, closed: bool | None = True, firm: bool = True) -> Span:
    return Span(None, End(value, closed, firm), unit)


def exactly(value: Fraction, unit: str) -> Span:
    return Span(End(value, True, True), End(value, True, True), unit)


def meet(one: Span, other: Span) -> Span | None:
    """80%以上 with 90%以下: what lies in both; None where both bound the same side."""
    if one.unit != other.unit or (one.low and other.low) or (one.high and other.high):
        return None
    return Span(one.low or other.low, one.high or other.high, one.unit)


@dataclass(frozen=True, slots=True)
class Settled:
    """Every way in which the ends may be taken, and in a sentence each what was doubtful."""

    readings: tuple[tuple[Interval, ...], ...]
    doubts: tuple[str, ...]


def settle(spans: Sequence[Span]) -> Settled:
    """Whose the values are at which two ranges touch.

    >>> ends = settle([at_least(Fraction(9), ""), Span(End(Fraction(8)), End(Fraction(9)))])
    >>> [str(interval) for interval in ends.readings[0]], ends.doubts
    (['9≤x', '8≤x<9'], ())
    """
    settled, doubtful, doubts = list(spans), [], []
    for upper, lower in product(range(len(spans)), repeat=2):
        low, high = settled[upper].low, settled[lower].high
        if upper == lower or low is None or high is None or low.value != high.value:
            continue
        belongs = _belongs(low, high)
        if belongs == "both":
            doubtful.append((upper, lower))
            doubts.append(f"{plain(low.value, spans[upper].unit)}同属两档，属哪一档条文没有写")
        elif belongs == "none":
            doubts.append(f"{plain(low.value, spans[upper].unit)}不属于任何一档")
        else:
            _give(settled, upper, lower, to_upper=belongs == "upper")
    readings = []
    for to_upper in ((True, False) if doubtful else (True,)):
        own = list(settled)
        for upper, lower in doubtful:
            _give(own, upper, lower, to_upper=to_upper)
        readings.append(tuple(span.interval() for span in own))
    return Settled(tuple(readings), tuple(doubts))


def _belongs(low: End, high: End) -> str:
    if low.firm and high.firm:
        return {(True, True): "both", (False, False): "none"}.get(
            (bool(low.closed), bool(high.closed)), "upper" if low.closed else "lower")
    if low.firm or high.firm:
        return "upper" if (low.closed if low.firm else not high.closed) else "lower"
    return "both"


def _give(spans: list[Span], upper: int, lower: int, *, to_upper: bool) -> None:
    low, high = spans[upper].low, spans[lower].high
    if low is not None and high is not None:
        spans[upper] = replace(spans[upper], low=End(low.value, to_upper, True))
        spans[lower] = replace(spans[lower], high=End(high.value, not to_upper, True))


def said(interval: Interval, unit: str) -> str:
    """The interval as a rule file writes it: ``[80%, 90%)``, ``≥ 100%``.

    >>> said(Interval.parse("[0.8, 0.9)"), "%"), said(Interval.parse("> 3"), "项")
    ('[80%, 90%)', '> 3')
    """
    low, high = interval.low, interval.high
    if low is not None and low == high:
        return f"= {plain(low, unit)}"
    if high is None and low is not None:
        return f"{'≥' if interval.low_closed else '>'} {plain(low, unit)}"
    if low is None and high is not None:
        return f"{'≤' if interval.high_closed else '<'} {plain(high, unit)}"
    if low is None or high is None:
        return "(-∞, ∞)"
    return (f"{'[' if interval.low_closed else '('}{plain(low, unit)}, "
            f"{plain(high, unit)}{']' if interval.high_closed else ')'}")


def plain(value: Fraction, unit: str = "") -> str:
    """A number as a rule file writes it: ``0.5``, ``80%``, ``1/3``."""
    shown = value * 100 if unit == "%" else value
    text = show(shown)
    if text.endswith("…"):
        return str(value)
    return f"{text}%" if unit == "%" else text
