"""单价随数量而变: 项目超过3个的，有1项没有评估扣0.5分；3个以内的，有1项没有评估扣1分."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from scoring.clauses.atom import Atom
from scoring.clauses.deduction import blanks, check_price, minus
from scoring.clauses.figure import count
from scoring.clauses.grammar import Draft, Given, NotReadError, Parse, agreed, joined, production
from scoring.clauses.per_case import DEMAND
from scoring.clauses.span import Span, plain, said, settle
from scoring.values.interval import Interval, cover_problems


def _priced(parse: Parse, given: Given) -> Draft | None:
    rows = list(_rows(parse.all("rows")))
    subjects = {subject for subject, *_ in rows}
    cases = {(joined(words), step.left, step.unit, step.number) for _, _, step, words, _ in rows}
    units = {span.unit for _, span, *_ in rows}
    if len(subjects) != 1 or len(cases) != 1 or len(units) != 1:
        raise NotReadError(*(off for *_, off in rows))
    (what, left, unit, size), = cases
    settled = settle([span for _, span, *_ in rows])
    whole = Interval.parse("≥ 0")
    if any(list(cover_problems(intervals, whole)) for intervals in settled.readings) or size != 1:
        raise NotReadError(*(off for *_, off in rows))
    weight = agreed(given, *(cap for cap in parse.all("rows") if cap.kind == "底"))
    for *_, off in rows:
        check_price(off, weight)
    caps: list[Atom | None] = [atom for atom in parse.all("rows") if atom.kind == "底"]
    doubts = [*settled.doubts, *blanks(rows[0][2], caps, whole=True)]
    if parse.all("demand"):
        doubts.append(DEMAND)
    of = count(subjects.pop(), units.pop())
    readings = [minus([{"measure": count(what or left, unit), "prices": [
        {"of": of, "when": said(_counted(interval), ""), **_price(off)}
        for interval, (*_, off) in zip(intervals, rows, strict=True)]}])
        for intervals in settled.readings]
    return Draft(readings[0], weight, tuple(doubts), tuple(readings[1:]))


def _counted(interval: Interval) -> Interval:
    """Nothing is counted below zero."""
    return interval if interval.low is not None else Interval(
        Fraction(0), interval.high, True, interval.high_closed)


def _price(off: Atom) -> dict[str, str]:
    if off.points is None:
        raise NotReadError(off)
    return {"points": plain(off.points)}


def _rows(atoms: Sequence[Atom]) -> list[tuple[str, Span, Atom, list[Atom], Atom]]:
    """What the price depends on, where it lies, the case, its words, and the price."""
    made, subject, span, step = list[tuple[str, Span, Atom, list[Atom], Atom]](), "", None, None
    words: list[Atom] = []
    for atom in atoms:
        if atom.kind == "词" and step is None:
            subject = joined([atom]).removesuffix("在") or subject
        elif atom.kind == "词":
            words.append(atom)
        elif atom.kind == "界":
            span = atom.span
        elif atom.kind == "例":
            step = atom
        elif atom.kind == "扣":
            if span is None or step is None:
                raise NotReadError(atom)
            made.append((subject, span, step, words, atom))
            span, step, words = None, None, []
    return made


RULES = (
    production("单价随数量而变，每例扣分", r"""
        (?:(?P<demand>(?:[词法]，)*[词法])[；：])?
        (?P<rows>(?:项?词?界，例词?，?扣[，；]?(?:底[，；]?)?){2,})""", _priced),
)
