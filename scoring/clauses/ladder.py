"""分档计分: 90%(含)以上得5分，80%-90%得3分，低于80%不得分; 达到80%得2分，否则不得分."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from scoring.clauses.atom import Atom
from scoring.clauses.figure import NEGATIVE, is_share_of_target, measure, plain_name
from scoring.clauses.grammar import Draft, Given, NotReadError, Parse, agreed, production
from scoring.clauses.span import said, settle
from scoring.clauses.tier_rows import SAME, by_completion, of_target, rows_of
from scoring.clauses.tiers import Row, earned, nested, overlap, topped, worth_of
from scoring.rules.scales.ladder import EVERYTHING
from scoring.values.interval import Interval, cover_problems

NO_REST = "没有写达不到的怎样计，按不得分读"
GAP = "有的数值没有写得几分"
ABOVE = "超过100%怎样计没有写，按满分读"


def _tiers(parse: Parse, given: Given) -> Draft | None:
    rows = rows_of(parse)
    if not rows:
        return None
    _check_how(parse, rows)
    _check_single(parse, rows)
    whole = not parse.one("standard") and any(row.whole for row in rows)
    if whole and len(rows) == 1:
        return None
    if whole or any(map(of_target, rows)) or any(
            is_share_of_target(atom.text, given.name) for atom in parse.all("rows")):
        rows, whole = by_completion(rows, given.name), True
    weight = full_mark(rows, given)
    _check_share(rows)
    rows, above = topped(rows)
    rows = nested(rows, weight)
    settled = settle([row.span for row in rows])
    rest = parse.one("rest")
    figure = None if whole else measure(given, subject_of(rows, given), rows[0].span.unit)
    drafted = [laddered(figure, rows, intervals, weight, rest=rest)
               for intervals in settled.readings]
    open_ended = rest is None and drafted[0][1]
    readings = [rule for rule, _ in drafted]
    if open_ended:
        readings += [_without_rest(rule) for rule in readings]
    doubts = (*settled.doubts, *((ABOVE,) if above else ()), *((NO_REST,) if open_ended else ()),
              *((GAP,) if gaps(readings[0]["tiers"]) else ()),
              *((NEGATIVE,) if figure and "domain" in figure else ()))
    return Draft(_as_proportional(readings[0]), weight, doubts,
                 tuple(_as_proportional(rule) for rule in readings[1:]))


def _check_how(parse: Parse, rows: Sequence[Row]) -> None:
    """按完成率计分 before the tiers says no more than the tier by which it is done."""
    how = parse.one("how")
    if how is not None and (how.left or not any(row.worth.kind == "式" for row in rows)):
        raise NotReadError(how)


def _check_share(rows: Sequence[Row]) -> None:
    """80%以上得满分，60%-80%按比例得分: of the whole, or of the 80%?"""
    most = max((row.worth.points for row in rows if row.worth.points), default=None)
    best = [row.span.low.value for row in rows if row.span.low and (
        row.worth.full or (most is not None and row.worth.points == most))]
    for row in rows:
        by_share = row.worth.kind == "式" and not row.worth.left and "比例" in row.worth.text
        if by_share and best and max(best) != 1:
            raise NotReadError(row.worth)


def _check_single(parse: Parse, rows: Sequence[Row]) -> None:
    """A lone number is a limit only where it stands with its subject: 完成100%的得5分. And what
    ends in 的 before a comma is a condition, not what the limit is of."""
    atoms = parse.all("rows")
    for words, comma in pairwise(atoms):
        if words.kind == "词" and comma.kind == "，" and words.text.endswith("的"):
            raise NotReadError(words)
    if len(rows) > 1:
        return
    apart = [atom.kind for atom in atoms[:2]] == ["词", "，"]
    if apart or rows[0].span.exact not in (None, 0, 1):
        raise NotReadError(rows[0].worth)


def subject_of(rows: Sequence[Row], given: Given) -> str:
    """The one thing that all tiers are tiers of."""
    names = [plain_name(row.subject) for row in rows if row.subject]
    own = [name for name in names if name not in SAME and name not in plain_name(given.name)]
    longest = max(own, key=len, default="")
    for row in rows:
        name = plain_name(row.subject) if row.subject else ""
        if name in own and not longest.endswith(name) and not longest.startswith(name):
            raise NotReadError(row.worth)
    if longest and rows[0].span.unit == "%" and not longest.endswith(("率", "度", "比", "例")):
        return f"{longest}率"
    return longest


def full_mark(rows: Sequence[Row], given: Given) -> Fraction | None:
    """The best tier earns the full mark."""
    points = [row.worth.points for row in rows if row.worth.kind == "得" and row.worth.points]
    best = max(points, default=None)
    if any(row.worth.full for row in rows if row.worth.kind == "得") or any(
            row.worth.kind == "式" for row in rows):
        return given.weight if given.weight is not None else best
    if best is None:
        raise NotReadError(rows[0].worth)
    return agreed(given, next(row.worth for row in rows if row.worth.points == best))


def laddered(figure: dict[str, Any] | None, rows: Sequence[Row], intervals: Sequence[Interval],
            weight: Fraction | None, *, rest: Atom | None) -> tuple[dict[str, Any], bool]:
    """The rule, with what the rest earns; and whether a rest that nobody wrote of was given
    nothing."""
    unit = rows[0].span.unit
    rule: dict[str, Any] = {"kind": "ladder", **({"measure": figure} if figure else {})}
    if any(interval.inverted for interval in intervals) or overlap(intervals):
        raise NotReadError(*(row.worth for row in rows))
    tiers = [{"when": said(interval, unit), **worth_of(row.worth, weight)}
             for row, interval in zip(rows, intervals, strict=True)]
    below = _rest(rows, intervals, weight)
    if below is None:
        if rest is not None:
            raise NotReadError(*(row.worth for row in rows[-1:]))
        return {**rule, "tiers": tiers}, False
    if rest is not None and not rest.nothing:
        if earned(rest, weight) >= min(earned(row.worth, weight) for row in rows):
            raise NotReadError(rest)
        tiers.append({"when": said(below, unit), **worth_of(rest, weight)})
    else:
        tiers.append({"when": said(below, unit), "share": "0"})
    return {**rule, "tiers": tiers}, True


def gaps(tiers: Sequence[dict[str, Any]]) -> bool:
    """Whether a value, or all beyond a value, is in no tier."""
    spans = [Interval.parse(tier["when"]) for tier in tiers]
    return any("没有规定" in said or "空档" in said for said in cover_problems(spans, EVERYTHING))


def _without_rest(rule: dict[str, Any]) -> dict[str, Any]:
    return {**rule, "tiers": rule["tiers"][:-1]}


def _rest(rows: Sequence[Row], intervals: Sequence[Interval],
          weight: Fraction | None) -> Interval | None:
    """What lies beyond the worst tier, where the tiers hang together; it must be worse still. Of a
    number of cases that must be none, all others."""
    if len(rows) == 1 and rows[0].span.exact == 0:
        return Interval(Fraction(0), None, False, False)
    ordered = sorted(intervals, key=lambda each: (each.low is not None, each.low or 0))
    for lower, upper in pairwise(ordered):
        if lower.high is None or lower.high != upper.low:
            return None
    first, last = ordered[0], ordered[-1]
    if (first.low is None) == (last.high is None):
        return None
    if first.low is not None:
        worst = rows[list(intervals).index(first)]
        return Interval(None, first.low, False, not first.low_closed) if _falls(
            worst, rows, weight) else None
    worst = rows[list(intervals).index(last)]
    return Interval(last.high, None, not last.high_closed, False) if _falls(
        worst, rows, weight) else None


def _falls(worst: Row, rows: Sequence[Row], weight: Fraction | None) -> bool:
    """Whether the tier at the open side is the one that earns least, and something."""
    least = min(earned(row.worth, weight) for row in rows)
    return earned(worst.worth, weight) == least and not worst.worth.nothing


def _as_proportional(rule: dict[str, Any]) -> dict[str, Any]:
    """≥100%得满分，低于的得分＝率×分值: that is the kind 比例计分."""
    tiers = rule["tiers"]
    ends = [tier["when"] for tier in tiers]
    if "measure" in rule and ends == ["≥ 100%", "< 100%"] and tiers[1].get("proportional"):
        return {"kind": "proportional", "measure": rule["measure"], "target": "100%"}
    return rule



_ROW = "(?:(?:项?词?(?:界词?|达)|词|例)[，：]?(?:[得扣]|法?：?式)[，；]?|未，?法?：?式[，；]?)"


RULES = (
    production("区间分档", rf"""
        (?:定[，；])?(?:(?P<standard>标)[，；])?(?:(?P<how>式)，)?(?P<rows>(?:词[，：])?{_ROW}+)
        (?:否，?法?：?(?P<rest>[得式])；?)?""", _tiers),
)
