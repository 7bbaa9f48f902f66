"""The names of a row's levels: printed in the blank, or written by a clerk and looked at there."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.formulas.expr import EMPTY, Expr, Text, Truth, own
from scoring.formulas.lists import any_of, ends_with, last_of
from scoring.formulas.texts import without_blanks
from scoring.formulas.workings import Workings
from scoring.rules.indicator import plain_name

LEVELS = ("一级", "二级", "三级", "四级")


def levels(row: Workings) -> list[Expr]:
    """The names, first to last, without white space."""
    if row.place.levels:
        return [Text(plain_name(level)) for level in row.place.levels]
    return [row.column(f"{level}净", without_blanks(own(level)))
            for level in LEVELS if level in row.place.own]


def last_level(row: Workings) -> Expr:
    found = levels(row)
    return found[-1] if found else EMPTY


def mentions(row: Workings, level: Expr, words: Sequence[str]) -> Expr:
    """Whether any of the words stands in the name."""
    if isinstance(level, Text):
        return Truth(any(word in level.value for word in words))
    return row.keep("提到", any_of(words, level))


def ends(row: Workings, level: Expr, words: Sequence[str]) -> Expr:
    """Whether the name ends with any of the words."""
    if isinstance(level, Text):
        return Truth(level.value.endswith(tuple(words)))
    return row.keep("末是", last_of(ends_with(level, words), len(words)) > 0)
