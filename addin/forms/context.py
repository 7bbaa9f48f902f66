"""What stands over a header and narrows what it says: one that spans several columns, with its
merge or with the bare cells right of it, or one right above."""

from __future__ import annotations

import re
from collections.abc import Mapping

from addin.books.book import Area, Grid
from addin.forms.header_rows import are_heads, are_mostly_heads, has_values, text_at
from addin.library.words import Lexicon

_FILLED_IN = re.compile(r"[:：].{0,20}\d|\d[亿千百万]*元|\d[%％]|^[^(（:：]{2,16}[:：]\s*[^\s)）]")
"""A label with its figure or its name (执行数：190万元) is over no columns."""
_POINTS_SAID = re.compile(r"(?:^| )\d+(\.\d+)?\s*分(?: |$)")
_MOST_SEEN = 120


def context_of(grid: Grid, hits: Mapping[int, set[int]], row: int, column: int,
               below: Area, words: Lexicon) -> str:
    """The header right above that spans this column and others beside it, or that the column's own
    text only narrows (总额 under 预算数)."""
    over = grid.area(row, column)
    if over.left == over.right and _goes_on(grid, hits, row, words):
        over = _unmerged(grid, over)
    spans = over.left <= below.left and over.right >= below.right and over.right > over.left
    known = over.left in hits.get(row, ())
    if not (spans and (known or words.only_narrows(text_at(grid, over)))) and not (
            known and _narrows(grid, hits, over, below, words)):
        return ""
    beside = [each for each in (over.left - 1, over.right + 1)
              if each > 0 and text_at(grid, grid.area(row, each))]
    return text_at(grid, over) if beside and not _is_filled_in(grid, row, words) else ""


def _narrows(grid: Grid, hits: Mapping[int, set[int]], over: Area, below: Area,
             words: Lexicon) -> bool:
    """Whether a header of one column only narrows the one over it, on a row of headers."""
    row = over.top
    return (over.left == over.right == below.left == below.right
            and are_heads(grid, hits, row, words) and are_mostly_heads(grid, hits, row)
            and words.is_weak(text_at(grid, below)) and not _POINTS_SAID.search(_line(grid, row)))


def _is_filled_in(grid: Grid, row: int, words: Lexicon) -> bool:
    """Whether figures stand on the row, by themselves or behind what they are."""
    texts = (grid.cells[row, column].value for column in grid.lines.get(row, ()))
    return has_values(grid, row, words) or any(
        isinstance(text, str) and _FILLED_IN.search(text[:_MOST_SEEN]) for text in texts)


def _unmerged(grid: Grid, cell: Area) -> Area:
    """The cells over several headers that were one: a text and the bare cells right of it."""
    left, right = cell.left, cell.right
    while left > 1 and grid.at(cell.top, left).value is None:
        left -= 1
    while grid.at(cell.top, right + 1).value is None and text_at(
            grid, grid.area(cell.top + 1, right + 1)):
        right += 1
    return cell._replace(left=left, right=right)


def _goes_on(grid: Grid, hits: Mapping[int, set[int]], row: int, words: Lexicon) -> bool:
    """Whether the row and the one below it are one header: some of its texts stand for both."""
    return are_heads(grid, hits, row, words) and any(
        grid.at(row + 1, column).value is None for column in hits[row])


def _line(grid: Grid, row: int) -> str:
    return " ".join(text_at(grid, grid.area(row, column)) for column in grid.lines.get(row, ()))
