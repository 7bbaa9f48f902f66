"""Ranges of points, levels and lists: 8-10分, 分为三档, 分别得6分、4分和2分, 各占50%."""

from __future__ import annotations

import re
from fractions import Fraction

from scoring.clauses.atom import Atom, number
from scoring.clauses.bounds import BOUND, QUANTITY, bound, quantity
from scoring.clauses.formula import COMPLETION
from scoring.clauses.phrases.lexeme import REST, Found, Lexeme, bare, equation, said
from scoring.clauses.span import End, Span, at_least, exactly

_PERCENT = r"\d+(?:\.\d+)?%"
_POINT = r"\d+(?:\.\d+)?分"
_WORTH = rf"(?:{_POINT}|\d+(?:\.\d+)?(?=[、和及])|满分|全分|{_PERCENT}(?:的?(?:权重分|分值|权重|分数))?)"
SHARES = r"\d+%?-\d+%?(?:\(含\d*%?\))?"
_SCORE = r"(?:综合|评价指标|本项|该项|此项|指标|评价|本指标)?(?:得分值?|评分值?|分值)"


def _range(found: Found) -> Atom | None:
    low, high = sorted((number(found["low"]), number(found["high"])))
    return said(span=Span(End(low, True, True), End(high, True, True), "分"))


def _bound(found: Found) -> Atom | None:
    span = bound(found)
    return None if span is None else said(span=span, left=found["verb"] or "")


def _levels(found: Found) -> Atom:
    count = found["count"] or found["number"]
    return said(left=found["left"] or found["names"], number=number(count))


def _shares(found: Found) -> Atom | None:
    spans = [bound(inner) for part in found["list"].split("、") if (inner := BOUND.fullmatch(part))]
    known = tuple(span for span in spans if span is not None)
    return said(spans=known) if len(known) == len(found["list"].split("、")) else None


def _list(found: Found) -> Atom | None:
    printed = (found["list"] or found["up"]).replace("以上", "")
    values = [quantity(part) for part in re.split("[、和及]", printed)]
    closed = found["up"] is not None or found["op"] in ("达到", "不低于", "≥")
    known = tuple(at_least(*value, closed) for value in values if value is not None)
    units = {span.unit for span in known}
    return said(spans=known) if len(known) == len(values) and len(units) == 1 else None


def _worths(found: Found) -> Atom:
    return said(worths=tuple(map(_worth, re.split("[、和及]", found["list"]))))


def _worth(part: str) -> Atom:
    if part in ("满分", "全分"):
        return Atom("得", part, 0, 0, share=Fraction(1))
    share = re.fullmatch(rf"({_PERCENT})(?:的?(?:分值|权重|权重分|分数))?", part)
    return Atom("得", part, 0, 0, share=number(share[1].rstrip("%")) / 100) if share else Atom(
        "得", part, 0, 0, points=number(part.rstrip("分")))


def _weights(found: Found) -> Atom:
    parts = re.split("[、和及]", found["list"])
    return said(worths=tuple(Atom("得", part, 0, 0, share=number(part.rstrip("%")) / 100)
                              for part in parts))


def _target(found: Found) -> Atom | None:
    what = found["what"] or found["other"]
    if inner := BOUND.fullmatch(what):
        return _bound(inner)
    value = quantity(what)
    return None if value is None else said(span=exactly(*value), closed=True)


LEXEMES = (
    Lexeme("幅", re.compile(
        r"\((?:得|计)?(?P<low>\d+(?:\.\d+)?)分?[-~至](?P<high>\d+(?:\.\d+)?)分?\)"), _range),
    Lexeme("幅", re.compile(
        r"(?:的)?(?:可)?(?:得|计|记|评)?(?P<low>\d+(?:\.\d+)?)分?[-~至](?P<high>\d+(?:\.\d+)?)分"), _range),
    Lexeme("级", re.compile(r"(?:第?[一二三四五六]档|[一二三四五六]级|[A-E](?:级|档)):"), bare, fresh=True),
    Lexeme("档", re.compile(
        r"(?:分为|划分为|分成|分|按照?):?[“\"]?(?P<left>[^,;。:\d]+?)[”\"]?"
        r"(?P<count>[两二三四五])(?:个)?(?:档次|档|等级|等次)"
        r"|(?:分为|分成)(?P<number>[两二三四五])(?:个)?(?:档次|档|等级|等次):(?P<names>[^,;。\d]+)"), _levels),
    Lexeme("区", re.compile(
        rf"分别(?:按照?|在|对应)?(?:该|本)?(?:指标)?(?:对应)?(?:的)?(?:分值)?(?:的)?(?:区间)?"
        rf"(?P<list>{SHARES}(?:、{SHARES})+)(?:的?区间)?(?:内|之间)?"
        r"(?:合理|来)?(?:确定|给定|评定)?(?:分值|得分|计分|赋分)?"), _shares),
    Lexeme("列", re.compile(
        rf"(?P<op>达到|超过|高于|不低于|大于|≥|>)"
        rf"(?P<list>{QUANTITY}(?:、{QUANTITY})*[、和及]{QUANTITY})(?:以上)?(?:的)?"
        rf"|(?P<up>{QUANTITY}以上(?:、{QUANTITY}以上)*[、和及]{QUANTITY}以上)(?:的)?"), _list),
    Lexeme("并", re.compile(
        rf"(?:则)?(?:分别|依次)(?:得|计|记|给|赋|为|按)"
        rf"(?P<list>{_WORTH}(?:、{_WORTH})*[、和及]{_WORTH})(?:计分|计|得分)?"), _worths),
    Lexeme("标", re.compile(
        rf"以(?P<what>{QUANTITY})为(?:标准|基准|目标值?)"
        r"|(?:目标值?|指标值|标准值|计划值)(?:为|是|:)?(?P<other>(?:(?![,;。\n]).)+?)(?=[,;。\n]|$)"),
        _target, fresh=True),
    Lexeme("式", re.compile(
        r"按(?:照)?(?:实际)?"
        r"(?:(?:完成(?:值|数|量)?(?:与|占|和)(?:指标|目标|计划|任务)(?:值|数|量)?的|完成(?:率|的|情况的?)?)?比例"
        r"|完成率|B/A(?:或A/B)?×(?:[该本]?(?:指标|项))?(?:分值|权重))(?:计算)?(?:[计记得]分|赋分|给分|计算)"
        r"|按(?:照)?(?:未完成(?:的)?|差额)?比例(?:相应)?扣(?:分|减分?)(?!\d)"),
        lambda _: said(right=f"{COMPLETION}×分值")),
    Lexeme("式", re.compile(
        rf"(?:则)?(?:按照?|根据)(?P<right>[^,;。\n]+×{REST}+?)(?:计分|得分|计算得分|计算|赋分)(?=[,;。\n]|$)"),
        lambda found: said(left="得分", right=found["right"])),
    Lexeme("法", re.compile(
        r"(?:评分)?(?:采用|采取|按)?"
        r"(?:(?:完成)?比[率例](?:扣分)?法(?:计分|扣分)?|扣减法|扣分法|扣分制)(?:评分)?"), bare),
    Lexeme("占", re.compile(
        rf"[^,;。\n]{{0,30}}?得分(?:各占|分别占|分别按)(?P<list>{_PERCENT}(?:、{_PERCENT})*(?:[和及]{_PERCENT})?)"
        r"(?:,?(?:计)?算出本(?:指标|项)(?:的)?(?:综合)?得分)?"), _weights, fresh=True),
    Lexeme("式", re.compile(
        rf"(?:则)?(?P<left>{_SCORE})(?:的)?(?:计算)?(?:方法|公式)(?:应用|应为|采用|为|是)?:?[“\"]?"
        rf"(?P<right>[^,;。\n“”\"]+)[”\"]?"), equation, fresh=True),
    Lexeme("勿", re.compile(
        r"(?:完成率|比率|得分率)?(?:超过|高于|大于|>)100%(?:的)?(?:部分)?,?"
        r"(?:均)?按(?:照)?100%(?:计算|计分|计)"), bare),
)
