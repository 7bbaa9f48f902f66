"""Tables of indicators side by side under one header that begins again (产出指标 in the left half,
效益指标 in the right one): each goes on where the one left of it ends. Where each has a title or a
project of its own above it, or all points of a form, they are forms of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from addin.books.book import Area, Grid
from addin.forms.blocks import Block, titles_of
from addin.forms.head import Head, best_of
from addin.forms.labels import named, pairs_in
from addin.library.words import Vocabulary

_FEWEST_COLUMNS, _ALL_POINTS = 3, 100
_OF_WHOM = ("project", "department", "unit", "filer")
_POINTS, _VALUES = frozenset({"weight", "score"}), frozenset({"target", "actual"})


def sides_of(block: Block, words: Vocabulary) -> Iterator[Block]:
    """The block, or the tables that stand in it side by side."""
    head = block.heads[0]
    begins = _begins(head, words) if len(block.heads) == 1 else []
    if len(begins) < 2:
        yield block
        return
    sides = [[place for place in head.columns if first <= place < end]
             for first, end in pairwise([*begins, max(head.columns) + 1])]
    apart = _are_told(block, sides, words) or all(_is_whole(block, side, words) for side in sides)
    for number, places in enumerate(sides):
        if apart:
            yield _form(block, places, words)
        elif number == 0:
            yield _side(block, places, block.grid.top)
        else:
            yield replace(_side(block, places, head.top), title=None, beside=True)


def _begins(head: Head, words: Vocabulary) -> list[int]:
    """Where each of the tables begins: at a level whose header the table left of it has too, if
    both have points and values."""
    said = {place: best_of(header, words.columns) for place, header in head.columns.items()}
    names = {place: "".join(head.columns[place].text.split()) for place in sorted(said)
             if said[place] == "level"}
    first = next(iter(names), 0)
    found = [first] if first else []
    for place, name in names.items():
        own = {each: concept for each, concept in said.items() if found[-1] <= each < place}
        more = {concept for each, concept in said.items() if each >= place}
        if _is_table(own.values()) and _is_table(more) and any(
                names.get(each) == name for each in own):
            found.append(place)
    places = sorted(said)
    ahead = places.index(first) if first else 0
    return [places[max(0, places.index(place) - ahead)] for place in found]


def _is_table(concepts: Collection[str]) -> bool:
    return (len(concepts) >= _FEWEST_COLUMNS and "level" in concepts
            and bool(_POINTS & {*concepts}) and bool(_VALUES & {*concepts}))


def _is_whole(block: Block, places: Sequence[int], words: Vocabulary) -> bool:
    """Whether the table has all points of a form, by its own total."""
    grid, head = block.grid, block.heads[0]
    weights = [place for place in places if best_of(head.columns[place], words.columns) == "weight"]
    totals = [row for row in grid.lines if row > head.row
              and words.rows.says(str(grid.at(row, places[0]).value or ""), "total")]
    return any(grid.at(row, place).value in (_ALL_POINTS, 1) for row in totals for place in weights)


def _are_told(block: Block, sides: Sequence[Sequence[int]], words: Vocabulary) -> bool:
    """Whether each of the tables has a title, or says whose it is, by one label, above itself."""
    told = []
    for places in sides:
        grid = _part(block.grid, range(min(places), max(places) + 1), block.grid.top,
                     block.grid.top)
        above = range(grid.top, block.heads[0].top)
        told.append({"" for _ in titles_of(grid, words, above)}
                    | {text for row in above for text in _labels(grid, words, row)})
    return bool(set.intersection(*told))


def _labels(grid: Grid, words: Vocabulary, row: int) -> Iterator[str]:
    """The labels on the row that say whose a form is (项目名称, 实施单位：…)."""
    for column in grid.lines.get(row, ()):
        text = grid.at(row, column).value
        if isinstance(text, str):
            for label in [label for label, _ in pairs_in(text)] or [text]:
                if named(label, words.fields)[0] in _OF_WHOM:
                    yield words.plain(label)


def _side(block: Block, places: Sequence[int], first: int) -> Block:
    head = block.heads[0]
    inside = range(min(places), max(places) + 1)
    return replace(block, grid=_part(block.grid, inside, first, head.top), heads=(
        replace(head, columns={place: head.columns[place] for place in places}),))


def _form(block: Block, places: Sequence[int], words: Vocabulary) -> Block:
    """A form of its own, with what stands above all of them."""
    side = _side(block, places, block.grid.top)
    grid = _only(block.grid, range(min(places), max(places) + 1))
    title = next(titles_of(grid, words, range(grid.top, side.heads[0].top)), block.title)
    return replace(side, grid=grid, title=title)


def _part(grid: Grid, columns: Collection[int], first: int, top: int) -> Grid:
    """The rows from the ``first`` on, and from the ``top`` on these columns alone; every cell keeps
    its address."""
    def has(row: int, column: int) -> bool:
        return row >= first and (row < top or column in columns)
    return replace(grid, cells={place: cell for place, cell in grid.cells.items() if has(*place)},
                   merges=tuple(area for area in grid.merges if has(area.top, area.left)))


def _only(grid: Grid, columns: range) -> Grid:
    """These columns, and what stands across all of them from their left; every cell keeps its
    address."""
    def has(area: Area) -> bool:
        across = area.left < columns.start and area.right >= columns[-1]
        return area.left in columns or across
    return replace(grid, cells={place: cell for place, cell in grid.cells.items()
                                if has(grid.area(*place))},
                   merges=tuple(area for area in grid.merges if has(area)))
