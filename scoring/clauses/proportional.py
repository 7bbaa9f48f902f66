"""比例计分: 得分＝率×分值; 达到目标值得满分，未达到的按比例."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from scoring.clauses.figure import arithmetic, measure, plain_name
from scoring.clauses.formula import TARGET, Product, product
from scoring.clauses.grammar import Draft, Given, NotReadError, Parse, agreed, production
from scoring.clauses.span import plain, said
from scoring.values.interval import Interval

ONE = Fraction(1)
_ACTUAL = ("实际完成值", "实际值", "实际完成数", "实际完成量", "完成值", "全年实际值", "实际完成情况")
NO_TARGET = "条文没有写目标值，按100%读"
SHARE = "“按比例”是与目标值之比，没有写公式"
OVER = "超过目标的封顶没有写，按满分为止"


def _by_rate(parse: Parse, given: Given) -> Draft | None:
    """目标值≥70%；以3分为上限：得分＝重点支出安排率/70%×100%×3，超出目标值不加分。"""
    equation = parse.one("equation")
    if equation is None:
        return None
    weight = agreed(given, parse.one("full"), parse.one("most"))
    made = product(equation)
    target = _target(parse, made, weight)
    own = given.formulas.get(plain_name(given.name)) if given.name else None
    if made.figure == "完成率" and own:
        figure = {"name": plain_name(given.name), "formula": own}
        return Draft({"kind": "proportional", "measure": figure, "target": plain(target or ONE, "%")},
                     weight, (NO_TARGET,) if parse.one("met", "界") is None else ())
    if (made.figure in _ACTUAL and made.per_target) or re.fullmatch(
            rf"(?:{'|'.join(_ACTUAL)})÷{TARGET.pattern}", made.figure):
        return Draft({"kind": "proportional"}, weight, (OVER,))
    if made.figure == "完成率" and (met := parse.one("met", "界")) and met.span:
        figure = measure(given, parse.words("subject"), met.span.unit)
        if met.span.unit != "%" or met.span.low is None:
            raise NotReadError(met)
        return Draft({"kind": "proportional", "measure": figure,
                      "target": plain(met.span.low.value, "%")}, weight, (SHARE,))
    if made.figure == "完成率":
        if target is not None and target != ONE:
            raise NotReadError(equation)
        return Draft({"kind": "proportional"}, weight, ("方向没有印，按越多越好读",),
                     ({"kind": "proportional", "direction": "反向"},
                      {"kind": "proportional", "direction": "等于"}))
    figure = _figure(given, made.figure)
    if target is not None and "+" in figure["formula"] and target != ONE:
        inner = figure["formula"].removeprefix("（").removesuffix("）")
        figure |= {"formula": f"（{inner}） × {plain(1 / target, '%')}", "unit": "%"}
        target = ONE
    if target is not None and target >= 10:
        figure["formula"], target = f"{figure['formula']} ÷ {plain(target)}", ONE
    if cliff := parse.one("cliff"):
        return _with_cliff(parse, figure, weight, target, cliff.span)
    doubts = [] if parse.one("most", "顶") or parse.one("over") or parse.one("full") else [OVER]
    rule = {"kind": "proportional", "measure": figure, "target": plain(target or ONE, "%")}
    if target is None:
        own = {"kind": "proportional"}
        return Draft(rule, weight, (NO_TARGET, *doubts), (own,))
    return Draft(rule, weight, tuple(doubts))


def _figure(given: Given, name: str) -> dict[str, Any]:
    formula = arithmetic(name)
    if not any(sign in formula for sign in "÷×+−"):
        return measure(given, name, "%")
    for defined, printed in given.formulas.items():
        formula = re.sub(rf"(?<![\w“”]){re.escape(defined)}(?![\w“”])", printed, formula)
    return {"name": plain_name(given.name) if given.name else "完成比例", "formula": formula}


def _target(parse: Parse, made: Product, weight: Fraction | None) -> Fraction | None:
    """The figure that earns the full weight. What the clause says of it must agree with the
    equation; None where both are silent."""
    equation, standard = parse.one("equation"), parse.one("standard") or parse.one("met", "界")
    printed = standard.span if standard else None
    end = (printed.low or printed.high) if printed else None
    if printed and (end is None or printed.unit not in ("%", "") or printed.low is None):
        raise NotReadError(*([standard] if standard else []))
    if not made.weighted and weight is None:
        raise NotReadError(*([equation] if equation else []))
    points = made.factor * (1 if made.weighted or weight is None else 1 / weight)
    by_factor = 1 / points
    if by_factor != 1 and equation and not _printed(by_factor, equation.right):
        raise NotReadError(equation)
    if made.per_target:
        if by_factor != 1:
            raise NotReadError(*([equation] if equation else []))
        return end.value if end else None
    if made.figure == "完成率" and parse.one("met", "界"):
        return end.value if end else None
    if end is not None and end.value != by_factor:
        raise NotReadError(*([standard] if standard else []))
    return by_factor


def _printed(target: Fraction, equation: str) -> bool:
    """Whether the equation divides by the target: 率÷70%, 考核得分÷100, (甲率＋乙率)×50%."""
    told = [f"/{plain(target, '%')}", f"÷{plain(target, '%')}", f"/{plain(target)}", f"÷{plain(target)}"]
    return any(one in equation for one in told) or (
        target > 1 and "+" in equation and plain(1 / target, "%") in equation)


def _with_cliff(parse: Parse, figure: dict[str, Any], weight: Fraction | None,
                target: Fraction | None, span: Any) -> Draft:
    """得分＝率×4，≤95%的扣4分: proportional above, nothing below."""
    off, cliff = parse.one("off"), parse.one("cliff")
    lost = off.of(weight) if off and off.kind == "扣" else weight if off and off.nothing else None
    low = span.high
    if off is None or cliff is None or lost != weight or target != ONE or span.low or low is None:
        raise NotReadError(*([cliff] if cliff else []))
    between = Interval(low.value, ONE, not low.closed, True)
    tiers = [{"when": "> 100%", "share": "100%"},
             {"when": said(between, "%"), "proportional": True},
             {"when": said(span.interval(), "%"), "share": "0"}]
    return Draft({"kind": "ladder", "measure": figure, "tiers": tiers}, weight, (OVER,))


def _by_direction(parse: Parse, given: Given) -> Draft | None:
    """若为反向指标（即指标值为≤*），则得分计算方法应用“年度指标值(A)/实际完成值(B)×该指标分值”。"""
    way, equation = parse.one("way"), parse.one("equation")
    if way is None or equation is None:
        return None
    over = re.fullmatch(r"(?:全年)?实际(?:完成)?值(?:\(B\))?[/÷](?:年度)?[指目]标值(?:\(A\))?×该指标分值",
                        equation.right)
    under = re.fullmatch(r"(?:年度)?[指目]标值(?:\(A\))?[/÷](?:全年)?实际(?:完成)?值(?:\(B\))?×该指标分值",
                         equation.right)
    if way.left == "正向" and over:
        return Draft({"kind": "proportional", "direction": "正向"}, given.weight, (OVER,))
    if way.left == "反向" and under:
        return Draft({"kind": "proportional", "direction": "反向", "reverse": "A/B"}, given.weight)
    raise NotReadError(equation)


RULES = (
    production("得分＝比率×分值", r"""
        (?:定；)?(?:(?P<standard>标)[，；])?(?:均，)?(?:(?P<most>顶)，)?(?:法：)?(?P<equation>式)
        (?:[，；](?P<over>[勿顶]))?(?:，词?(?P<cliff>界)，?(?P<off>[扣得]))?；?""", _by_rate),
    production("达标得满分，未达按比例", r"""
        (?:定；)?(?:(?P<standard>标)[，；])?(?P<subject>词)?(?P<met>[达界])词?[，：]?(?P<full>得)[，；]
        未?，?(?:法：)?(?P<equation>式)
        (?:[，；](?P<over>勿))?；?""", _by_rate),
    production("按方向的比例式", r"(?P<way>向)，(?P<equation>式)；?", _by_direction),
)
