"""Scores that are out of a hundred in every row and count by its weight (权重 10% | 满分 100 | 得分 95),
where no column says what they come to: they are reckoned in points here, and nothing is written
beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from addin.forms.finder import Found
from scoring.filing import Entry, Left, Row
from scoring.filing.numbers import number
from scoring.values.exact import show, sum_of

_ALL, _FEWEST = Fraction(100), 2
_SAID = "百分制"
_WHY = "各行按百分制打分，按权重折算后核对，不回填"


def out_of_hundreds(found: Found, rows: Sequence[Row]) -> bool:
    """Whether the scores are out of a hundred in every row: a column of full points says so, or the
    header; of those filled in some are above their weight."""
    score = next((column.header.text for column in found.assigned.columns
                  if column.place == found.columns.get("score")), "")
    said = "full" in found.columns or _SAID in score
    if not said or "unweighted" in found.columns or len(rows) < _FEWEST:
        return False
    weights = [number(row.weight) for row in rows]
    if None in weights or sum_of(filter(None, weights)) > _ALL:
        return False
    filed = [(points, weight) for row, weight in zip(rows, weights, strict=True)
             if (points := number(row.score)) is not None and weight is not None]
    return not filed or any(points > weight for points, weight in filed)


def in_points_of_all(rows: Sequence[Row]) -> list[Row]:
    """The rows with their scores as points of the form's hundred, in no cell."""
    return [replace(row, score=_weighed(row)) for row in rows]


def hundreds_left(found: Found) -> Iterator[Left]:
    """The header of such scores."""
    place = found.columns["score"]
    header = next(column.header for column in found.assigned.columns if column.place == place)
    yield Left(found.grid.address(header.area.top, place), header.text, _WHY)


def _weighed(row: Row) -> Entry:
    points, weight = number(row.score), number(row.weight)
    if points is None or weight is None:
        return replace(row.score, cell="")
    value = points * weight / _ALL
    return Entry(show(value), value)
