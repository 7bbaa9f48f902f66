"""What a clause prints before its 评分规则：: key points, formulas, what the words mean. It says
which figure is meant and what is looked at; nothing in it may bear on points."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from scoring.clauses.figure import formulas
from scoring.clauses.lexer import doubtful
from scoring.clauses.normal import Normal
from scoring.clauses.points import key_points
from scoring.rules.input import defined_name

_SENTENCE = re.compile(r"[^;。\n]+")
_EXPLAINED = re.compile(r"(?:\d{1,2}[.、]|[①-⒛])?[“\w”()]{2,20}(?::|=)(?!\d|[①-⒛])")
_MARKS = re.compile(r"(?:评价要点:?)?(?:[①-⒛]|\d{1,2}[.、]|\(\d{1,2}\))?")
_HEAD = re.compile(r"(?:评分|计分|得分|赋分)(?:规则|标准|办法|方法|细则|依据):?")
_SCORING = re.compile(r"\d分(?!之)|扣分|扣\d|得分|加分|满分|[≥≤<>]|权重")
_EXCUSE = re.compile(r"(?P<why>(?:无|没有)[^,;。\n]{2,20}?)的?(?:部门|单位|项目)?,?"
                     r"(?:无需设置|不需设置|不设置|不考核)(?:此项|本项|该项)?[。;\n]?")
EXCUSED = "不设置时本项分值怎样处理没有写，按由其余各项分摊读"


@dataclass(frozen=True, slots=True)
class Preface:
    """``against`` are the places, in the plain text, of words that it may not hold."""

    formulas: Mapping[str, str] = field(default_factory=dict)
    points: tuple[str, ...] = ()
    conditions: Mapping[str, Any] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()
    against: tuple[tuple[int, int], ...] = ()


def split(plain: Normal) -> tuple[Preface, Normal]:
    """The preface and the rule proper."""
    head = _HEAD.search(plain.text)
    if head is None or (head.start() and plain.text[head.start() - 1] not in "。;:\n,.)"):
        return Preface(), plain
    rest = replace(plain, text=plain.text[head.end():], places=plain.places[head.end():])
    return _read(plain.text[: head.start()]), rest


def _read(text: str) -> Preface:
    against = tuple(found.span() for found in _SCORING.finditer(text)) + _qualified(text)
    excuse = _EXCUSE.search(text)
    points = key_points(text)
    if excuse is None:
        return Preface(formulas(text), points, against=against)
    why = excuse["why"]
    excused = {"input": defined_name(why), "then": "剔除", "why": why}
    return Preface(formulas(text), points, {"not_applicable": excused}, (EXCUSED,), against)


def _qualified(text: str) -> tuple[tuple[int, int], ...]:
    """Qualifiers and numbers outside of what explains a word (预算调整数：…的资金总和): such an
    explanation tells which figure is to be filled in, however it is qualified."""
    found = list[tuple[int, int]]()
    for sentence in _SENTENCE.finditer(text):
        mark = _MARKS.match(sentence[0])
        if mark is None or _EXPLAINED.match(sentence[0]) or _EXCUSE.match(sentence[0]):
            continue
        start = sentence.start() + mark.end()
        found += [(start + a, start + b) for a, b in doubtful(text[start:sentence.end()])]
    return tuple(found)
