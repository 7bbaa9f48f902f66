"""The line of signatures under a form: who filled it in, who is responsible for it, and when."""

from __future__ import annotations

from fractions import Fraction

from addin.books.book import Grid
from addin.forms.blocks import first_text
from addin.forms.labels import named, pairs_in
from addin.library.words import Lexicon

_SIGNERS = frozenset({"leader", "phone"})


def is_signed(grid: Grid, row: int, words: Lexicon) -> bool:
    """Whether the row begins with the label of a person (填表人：李某, 单位负责人（签字）) and holds no
    figure, so that it is no indicator's."""
    text = first_text(grid, row)
    label = next((label for label, _ in pairs_in(text)), text.rstrip("：: "))
    return named(label, words)[0] in _SIGNERS and not any(
        isinstance(grid.cells[row, column].value, Fraction) for column in grid.lines[row])
