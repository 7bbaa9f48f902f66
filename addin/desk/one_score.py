"""解释这个得分: the arithmetic, the cells and the clause of the score in one cell."""

from __future__ import annotations

from addin.books.book import Book
from addin.desk.assess import assess
from addin.errors import UserError
from addin.library.library import Library
from scoring.awards.explain import explain


def explain_score(book: Book, library: Library, cell: str) -> str:
    """What is to be said of the score in this cell. UserError: no score belongs there."""
    for one in assess(book, library):
        for award in one.scorecard.awards:
            if award.cell == cell:
                return "\n".join([award.indicator, *explain(award, one.scorecard.figures)])
    raise UserError(f"{cell or '所选内容'} 不是得分格：请选中一个指标的得分格，再按一次。")
