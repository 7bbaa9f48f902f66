"""Indicators that have another name than in the last round and are the same: in 核算明细 the line with
the same target, actual value and weight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from addin.pages.review import tables as t
from addin.pages.review.cells import Row, Value
from addin.pages.review.read import Round, plain, text
from scoring.values.exact import show

TARGET, ACTUAL, WEIGHT = "年度指标值", "实际完成值", "分值"
Renames = Mapping[str, Mapping[str, str]]
"""By the form's key: what paths were called, and what they are called now."""


@dataclass(frozen=True, slots=True)
class _Line:
    at: int
    """Its place among the lines of the form."""
    path: str
    target: str
    actual: str
    weight: str

    @property
    def said(self) -> tuple[str, ...]:
        return self.target, self.actual, self.weight


def renamed(now: Iterable[Row], before: Round) -> Renames:
    """``now`` are the rows of 核算明细, form by form."""
    old: dict[str, list[_Line]] = {}
    for row in before.rows(t.DETAILS):
        lines = old.setdefault(text(row, t.FORM_KEY), [])
        lines.append(_line(len(lines), row))
    found = {}
    for key, rows in groupby(now, lambda row: str(row[t.FORM_KEY])):
        new = [_line(at, row) for at, row in enumerate(rows)]
        if names := dict(_pairs(old.get(key, ()), new)):
            found[key] = names
    return found


def _pairs(old: Sequence[_Line], new: Sequence[_Line]) -> Iterator[tuple[str, str]]:
    """Lines that say the same and are the only ones to do so; then those in one place."""
    there, here = {each.path for each in old}, {each.path for each in new}
    lost = [each for each in old if each.path not in here]
    come = [each for each in new if each.path not in there]
    marks: list[Callable[[_Line], tuple[object, ...]]] = [
        lambda each: each.said, lambda each: (each.at, *each.said)]
    if len(old) == len(new):
        marks.append(lambda each: (each.at, each.target, each.weight))
    for mark in marks:
        were, are = Counter(map(mark, lost)), Counter(map(mark, come))
        pairs = [(was, each) for was in lost for each in come if mark(was) == mark(each)
                 and were[mark(was)] == are[mark(each)] == 1 and was.target]
        yield from ((was.path, each.path) for was, each in pairs)
        lost = [each for each in lost if each not in {was for was, _ in pairs}]
        come = [each for each in come if each not in {each for _, each in pairs}]


def _line(at: int, row: Mapping[str, Value]) -> _Line:
    target, actual, weight = (_plain(row.get(name)) for name in (TARGET, ACTUAL, WEIGHT))
    return _Line(at, str(row[t.INDICATOR]).strip(), target, actual, weight)


def _plain(value: Value) -> str:
    return show(value) if isinstance(value, Fraction) else plain(str(value or ""))
