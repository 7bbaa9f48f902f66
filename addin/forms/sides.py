"""Two tables of indicators side by side under one header that says everything twice (产出指标 in the
left half, 效益指标 in the right one): the right one goes on where the left one ends."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from addin.books.book import Grid
from addin.forms.blocks import Block
from addin.forms.head import Head, best_of
from addin.library.words import Vocabulary

_FEWEST_COLUMNS = 3
_POINTS = frozenset({"weight", "score"})


def sides_of(block: Block, words: Vocabulary) -> Iterator[Block]:
    """The block, or its two halves."""
    head = block.heads[0]
    middle = _middle(head, words) if len(block.heads) == 1 else 0
    if not middle:
        yield block
        return
    left = [place for place in head.columns if place < middle]
    right = [place for place in head.columns if place >= middle]
    yield _half(block, left, block.grid.top)
    yield replace(_half(block, right, head.top), title=None, beside=True)


def _middle(head: Head, words: Vocabulary) -> int:
    """Where the texts of the header begin to be said once more, in the same order, points among
    them; 0 where they do not."""
    places = sorted(head.columns)
    texts = ["".join(head.columns[place].text.split()) for place in places]
    half = len(texts) // 2
    twice = half >= _FEWEST_COLUMNS and texts[:half] == texts[half:]
    said = {best_of(head.columns[place], words.columns) for place in places[:half]} if twice else ()
    return places[half] if "level" in said and _POINTS & {*said} else 0


def _half(block: Block, places: Sequence[int], first: int) -> Block:
    head = block.heads[0]
    inside = range(min(places), max(places) + 1)
    return replace(block, grid=_part(block.grid, inside, first, head.top), heads=(
        replace(head, columns={place: head.columns[place] for place in places}),))


def _part(grid: Grid, columns: Collection[int], first: int, top: int) -> Grid:
    """The rows from the ``first`` on, and from the ``top`` on these columns alone; every cell keeps
    its address."""
    def has(row: int, column: int) -> bool:
        return row >= first and (row < top or column in columns)
    return replace(grid, cells={place: cell for place, cell in grid.cells.items() if has(*place)},
                   merges=tuple(area for area in grid.merges if has(area.top, area.left)))
