"""Two rules compared by effect: what they award, not how they are written.

Names of inputs and of key points are words of whoever wrote them; limits, ends, steps, prices,
points, caps and formulas must agree. What a clause leaves blank (a partial step) may be taken in
any way: a rule that says nothing of it agrees with all.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from scoring.rules.expression import Node, parse
from scoring.rules.measure import Measure
from scoring.rules.scales.bands import Bands
from scoring.rules.scales.checklist import Checklist
from scoring.rules.scales.judged import Judged
from scoring.rules.scales.ladder import Ladder, Tier
from scoring.rules.scales.parts import Parts
from scoring.rules.scales.per_unit import Count, PerUnit
from scoring.rules.scales.proportional import Proportional
from scoring.rules.scales.tally import Tally
from scoring.values.interval import Interval

Differences = Iterator[str]


def differences(one: Any, other: Any, weight: Fraction) -> Differences:
    """What two rules of so much weight do differently, each in a few words."""
    if type(one) is not type(other):
        yield f"kind {one.kind} ≠ {other.kind}"
    else:
        yield from _BY_KIND[type(one)](one, other, weight)


def levels(rule: Any, weight: Fraction) -> list[Interval]:
    """The scores that each level or tier allows, from best to worst: what a substitute must say
    alike, in whatever kind it is written."""
    if isinstance(rule, Bands):
        return [band.span(weight) for band in rule.bands]
    spans = [_allowed(tier, weight) for tier in rule.tiers]
    return sorted(spans, key=lambda span: span.high or Fraction(0), reverse=True)


def _allowed(tier: Tier, weight: Fraction) -> Interval:
    if tier.judged is not None:
        return tier.judged
    points = tier.points if tier.points is not None else (tier.share or Fraction(0)) * weight
    return Interval(points, points)


def _ladders(one: Ladder, other: Ladder, weight: Fraction) -> Differences:
    yield from _measures(one.measure, other.measure)
    ends = sorted({end for rule in (one, other) for tier in rule.tiers
                   for end in (tier.when.low, tier.when.high) if end is not None})
    for value in _around(ends):
        mine, theirs = _tier(one, value, weight), _tier(other, value, weight)
        if mine != theirs:
            yield f"at {value}: {mine} ≠ {theirs}"


def _around(ends: Sequence[Fraction]) -> list[Fraction]:
    """Every end, a value between any two, and one on each side."""
    if not ends:
        return [Fraction(0)]
    between = [(low + high) / 2 for low, high in pairwise(ends)]
    return [*ends, *between, ends[0] - 1, ends[-1] + 1]


def _tier(rule: Ladder, value: Fraction, weight: Fraction) -> Any:
    tier = next((tier for tier in rule.tiers if value in tier.when), None)
    if tier is None:
        return "nothing said"
    if tier.proportional:
        return min(max(value, Fraction(0)), Fraction(1)) * weight
    if tier.judged is not None:
        return str(tier.judged)
    return tier.points if tier.points is not None else (tier.share or Fraction(0)) * weight


def _per_units(one: PerUnit, other: PerUnit, weight: Fraction) -> Differences:
    for what in ("start", "base", "least", "most"):
        if getattr(one, what) != getattr(other, what):
            yield f"{what} {getattr(one, what)} ≠ {getattr(other, what)}"
    if len(one.counts) != len(other.counts):
        yield f"{len(one.counts)} counts ≠ {len(other.counts)}"
        return
    for mine, theirs in zip(one.counts, other.counts, strict=True):
        yield from _counts(mine, theirs, weight)


def _counts(one: Count, other: Count, weight: Fraction) -> Differences:
    for what in ("beyond", "side", "step", "way", "most"):
        if getattr(one, what) != getattr(other, what):
            yield f"{what} {getattr(one, what)} ≠ {getattr(other, what)}"
    if _price(one, weight) != _price(other, weight):
        yield f"price {_price(one, weight)} ≠ {_price(other, weight)}"
    if None not in (one.partial, other.partial) and one.partial != other.partial:
        yield f"partial {one.partial} ≠ {other.partial}"
    tests = [None if each.test is None else each.test.when for each in (one, other)]
    if tests[0] != tests[1]:
        yield f"test {tests[0]} ≠ {tests[1]}"
    yield from _measures(one.measure, other.measure)


def _price(count: Count, weight: Fraction) -> Any:
    def price(points: Fraction | None, share: Fraction | None) -> Fraction:
        return points if points is not None else (share or Fraction(0)) * weight
    if count.prices:
        return [(each.when, price(each.points, each.share)) for each in count.prices]
    return price(count.points, count.share)


def _proportionals(one: Proportional, other: Proportional, weight: Fraction) -> Differences:
    for what in ("direction", "gate", "over"):
        if getattr(one, what) != getattr(other, what):
            yield f"{what} {getattr(one, what)} ≠ {getattr(other, what)}"
    if one.direction == "反向" and one.reverse != other.reverse:
        yield f"reverse {one.reverse} ≠ {other.reverse}"
    if (one.target or Fraction(1)) != (other.target or Fraction(1)):
        yield f"target {one.target} ≠ {other.target}"
    if (one.measure is None) != (other.measure is None):
        yield "only one has a measure"
    yield from _measures(one.measure, other.measure)


def _checklists(one: Checklist, other: Checklist, weight: Fraction) -> Differences:
    """Points that are met or not; where only all of them count, how many there are is no matter."""
    mine, theirs = _effect(one, weight), _effect(other, weight)
    if mine != theirs:
        yield f"points {mine} ≠ {theirs}"


def _effect(rule: Checklist, weight: Fraction) -> Any:
    number = len(rule.items)
    if rule.worth:
        return tuple(rule.worth) if len(set(rule.worth)) > 1 or number == 1 else (
            number, "×", rule.worth[0])
    earned = [_met(rule, count, weight) for count in range(number + 1)]
    if not rule.table:
        return (weight,) if number == 1 else (number, "×", weight / number)
    if set(earned[:-1]) == {Fraction(0)}:
        return (earned[-1],)
    return tuple(earned)


def _met(rule: Checklist, count: int, weight: Fraction) -> Fraction | None:
    line = next((line for line in rule.table if Fraction(count) in line.met), None)
    if line is None:
        return None
    return line.points if line.points is not None else (line.share or Fraction(0)) * weight


def _bands(one: Bands, other: Bands, weight: Fraction) -> Differences:
    mine, theirs = ([band.span(weight) for band in rule.bands] for rule in (one, other))
    if mine != theirs:
        yield f"levels {list(map(str, mine))} ≠ {list(map(str, theirs))}"


def _tallies(one: Tally, other: Tally, weight: Fraction) -> Differences:
    mine, theirs = ([answer.points for answer in rule.answers] for rule in (one, other))
    if mine != theirs:
        yield f"answers {mine} ≠ {theirs}"


def _parts(one: Parts, other: Parts, weight: Fraction) -> Differences:
    if (one.each is None) != (other.each is None) or len(one.parts) != len(other.parts):
        yield f"{len(one.parts)} parts ≠ {len(other.parts)}"
        return
    if one.each is not None and other.each is not None:
        if len(one.each.items) != len(other.each.items):
            yield f"{len(one.each.items)} points ≠ {len(other.each.items)}"
        yield from differences(one.each.rule, other.each.rule, weight)
        return
    for place, (mine, theirs) in enumerate(zip(one.parts, other.parts, strict=True), 1):
        worths = [rule.known_weight(part, weight) for rule, part in ((one, mine), (other, theirs))]
        if worths[0] != worths[1]:
            yield f"part {place}: weight {worths[0]} ≠ {worths[1]}"
            continue
        for said in differences(mine.rule, theirs.rule, worths[0] or weight):
            yield f"part {place}: {said}"


def _judged(one: Judged, other: Judged, weight: Fraction) -> Differences:
    if one.share != other.share:
        yield f"share {one.share} ≠ {other.share}"


def _measures(one: Measure | None, other: Measure | None) -> Differences:
    """Formulas are the same where they are one but for the names. A figure that one asks for as a
    whole may be any formula: where nothing is printed, nothing can be read."""
    if one is None or other is None:
        return
    shapes = [_shape(parse(each.formula)) for each in (one, other)]
    if "?" not in shapes and shapes[0] != shapes[1]:
        yield f"formula {one.formula} ≠ {other.formula}"


def _shape(node: Node) -> str:
    """The formula with its names numbered as they come; a name alone is «?»."""
    if node.op == "name":
        return "?"
    names: dict[str, str] = {}

    def shape(one: Node) -> str:
        if one.op == "name":
            return names.setdefault(one.name, f"名{len(names) + 1}")
        if one.op == "number":
            return str(one.number)
        return f"({one.op} {' '.join(map(shape, one.operands))})"

    return shape(node)


_BY_KIND: dict[type, Any] = {
    Ladder: _ladders, PerUnit: _per_units, Proportional: _proportionals, Checklist: _checklists,
    Bands: _bands, Tally: _tallies, Parts: _parts, Judged: _judged,
}
