"""按量加减分: 每超过一个百分点扣0.5分; 每出现一例扣1分; 每延迟1天扣1分; 每超过1项得0.1分."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from scoring.clauses.atom import Atom
from scoring.clauses.figure import count, measure
from scoring.clauses.formula import factor
from scoring.clauses.grammar import (
    Draft,
    Given,
    NotReadError,
    Parse,
    agreed,
    joined,
    production,
)
from scoring.clauses.lexer import doubtful
from scoring.clauses.span import Span, plain, said
from scoring.values.exact import exact

NO_PARTIAL = "不足一步的怎样计，条文没有写"
NO_END = "没有写“扣完为止”，按扣完本项分值为止"
DEADLINE = "期限写在条款里，延迟多少由人按期限计"
DEMAND = "要求写在前面，逐次、逐个是否做到由人计数"
BY_POINT = "“一例”是一个要点还是一次情形没有写"
NO_DIRECTION = "目标值没有写方向，按每步扣分的方向读"


def _by_rate(parse: Parse, given: Given) -> Draft | None:
    """以100%为标准。控制率≤100%，计5分；每超过一个百分点扣0.5分，扣完为止。"""
    step, off = parse.one("step"), parse.one("off")
    if step is None or off is None or step.number is None:
        return None
    weight = agreed(given, parse.one("full"), parse.one("cap"))
    _check_price(off, weight)
    limit, directed = _limit(parse, step)
    if step.unit != (limit.unit or step.unit):
        return _by_persons(parse, given, limit, weight)
    value, side = _start(limit, step)
    subject = parse.words("subject")
    within = parse.one("within")
    if subject and within is not None and within.left.endswith("完成"):
        subject += "完成率"
    figure = measure(given, subject, step.unit)
    counted = _count(figure, step, off, beyond=plain(value, step.unit), side=side)
    doubts = _blanks(step, [parse.one("cap")], whole=step.unit not in ("%", "元", "万元"))
    if not directed:
        doubts.append(NO_DIRECTION)
    return Draft(_minus([counted]), weight, tuple(doubts))


def _outside(parse: Parse, given: Given) -> Draft | None:
    """控制率超过100%的，每超过1个百分点扣0.5分: the limit printed is where counting starts."""
    limit, step, off = parse.one("beyond"), parse.one("step"), parse.one("off")
    if limit is None or limit.span is None or step is None or off is None:
        return None
    _check_price(off, given.weight)
    span = limit.span
    end, side = (span.low, "超过") if span.high is None else (span.high, "不足")
    one_sided = (span.low is None) != (span.high is None)
    if end is None or not one_sided or step.unit != span.unit or step.side not in ("", side):
        raise NotReadError(step)
    figure = measure(given, parse.words("subject"), step.unit)
    counted = _count(figure, step, off, beyond=plain(end.value, step.unit), side=side)
    doubts = _blanks(step, [parse.one("cap")], whole=step.unit not in ("%", "元", "万元"))
    return Draft(_minus([counted]), agreed(given, parse.one("cap")), tuple(doubts))


def _limit(parse: Parse, step: Atom) -> tuple[Span, bool]:
    """Where counting starts, and whether the clause prints its direction. All limits that are
    printed must be the same one."""
    spans = [atom.span for atom in parse.each("标界") if atom.span is not None]
    values = {end.value for span in spans for end in (span.low, span.high) if end}
    if not spans or len(values) != 1:
        raise NotReadError(*(parse.each("标界")[1:] or [step]))
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
    counted = {"test": {"measure": rate, "when": said(limit.interval(), "%")},
               **_count(excess, step, off)}
    return Draft(_minus([counted]), weight,
                 ("达标与否看比率，扣分看数量", *_blanks(step, [parse.one("cap")], whole=True)))


def _by_case(parse: Parse, given: Given) -> Draft | None:
    """记录完整，得2分；不完整的每个项目扣1分; several kinds of deduction from one full mark."""
    full, caps = parse.one("full"), [atom for atom in parse.all("units") if atom.kind == "底"]
    weight = agreed(given, full, *(cap for cap in caps if "完" in cap.text))
    if weight is None and len(caps) == 1:
        weight = agreed(given, caps[0])
    if full is not None and not (parse.words("need") or parse.one("need", "期")):
        return None
    _check_demand(parse.all("demand"))
    steps, counts = _counts(parse, weight)
    doubts = _blanks(steps[0], caps, whole=all(step.kind != "迟" for step in steps))
    if parse.one("need", "期"):
        doubts.append(DEADLINE)
    if parse.all("demand"):
        doubts.append(DEMAND)
    points = [joined([atom]) for atom in parse.all("demand") if atom.kind == "词"]
    if sum(atom.kind == "项" for atom in parse.all("demand")) == len(points) > 1 and weight:
        return Draft(_minus(counts), weight, (*doubts, BY_POINT),
                     (_by_point(points, counts[0], weight),))
    return Draft(_minus(counts), weight, tuple(doubts))


def _counts(parse: Parse, weight: Fraction | None) -> tuple[list[Atom], list[dict[str, Any]]]:
    """What is counted, with the price of a case and the end that the clause gives each count."""
    counts, steps, words = list[dict[str, Any]](), list[Atom](), list[Atom]()
    for atom in parse.all("units"):
        if atom.kind == "底":
            counts[-1] |= _capped(atom, weight)
        elif atom.kind in "例迟缺":
            steps.append(atom if atom.unit else replace(atom, unit="项", left="不符合"))
        elif atom.kind == "词":
            words.append(atom)
        elif atom.kind in "扣价":
            if atom.kind == "价":
                steps.append(replace(atom, number=Fraction(1)))
            _check_price(atom, weight)
            counts.append(_case(steps[-1], words, atom))
            words = []
    return steps, counts


def _check_demand(atoms: Sequence[Atom]) -> None:
    """What is demanded before cases are counted may hold dates and amounts, but no qualifier, and
    no number by itself."""
    for atom in atoms:
        if atom.kind != "疑":
            continue
        words = [atom.text[start:end] for start, end in doubtful(atom.text)]
        if any(not word[0].isdigit() for word in words) or len(re.sub(r"[^\u4e00-\u9fff]", "", atom.text)) < 5:
            raise NotReadError(atom)


def _by_point(points: list[str], counted: dict[str, Any], weight: Fraction) -> dict[str, Any]:
    """The reading in which a case is one key point that is not met."""
    price = exact(counted["points"]) if "points" in counted else exact(counted["share"]) * weight
    table = [{"met": f"= {len(points) - missed}",
              "points": plain(max(weight - missed * price, Fraction(0)))}
             for missed in range(len(points) + 1)]
    return {"kind": "checklist", "items": points, "table": table}


def _capped(cap: Atom, weight: Fraction | None) -> dict[str, str]:
    """最多扣2分 of a larger full mark is the end of this deduction alone."""
    if cap.points is None or cap.points == weight:
        return {}
    if weight is None or cap.points > weight:
        raise NotReadError(cap)
    return {"most": plain(cap.points)}


def _case(step: Atom, words: list[Atom], off: Atom) -> dict[str, Any]:
    return _count(count("".join(joined([word]) for word in words) + (
        step.left if step.kind == "迟" else "") or step.left or "扣分事项", step.unit), step, off)


def _count(figure: dict[str, Any], step: Atom, off: Atom, beyond: str = "",
           side: str = "超过") -> dict[str, Any]:
    made: dict[str, Any] = {"measure": figure}
    if beyond and (beyond != "0" or side == "不足"):
        made |= {"beyond": beyond, "side": side}
    made["step"] = plain(step.number or Fraction(1), "%" if step.unit == "%" else "")
    if off.points is not None:
        made["points"] = plain(off.points)
    else:
        made["share"] = plain(off.share or Fraction(0), "%")
    if step.closed:
        made["partial"] = "不计"
    return made


def _minus(counts: list[dict[str, Any]]) -> dict[str, Any]:
    return {"kind": "per_unit", "start": "满分", "counts": counts}


def _check_price(off: Atom | None, weight: Fraction | None) -> None:
    """One step costs no more than there is."""
    if off is not None and off.points is not None and weight is not None and off.points > weight:
        raise NotReadError(off)


def _blanks(step: Atom, caps: Sequence[Atom | None], *, whole: bool) -> list[str]:
    """What the clause leaves open; where things are counted there is no partial step."""
    found = [] if whole or step.closed else [NO_PARTIAL]
    return found if any(caps) else [*found, NO_END]


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
    words = parse.words("what") or parse.words("before")
    unit = step.unit
    if unit == "%":
        figure = measure(given, words, "%")
    else:
        figure = count(f"{step.left}{words}" or ("超过要求的" if step.side else given.name), unit)
    counted = {"measure": figure, "step": plain(step.number or Fraction(1), "%" if unit == "%" else ""),
               "points": plain(on.points)}
    doubts = () if unit != "%" else (NO_PARTIAL,)
    return Draft({"kind": "per_unit", "start": "零分", "counts": [counted]}, weight, doubts)


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
    counted = {"measure": measure(given, figure, "%"), "step": plain(weight / price, "%"),
               "share": "100%", "partial": "按比例"}
    return Draft(_minus([counted]), weight)


_HEAD = r"""
    (?:定[，；])? (?:(?P<standard>标)[，；])?
    (?:(?P<subject>词)?，?(?P<within>界)词?|达) [，：]? (?P<full>得) [，；]
    (?:(?:词?界|未)，?)?
"""
_UNIT = "(?:项?(?:否，?)?(?:词，)*词?，?(?:(?:(?:[例缺]词?)|迟)，?扣|价)(?:[，；]底)?)"

RULES = (
    production("比率每超一步扣分", rf"{_HEAD} (?P<step>超)词?，?(?P<off>扣)(?:[，；](?P<cap>底))?；?", _by_rate),
    production("界限之外每一步扣分", r"""
        (?:定[，；])?(?P<subject>词)?(?P<beyond>界)，
        (?P<step>超)，?(?P<off>扣)(?:[，；](?P<cap>底))?；?""", _outside),
    production("得满分，每例扣分", rf"""
        (?P<need>期?，?词(?:，词)*|期)[，：]?(?P<full>得)[，；]
        (?P<units>{_UNIT}(?:[，；]{_UNIT})*)；?""", _by_case),
    production("每例扣分", rf"(?P<units>{_UNIT}(?:[，；]{_UNIT})*)；?", _by_case),
    production("要求在前，每例扣分", rf"""
        (?P<demand>(?:(?:[词疑法]，)*[词疑法][；：]|项(?:[词法]，)*[词法][；：])+)
        (?P<units>{_UNIT}(?:[，；]{_UNIT})*)；?""", _by_case),
    production("每一步加分", r"""
        (?P<before>词)?，?(?P<step>[超例])(?P<what>词)?，?(?P<on>[得加])(?:[，；](?P<most>顶))?；?""", _plus),
    production("扣分值＝比率×倍数", r"""
        (?P<standard>标)[，；]达[，：]?(?P<full>得)[，；]未?，?法?：?(?P<equation>减)
        (?:，词?(?P<end>界)(?P<off>扣))?；?""", _by_multiple),
)
