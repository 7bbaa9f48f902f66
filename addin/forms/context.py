"""What stands over a header and narrows what it says: one that spans several columns, with its
merge or with the bare cells right of it, or one right above."""

from __future__ import annotations

import re

from addin.books.book import Area
from addin.forms.header_rows import Lines

_FILLED_IN = re.compile(r"[:：].{0,20}\d|\d[亿千百万]*元|\d[%％]|^[^(（:：]{2,16}[:：]\s*[^\s)）]")
"""A label with its figure or its name (执行数：190万元) is over no columns."""
_POINTS_SAID = re.compile(r"(?:^| )\d+(\.\d+)?\s*分(?: |$)")
_MOST_SEEN = 120


def context_of(lines: Lines, row: int, column: int, below: Area) -> str:
    """The header right above that spans this column and others beside it, or that the column's own
    text only narrows (总额 under 预算数)."""
    grid, hits = lines.grid, lines.hits.get(row, ())
    over = grid.area(row, column)
    if over.left == over.right and _goes_on(lines, row):
        over = _unmerged(lines, over)
    text, known = lines.text(over), over.left in hits
    spans = over.left <= below.left and over.right >= below.right and over.right > over.left
    over_others = spans and (known or lines.words.only_narrows(text))
    if not text or not (over_others or (known and _narrows(lines, over, below))):
        return ""
    beside = any(each > 0 and lines.text(grid.area(row, each))
                 for each in (over.left - 1, over.right + 1))
    return text if beside and not _is_filled_in(lines, row) else ""


def _narrows(lines: Lines, over: Area, below: Area) -> bool:
    """Whether a header of one column only narrows the one over it, on a row of headers."""
    row = over.top
    return (over.left == over.right == below.left == below.right
            and lines.are_heads(row) and lines.are_mostly_heads(row)
            and lines.words.is_weak(lines.text(below))
            and not _POINTS_SAID.search(_line(lines, row)))


def _is_filled_in(lines: Lines, row: int) -> bool:
    """Whether figures stand on the row, by themselves or behind what they are."""
    cells = lines.grid.cells
    texts = (cells[row, column].value for column in lines.grid.lines.get(row, ()))
    return lines.has_values(row) or any(
        isinstance(text, str) and _FILLED_IN.search(text[:_MOST_SEEN]) for text in texts)


def _unmerged(lines: Lines, cell: Area) -> Area:
    """The cells over several headers that were one: a text and the bare cells right of it."""
    grid, left, right = lines.grid, cell.left, cell.right
    while left > 1 and grid.at(cell.top, left).value is None:
        left -= 1
    while grid.at(cell.top, right + 1).value is None and lines.text(
            grid.area(cell.top + 1, right + 1)):
        right += 1
    return cell._replace(left=left, right=right)


def _goes_on(lines: Lines, row: int) -> bool:
    """Whether the row and the one below it are one header: some of its texts stand for both."""
    return lines.are_heads(row) and any(
        lines.grid.at(row + 1, column).value is None for column in lines.hits[row])


def _line(lines: Lines, row: int) -> str:
    return " ".join(lines.text(lines.grid.area(row, column))
                    for column in lines.grid.lines.get(row, ()))
