"""Where a table of funds ends: at a row with a text in a column of figures that is no badly written
figure (年度目标 | 完成15个村环境整治。), of which a person is told."""

from __future__ import annotations

from collections.abc import Mapping

from addin.books.book import Grid
from addin.forms.labels import named
from addin.forms.sentences import is_sentence
from addin.library.words import Vocabulary
from scoring.filing import Entry
from scoring.filing.numbers import amount, is_placeholder, ratio

_RATE, _UNIT = "执行率", "万元"
_POINTS = frozenset({"分值", "得分"})


def says_something_else(grid: Grid, columns: Mapping[str, int], cells: Mapping[str, Entry],
                        label: tuple[int, int], words: Vocabulary) -> bool:
    """Whether the row has no amount, but a text that is a sentence, or goes over several columns of
    figures, or stands behind a label of goals or of what came of them."""
    odd = [cell for name, cell in cells.items() if _is_no_figure(name, cell)]
    if not odd or any(_is_amount(name, cell) for name, cell in cells.items()):
        return False
    return _is_of_goals(str(grid.at(*label).value), words) or any(
        is_sentence(cell.text) or _goes_over_several(grid, columns, cell) for cell in odd)


def _is_no_figure(name: str, cell: Entry) -> bool:
    """Whether a text stands in a column of amounts or of their rate that is neither."""
    if cell.number is not None or not cell.text or name in _POINTS:
        return False
    read = ratio(cell) if name == _RATE else amount(cell, _UNIT)
    return read is None and not is_placeholder(cell.text)


def _is_amount(name: str, cell: Entry) -> bool:
    return name not in _POINTS and name != _RATE and amount(cell, _UNIT) is not None


def _is_of_goals(label: str, words: Vocabulary) -> bool:
    """Whether a label names what is told below it (年度目标, 完成情况), and no funds (年初预算)."""
    concept, _ = named(label.strip("：: "), words.fields)
    return (bool(concept) and words.fields.words.concepts[concept].below
            and not words.rows.says(label, "funds"))


def _goes_over_several(grid: Grid, columns: Mapping[str, int], cell: Entry) -> bool:
    area = grid.area(*grid.place(cell.cell))
    return sum(area.left <= column <= area.right for column in columns.values()) > 1
