"""Limits and meeting them: ≥90%, 达到目标值, 未达到的, 否则."""

from __future__ import annotations

import re

from scoring.clauses.atom import Atom
from scoring.clauses.bounds import BOUND, bound
from scoring.clauses.phrases.lexeme import Found, Lexeme, bare, said


def _bound(found: Found) -> Atom | None:
    span = bound(found)
    return None if span is None else said(span=span, left=found["verb"] or "")


LEXEMES = (
    Lexeme("否", re.compile(r"否则|反之|其余(?:情况)?(?:的)?(?=,?(?:不|得|计|0|扣))"
                           r"|其他(?:情况)?(?:的)?(?=,?(?:不|得|计|0|扣))"), bare),
    Lexeme("未", re.compile(
        r"(?:未|没有|没|不)(?:达到|完成|达)(?:年度|绩效|预期)?(?:目标值|指标值|标准值|目标|标准)(?:的)?(?!\d)"
        r"|(?:低于|小于)(?:目标值|指标值|标准值)(?:的)?(?!\d)"), bare),
    Lexeme("越", re.compile(
        r"(?:超过|大于|高于|超出|超额完成)(?:目标值?|指标值|计划|基准|该值)?(?:的|部分)?(?=,?每)"), bare, fresh=True),
    Lexeme("达", re.compile(r"(?:达标|达到|达成|完成|完成目标任务)(?:的)?(?=,?(?:得|计|记)(?:满|全|基|\d))"), bare,
           fresh=True),
    Lexeme("未", re.compile(
        r"(?:未达标|未达到|未达成|未完成|达不到|没有达到|不达标|低于|不足)(?:的)?(?=,?(?:每|按|得分=))"), bare, fresh=True),
    Lexeme("否", re.compile(
        r"(?:超过|超出|达不到|未达到|没有达到|低于|不足|不符合|未达标|不达标)(?:上述|该)?(?:目标值?|标准|要求)?(?:的)?"
        r"(?=,?(?:不得分|不计分|得?0分|得零分))"), bare, fresh=True),
    Lexeme("达", re.compile(
        r"(?:达到|完成|达|大于等于|不低于)(?:年度|绩效|预期)?(?:目标值|指标值|标准值|目标)(?:的)?(?!\d|任务)"), bare),
    Lexeme("界", BOUND, _bound),
)
