"""是 and 否 as formulas; beside ``rules.answers``."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.formulas.expr import EMPTY, NO, YES, Expr, call, figure, some, when
from scoring.formulas.lists import array, ones
from scoring.formulas.workings import Workings
from scoring.rules.answers import NO_WORDS, YES_WORDS


@dataclass(frozen=True, slots=True)
class Answer:
    """``blank``: nothing is typed; ``yes``: what is typed means yes; ``why``: it means neither."""

    blank: Expr
    yes: Expr
    why: Expr


def answer(row: Workings, name: str) -> Answer:
    """The answer in the input of that name; one that has no cell is never given."""
    if name not in row.place.figures:
        return Answer(YES, NO, EMPTY)
    cell = figure(name)
    yes = row.keep("是", _among(cell, sorted(YES_WORDS)))
    clear = row.keep("是否", some(cell.equals(""), yes, _among(cell, sorted(NO_WORDS))))
    return Answer(cell.equals(""), yes, when(clear, "", f"{name}应填“是”或“否”"))


def _among(cell: Expr, words: list[str]) -> Expr:
    return call("SUMPRODUCT", ones(call("EXACT", cell, array(words)))) > 0
