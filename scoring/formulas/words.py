"""Words that a clerk types, compared with those of a rule; beside ``rules.scales.bands.plain``."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.formulas.comparison import side
from scoring.formulas.expr import Expr, call
from scoring.formulas.lists import array, last_of
from scoring.formulas.texts import without_blanks
from scoring.formulas.workings import Workings
from scoring.rules.scales.bands import plain

_CLOSING = "。；;，,."


def own_words(row: Workings, name: str) -> Expr:
    """The row's 目标 or 实际 as words, without white space and closing punctuation."""
    return row.column(f"{name}词", _without_closing(side(row, name).words))


def words_of(row: Workings, cell: Expr) -> Expr:
    """The same of any cell."""
    return row.keep("词", _without_closing(without_blanks(cell)))


def matching(words: Sequence[str], said: Expr) -> Expr:
    """The place of the last word that is what is said; 0 where none is."""
    return last_of(call("EXACT", said, array([plain(word) for word in words])), len(words))


def _without_closing(text: Expr) -> Expr:
    for sign in _CLOSING:
        text = call("SUBSTITUTE", text, sign, "")
    return text
