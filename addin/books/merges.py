"""Merged areas as far as they matter: one costs what the rows it covers hold, whatever it says."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from addin.books.book import Area
from addin.errors import UserError

_LOOSE_ROWS = 100
"""So far may a merge reach over rows that the file does not list."""
_MOST_ROWS = 500_000
"""Of all merges together: as they may not overlap, no sheet that anybody made comes near."""


def trimmed(merges: Iterable[Area], rows: Sequence[int]) -> Iterator[Area]:
    """The merges, none much longer than the ``rows`` it covers, which are in order: merges of
    whole columns do occur. UserError when there are too many to be true."""
    covered = 0
    for merged in merges:
        inside = bisect_right(rows, merged.bottom) - bisect_left(rows, merged.top)
        bottom = min(merged.bottom, merged.top + inside + _LOOSE_ROWS)
        covered += bottom - merged.top + 1
        if covered > _MOST_ROWS:
            raise UserError("合并单元格多得不正常，互相重叠，文件可能已损坏；请用 Excel 打开修复后另存再试。")
        yield Area(merged.top, merged.left, bottom, merged.right)
