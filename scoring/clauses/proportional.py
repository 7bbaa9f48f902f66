"""比例计分: 得分＝率×分值; 达到目标值得满分，未达到的按比例."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from scoring.clauses.atom import Atom
from scoring.clauses.figure import (
    arithmetic,
    is_completion,
    is_share_of_target,
    measure,
    of_the_row,
    plain_name,
    unwrapped,
)
from scoring.clauses.formula import COMPLETION, TARGET, Product, product
from scoring.clauses.grammar import Draft, Given, NotReadError, Parse, agreed, production
from scoring.clauses.own_quotient import of_rates, own_quotient
from scoring.clauses.span import plain, said
from scoring.values.interval import Interval

ONE = Fraction(1)
_ACTUAL = ("实际完成值", "实际值", "实际完成数", "实际完成量", "完成值", "全年实际值", "实际完成情况")
_A = r"(?:年度)?[指目]标值(?:\(A\))?"
_B = r"(?:全年)?实际(?:完成)?值(?:\(B\))?"
SCORES = 10
"""From here on a divisor is the full mark of a score, no target of a rate."""
NO_DIRECTION = "方向没有印，按越多越好读；反向指标怎样按比例也没有写"
NO_SIGN = "指标值没有写≥或≤的是哪一种指标，没有规定"
NO_TARGET = "条文没有写目标值，按100%读"
SHARE = "“按比例”是与目标值之比，没有写公式"
OVER = "超过目标的封顶没有写，按满分为止"


def _by_rate(parse: Parse, given: Given) -> Draft | None:
    """目标值≥70%；以3分为上限：得分＝重点支出安排率/70%×100%×3，超出目标值不加分。"""
    equation = parse.one("equation")
    if equation is None:
        return None
    weight = agreed(given, parse.one("full"), parse.one("most"), parse.one("over"),
                    parse.one("floor"))
    made = product(equation)
    _check_below(parse)
    if parse.one("met", "达") and not of_the_row(parse.words("subject"), given.name):
        raise NotReadError(parse.one("subject"))
    target = _target(parse, equation, made, weight)
    if made.figure == COMPLETION:
        return _by_completion(parse, given, weight, target)
    if (made.figure in _ACTUAL and made.per_target) or re.fullmatch(
            rf"(?:{'|'.join(_ACTUAL)})÷{TARGET.pattern}", made.figure):
        return _of_own(parse, weight, "正向")
    if target in (None, ONE) and (way := own_quotient(made, given.name)):
        return _of_own(parse, weight, way)
    if of_rates(made):
        raise NotReadError(equation)
    equal = parse.one("equal")
    if equal is not None and equal.number != made.figure.count("+") + 1:
        raise NotReadError(equal)
    figure, goal = _scaled(_figure(given, made.figure), target)
    if parse.one("cliff"):
        return _with_cliff(parse, figure, weight, goal)
    capped = parse.one("most", "顶") or parse.one("over") or parse.one("full")
    rule = {"kind": "proportional", "measure": figure, "target": plain(goal or ONE, "%")}
    doubts = () if capped else (OVER,)
    if goal is None:
        return Draft(rule, weight, (NO_TARGET, *doubts), ({"kind": "proportional"},))
    return Draft(rule, weight, doubts)


def _of_own(parse: Parse, weight: Fraction | None, way: str) -> Draft:
    """Of the row's own target; what may earn nothing for all that is another rule."""
    if cliff := parse.one("cliff"):
        raise NotReadError(cliff)
    rule = {"kind": "proportional", **({"direction": way} if way == "反向" else {})}
    return Draft(rule, weight, (OVER,))


def _check_below(parse: Parse) -> None:
    """90%以上得满分，90%以下的按比例: both of one limit."""
    below, met = parse.one("below"), parse.one("met", "界")
    if below is None:
        return
    same = parse.words("subject").endswith(parse.words("again"))
    span, limit = below.span, met.span if met else None
    one_sided = span and limit and not span.low and not limit.high and span.high and limit.low
    if not (one_sided and span and span.high and limit and limit.low) or (
            span.high.value != limit.low.value) or not same:
        raise NotReadError(below)


def _by_completion(parse: Parse, given: Given, weight: Fraction | None,
                   target: Fraction | None) -> Draft:
    """按完成比例计分: of the figure that is printed, else of the row's own target."""
    met, name = parse.one("met", "界"), plain_name(given.name) if given.name else ""
    if name in given.formulas:
        figure: dict[str, Any] = {"name": name, "formula": given.formulas[name]}
        goal = plain(target or ONE, "%")
        return Draft({"kind": "proportional", "measure": figure, "target": goal}, weight,
                     () if met else (NO_TARGET,))
    if met is not None and met.span is not None:
        if met.span.unit != "%" or met.span.low is None:
            raise NotReadError(met)
        subject = parse.words("subject")
        if met.span.low.value == ONE and subject and (
                is_completion(subject) or is_share_of_target(subject, given.name)):
            return _of_target(weight)
        return Draft({"kind": "proportional", "target": plain(met.span.low.value, "%"),
                      "measure": measure(given, subject, "%")}, weight, (SHARE,))
    if target is not None and target != ONE:
        raise NotReadError(parse.one("standard"))
    return _of_target(weight)


def _of_target(weight: Fraction | None) -> Draft:
    """By the row's own target, in whichever direction its sign says; how far an upper limit is
    missed has two formulas."""
    return Draft({"kind": "proportional"}, weight, (NO_DIRECTION,),
                 ({"kind": "proportional", "direction": "反向"},
                  {"kind": "proportional", "direction": "反向", "reverse": "2-B/A"},
                  {"kind": "proportional", "direction": "等于"}))


def _scaled(figure: dict[str, Any], target: Fraction | None
            ) -> tuple[dict[str, Any], Fraction | None]:
    """A constant that is no target goes into the formula: (甲率＋乙率)×50%, 考核得分÷100."""
    if target is None or target == ONE:
        return figure, target
    if "+" in figure["formula"]:
        inner = unwrapped(figure["formula"])
        return {**figure, "formula": f"（{inner}） × {plain(1 / target, '%')}", "unit": "%"}, ONE
    if target >= SCORES:
        return {**figure, "formula": f"{figure['formula']} ÷ {plain(target)}"}, ONE
    return figure, target


def _figure(given: Given, name: str) -> dict[str, Any]:
    formula = arithmetic(name)
    if not any(sign in formula for sign in "÷×+−"):
        return measure(given, name, "%")
    for defined, printed in given.formulas.items():
        formula = re.sub(rf"(?<![\w“”]){re.escape(defined)}(?![\w“”])", printed, formula)
    return {"name": plain_name(given.name) if given.name else "完成比例", "formula": formula}


def _target(parse: Parse, equation: Atom, made: Product,
            weight: Fraction | None) -> Fraction | None:
    """The figure that earns the full weight. What the clause says of it must agree with the
    equation; None where both are silent."""
    standard = parse.one("standard") or parse.one("met", "界")
    printed = standard.span if standard else None
    end = printed.low if printed else None
    if printed and (end is None or printed.unit not in ("%", "")):
        raise NotReadError(standard)
    if not made.weighted and weight is None:
        raise NotReadError(equation)
    by_factor = 1 / (made.factor * (1 if made.weighted or weight is None else 1 / weight))
    if by_factor != 1 and (made.per_target or not _printed(by_factor, equation.right)):
        raise NotReadError(equation)
    if made.per_target or (made.figure == COMPLETION and parse.one("met", "界")):
        return end.value if end else None
    if end is not None and end.value != by_factor:
        raise NotReadError(standard)
    return by_factor


def _printed(target: Fraction, equation: str) -> bool:
    """Whether the equation divides by the target: 率÷70%, 考核得分÷100, (甲率＋乙率)×50%."""
    shown = "|".join(re.escape(plain(target, unit)) for unit in ("%", ""))
    if re.search(rf"[/÷](?:{shown})", equation):
        return True
    return target > 1 and "+" in equation and plain(1 / target, "%") in equation


def _with_cliff(parse: Parse, figure: dict[str, Any], weight: Fraction | None,
                target: Fraction | None) -> Draft:
    """得分＝率×4，≤95%的扣4分: proportional above, nothing below."""
    off, cliff = parse.one("off"), parse.one("cliff")
    end = cliff.span.high if cliff and cliff.span and cliff.span.low is None else None
    if off is None or end is None or target != ONE or not _all_lost(off, weight):
        raise NotReadError(cliff)
    below = Interval(None, end.value, False, end.closed is not False)
    between = Interval(end.value, ONE, not below.high_closed, True)
    tiers = [{"when": "> 100%", "share": "100%"},
             {"when": said(between, "%"), "proportional": True},
             {"when": said(below, "%"), "share": "0"}]
    return Draft({"kind": "ladder", "measure": figure, "tiers": tiers}, weight, (OVER,))


def _all_lost(off: Atom, weight: Fraction | None) -> bool:
    return off.nothing if off.kind == "得" else off.of(weight) == weight


def _by_direction(parse: Parse, given: Given) -> Draft | None:
    """若为反向指标（即指标值为≤*），则得分计算方法应用“年度指标值(A)/实际完成值(B)×该指标分值”。"""
    way, equation = parse.one("way"), parse.one("equation")
    if way is None or equation is None:
        return None
    over = re.fullmatch(rf"{_B}[/÷]{_A}×该指标分值", equation.right)
    under = re.fullmatch(rf"{_A}[/÷]{_B}×该指标分值", equation.right)
    if way.left == "正向" and over:
        return Draft({"kind": "proportional", "direction": "正向"}, given.weight,
                     (OVER, NO_SIGN))
    if way.left == "反向" and under:
        return Draft({"kind": "proportional", "direction": "反向", "reverse": "A/B"}, given.weight,
                     (NO_SIGN,))
    if way.left == "反向" and _two_less(equation.right):
        return Draft({"kind": "proportional", "direction": "反向", "reverse": "2-B/A"}, given.weight,
                     (NO_SIGN,))
    raise NotReadError(equation)


def _two_less(right: str) -> bool:
    """[1-(实际完成值-年度指标值)/年度指标值]×分值: nothing is left at twice the target."""
    return re.fullmatch(rf"[\[(]1-\({_B}-{_A}\)[/÷]{_A}[\])]×(?:该指标)?分值", right) is not None


RULES = (
    production("得分＝比率×分值", r"""
        (?:定[，；])?(?:(?P<standard>标)[，；])?(?:(?P<equal>均)，)?(?:(?P<most>顶)，)?(?:法：)?(?P<equation>式)
        (?:[，；](?P<over>[勿顶]))?(?:，词?(?P<cliff>界)，?(?P<off>[扣得]))?；?""", _by_rate),
    production("达标得满分，未达按比例", r"""
        (?:定[，；])?(?:(?P<standard>标)[，；])?(?P<subject>词)?(?P<met>[达界])词?[，：]?(?P<full>得)[，；]
        (?:[未否]|(?P<again>词)?(?P<below>界))?，?(?:法：)?(?P<equation>式)
        (?:[，；](?P<floor>底))?(?:[，；](?P<over>勿))?；?""", _by_rate),
    production("按方向的比例式", r"(?P<way>向)，(?P<equation>式)；?", _by_direction),
)
