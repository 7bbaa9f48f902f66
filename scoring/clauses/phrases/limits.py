"""Limits and meeting them: ≥90%, 达到目标值, 未达到的, 否则."""

from __future__ import annotations

import re
from fractions import Fraction

from scoring.clauses.atom import Atom
from scoring.clauses.bounds import BOUND, QUANTITY, bound, quantity
from scoring.clauses.phrases.lexeme import Found, Lexeme, bare, said
from scoring.clauses.span import End, Span, at_least, at_most


def _bound(found: Found) -> Atom | None:
    span = bound(found)
    return None if span is None else said(span=span, left=found["verb"] or "")


def _deviation(found: Found) -> Atom | None:
    """±5%以内: as far above nothing as below."""
    value = quantity(found["size"])
    if value is None:
        return None
    size, unit = value
    return said(span=Span(End(-size, True, True), End(size, True, True), unit))


def _half(found: Found) -> Atom:
    """一半以上, 不足一半: of all that was to be done."""
    half = Fraction(1, 2)
    if found["less"]:
        return said(span=at_most(half, "%", False))
    return said(span=at_least(half, "%", found["over"] is None, found["over"] is not None))


_TARGET = r"(?:目标值?|指标值|标准值?|计划(?:数|值)?)"
_BUDGET = r"(?:预算(?:数|金额|控制数|批复数|批复额)?|概算|限额|定额)"
KEPT = (r"(?:严格)?(?:控制在|不超过|未超过|不超出|未超出|不超|未超|不突破|未突破|不高于|不大于|(?:小于|低于)(?:或)?等于|在)"
        rf"(?:年度|年初|全年|批复的?|下达的?|核定的?|项目|绩效|设定的?)*(?:(?P<what>{_TARGET})|{_BUDGET})"
        r"(?:以内|之内|范围(?:以|之)?内|内)?")
"""Not above the row's target (what), or a budget."""
_WITHIN = r"(?:以内|之内|(?:范围|区间)(?:以|之)?内|之间|内)?(?:的)?"

LEXEMES = (
    Lexeme("外", re.compile(rf"(?:超过|超出)(?:±|正负)(?P<size>{QUANTITY})(?:范围)?(?:的)?"), _deviation),
    Lexeme("偏", re.compile(
        rf"(?:控制在|不超过|未超过|不超出|未超出|在)?(?:±|正负)(?P<size>{QUANTITY}){_WITHIN}"), _deviation),
    Lexeme("偏", re.compile(
        rf"(?:控制在|在|为)?-(?P<size>{QUANTITY})(?:至|到|~|-)\+?(?P=size){_WITHIN}"), _deviation),
    Lexeme("内", re.compile(rf"(?:{KEPT}|(?P<bare>{_TARGET}|{_BUDGET})(?:以内|之内|范围(?:以|之)?内|内))"
                           r"(?:的)?(?=[,:]?(?:得|计|记|不扣))"),
        lambda found: said(left="目标" if found["what"] or re.fullmatch(
            _TARGET, found["bare"] or "") else "预算")),
    Lexeme("界", re.compile(
        r"(?:完成|达到)?(?:(?P<less>(?:不足|不到|低于|未达到?|未完成)(?:一半|半数))"
        r"|(?P<over>超过(?:一半|半数)|过半)|(?:一半|半数)(?:及)?以上)(?:的)?"), _half),
    Lexeme("词", re.compile(
        r"(?:实际)?完成(?:比例|率|程度)(?=(?:[≥≤<>]|不?低于|不?高于|不足|达到?|在|小于|大于|不?超过|为)?\d)"),
        lambda found: said(left=found[0]), fresh=True),
    Lexeme("否", re.compile(r"否则|反之|其余(?:情况)?(?:的)?(?=,?(?:不|得|计|0|扣|按))"
                           r"|其他(?:情况)?(?:的)?(?=,?(?:不|得|计|0|扣))"), bare),
    Lexeme("未", re.compile(
        r"(?:未|没有|没|不)(?:达到|完成|达|实现)(?:年度|绩效|预期)?(?:目标值|指标值|标准值|目标任务|目标|标准)(?!的?\d|任务)(?:的)?"
        r"|(?:低于|小于)(?:目标值|指标值|标准值)(?:的)?(?!\d)"), bare),
    Lexeme("越", re.compile(
        r"(?:超过|大于|高于|超出|超额完成)(?:目标值?|指标值|计划|基准|该值)?(?:的|部分)?(?=,?每)"), bare, fresh=True),
    Lexeme("达", re.compile(r"(?:达标|达到|达成|完成|完成目标任务)(?:的)?(?=,?(?:得|计|记)(?:满|全|基|\d))"), bare,
           fresh=True),
    Lexeme("未", re.compile(
        r"(?:未达标|未达到|未达成|未完成|达不到|没有达到|不达标|低于|不足)(?:的)?(?=,?(?:每|按|得分=))"), bare, fresh=True),
    Lexeme("否", re.compile(
        r"(?:超过|超出|高于|大于|达不到|未达到|没有达到|未完成|低于|不足|不符合|未达标|不达标)"
        r"(?:上述|该|年度)?(?:目标值?|指标值|标准|要求|计划(?:数|值)?|预算(?:数|金额)?|概算|限额)?(?:的)?"
        r"(?=,?(?:不得分|不计分|得?0分|得零分))"), bare, fresh=True),
    Lexeme("达", re.compile(
        r"(?:达到|完成|实现|达|大于等于|不低于)(?:年度|绩效|预期)?(?:目标值|指标值|标准值|目标)(?!的?\d|任务|值)(?:的)?"),
        bare),
    Lexeme("达", re.compile(
        r"按(?:年度)?(?:计划|目标)(?:全部|全面)?完成(?:任务)?(?:的)?(?=,?(?:得|计|记))"), bare, fresh=True),
    Lexeme("达", re.compile(
        r"完成(?:年度|全年|年初|本年|当年|目标|既定|计划|工作)*(?:任务|计划[数值量]?)(?:的)?"
        r"(?=,?(?:得|计|记))"), bare, fresh=True),
    Lexeme("界", BOUND, _bound),
)
