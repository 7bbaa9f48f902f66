"""比率每超一步扣分: 每超过一个百分点扣0.5分; 扣分值＝变动率×4×10."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from scoring.clauses.atom import Atom
from scoring.clauses.deduction import blanks, check_price, counted, minus, rest_of
from scoring.clauses.figure import NEGATIVE, count, measure, plain_name
from scoring.clauses.formula import factor
from scoring.clauses.grammar import Draft, Given, NotReadError, Parse, agreed, production
from scoring.clauses.span import Span, at_least, at_most, plain, said
from scoring.values.exact import exact

NOTHING_LEFT = "写明“不得分”的地方，按每步扣分本来已扣完"
NO_DIRECTION = "目标值没有写方向，按每步扣分的方向读"


def _by_rate(parse: Parse, given: Given) -> Draft | None:
    """以100%为标准。控制率≤100%，计5分；每超过一个百分点扣0.5分，扣完为止。"""
    step, off = parse.one("step"), parse.one("off")
    if step is None or off is None or step.number is None:
        return None
    weight = agreed(given, parse.one("full"), parse.one("cap"))
    check_price(off, weight)
    limit, directed = _limit(parse, step)
    if step.unit != (limit.unit or step.unit):
        return _by_persons(parse, given, limit, weight)
    value, side = _start(limit, step)
    subject = parse.words("subject")
    within = parse.one("within")
    if subject and within is not None and within.left.endswith("完成"):
        subject += "完成率"
    if not _same(parse.words("same"), subject or given.name):
        raise NotReadError(parse.one("same"))
    figure = measure(given, subject, step.unit)
    one = {**counted(figure, step, off, beyond=plain(value, step.unit), side=side),
           **rest_of(parse.only("余"), step)}
    _check_cliff(parse, one, weight)
    doubts = blanks(step, [parse.one("cap"), parse.one("cliff")], whole=_whole(one, step))
    doubts += [NEGATIVE] if "domain" in figure else []
    if parse.one("cliff"):
        doubts.append(NOTHING_LEFT)
    if not directed:
        doubts.append(NO_DIRECTION)
    return Draft(minus([one]), weight, tuple(doubts))


def _whole(one: dict[str, Any], step: Atom) -> bool:
    """Whether nothing is open about part of a step: it is said, or there is none."""
    return "partial" in one or step.unit not in ("%", "元", "万元")


def _check_cliff(parse: Parse, one: dict[str, Any], weight: Fraction | None) -> None:
    """低于80%不得分 behind the steps: read where nothing is left there anyway."""
    cliff, nothing = parse.one("cliff", "界"), parse.one("nothing")
    if cliff is None or nothing is None or cliff.span is None:
        return
    end = cliff.span.high if one.get("side") == "不足" else cliff.span.low
    both = cliff.span.high is not None and cliff.span.low is not None
    price = exact(one["points"]) if "points" in one else None
    if not nothing.nothing or end is None or both or price is None or weight is None or (
            abs(end.value - exact(one.get("beyond", "0"))) // exact(one["step"]) * price < weight):
        raise NotReadError(cliff)


def _same(again: str, subject: str) -> bool:
    """资金到位率100%；到位率每下降1个百分点: the same figure, named more shortly."""
    return not again or plain_name(subject).endswith(plain_name(again))


def _outside(parse: Parse, given: Given) -> Draft | None:
    """控制率超过100%的，每超过1个百分点扣0.5分: the limit printed is where counting starts."""
    limit = parse.one("beyond") or parse.one("standard")
    step, off = parse.one("step"), parse.one("off")
    if limit is None or limit.span is None or step is None or off is None:
        return None
    check_price(off, given.weight)
    span = limit.span
    if limit.kind == "标":
        value, way = _start(span, step)
        span = at_most(value, span.unit) if way == "不足" else at_least(value, span.unit)
    end, side = (span.low, "超过") if span.high is None else (span.high, "不足")
    one_sided = (span.low is None) != (span.high is None)
    if end is None or not one_sided or step.unit != span.unit or step.side not in ("", side):
        raise NotReadError(step)
    figure = measure(given, parse.words("subject"), step.unit)
    one = {**counted(figure, step, off, beyond=plain(end.value, step.unit), side=side),
           **rest_of(parse.only("余"), step)}
    doubts = blanks(step, [parse.one("cap")], whole=_whole(one, step))
    doubts += [NEGATIVE] if "domain" in figure else []
    return Draft(minus([one]), agreed(given, parse.one("cap")), tuple(doubts))


def _limit(parse: Parse, step: Atom) -> tuple[Span, bool]:
    """Where counting starts, and whether the clause prints its direction. All limits that are
    printed must be the same one."""
    printed = [atom for atom in parse.each("标界") if atom is not parse.one("cliff")]
    spans = [atom.span for atom in printed if atom.span is not None]
    values = {end.value for span in spans for end in (span.low, span.high) if end}
    if not spans or len(values) != 1:
        raise NotReadError(*(printed[1:] or [step]))
    within = parse.one("within") or parse.one("standard")
    meant = within.span if within and within.span else spans[0]
    return meant, meant.exact is None


def _start(limit: Span, step: Atom) -> tuple[Fraction, str]:
    """The value and the side on which every step counts."""
    if limit.low and limit.high:
        if not step.side:
            raise NotReadError(step)
        return limit.low.value, step.side
    side = "不足" if limit.low else "超过"
    end = limit.low or limit.high
    if end is None or step.side not in ("", side):
        raise NotReadError(step)
    return end.value, side


def _by_persons(parse: Parse, given: Given, limit: Span, weight: Fraction | None) -> Draft | None:
    """目标值≤100%；达到目标值得3分，每超出1人扣0.1分: met or not is a rate, the price is a count."""
    step, off = parse.one("step"), parse.one("off")
    if step is None or off is None or limit.unit != "%" or limit.exact is not None:
        raise NotReadError(step)
    _, side = _start(limit, step)
    rate = measure(given, parse.words("subject"), "%")
    excess = count(f"{step.side or side}的", step.unit)
    one = {"test": {"measure": rate, "when": said(limit.interval(), "%")},
           **counted(excess, step, off)}
    return Draft(minus([one]), weight,
                 ("达标与否看比率，扣分看数量", *blanks(step, [parse.one("cap")], whole=True)))


def _by_multiple(parse: Parse, given: Given) -> Draft | None:
    """目标值≤0；达到得4分，未达到：扣分值＝变动率×4×10，变动率达10%以上的扣4分。"""
    equation, standard = parse.one("equation"), parse.one("standard")
    if equation is None or standard is None or standard.span is None:
        return None
    weight = agreed(given, parse.one("full"))
    figure, price = factor(equation, given, weight)
    limit = standard.span
    start = limit.high or limit.low
    if weight is None or start is None or start.value != 0 or (limit.low and limit.exact is None):
        raise NotReadError(equation)
    limit_atom, off = parse.one("end"), parse.one("off")
    if limit_atom is not None and limit_atom.span is not None and off is not None:
        low = limit_atom.span.low
        if low is None or off.of(weight) != weight or low.value * price != weight:
            raise NotReadError(limit_atom)
    one = {"measure": measure(given, figure, "%"), "step": plain(weight / price, "%"),
           "share": "100%", "partial": "按比例"}
    return Draft(minus([one]), weight)


_HEAD = r"""
    (?:定[，；])? (?:(?P<standard>标)[，；])?
    (?:(?P<subject>词)?，?(?P<within>界)词?|达) [，：]? (?P<full>得) [，；]
    (?:(?:词?界|未|否|(?P<same>词)(?=超))，?)?
"""

RULES = (
    production("比率每超一步扣分", rf"""
        {_HEAD} (?P<step>超)词?，?(?P<off>扣)(?:[，；]余)?(?:[，；](?P<cap>底))?(?:[，；]余)?
        (?:[，；]词?(?P<cliff>界)，?(?P<nothing>得))?(?:[，；]勿)?；?""", _by_rate),
    production("界限之外每一步扣分", r"""
        (?:(?:定[，；])?(?P<subject>词)?(?P<beyond>界)，|(?P<standard>标)[，；])
        (?P<step>超)，?(?P<off>扣)(?:[，；]余)?(?:[，；](?P<cap>底))?(?:[，；]余)?；?""", _outside),
    production("扣分值＝比率×倍数", r"""
        (?P<standard>标)[，；]达[，：]?(?P<full>得)[，；]未?，?法?：?(?P<equation>减)
        (?:，词?(?P<end>界)(?P<off>扣))?；?""", _by_multiple),
)
