"""每一步加分: 每超过1项得0.1分，满分1分; 达到80%得8分，每增加1%加0.1分，每减少1%扣0.2分."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from scoring.clauses.atom import Atom
from scoring.clauses.deduction import NO_END, NO_PARTIAL, counted
from scoring.clauses.figure import count, measure
from scoring.clauses.grammar import Draft, Given, NotReadError, Parse, agreed, production
from scoring.clauses.span import plain
from scoring.clauses.vocabulary import HAPPENS

NO_TOP = "加到几分为止没有写，按加到满分为止"


def _plus(parse: Parse, given: Given) -> Draft | None:
    """每超过1项得0.1分，满分1分。"""
    step, on, most = parse.one("step"), parse.one("on"), parse.one("most")
    if step is None or on is None or on.points is None or on.points == 0:
        return None
    if given.weight is None and (most is None or most.points is None):
        raise NotReadError(on)
    weight = agreed(given, most)
    if on.points == weight and most is None:
        return None
    words, share = parse.words("what") or parse.words("before"), step.unit == "%"
    figure = _share(given, words, step) if share else count(
        _gained(step, words, given.name), step.unit)
    return Draft({"kind": "per_unit", "start": "零分", "counts": [counted(figure, step, on)]}, weight,
                 (NO_PARTIAL,) if share else ())


def _share(given: Given, words: str, step: Atom) -> dict[str, Any]:
    """每增加1个百分点得0.5分 does not say above what: somebody must."""
    figure = measure(given, words, "%")
    if not step.side:
        return figure
    name = f"{figure['name']}超过要求的部分"
    return {"name": name, "formula": name, "unit": "%"}


def _gained(step: Atom, words: str, name: str) -> str:
    """What is counted: 每发1篇 of 发表论文 is the indicator's own number."""
    own = step.left in (*HAPPENS, "完成") or (step.left and step.left in name)
    if not words and not step.side and name and own:
        return name
    return f"{step.left}{words}" or ("超过要求的" if step.side else name)


def _both_ways(parse: Parse, given: Given) -> Draft | None:
    """Points that a limit earns, and steps up and down from it."""
    within, base, up, down = (parse.one(name) for name in ("within", "base", "up", "down"))
    on, off, top = parse.one("on"), parse.one("off"), parse.one("top")
    if not (within and within.span and base and up and down and on and off):
        return None
    end = within.span.low or within.span.high
    if end is None or (within.span.low and within.span.high and within.span.exact is None):
        raise NotReadError(within)
    weight, points = given.weight, base.of(given.weight)
    if weight is None or points is None or not 0 < points <= weight or on.points is None:
        raise NotReadError(base)
    agreed(given, parse.one("bottom"))
    if {up.side, down.side} != {"超过", "不足"} or up.unit != within.span.unit != down.unit:
        raise NotReadError(up, down)
    figure = measure(given, parse.words("subject"), up.unit)
    added = _count(figure, up, on, end.value, "加")
    rule: dict[str, Any] = {"kind": "per_unit", "start": "基本分", "base": plain(points),
                            "counts": [added, _count(figure, down, off, end.value, "扣")]}
    most = most_of(top, on, points, weight)
    if top is not None and top.points is not None and "加" in top.text and "得" not in top.text:
        added["most"] = plain(top.points)
    if most != weight:
        rule["most"] = plain(most)
    doubts = [NO_PARTIAL] if up.unit == "%" else []
    return Draft(rule, weight, (*doubts, *(() if top else (NO_TOP,)),
                                *(() if parse.one("bottom") else (NO_END,))))


def most_of(top: Atom | None, on: Atom, base: Fraction, weight: Fraction) -> Fraction:
    """Where adding ends: 最高加2分, 最高得10分, 加到满分为止."""
    if top is None or top.points is None:
        if base == weight:
            raise NotReadError(on)
        return weight
    if "加" in top.text and "得" not in top.text:
        return base + top.points
    if top.points < base:
        raise NotReadError(top)
    return top.points


def _count(figure: dict[str, Any], step: Atom, price: Atom, start: Fraction,
           way: str) -> dict[str, Any]:
    worth = {"points": plain(price.points)} if price.points is not None else {
        "share": plain(price.share or Fraction(0), "%")}
    return {"measure": figure, "beyond": plain(start, step.unit), "side": step.side,
            "step": plain(step.number or Fraction(1), step.unit if step.unit == "%" else ""),
            **worth, "way": way}


def _units() -> Sequence[str]:
    up = "(?:(?:越|词?界)，?)?(?P<up>超)，?(?P<on>加)(?:[，；](?P<top>[顶勿]))?"
    down = "(?:(?:未|词?界)，?)?(?P<down>超)，?(?P<off>扣)(?:[，；](?P<bottom>底))?"
    head = "(?P<subject>词)?(?P<within>界)词?[，：]?(?P<base>得)[，；]"
    return f"{head}{up}[，；]{down}；?", f"{head}{down}[，；]{up}；?"


RULES = (
    production("每一步加分", r"""
        (?P<before>词)?，?(?P<step>[超例])(?P<what>词)?，?(?P<on>[得加])(?:[，；](?P<most>顶))?；?""",
        _plus),
    *(production("从基本分上下加减", pattern, _both_ways) for pattern in _units()),
)
