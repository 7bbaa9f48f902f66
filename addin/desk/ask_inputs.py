"""补基础数据: the sheet for the figures that the rules need and the form itself has no cell for."""

from __future__ import annotations

from collections.abc import Sequence

from addin.books.book import Book, typed_page
from addin.forms.assessed import Assessed
from addin.pages.inputs import NAME, input_page
from scoring.rules.inputs import inputs_of


def ask_inputs(book: Book, assessed: Sequence[Assessed]) -> str:
    """Add the sheet 基础数据 for the first form whose rules need figures of their own; what was done,
    or why not. A sheet that is there already stays with all that is typed in it. Beside a Word
    document it is a workbook."""
    if typed_page(book, NAME) is not None:
        return f"工作簿里已有“{NAME}”表，请在那里填写。"
    for one in assessed:
        ruleset = one.scorecard.ruleset
        if specs := inputs_of(ruleset):
            book.put_page(input_page(ruleset, specs))
            where = "，在文档旁边的工作簿里" if one.form.found.grid.of_texts else ""
            return f"已加“{NAME}”表{where}，共 {len(specs)} 项，填好后再评分。"
    return f"本表所用的评分办法不需要“{NAME}”表，所需的数都在表里。"
