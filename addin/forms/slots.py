"""The rows of a table of indicators: which may hold one, which is its total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from addin.books.book import Grid, shown
from addin.forms.levels import LEVELS
from addin.forms.signatures import is_signed
from addin.library.form_map import FormMap, plain_label
from addin.library.words import Vocabulary
from scoring.filing.numbers import is_placeholder

_NUMBERED_COLUMNS = 4
_WHOLE = "总"
_LONGEST_LABEL = 60
"""A longer text labels no sum."""
_POINTS_BEHIND = re.compile(r"\s+\d{1,4}\s*分\s*$")
"""总分 over 100分 in one cell."""


def total_row(grid: Grid, levels: Sequence[int], values: Sequence[int], rows: Sequence[int],
              words: Vocabulary, form: FormMap) -> int | None:
    """The first row that is labelled a total where the first level stands, or left of it; a 合计
    under a deeper level is only a group's. A sum above a 总分 of the same columns is a part of it.
    ``values`` are the columns of targets and actual values.
    """
    deepest = max(levels)
    totals = [(row, column, text) for row in rows for column, text in _labels(grid, row, deepest)
              if _is_total(text, words, form)
              and not (column == deepest and _has_values(grid, row, values))]
    outer = [each for each in totals if each[1] <= min(levels)]
    found: tuple[int, str] | None = None
    for row, _, text in outer or totals[:1]:
        if found is None or (_is_a_part(found[1], text, words)
                             and _figures(grid, row) == _figures(grid, found[0])):
            found = row, text
    return None if found is None else found[0]


def _has_values(grid: Grid, row: int, values: Sequence[int]) -> bool:
    """Whether a target and an actual value stand on the row: what it names is an indicator and no
    sum, whatever its words (总产值)."""
    return len(values) > 1 and all(
        not is_placeholder(shown(grid.at(row, column))) for column in values)


def _is_a_part(before: str, text: str, words: Vocabulary) -> bool:
    """Whether a sum is a part of the total below it: a 小计 or a 合计 above a 总分 which is nobody
    else's."""
    whole = _WHOLE in text and not words.rows.says(text, "subtotal")
    part = _WHOLE not in before or words.rows.says(before, "subtotal")
    return whole and part and not words.columns.says(text, "review")


def _figures(grid: Grid, row: int) -> list[int]:
    """The columns in which numbers stand on the row."""
    return [column for column in grid.lines.get(row, ())
            if isinstance(grid.cells[row, column].value, Fraction)]


def slots_of(grid: Grid, roles: Mapping[str, int], rows: Sequence[int], words: Vocabulary,
             form: FormMap) -> Iterator[int]:
    """The rows in which an indicator may stand: no sums, no notes that go across the table, no
    signatures; none where no column names indicators."""
    levels = [role for role in roles if role in LEVELS]
    if not levels:
        return
    names = roles[max(levels)]
    values = [roles[role] for role in ("target", "actual") if role in roles]
    beside = [*values, *(roles[role] for role in ("weight", "score") if role in roles)]
    for row in rows:
        area = grid.area(row, names)
        if area.top != row and all(grid.at(row, column).value is None for column in beside):
            continue
        across = any(area.left <= column <= area.right for column in beside)
        note = len(beside) > 1 and len({grid.corner(row, column) for column in beside}) == 1
        if across or note or _counts_columns(grid, row) or is_signed(grid, row, words.fields):
            continue
        if not any(_is_sum(text, words, form)
                   and not (column == names and _has_values(grid, row, values))
                   for column, text in _labels(grid, row, names)):
            yield row


def _labels(grid: Grid, row: int, last: int) -> Iterator[tuple[int, str]]:
    """The texts that begin on the row in columns up to the names, each with its column."""
    for column in grid.lines.get(row, ()):
        if column > last:
            return
        text = grid.cells[row, column].value
        if isinstance(text, str):
            yield column, text


def _is_total(text: str, words: Vocabulary, form: FormMap) -> bool:
    return words.rows.says(_without_points(text), "total") or plain_label(text) in form.totals


@lru_cache(maxsize=4096)
def _without_points(text: str) -> str:
    """A label without the points printed behind it, where it is more than that."""
    return (_POINTS_BEHIND.sub("", text) or text) if len(text) <= _LONGEST_LABEL else text


def _is_sum(text: str, words: Vocabulary, form: FormMap) -> bool:
    return words.rows.says(text, "subtotal") or _is_total(text, words, form)


def _counts_columns(grid: Grid, row: int) -> bool:
    """Whether the row only numbers the columns: 1, 2, 3, …"""
    values = [grid.cells[row, column].value for column in grid.lines.get(row, ())]
    if sum(isinstance(value, str) for value in values) > 1:
        return False
    numbers = [value for value in values if isinstance(value, Fraction)]
    return (len(numbers) >= _NUMBERED_COLUMNS and len(values) <= len(numbers) + 1
            and all(after - before == 1 for before, after in pairwise(numbers)))
