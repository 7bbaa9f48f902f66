"""The sheet 评分依据 read back: which scores an earlier run proposed, and nobody has judged yet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from addin.books.book import Book, shown
from scoring.awards.scorecard import VERDICT_WORDS

NAME = "评分依据"
HEADERS = ("序号", "指标", "分值", "填报得分", "核算得分", "结论", "可得范围", "计算过程",
           "条款", "得分单元格", "所用数据")
_SCORE, _VERDICT, _CELL = (HEADERS.index(each) + 1 for each in ("核算得分", "结论", "得分单元格"))
_OWN = re.compile(rf"{NAME}(\(\d+\))?")


def proposals(book: Book) -> Mapping[str, Fraction]:
    """The proposed scores by their cells. A clerk who agrees with one writes another word there."""
    found: dict[str, Fraction] = {}
    for grid in (book.grid(name) for name in book.sheets if _OWN.fullmatch(name)):
        for row in grid.rows():
            score = grid.at(row, _SCORE).value
            proposed = grid.at(row, _VERDICT).value == VERDICT_WORDS["proposed"]
            if proposed and isinstance(score, Fraction):
                found[shown(grid.at(row, _CELL))] = score
    return found
