"""反馈表.xlsx: the letter's problems as a sheet in which the unit answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from addin.letters.letter import Letter
from addin.pages.review import tables as t
from addin.pages.review.cells import Row
from addin.pages.review.reply import NUMBER, REPLY
from addin.pages.review.sheet import Filled
from addin.pages.review.write import write_workbook


def reply_workbook(letter: Letter, target: Path) -> bytes:
    """The workbook to be stored at ``target``."""
    filled = Filled(REPLY, lambda: _rows(letter), len(letter.points))
    return write_workbook([filled], f"{letter.to}{letter.years}绩效自评审核意见", target)


def _rows(letter: Letter) -> Iterator[Row]:
    for each in letter.points:
        yield {NUMBER: each.number, t.UNIT: each.unit, t.PROJECT: each.project,
               t.INDICATOR: each.indicator, t.MESSAGE: each.whole, t.CELLS: each.cells,
               t.STANDS: each.stands, t.KEY: each.key, t.FORM_KEY: each.form_key}
