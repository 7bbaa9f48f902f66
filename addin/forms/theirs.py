"""Columns of others beside those of the year: another year's, half a year's, the reviewer's (上年度,
1-6月, 2024年, 实施期, 财政复核 over 目标值 | 完成值 | 得分). What they hold is never the form's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from addin.forms.column import Column, first_of
from addin.library.words import SURE, Lexicon

_OTHER_TIMES = frozenset({"earlier", "interim", "forecast", "lasting"})
REVIEW, _REVIEWED = "review", "reviewed"
ANOTHER_YEAR = "another year"
"""What a column of another year is: no role, but told."""
_SURELY, _BEST = 2 * SURE, 3 * SURE
_MAY_BE_THEIRS = frozenset({"target", "actual", "score", "weight", "reason", "unit", "nature",
                            "completion"})


def without_theirs(columns: Sequence[Column], words: Lexicon, year: int) -> list[Column]:
    """The columns, those of others for what they are where one of the form's own stands beside
    them; ``year`` is the form's, 0 where it does not say: then the last one with results."""
    year = year or max((each.year for each in columns if first_of(each) == "actual"), default=0)
    whose = {column.place: _whose(column, words, year) for column in columns}
    own = {first_of(column) for column in columns if not whose[column.place]}
    return [_as_theirs(column, whose[column.place]) if whose[column.place]
            and first_of(column) in own & _MAY_BE_THEIRS else column for column in columns]


def _as_theirs(column: Column, whose: str) -> Column:
    if whose in (REVIEW, ANOTHER_YEAR):
        concept = _REVIEWED if whose == REVIEW and first_of(column) != "score" else whose
        return replace(column, scores={concept: _BEST}, whose=whose)
    return replace(column, scores={"earlier": SURE}, whose=whose)


def _whose(column: Column, words: Lexicon, year: int) -> str:
    """Of which other time the column is, or that it is the reviewer's; empty for the form's own."""
    header = column.header
    over = words.read(header.above) if header.above else {}
    best = max(over, key=lambda name: over[name], default="")
    if best in _OTHER_TIMES or (best == REVIEW and over[best] >= _SURELY):
        return best
    if year and column.year not in (0, year):
        return ANOTHER_YEAR
    return "lasting" if words.says(header.text, "lasting") else ""
