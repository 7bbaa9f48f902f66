"""审核 from a cell: the range of a form is taken for a workbook with that form alone."""

from __future__ import annotations

from collections.abc import Mapping

import xlwings as xw

from addin.books.book import Grid
from addin.books.live.book import BookLive
from addin.books.live.grid import grid_of
from addin.desk.assess import assess
from addin.functions.values import Answer, Refused
from addin.library.library import Library
from addin.pages.inputs import NAME as INPUTS
from scoring.findings.finding import Finding
from scoring.findings.severity import SEVERITY_WORDS

_UNSEEN = f"有{{}}个指标要用“{INPUTS}”表的数，公式只看给它的区域，没有按条款复算；请用功能区的“校验本表”"


class _RangeBook:
    """What a function may know of a workbook: the cells it was given, and the ruleset."""

    def __init__(self, grid: Grid, book: BookLive) -> None:
        self._grid, self._book = grid, book
        self.sheets = (grid.name,)
        self.own_sheets: Mapping[str, str] = {}

    def grid(self, _sheet: str) -> Grid:
        return self._grid

    def property(self, name: str) -> str | None:
        return self._book.property(name)

    def locked(self, _sheet: str, _row: int, _column: int) -> bool:
        return False


def findings(form: xw.Range | None, library: Library, ruleset: str) -> list[list[Answer]]:
    """程度、单元格、内容, one finding a line, errors first."""
    if form is None:
        raise Refused("“form_range”应当是工作表上的一个区域")
    book = _RangeBook(grid_of(form), BookLive(form.sheet.book))
    assessed = assess(book, library, ruleset=ruleset or None)
    found = [each for one in assessed for each in one.findings]
    shown = [[SEVERITY_WORDS[each.severity], "、".join(each.cells), each.message]
             for each in found if not _lacks_inputs(each)]
    unseen = len(found) - len(shown)
    told = [[SEVERITY_WORDS["note"], "", _UNSEEN.format(unseen)]] if unseen else []
    return [*(shown or [["没有发现疑点", "", ""]]), *told]  # type: ignore[list-item]


def _lacks_inputs(found: Finding) -> bool:
    """Whether it only asks for figures of another sheet, which may well stand there."""
    return found.code.code == "input-missing" and INPUTS in found.message
