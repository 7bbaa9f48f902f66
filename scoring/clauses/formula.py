"""Printed equations: 得分＝率×分值, 得分＝率÷70%×100%×3, 扣分值＝变动率×4×10."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from scoring.clauses.atom import Atom
from scoring.clauses.grammar import Given, NotReadError
from scoring.values.exact import exact

WEIGHT = re.compile(
    r"(?:本|该|此)?(?:项|指标)?(?:指标)?(?:的)?(?:分值|满分|权重分?值?|标准分值?|权重|分数)")
COMPLETION = "完成比例"
"""What 按完成比例 is a share of."""
TARGET = re.compile(r"(?:年度)?(?:目标|指标|计划)值?(?:\(A\))?")
_FACTOR = re.compile(r"\d+(?:\.\d+)?%?分?|\((?:[^()]|\([^()]*\))*\)|[^×÷/()]+(?:\([A-Za-z%]\))?")


@dataclass(frozen=True, slots=True)
class Product:
    """``figure`` × ``factor``; ``weighted`` where the weight is a factor, ``per_target`` where
    the row's target divides. The figure may itself be a quotient or a sum in brackets."""

    figure: str
    factor: Fraction
    weighted: bool = False
    per_target: bool = False


def product(equation: Atom) -> Product:
    """The right side as one figure times what is known. NotReadError for anything else."""
    over, under = list[str](), list[str]()
    factor, weighted, per_target = Fraction(1), False, False
    for sign, term in _terms(equation):
        if re.fullmatch(r"\d+(?:\.\d+)?%?分?", term):
            value = exact(term.rstrip("分"))
            if not value:
                raise NotReadError(equation)
            factor = factor * value if sign == "×" else factor / value
        elif WEIGHT.fullmatch(term) and sign == "×" and not weighted:
            weighted = True
        elif TARGET.fullmatch(term) and sign == "÷" and not per_target:
            per_target = True
        else:
            (over if sign == "×" else under).append(term)
    if len(over) != 1 or len(under) > 1:
        raise NotReadError(equation)
    return Product("÷".join([*over, *under]), factor, weighted, per_target)


def factor(equation: Atom, given: Given, weight: Fraction | None) -> tuple[str, Fraction]:
    """The figure and the points for each whole (1 = 100%) of it."""
    made = product(equation)
    if made.per_target or (made.weighted and weight is None):
        raise NotReadError(equation)
    return made.figure, made.factor * (weight if made.weighted and weight else 1)


def _terms(equation: Atom) -> list[tuple[str, str]]:
    """Factors with the sign before each; a bracket of a product is opened first."""
    text = equation.right.strip("“”\"'。")
    while opened := re.match(r"\(([^()+\-]*[×÷/][^()+\-]*)\)(?=[×÷/]|$)", text):
        text = opened[1] + text[opened.end():]
    terms, at, sign = list[tuple[str, str]](), 0, "×"
    while at < len(text):
        found = _FACTOR.match(text, at)
        if found is None or re.search(r"[=<>≤≥,]", found[0]) or (
                re.search(r"[+\-]", _bare(found[0]))):
            raise NotReadError(equation)
        terms.append((sign, found[0]))
        at = found.end()
        if at < len(text):
            sign = {"×": "×", "÷": "÷", "/": "÷"}.get(text[at], "")
            at += 1
            if not sign or at == len(text):
                raise NotReadError(equation)
    return terms


def _bare(term: str) -> str:
    return re.sub(r"\([^()]*\)", "", term)
