"""从基本分上加分: 完成5个得6分，每增加1个加1分，加满为止; 完成目标得基本分，每超额10%加1分，未完成不得分."""

from __future__ import annotations

from typing import Any

from scoring.clauses.adding import NO_TOP, most_of
from scoring.clauses.against_target import SHORT_RATE, figures
from scoring.clauses.deduction import NO_PARTIAL, counted, rest_of
from scoring.clauses.figure import measure
from scoring.clauses.grammar import Draft, Given, NotReadError, Parse, production
from scoring.clauses.span import plain

NO_BELOW = "没有写达不到的怎样计，由人认定"


def _from_limit(parse: Parse, given: Given) -> Draft | None:
    """达到60%得6分，每增加1个百分点加1分，加满为止; what earns less than the base is not said, or nothing."""
    within, step = parse.one("within"), parse.one("step")
    if within is None or within.span is None or step is None:
        return None
    low, high = within.span.low, within.span.high
    if low is None or (high is not None and within.span.exact is None) or low.closed is False:
        raise NotReadError(within)
    if step.side not in ("超过", "") or step.unit != within.span.unit:
        raise NotReadError(step)
    limit = plain(low.value, step.unit)
    figure = measure(given, parse.words("subject"), step.unit)
    below = {"measure": figure, "beyond": limit, "side": "不足", "step": limit}
    _check_below(parse, limit)
    return _added(parse, given, [{**figure, "domain": f"≥ {limit}"} if _silent(parse) else figure],
                  {"beyond": limit}, below)


def _from_target(parse: Parse, given: Given) -> Draft | None:
    """完成目标得基本分8分，每超额完成10%加1分: above the row's own target."""
    step = parse.one("step")
    if step is None or step.side != "超过" or parse.one("below"):
        return None
    found = figures("超过", step)
    short = {"name": "低于目标的比例", "formula": SHORT_RATE}
    return _added(parse, given, [{**figure, "domain": "≥ 0"} if _silent(parse) else figure
                                 for figure in found], {},
                  {"measure": short, "step": "100%"})


def _silent(parse: Parse) -> bool:
    return parse.one("nothing") is None


def _check_below(parse: Parse, limit: str) -> None:
    """低于60%不得分 must speak of the same limit."""
    below = parse.one("below")
    if below is None:
        return
    span = below.span
    end = span.high if span and span.low is None else None
    if span is None or end is None or end.closed or plain(end.value, span.unit) != limit:
        raise NotReadError(below)


def _added(parse: Parse, given: Given, found: list[dict[str, Any]], beyond: dict[str, str],
           below: dict[str, Any]) -> Draft:
    """The base, what every step adds, and all of it lost where nothing is reached."""
    base, step, on, top = (parse.one(name) for name in ("base", "step", "on", "top"))
    weight = given.weight
    points = base.of(weight) if base else None
    if weight is None or points is None or not 0 < points <= weight:
        raise NotReadError(base)
    if not (step and on and on.points):
        raise NotReadError(base)
    nothing = parse.one("nothing")
    if nothing is not None and not nothing.nothing:
        raise NotReadError(nothing)
    most = most_of(top, on, points, weight)
    lost = [{**below, "points": plain(points), "way": "扣", "partial": "计一步"}] if nothing else []
    rest = rest_of(parse.only("余"), step)
    readings = [{"kind": "per_unit", "start": "基本分", "base": plain(points),
                 **({"most": plain(most)} if most != weight else {}),
                 "counts": [{**counted(figure, step, on), **beyond, "way": "加", **rest}, *lost]}
                for figure in found]
    doubts = [NO_PARTIAL] if step.unit == "%" and not rest else []
    return Draft(readings[0], weight, (*doubts, *(() if top else (NO_TOP,)),
                                       *(() if nothing else (NO_BELOW,))), tuple(readings[1:]))


_UP = "(?:越，?)?(?P<step>超)，?(?P<on>加)(?:[，；]余)?(?:[，；](?P<top>顶)(?:[，；]勿)?)?"

RULES = (
    production("达到界限得基本分，每一步加分", rf"""
        (?P<subject>词)?(?P<within>界)词?[，：]?(?P<base>得)[，；]{_UP}
        (?:[，；](?:未|否|词?(?P<below>界))，?(?P<nothing>得))?；?""", _from_limit),
    production("达到目标得基本分，每一步加分", rf"""
        达[，：]?(?P<base>得)[，；]{_UP}(?:[，；](?:未|否|词?(?P<below>界))，?(?P<nothing>得))?；?""",
        _from_target),
)
