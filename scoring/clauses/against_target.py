"""对照本行目标值每一步扣分: 达到目标值得满分，每少1户扣0.5分; 控制在预算内得满分，每超5%扣1分."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Literal

from scoring.clauses.atom import Atom
from scoring.clauses.deduction import blanks, capped, check_price, counted, minus, rest_of
from scoring.clauses.figure import of_the_row
from scoring.clauses.grammar import Draft, Given, NotReadError, Parse, agreed, production
from scoring.clauses.vocabulary import CASES, TIMES
from scoring.rules.measure import ACTUAL, TARGET

SHORT, EXCESS = f"{TARGET} − {ACTUAL}", f"{ACTUAL} − {TARGET}"
SHORT_RATE, EXCESS_RATE = f"（{SHORT}） ÷ {TARGET}", f"（{EXCESS}） ÷ {TARGET}"
OVERSPENT_RATE, OVERSPENT = "超支率", "超支数"
"""Above a budget, which need not be the row's 目标值."""
PERCENT = "“{step}”是百分点还是目标值的百分比，条文没有写"
POINTS = "“{step}”在指标值是数量的行里按目标值的百分比读"
_NAMED = re.compile("目标|指标|标准|计划")
_BUDGET = re.compile("预算|概算|限额|定额|超支")
_LESS = ("少", "短", "缺")


def _by_target(parse: Parse, given: Given) -> Draft | None:
    """Every step by which the row's own actual value misses its target, or a cost its budget."""
    step, off = _step(parse.one("step")), parse.one("off")
    if step is None or off is None or (of := _compared_with(parse, step, given.name)) is None:
        return None
    side = _side(parse, step)
    weight = agreed(given, parse.one("full"))
    check_price(off, weight)
    caps = parse.each("底")
    ends = {key: value for cap in caps for key, value in capped(cap, weight).items()}
    rest = rest_of(parse.only("余"), step)
    readings = [minus([{**counted(figure, step, off), **ends, **rest}])
                for figure in (_of_budget(step) if of == "预算" else figures(side, step))]
    doubts = blanks(step, caps, whole=bool(rest) or step.unit in CASES)
    if len(readings) > 1:
        doubts.append((POINTS if "百分点" in step.text else PERCENT).format(step=step.text))
    return Draft(readings[0], weight, tuple(doubts), tuple(readings[1:]))


def _step(found: Atom | None) -> Atom | None:
    """每少完成1个 is a step down from what was to be done."""
    if found is None or found.kind == "超":
        return found
    return replace(found, side="不足") if found.left.startswith(_LESS) else None


def _compared_with(parse: Parse, step: Atom, name: str) -> Literal["目标", "预算"] | None:
    """What the step is counted from; None where the clause does not say."""
    head, need = parse.one("need", "内比达"), parse.words("of")
    if parse.one("full") is None:
        if _BUDGET.search(step.text):
            return "预算"
        exceeded = step.side == "超过" and step.unit in (*TIMES, *CASES) and "超" in step.text
        said = parse.one("missed") or _NAMED.search(step.text) or exceeded
        return "目标" if said else None
    if head is None:
        return None
    if head.kind == "比":
        kept = head.side == "超过" and head.closed and _BUDGET.search(head.right)
        return "预算" if kept else None
    if head.left == "预算" or (_BUDGET.search(step.text) and head.kind == "内"):
        return "预算"
    return "目标" if of_the_row(need, name) else None


def _side(parse: Parse, step: Atom) -> Literal["超过", "不足"]:
    head = parse.one("need", "内比")
    if head is not None and step.side != "不足":
        return "超过"
    if head is not None or not step.side:
        raise NotReadError(step)
    return step.side


def _of_budget(step: Atom) -> list[dict[str, Any]]:
    if step.unit not in ("%", "元", "千元", "万元", "亿元"):
        raise NotReadError(step)
    name = OVERSPENT_RATE if step.unit == "%" else OVERSPENT
    return [{"name": name, "formula": name, "unit": step.unit}]


def figures(side: str, step: Atom) -> list[dict[str, Any]]:
    """The ways in which a step from the row's target may be reckoned: a percentage is one of the
    target, or so many points of a row that holds percentages."""
    percent, over = step.unit == "%", side == "超过"
    amount = EXCESS if over else SHORT
    word = "超出目标的" if over else "低于目标的"
    if not percent:
        counted_in = step.unit.removeprefix("个") or step.unit
        return [{"name": f"{word}{counted_in}数", "formula": amount, "unit": step.unit}]
    return [{"name": f"{word}比例", "formula": EXCESS_RATE if over else SHORT_RATE},
            {"name": f"{word}百分点", "formula": amount, "unit": "%"}]


RULES = (
    production("目标之外每一步扣分", r"""
        (?:(?P<missed>未)，|(?P<of>词)?(?P<need>[内比达])[，：]?(?P<full>得)[，；](?:[未否越]，?)?)?
        (?P<step>[超例])，?(?P<off>扣)(?:[，；][余底])*(?:[，；]勿)?；?""", _by_target),
)
