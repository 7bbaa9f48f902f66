"""Equations, and what stands at the head of a sentence: 得分＝率×分值, 12月31日前完成."""

from __future__ import annotations

import re
from fractions import Fraction

from scoring.clauses.atom import Atom
from scoring.clauses.bounds import QUANTITY
from scoring.clauses.phrases.lexeme import REST, Found, Lexeme, bare, equation, said

_SCORE = r"(?:综合|评价指标|本项|该项|此项|指标|评价|本指标)?(?:得分值?|评分值?|分值)"


def _equation(found: Found) -> Atom | None:
    right = found["right"]
    if not re.search(r"[×÷/+\-]", right) or re.fullmatch(rf"-?{QUANTITY}", right):
        return None
    return said(left=found["left"], right=right)


def _mean(found: Found) -> Atom:
    """∑每月X÷n, each month counting 100% at most where the clause says so."""
    return said(left=found["left"], right=f"平均(各月{found['what']})",
                number=Fraction(1) if found["most"] else None)


def _way(found: Found) -> Atom:
    return said(left=found["way"])


def _compared(found: Found) -> Atom:
    return said(left=found["left"], right=found["right"], side="不足" if found["more"] else "超过",
                 closed=(found["more"] or found["less"]) not in ("<", ">", "高于", "低于", "超过"))


LEXEMES = (
    Lexeme("式", re.compile(rf"(?:则)?(?P<left>{_SCORE})[=](?P<right>{REST}+?)(?=[,;。\n]|$)"),
           equation, fresh=True),
    Lexeme("式", re.compile(
        r"(?P<right>[\u4e00-\u9fff“”]{2,20}率×(?:\d+(?:\.\d+)?分?|(?:本项|该项|指标)?分值))(?=[,;。\n]|$)"),
        lambda found: said(left="得分", right=found["right"]), fresh=True),
    Lexeme("式", re.compile(
        r"(?P<right>[\u4e00-\u9fff“”]{2,20}[/÷][\u4e00-\u9fff“”]{2,20}(?:×100%)?"
        r"×(?:\d+(?:\.\d+)?分?|(?:本项|该项|指标)?分值))(?=[,;。\n]|$)"),
        lambda found: said(left="得分", right=found["right"]), fresh=True),
    Lexeme("减", re.compile(rf"(?P<left>扣分值?)[=](?P<right>{REST}+?)(?=[,;。\n]|$)"),
           equation, fresh=True),
    Lexeme("定", re.compile(
        r"(?P<left>[^,;。\n=:<>≤≥]{2,40})=∑[每各]月(?P<what>[\u4e00-\u9fff“”]{2,20}率)[/÷](?:[nN]|12)"
        r"(?:\([nN]为月份(?:数量|个数|数)(?P<most>[;,][每各]月[\u4e00-\u9fff“”]{1,20}率超过100%的?,?"
        r"按(?:照)?100%(?:计算|计))?\))?(?=[,;。\n]|$)"), _mean, fresh=True),
    Lexeme("定", re.compile(
        r"(?P<left>(?!未(?:达|完成)|没有|否则)[^,;。\n=:<>≤≥]{2,40})="
        r"(?P<right>(?:\([^=;。\n]*\)|[^,;。\n=<>≤≥])+?)"
        r"(?=[,;。\n]|$|\(\d+分\)$)"), _equation, fresh=True),
    Lexeme("向", re.compile(
        r"(?:若)?(?:定量指标)?(?:若)?为?(?P<way>正向|反向)指标(?:\(即?指标值为?[≥≤]×?\))?"), _way, fresh=True),
    Lexeme("期", re.compile(
        r"(?:在|于)?(?:(?:19|20)\d\d年|当年|次年|每年)?\d{1,2}月(?:\d{1,2}[日号]|底|末)?(?:之|以)?前"
        r"[\u4e00-\u9fff]{2,12}?(?:的)?(?=,|得|计)"), bare, fresh=True),
    Lexeme("比", re.compile(
        r"(?P<left>[^\d,;。\n=:<>≤≥]{2,30}?)(?:(?P<less>≤|<|不超过|不高于|不大于|小于等于)|(?P<more>≥|>|不低于|不少于))"
        r"(?P<right>(?!目标|指标|标准|满分|分值|权重|[本该]项)[^\d,;。\n=:<>≤≥]{2,30}?)(?:的)?"
        r"(?=,?(?:得|计|[,;。\n]))"), _compared, fresh=True),
)
