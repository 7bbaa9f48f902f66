"""The headers of tables of indicators on a sheet: the rows that look like one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from addin.books.book import Grid
from addin.forms.head import Head, best_of, head_at
from addin.forms.header_rows import DEEPEST, Lines
from addin.library.words import Lexicon

_BESIDE_LEVELS = frozenset({"target", "actual", "weight", "score", "standard", "reason", "review",
                            "forecast"})
_POINTS = frozenset({"weight", "score", "review"})
_AMOUNTS = frozenset({"opening", "budget", "executed", "rate"})
_TOLD = re.compile(r"\d+(\.\d+)?\s*分")
_TELLING = frozenset({"actual", "weight", "score", "target"})


def heads_of(grid: Grid, words: Lexicon, funds: Lexicon) -> list[Head]:
    """Every header of a table of indicators on the sheet, from above; repeated ones too. A header
    of a table of ``funds`` is none."""
    lines = Lines(grid, words)
    hits = lines.hits
    said = {row: {concept for column in columns
                  for concept in _may_say(lines.text(grid.area(row, column)), words)}
            for row, columns in hits.items()}
    found: list[Head] = []
    for row in sorted(row for row, columns in hits.items() if len(columns) > 1):
        if not _tell_a_table(said[row] | said.get(row - 1, set())):
            continue
        if lines.has_values(row) or _is_told(lines, row):
            continue
        head = head_at(lines, row)
        if not _is_head(head, words):
            continue
        if is_funds_head(head, funds) and _explained(head, funds) > _explained(head, words):
            continue
        if _is_under_amounts(lines, head, funds):
            continue
        if found and found[-1].row >= head.top - 1 and found[-1].row >= head.row - DEEPEST:
            if _count(head, words) < _count(found[-1], words):
                continue
            found.pop()
        found.append(head)
    return found


def _is_told(lines: Lines, row: int) -> bool:
    """Whether the row is one of labels with their values (自评得分 | 99分 | 评价等级 | 优)."""
    grid = lines.grid
    areas = [grid.area(row, column) for column in grid.lines.get(row, ())]
    return any(_TOLD.fullmatch(lines.text(grid.area(row, area.right + 1)).strip())
               for area in areas if lines.words.best(lines.text(area)) in _POINTS)


def _is_under_amounts(lines: Lines, head: Head, funds: Lexicon) -> bool:
    """Whether the header stands under those of amounts (总额, 财政拨款 under 预算数 and under 执行数),
    and names no targets: it is that of a table of funds."""
    words, row = lines.words, head.row
    over = [area for column, header in head.columns.items()
            if (area := lines.grid.area(row - 1, column)).right > area.left
            or (header.area.top == row and not words.best(header.text))]
    said = {funds.best(lines.text(area)) for area in over}
    return {"budget", "executed"} <= said and "target" not in _concepts(head, words)


def _may_say(text: str, words: Lexicon) -> Iterator[str]:
    """What a header says by itself, or as a numbered one among others (一级目标)."""
    yield words.best(text)
    if words.ordinal(text):
        yield "level"


def _concepts(head: Head, words: Lexicon) -> Iterator[str]:
    for header in head.columns.values():
        if best := best_of(header, words):
            yield best


def _is_head(head: Head, words: Lexicon) -> bool:
    """Whether the headers tell a table of indicators. Without a column of points the level must be
    called an indicator, not only a 项目."""
    found = set(_concepts(head, words))
    return _tell_a_table(found) and (bool(found & _POINTS) or any(
        _names_indicators(header.text, words) for header in head.columns.values()))


def _tell_a_table(concepts: Set[str]) -> bool:
    """Whether there are a level and two others of a table of indicators, one of them telling."""
    others = concepts & _BESIDE_LEVELS
    return "level" in concepts and len(others) > 1 and bool(others & _TELLING)


def _names_indicators(text: str, words: Lexicon) -> bool:
    return words.best(text) == "level" and any(
        word in words.words.concepts["level"].words and word not in words.words.weak
        for word in words.tokens(text))


def _explained(head: Head, words: Lexicon) -> int:
    """How well the words explain all columns of the header together."""
    return sum(max(words.read(header.text).values(), default=0) for header in head.columns.values())


def is_funds_head(head: Head, words: Lexicon) -> bool:
    """Whether the header speaks of amounts: two of budgets, what was executed, and its rate."""
    return len(set(_concepts(head, words)) & _AMOUNTS) > 1


def _count(head: Head, words: Lexicon) -> int:
    """How many of the headers say what they are; one over several columns is one."""
    return len({header.area for header in head.columns.values() if best_of(header, words)})
