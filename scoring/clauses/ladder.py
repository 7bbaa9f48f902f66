"""分档计分: 90%(含)以上得5分，80%-90%得3分，低于80%不得分; 达到80%得2分，否则不得分."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise, product
from typing import Any

from scoring.clauses.atom import Atom
from scoring.clauses.figure import VAGUE, measure, plain_name
from scoring.clauses.formula import product as printed_product
from scoring.clauses.grammar import Draft, Given, NotReadError, Parse, agreed, production
from scoring.clauses.span import End, Span, at_least, plain, said, settle
from scoring.rules.scales.ladder import EVERYTHING
from scoring.values.interval import Interval, cover_problems

NO_REST = "没有写达不到的怎样计，按不得分读"
ABOVE = "超过100%怎样计没有写，按满分读"
_SAME = ("结果", "完成", "达到", "比率", "该比率", "完成率", "实际完成", "达", "完成率为", "为", "在")


@dataclass(frozen=True, slots=True)
class Row:
    """One tier: what it is of, where it lies, and what it earns."""

    subject: str
    span: Span
    worth: Atom


def _tiers(parse: Parse, given: Given) -> Draft | None:
    rows = _rows(parse)
    if not rows:
        return None
    _check_single(parse, rows)
    weight = _weight(rows, given)
    rows, above = _topped(rows)
    rows = _nested(rows, weight)
    settled = settle([row.span for row in rows])
    rest = parse.one("rest") is not None
    figure = measure(given, _subject(rows, given), rows[0].span.unit)
    drafted = [_ladder(figure, rows, intervals, weight, rest=rest)
               for intervals in settled.readings]
    open_ended = not rest and drafted[0][1]
    readings = [rule for rule, _ in drafted]
    if open_ended:
        readings += [_without_rest(rule) for rule in readings]
    doubts = (*settled.doubts, *((ABOVE,) if above else ()), *((NO_REST,) if open_ended else ()))
    return Draft(_as_proportional(readings[0]), weight, doubts,
                 tuple(_as_proportional(rule) for rule in readings[1:]))


def _rows(parse: Parse) -> list[Row]:
    """One for every range that is followed by what it earns."""
    rows, words, span = list[Row](), list[str](), None
    standard = parse.one("standard")
    for atom in parse.all("rows"):
        if atom.kind == "词":
            if plain_name(atom.text) not in (*VAGUE, *_SAME):
                words.append(atom.text)
        elif atom.kind == "界":
            span = atom.span
        elif atom.kind == "达":
            span = standard.span if standard else None
            if span is None:
                raise NotReadError(atom)
            if span.exact is not None:
                span = at_least(span.exact, span.unit)
        elif atom.kind in "得扣式" and span is not None:
            rows.append(Row("".join(words).strip(",:、"), span, atom))
            words, span = [], None
    return rows


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


def _subject(rows: Sequence[Row], given: Given) -> str:
    """The one thing that all tiers are tiers of."""
    names = [plain_name(row.subject) for row in rows if row.subject]
    own = [name for name in names if name not in _SAME and name not in plain_name(given.name)]
    longest = max(own, key=len, default="")
    for row in rows:
        name = plain_name(row.subject) if row.subject else ""
        if name in own and not longest.endswith(name) and not longest.startswith(name):
            raise NotReadError(row.worth)
    if longest and rows[0].span.unit == "%" and not longest.endswith(("率", "度", "比", "例")):
        return f"{longest}率"
    return longest


def _weight(rows: Sequence[Row], given: Given) -> Fraction | None:
    """The best tier earns the full mark."""
    points = [row.worth.points for row in rows if row.worth.kind == "得" and row.worth.points]
    best = max(points, default=None)
    if any(row.worth.full for row in rows if row.worth.kind == "得") or any(
            row.worth.kind == "式" for row in rows):
        return given.weight if given.weight is not None else best
    if best is None:
        raise NotReadError(rows[0].worth)
    return agreed(given, next(row.worth for row in rows if row.worth.points == best))


def _topped(rows: list[Row]) -> tuple[list[Row], bool]:
    """100%得5分，90%-100%得3分: the single value at the top of a scale stands for all above it."""
    units = {row.span.unit for row in rows if row.span.unit or not _zero(row.span)}
    if len(units) > 1:
        raise NotReadError(*(row.worth for row in rows))
    unit = next(iter(units), "")
    rows = [replace(row, span=replace(row.span, unit=unit)) for row in rows]
    tops = [row for row in rows if row.span.exact == 1 and row.span.unit == "%"]
    if len(tops) != 1 or any(row.span.high is None or row.span.high.value > 1 for row in rows):
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


def _nested(rows: list[Row], weight: Fraction | None) -> list[Row]:
    """达到90%得4分，达到80%得3分: the wider of two half-lines earns less."""
    for wide, narrow in product(rows, repeat=2):
        if _wider(wide.span, narrow.span) and (
                _earned(wide.worth, weight) >= _earned(narrow.worth, weight)):
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


def _ladder(figure: dict[str, Any], rows: Sequence[Row], intervals: Sequence[Interval],
            weight: Fraction | None, *, rest: bool) -> tuple[dict[str, Any], bool]:
    """The rule, and whether a rest that nobody wrote of was given nothing."""
    unit = rows[0].span.unit
    if any(interval.inverted for interval in intervals) or _overlap(intervals):
        raise NotReadError(*(row.worth for row in rows))
    tiers = [{"when": said(interval, unit), **_worth(row.worth, weight)}
             for row, interval in zip(rows, intervals, strict=True)]
    below = _rest(rows, intervals, weight)
    if below is None:
        if rest:
            raise NotReadError(*(row.worth for row in rows[-1:]))
        return {"kind": "ladder", "measure": figure, "tiers": tiers}, False
    tiers.append({"when": said(below, unit), "share": "0"})
    return {"kind": "ladder", "measure": figure, "tiers": tiers}, True


def _overlap(intervals: Sequence[Interval]) -> bool:
    return any("重叠" in said for said in cover_problems(intervals, EVERYTHING))


def _without_rest(rule: dict[str, Any]) -> dict[str, Any]:
    return {**rule, "tiers": rule["tiers"][:-1]}


def _worth(worth: Atom, weight: Fraction | None) -> dict[str, Any]:
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


def _rest(rows: Sequence[Row], intervals: Sequence[Interval],
          weight: Fraction | None) -> Interval | None:
    """What lies beyond the worst tier, where the tiers hang together; it must be worse still."""
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
    earned = [_earned(row.worth, weight) for row in rows]
    return _earned(worst.worth, weight) == min(earned) and not worst.worth.nothing


def _earned(worth: Atom, weight: Fraction | None) -> Fraction:
    if worth.kind == "式":
        return Fraction(1, 2)
    if worth.kind == "扣":
        return (weight or Fraction(0)) - (worth.of(weight) or Fraction(0))
    if worth.points is not None:
        return worth.points
    return (worth.share or Fraction(0)) * (weight or Fraction(1))


def _as_proportional(rule: dict[str, Any]) -> dict[str, Any]:
    """≥100%得满分，低于的得分＝率×分值: that is the kind 比例计分."""
    tiers = rule["tiers"]
    if len(tiers) == 2 and tiers[0]["when"] == "≥ 100%" and tiers[1].get("proportional") and (
            tiers[1]["when"] == "< 100%"):
        return {"kind": "proportional", "measure": rule["measure"], "target": "100%"}
    return rule


def _listed(parse: Parse, given: Given) -> Draft | None:
    """率超过80%、70%和60%的，分别得6分、4分和2分。"""
    spans, worths = parse.one("spans"), parse.one("worths")
    if spans is None or worths is None:
        return None
    rows = [Row(parse.words("subject"), span, worth)
            for span, worth in zip(spans.spans, worths.worths, strict=False)]
    if len(spans.spans) != len(worths.worths):
        raise NotReadError(spans, worths)
    weight = _weight(rows, given)
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
        tiers.append({"when": said(interval, row.span.unit), **_worth(row.worth, weight)})
        above = low
    if above is not None:
        beyond = Interval(None, above.value, False, above.closed is False)
        tiers.append({"when": said(beyond, rows[0].span.unit), "share": "0"})
    figure = measure(given, _subject(rows, given), rows[0].span.unit)
    doubts = () if parse.one("rest") else (NO_REST,)
    return Draft({"kind": "ladder", "measure": figure, "tiers": tiers}, weight, doubts)


_ROW = "(?:项?词?(?:界词?|达)[，：]?(?:[得扣]|法?：?式)[，；]?)"

def _compared(parse: Parse, given: Given) -> Draft | None:
    """实际支出数≤预算安排数，符合要求的得满分，不符合要求的不得分: two amounts, one taken off the other."""
    sides, full = parse.one("sides"), parse.one("full")
    if sides is None or full is None or not (full.full or full.points):
        return None
    weight = agreed(given, full)
    left, right = plain_name(sides.left), plain_name(sides.right)
    met = {"超过": "≤" if sides.closed else "<", "不足": "≥" if sides.closed else ">"}[sides.side]
    missed = {"≤": ">", "<": "≥", "≥": "<", ">": "≤"}[met]
    tiers = [{"when": f"{met} 0", **_worth(full, weight)}, {"when": f"{missed} 0", "share": "0"}]
    figure = {"name": f"{left}与{right}之差", "formula": f"{left} − {right}", "unit": "元"}
    doubts = () if parse.one("rest") else (NO_REST,)
    return Draft({"kind": "ladder", "measure": figure, "tiers": tiers}, weight, doubts)


RULES = (
    production("区间分档", rf"""
        (?:定[，；])?(?:(?P<standard>标)[，；])?(?P<rows>(?:词[，：])?{_ROW}+)(?:(?P<rest>否)，?得；?)?""", _tiers),
    production("两数相比", r"(?P<sides>比)，?词?，?(?P<full>得)(?:[，；](?:否|词)，?(?P<rest>得))?；?", _compared),
    production("并列界限分别得分", r"""
        (?P<subject>词)?(?P<spans>列)词?，?(?P<worths>并)[，；]?(?:(?P<rest>否)，?得)?；?""", _listed),
)
