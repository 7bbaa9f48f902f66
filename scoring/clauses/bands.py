"""定性分档: 分为三档，分别按照100%-80%（含）、80%-60%（含）、60%-0%; 一级：…（8-10分）."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from scoring.clauses.atom import Atom
from scoring.clauses.grammar import Draft, Given, NotReadError, Parse, joined, production
from scoring.clauses.span import plain, said, settle
from scoring.values.interval import Interval

NO_POINTS = "评价要点没有印在条款里"
SHARED = "几档分别按分值区间"
GAPS = "相邻两档的分数之间有空档，按整数分读"


def _shared(parse: Parse, given: Given) -> Draft | None:
    """分为A、B、C三档，分别按照该指标对应分值区间100-80%（含）、80-50%（含）、50-0%合理确定分值。"""
    names, spans = parse.one("names"), parse.one("spans")
    if names is None or spans is None:
        return None
    split = [name.strip("“”\"'") for name in names.left.split("、")]
    if len(split) != len(spans.spans) or names.number not in (None, len(split)):
        raise NotReadError(names, spans)
    settled = settle(spans.spans)
    _check_cover(settled.readings[0], spans)
    readings = [_bands(split, intervals) for intervals in settled.readings]
    return Draft(readings[0], given.weight, settled.doubts, tuple(readings[1:]))


def _bands(names: Sequence[str], intervals: Sequence[Interval]) -> dict[str, Any]:
    return {"kind": "bands", "bands": [
        {"name": name, "share": said(interval, "%")}
        for name, interval in zip(names, intervals, strict=True)]}


def _check_cover(intervals: Sequence[Interval], spans: Atom) -> None:
    highs = [interval.high for interval in intervals]
    lows = [interval.low for interval in intervals]
    if highs[0] != 1 or lows[-1] != 0 or lows[:-1] != highs[1:]:
        raise NotReadError(spans)


def _ranged(parse: Parse, given: Given) -> Draft | None:
    """一级：有显著的经济效益。（8-10分）二级：有较好的经济效益。（5-7分）"""
    bands: list[tuple[str, list[Atom], Atom]] = []
    name, words = "", list[Atom]()
    for atom in parse.all("bands"):
        if atom.kind == "级":
            name, words = atom.text.rstrip(":"), []
        elif atom.kind == "幅":
            bands.append((name or joined(words), words, atom))
            name, words = "", []
        else:
            words.append(atom)
    spans = [atom.span for *_, atom in bands if atom.span]
    highs = [span.high.value for span in spans if span.high]
    lows = [span.low.value for span in spans if span.low]
    if highs != sorted(highs, reverse=True) or any(
            low <= high for low, high in zip(lows, highs[1:], strict=False)):
        raise NotReadError(*(atom for *_, atom in bands))
    if given.weight is not None and highs[0] != given.weight:
        raise NotReadError(bands[0][2])
    weight = highs[0]
    made = [{"name": name, "share": _share(low, high, weight),
             **({"words": [joined(words)]} if joined(words) not in ("", name) else {})}
            for (name, words, _), low, high in zip(bands, lows, highs, strict=True)]
    doubts = [GAPS] if any(low > high for low, high in zip(lows, highs[1:], strict=False)) else []
    if lows[-1] > 0:
        doubts.append(f"低于{plain(lows[-1])}分的怎样计没有写")
    return Draft({"kind": "bands", "bands": made}, weight, tuple(doubts))


def _share(low: Fraction, high: Fraction, weight: Fraction) -> str:
    ends = [_fraction(end / weight) for end in (low, high)]
    return f"[{ends[0]}, {ends[1]}]"


def _fraction(share: Fraction) -> str:
    text = plain(share, "%")
    return str(share) if "…" in text or "/" in text else text


def _each(parse: Parse, given: Given) -> Draft | None:
    """以上评价要点各占1/3分值，每个要点分为达成、部分达成、未达成三档，分别按……。"""
    equal = parse.one("equal")
    one = _shared(parse, given)
    if one is None or equal is None or equal.number is None:
        return None
    number = int(equal.number)
    if given.points and len(given.points) != number:
        raise NotReadError(equal)
    points = list(given.points) or [f"要点{place}" for place in range(1, number + 1)]
    doubts = one.doubts if given.points else (*one.doubts, NO_POINTS)
    readings = [{"kind": "parts", "each": {"items": points, "rule": rule}}
                for rule in (one.rule, *one.others)]
    return Draft(readings[0], given.weight, doubts, tuple(readings[1:]))


RULES = (
    production("要点等分，每点几档", r"(?P<equal>均)[，；]各，?：?(?P<names>档)[，；：]?(?P<spans>区)；?", _each),
    production(SHARED, r"词?：?(?P<names>档)[，；：]?(?P<spans>区)；?", _shared),
    production("各档各有分数区间", r"""
        (?P<bands>(?:(?:级[：]?)?词(?:，词)*[，；]?幅[，；]?){2,})""", _ranged),
)
