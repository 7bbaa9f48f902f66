"""Columns that say whose each row is (项目名称, 单位名称): what a system exports of several projects is
as many forms, and never one form's total over them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from addin.books.book import Grid
from addin.forms.blocks import Block, first_text
from addin.forms.cells import entry_at, entry_seen
from addin.forms.head import Head, Header, best_of, said_by
from addin.library.words import Vocabulary
from scoring.filing import Entry
from scoring.filing.numbers import is_placeholder, number
from scoring.values.exact import sum_of

_SURE = 100
_OF_WHOM = frozenset({"project", "code", "department", "unit", "filer"})
_OF_LEVELS = frozenset({"level", "name"})
"""A 项目名称 names an owner or an indicator; what stands beside it tells which."""
_POINTS = ("weight", "score")
_FULL_POINTS = 100


@dataclass(frozen=True)
class Owned:
    """A form's part of the sheet, and whose it is: concept of the column → what stands there."""

    block: Block
    owners: Mapping[str, Entry] = field(default_factory=dict)
    others: Collection[int] = ()
    """Rows inside it that are others'."""
    columns: Mapping[str, int] = field(default_factory=dict)
    """Where the columns stand, each by a role of its own."""


def owned_blocks(block: Block, words: Vocabulary) -> Iterator[Owned]:
    """The block, or where its rows have several owners, the part of each."""
    head = block.heads[0]
    columns = _owner_columns(head, words)
    levels = [place for place, header in head.columns.items() if place not in columns
              and best_of(header, words.columns) == "level"]
    groups = _groups(block, columns, levels, words) if columns else {}
    if not groups or (len(groups) > 1 and _is_one(block.grid, head, groups, words)):
        yield Owned(block)
        return
    roles = {f"owner_{concept}": place for place, concept in columns.items()}
    inside = {row for rows in groups.values() for row in rows}
    totals = [row for row in inside if _is_total(block.grid, row, words)]
    shared = set(totals) if len(totals) < len(groups) else set()
    for rows in groups.values():
        out = inside - {*rows} | (shared if len(groups) > 1 else set())
        owners = {concept: entry for column, concept in columns.items()
                  if not (entry := entry_seen(block.grid, rows[0], column)).blank}
        yield Owned(replace(block, grid=_less(block.grid, out)), owners, out, roles)


def _owner_columns(head: Head, words: Vocabulary) -> dict[int, str]:
    """The columns left of the levels whose headers label an owner rather than an indicator."""
    levels = [place for place, header in head.columns.items()
              if best_of(header, words.columns) == "level" and not _owner(header, words)]
    return {place: concept for place, header in head.columns.items()
            if place < min(levels, default=0) and (concept := _owner(header, words))}


def _owner(header: Header, words: Vocabulary) -> str:
    said = {} if words.columns.ordinal(header.text) else words.fields.read(header.text)
    best = max(said, key=lambda name: said[name], default="")
    other = max((score for name, score in said_by(header, words.columns).items()
                 if name not in _OF_LEVELS), default=0)
    return best if best in _OF_WHOM and said[best] >= _SURE and said[best] > other else ""


def _groups(block: Block, columns: Mapping[int, str], levels: Sequence[int],
            words: Vocabulary) -> dict[tuple[str, ...], list[int]]:
    """By owners the rows below the header; one that names none belongs to the row above it, and a
    total to its group."""
    grid, head = block.grid, block.heads[0]
    repeated = {row for each in block.heads[1:] for row in range(each.top, each.row + 1)}
    groups: dict[tuple[str, ...], list[int]] = {}
    key: tuple[str, ...] = ()
    for row in sorted(row for row in grid.rows() if row > head.row and row not in repeated):
        said = tuple(" ".join(entry_seen(grid, row, column).text.split()) for column in columns)
        if not all(map(is_placeholder, said)) and _is_indicator(grid, row, levels, words):
            key = tuple(before if is_placeholder(each) and key else each
                        for each, before in zip(said, key or said, strict=True))
        if key:
            groups.setdefault(key, []).append(row)
    return groups


def _is_indicator(grid: Grid, row: int, levels: Sequence[int], words: Vocabulary) -> bool:
    """Whether the row names one: no sum, and no note that goes across the columns."""
    names = [grid.corner(row, place) for place in levels]
    return not _is_total(grid, row, words) and any(
        column in levels and grid.at(top, column).value is not None for top, column in names)


def _is_one(grid: Grid, head: Head, groups: Mapping[tuple[str, ...], Collection[int]],
            words: Vocabulary) -> bool:
    """Whether all rows together have no more than one form's points: then the column only groups
    the indicators."""
    for concept in _POINTS:
        places = [place for place, header in head.columns.items()
                  if best_of(header, words.columns) == concept]
        points = [value for place in places[-1:] for rows in groups.values() for row in rows
                  if not _is_total(grid, row, words)
                  and (value := number(entry_at(grid, row, place))) is not None]
        if points:
            return sum_of(points) <= (_FULL_POINTS if max(points) > 1 else Fraction(1))
    return False


def _is_total(grid: Grid, row: int, words: Vocabulary) -> bool:
    text = first_text(grid, row)
    return bool(text) and (words.rows.says(text, "total") or words.rows.says(text, "subtotal"))


def _less(grid: Grid, rows: Collection[int]) -> Grid:
    """The sheet without these rows; every cell keeps its address."""
    return replace(grid, cells={place: cell for place, cell in grid.cells.items()
                                if place[0] not in rows},
                   merges=tuple(area for area in grid.merges if area.top not in rows))
