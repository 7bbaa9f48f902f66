"""The forms on a sheet: where each begins and ends, and what its title says it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from addin.books.book import Grid
from addin.forms.head import Head, best_of
from addin.forms.heads import heads_of
from addin.library.words import Kind, Lexicon, Titles, Vocabulary

_LONGEST_TITLE = 60
_ROWS_OF_A_TITLE = 12
"""A title stands at most so many rows above the first table."""
_SURE_LABEL = 100
_PAGE = re.compile(r"第\s*\d+\s*页")
_OF_WHOM = ("project", "department", "unit", "filer")
_YEAR_BEHIND = re.compile(r"\d{4}年?度?$")


@dataclass(frozen=True)
class Title:
    """The title of a table: its words as they stand, and its place."""

    text: str
    row: int
    column: int


@dataclass(frozen=True)
class Block:
    """One form: its own part of the sheet, the headers in it, and its title if it has one.

    ``continued`` tells a 续表, whose rows belong to the form before it.
    """

    grid: Grid
    heads: tuple[Head, ...]
    title: Title | None
    continued: bool = False
    beside: bool = False
    """Whether it is the right half of two tables side by side, whose rows belong to the left."""


def blocks_of(grid: Grid, words: Vocabulary, first: int = 0) -> list[Block]:
    """Every form of the sheet, from above, whose header does not begin above the row ``first``; a
    header repeated inside a form begins no new one."""
    groups: list[list[Head]] = []
    firsts: list[int] = []
    goes_on: set[int] = set()
    for each in heads_of(grid, words.columns, words.funds):
        head = _under_labels(grid, words, each)
        if head.top < first:
            continue
        start = _start(grid, words, groups[-1], firsts[-1], head) if groups else grid.top
        if start is None and _other_columns(groups[-1][0], head, words.columns):
            goes_on.add(len(groups))
            start = head.top
        if start is None:
            groups[-1].append(head)
        else:
            groups.append([head])
            firsts.append(start)
    ends = [*firsts[1:], grid.bottom + 1]
    found = [_block(grid, words, group, range(first, end))
             for group, first, end in zip(groups, firsts, ends, strict=False)]
    return [replace(block, continued=True) if place in goes_on else block
            for place, block in enumerate(found)]


def _under_labels(grid: Grid, words: Vocabulary, head: Head) -> Head:
    """The header without a row of labels above it, whose values looked like headers (项目名称 |
    某项目 | 主管部门 | …)."""
    labels = [row for row in range(head.top, head.row)
              if any(words.fields.read(first_text(grid, row)).get(concept, 0) >= _SURE_LABEL
                     for concept in _OF_WHOM)
              and grid.area(row, grid.lines[row][0]).bottom < head.row]
    return replace(head, top=labels[-1] + 1) if labels else head


def _other_columns(first: Head, head: Head, words: Lexicon) -> bool:
    """Whether a header that is repeated has its columns elsewhere: its table goes on, read by a
    header of its own."""
    said = {place: (best_of(first.columns[place], words), best_of(header, words))
            for place, header in head.columns.items() if place in first.columns}
    return any(before and after and before != after for before, after in said.values())


def titles_of(grid: Grid, words: Vocabulary, rows: Iterable[int]) -> Iterator[Title]:
    """The texts on the rows that name a table; such a text beside others only speaks of one."""
    for row in rows:
        for column in grid.lines.get(row, ()):
            text = grid.at(row, column).value
            if (isinstance(text, str) and len(text) <= _LONGEST_TITLE and is_title(text, words)
                    and (column == grid.lines[row][0] or first_text(grid, row) == text)):
                yield Title(" ".join(text.split()), row, column)


@lru_cache(maxsize=8192)
def is_title(text: str, words: Vocabulary) -> bool:
    """Whether a text names a self-evaluation, or what is easily taken for one."""
    plain, titles = _YEAR_BEHIND.sub("", words.plain(text)), words.titles
    named = any(word in plain for word in (*titles.self, *titles.named))
    own = [form for kind in titles.kinds if kind.forms and kind.named(plain) for form in kind.forms]
    return named and any(plain.endswith(word) for word in (*titles.forms, *own))


def kind_of(title: str, words: Vocabulary) -> Kind | None:
    """What the title says the table is, where it is no self-evaluation."""
    plain = words.plain(title)
    return next((kind for kind in words.titles.kinds if kind.named(plain)), None)


def _start(grid: Grid, words: Vocabulary, group: Sequence[Head], first: int,
           head: Head) -> int | None:
    """The first row of the form that the header belongs to; None where it only repeats a header, on
    the next page of the form that begins on the row ``first`` and ends with the total of both."""
    between = range(group[-1].row + 1, head.top)
    title = next(titles_of(grid, words, between), None)
    total = next((row for row in between if _is_total(grid, words, row)), None)
    project = next((row for row in between if names_project(grid, words, row)), None)
    above = {_said(grid, row) for row in range(first, group[0].top) if row in grid.lines}
    repeated = [row for row in (title.row if title else None, project) if row is not None]
    same = bool(repeated) and all(_said(grid, row) in above for row in repeated)
    if same and total is None and any(_is_total(grid, words, row) for row in grid.lines
                                      if row > head.row):
        return None
    if title is not None:
        return title.row
    if project is not None and (total is None or project > total):
        return project
    return None if total is None else total + 1


def _said(grid: Grid, row: int) -> tuple[str, ...]:
    """What stands on the row."""
    values = (grid.cells[row, column].value for column in grid.lines[row])
    return tuple("".join(str(value).split()) for value in values if value is not None)


def repeated_rows(block: Block, words: Vocabulary) -> set[int]:
    """The rows of the headers that are repeated inside the form, with what is printed over them on
    a new page (the title, 续表, the project's name, 第2页)."""
    found: set[int] = set()
    for before, head in pairwise(block.heads):
        between = [row for row in range(before.row + 1, head.top) if row in block.grid.lines]
        first = next((row for row in between if _begins_a_page(block.grid, row, words)), head.top)
        found.update(range(first, head.row + 1))
    return found


def _begins_a_page(grid: Grid, row: int, words: Vocabulary) -> bool:
    text = first_text(grid, row)
    return (_say_continued([text], words.titles) or names_project(grid, words, row)
            or _PAGE.search(text[:_LONGEST_TITLE]) is not None
            or any(titles_of(grid, words, [row])))


def _is_total(grid: Grid, words: Vocabulary, row: int) -> bool:
    text = first_text(grid, row)
    return words.rows.says(text, "total") and bool(text)


def names_project(grid: Grid, words: Vocabulary, row: int) -> bool:
    """Whether the row begins with the label of a project's name."""
    return words.fields.read(first_text(grid, row)).get("project", 0) >= _SURE_LABEL


def first_text(grid: Grid, row: int) -> str:
    """The first text on the row, in a cell that begins there."""
    return grid.first_texts.get(row, "")


def _block(grid: Grid, words: Vocabulary, heads: Sequence[Head], rows: range) -> Block:
    part = _part(grid, rows)
    end = min(heads[0].top, rows.start + _ROWS_OF_A_TITLE)
    above = list(titles_of(part, words, range(rows.start, end)))
    title = next((each for each in above if not kind_of(each.text, words)),
                 above[0] if above else None)
    values = (part.cells[row, column].value for row, columns in part.lines.items()
              if row < heads[0].top for column in columns)
    continued = _say_continued(values, words.titles)
    return Block(part, tuple(heads), title, continued)


def _say_continued(values: Iterable[object], words: Titles) -> bool:
    texts = "\n".join(value for value in values
                      if isinstance(value, str) and len(value) <= _LONGEST_TITLE)
    return any(word in texts for word in words.continued)


def _part(grid: Grid, rows: range) -> Grid:
    """The rows of the sheet as a sheet of their own; every cell keeps its address."""
    if rows.start == grid.top and grid.bottom < rows.stop:
        return grid
    return replace(grid, cells={place: cell for place, cell in grid.cells.items()
                                if place[0] in rows},
                   merges=tuple(area for area in grid.merges if area.top in rows))
