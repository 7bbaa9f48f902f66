"""两头都扣: 偏差率在±5%以内得满分，每超1个百分点扣0.5分; 低于90%的每低1%扣…，高于110%的每高1%扣…."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from scoring.clauses.atom import Atom
from scoring.clauses.deduction import blanks, capped, check_price, counted, minus, rest_of
from scoring.clauses.figure import measure
from scoring.clauses.grammar import Draft, Given, NotReadError, Parse, agreed, production
from scoring.clauses.ladder import NO_REST
from scoring.clauses.span import Span, plain, said
from scoring.clauses.tiers import worth_of
from scoring.values.interval import Interval


def _by_step(parse: Parse, given: Given) -> Draft | None:
    """偏差率在±5%以内得满分，每超1个百分点扣0.5分: above the one end as below the other."""
    within, step, off = parse.one("within"), parse.one("step"), parse.one("off")
    if within is None or within.span is None or step is None or off is None:
        return None
    if step.side == "不足" or step.unit != within.span.unit:
        raise NotReadError(step)
    weight = agreed(given, parse.one("full"))
    check_price(off, weight)
    caps = parse.each("底")
    ends = {key: value for cap in caps for key, value in capped(cap, weight).items()}
    rest, (low, high) = rest_of(parse.only("余"), step), _ends(within.span)
    figure = _figure(parse, given, step.unit)
    counts = [{**counted(figure, step, off, plain(end, step.unit), side), **ends, **rest}
              for end, side in ((high, "超过"), (low, "不足"))]
    return Draft(minus(counts), weight,
                 tuple(blanks(step, caps, whole=bool(rest) or step.unit != "%")))


def _in_or_out(parse: Parse, given: Given) -> Draft | None:
    """偏差率在±3%以内得满分，超出±3%的不得分。"""
    within, full, rest = parse.one("within"), parse.one("full"), parse.one("rest")
    beyond = parse.one("beyond", "外")
    if within is None or within.span is None or full is None:
        return None
    if beyond is not None and beyond.span != within.span:
        raise NotReadError(beyond)
    if full.kind != "得" or (rest is not None and not rest.nothing):
        raise NotReadError(rest or full)
    weight, (low, high), unit = agreed(given, full), _ends(within.span), within.span.unit
    inside = {"when": said(Interval(low, high), unit), **worth_of(full, weight)}
    outside = [{"when": f"< {plain(low, unit)}", "share": "0"},
               {"when": f"> {plain(high, unit)}", "share": "0"}]
    figure = _figure(parse, given, unit)
    rules = [{"kind": "ladder", "measure": figure, "tiers": [inside, *tiers]}
             for tiers in ((outside,) if rest is not None else (outside, []))]
    return Draft(rules[0], weight, () if rest is not None else (NO_REST,), tuple(rules[1:]))


def _two_sides(parse: Parse, given: Given) -> Draft | None:
    """低于100%的，每低1%扣2分；高于120%的，每高1%扣1分: one figure between two limits."""
    rows = _rows(parse)
    if [row[2].side for row in rows].count("超过") != 1 or len({row[2].unit for row in rows}) != 1:
        raise NotReadError(*(row[2] for row in rows))
    names = {name for name, *_ in rows if name}
    if len(names) > 1:
        raise NotReadError(*(row[1] for row in rows))
    figure, counts, limits = measure(given, next(iter(names), ""), rows[0][2].unit), [], {}
    for _, limit, step, off in rows:
        end = _end(limit, step)
        check_price(off, given.weight)
        limits[step.side] = end
        counts.append(counted(figure, step, off, plain(end, step.unit), step.side))
    if limits["不足"] > limits["超过"]:
        raise NotReadError(*(row[1] for row in rows))
    weight = agreed(given, *parse.each("底"))
    return Draft(minus(counts), weight, tuple(
        blanks(rows[0][2], parse.each("底"), whole=rows[0][2].unit != "%")))


def _end(limit: Atom, step: Atom) -> Fraction:
    """The one end of 低于100%的 on the side of the step."""
    span = limit.span
    if span is None or span.unit != step.unit or (span.low is None) == (span.high is None):
        raise NotReadError(limit)
    end = span.low if step.side == "超过" else span.high
    if end is None:
        raise NotReadError(limit)
    return end.value


def _rows(parse: Parse) -> list[tuple[str, Atom, Atom, Atom]]:
    """Each limit with the words before it, its step and its price."""
    found, words, limit, step = list[tuple[str, Atom, Atom, Atom]](), "", None, None
    for atom in parse.all("rows"):
        if atom.kind == "词":
            words = atom.text
        elif atom.kind == "界":
            limit = atom
        elif atom.kind == "超":
            step = atom
        elif atom.kind == "扣" and limit is not None and step is not None:
            found.append((words, limit, step, atom))
            words, limit, step = "", None, None
    return found


def _figure(parse: Parse, given: Given, unit: str) -> dict[str, Any]:
    made = measure(given, parse.words("subject"), unit)
    return {key: value for key, value in made.items() if key != "domain"}


def _ends(span: Span) -> tuple[Fraction, Fraction]:
    if span.low is None or span.high is None:
        raise NotReadError
    return span.low.value, span.high.value


RULES = (
    production("正负之内得满分，每超一步扣分", r"""
        (?P<subject>词)?(?P<within>偏)词?[，：]?(?P<full>得)[，；](?:词?外，|[否越]，?)?
        (?P<step>超)，?(?P<off>扣)(?:[，；][余底])*；?""", _by_step),
    production("正负之内得分", r"""
        (?P<subject>词)?(?P<within>偏)词?[，：]?(?P<full>得)
        (?:[，；](?P<beyond>否|词?外)，?(?P<rest>得))?；?""", _in_or_out),
    production("两个界限之外每一步扣分", r"(?P<rows>(?:词?界，超，?扣(?:[，；]底)?[，；]?){2})", _two_sides),
)
