"""按量加减分: one count a line: 控制率超过起算点的，每1%扣分值的5%（不足一步的不计）；从满分起扣，扣完为止."""

from __future__ import annotations

import re
from fractions import Fraction

from scoring.clauses.strict.words import (
    Columns,
    Data,
    NotUnderstoodError,
    lines,
    number,
    spanned,
    unit_of,
)
from scoring.rules.scales.count import Count, Price
from scoring.rules.scales.per_unit import PerUnit
from scoring.values.amounts import AMOUNT, NUMBER, plain, said, share, span_pattern, within

START = "起算点"
"""Stands for the column 目标值或起算点."""
_VERBS = {"满分": {None: "扣", "扣": "扣减", "加": "加"}, "零分": {None: "得", "加": "加", "扣": "扣"},
          "基本分": {None: "得", "加": "加", "扣": "扣"}}
_VERB = "扣减|扣|加|得"
_PRICE = rf"(?:(?P<points>{NUMBER})分|分值的(?P<share>{AMOUNT}))"
_COURSE = re.compile(
    rf"从(?P<start>满分|零分|基本分)(?P<base>{NUMBER})?分?起(?:扣|加减|加)(?:[，,](?:扣完|加满|扣完、加满)为止)?"
    rf"(?:[，,]最低得(?P<least>{NUMBER})分)?(?:[，,]最高得(?P<most>{NUMBER})分)?")


def told(rule: PerUnit) -> str:
    alone = len(rule.counts) == 1
    counts = [_count(count, _VERBS[rule.start][count.way], alone=alone) for count in rule.counts]
    return "；\n".join([*counts, _course(rule)]) + "。"


def target(rule: PerUnit) -> str:
    """Where counting begins, for the column of its own that a single count has."""
    (count, *more) = rule.counts
    shown = not more and _begins(count)
    return said(count.beyond, count.measure.worded_unit) if shown else ""


def _begins(count: Count) -> bool:
    return bool(count.beyond) or count.side == "不足" or count.measure.worded_unit == "%"


def _count(count: Count, verb: str, *, alone: bool) -> str:
    unit = count.measure.worded_unit
    test = f"{_test(count)}的不计，否则" if count.test else ""
    start = START if alone else said(count.beyond, unit)
    begin = f"{count.side}{start}的，" if _begins(count) else ""
    price = (f"按下列标准{verb}：{'、'.join(map(_price, count.prices))}" if count.prices
             else f"{verb}{_worth(count.points, count.share)}")
    partial = f"（不足一步的{count.partial}）" if count.partial else ""
    most = f"，最多{plain(count.most)}分" if count.most is not None else ""
    return f"{test}{count.measure.said}{begin}每{said(count.step, unit)}{price}{partial}{most}"


def _test(count: Count) -> str:
    if count.test is None:
        return ""
    measure = count.test.measure
    return within(measure.said, count.test.when, measure.worded_unit)


def _price(price: Price) -> str:
    within_ = within(price.of.said, price.when, price.of.worded_unit)
    return f"{within_}的{_worth(price.points, price.share)}"


def _worth(points: Fraction | None, part: Fraction | None) -> str:
    return f"{plain(points)}分" if points is not None else f"分值的{share(part or Fraction(0))}"


def _course(rule: PerUnit) -> str:
    """Where it starts and where it ends."""
    base = "" if rule.base is None else f"{plain(rule.base)}分"
    course = {"满分": "起扣", "零分": "起加", "基本分": "起加减"}[rule.start]
    ends = [f"{word}{plain(end)}分" for word, end in (("最低得", rule.least), ("最高得", rule.most))
            if end is not None]
    usual = {"满分": "扣完为止", "零分": "加满为止", "基本分": "扣完、加满为止"}[rule.start]
    return "，".join([f"从{rule.start}{base}{course}", *(ends or [usual])])


def read(text: str, columns: Columns) -> Data:
    *counts, course = lines(re.sub("[；;]", "\n", text)) or [""]
    found = _COURSE.fullmatch(course)
    if found is None:
        raise NotUnderstoodError("最后须写：从满分起扣，扣完为止（或 从零分起加，加满为止；从基本分8分起加减）")
    start = found["start"]
    made: Data = {"kind": "per_unit", "start": start,
                  "counts": [_read(line, start, columns) for line in counts]}
    return made | {key: number(found[key]) for key in ("base", "least", "most") if found[key]}


def _read(line: str, start: str, columns: Columns) -> Data:
    names = columns.names
    tested = re.match(span_pattern(names) + r"的?不计[，,]否则", line)
    rest = line[tested.end():] if tested else line
    found = re.fullmatch(
        rf"(?P<name>{names})(?:(?P<side>超过|不足)(?P<beyond>{START}|{AMOUNT})的[，,])?"
        rf"每(?P<step>{AMOUNT})(?:(?P<verb>{_VERB}){_PRICE}"
        rf"|按下列标准(?P<priced>{_VERB})[：:](?P<prices>.+?))"
        rf"(?:[（(]不足一步的(?P<partial>不计|计一步|按比例)[）)])?(?:[，,]最多(?P<most>{NUMBER})分)?", rest)
    if found is None:
        raise NotUnderstoodError(f"“{line}”看不懂，应写：某数超过{START}的，每1%扣0.5分（不足一步的不计）")
    figure = columns.figures[found["name"]]
    made: Data = {"measure": figure, "step": number(found["step"], unit_of(figure))}
    if tested:
        test = columns.figures[tested["name"]]
        made["test"] = {"measure": test, "when": spanned(tested, test)}
    if found["side"]:
        beyond = _beginning(found["beyond"], columns, unit_of(figure))
        made |= {"side": found["side"], "beyond": beyond}
    if way := _way(start, found["verb"] or found["priced"]):
        made["way"] = way
    made |= {key: number(found[key]) for key in ("points", "share", "most") if found[key]}
    made |= {"partial": found["partial"]} if found["partial"] else {}
    return {**made, "prices": _prices(found["prices"], columns)} if found["prices"] else made


def _beginning(said: str, columns: Columns, unit: str) -> str:
    if said != START:
        return number(said, unit)
    if not columns.target.strip():
        raise NotUnderstoodError(f"得分规定写了“{START}”，这一格是空的", "目标值或起算点")
    return number(columns.target, unit)


def _way(start: str, verb: str) -> str | None:
    for way, word in _VERBS[start].items():
        if word == verb:
            return way
    raise NotUnderstoodError(f"从{start}起不能写“{verb}”")


def _prices(text: str, columns: Columns) -> list[Data]:
    price = re.compile(span_pattern(columns.names) + rf"的?{_PRICE}(?:、|$)")
    made, at = list[Data](), 0
    while at < len(text):
        found = price.match(text, at)
        if found is None:
            raise NotUnderstoodError(f"“{text[at:]}”看不懂，应写：项目数＞3的0.5分、0≤项目数≤3的1分")
        worth = {key: number(found[key]) for key in ("points", "share") if found[key]}
        figure = columns.figures[found["name"]]
        made.append({"of": figure, "when": spanned(found, figure), **worth})
        at = found.end()
    return made
