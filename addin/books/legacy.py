"""Old and foreign formats as a workbook that can only be read: .xls and .et, .xlsb, .ods, and the
XML that Excel wrote in 2003 and reporting systems still export."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Protocol

from addin.books.book import Grid
from addin.errors import UserError

_OWN = re.compile(r"(评分依据|审核疑点|基础数据|报告素材)(\(\d+\))?")


class Source(Protocol):
    """What reads one of the formats. ``hidden`` has every sheet, in order."""

    @property
    def hidden(self) -> Mapping[str, bool]: ...
    def grid(self, sheet: str) -> Grid: ...


class BookLegacy:
    """A workbook whose values and merges are known; formulas are not."""

    def __init__(self, source: Source, name: str) -> None:
        self.name = name
        self._source = source
        self._grids: dict[str, Grid] = {}
        if not source.hidden:
            raise UserError("工作簿里没有工作表，或文件已损坏。")

    @property
    def sheets(self) -> tuple[str, ...]:
        return tuple(self._source.hidden)

    @property
    def own_sheets(self) -> Mapping[str, str]:
        """By what they are called: no mark can be seen in these formats."""
        return {sheet: named[1] for sheet in self.sheets if (named := _OWN.fullmatch(sheet))}

    def property(self, _name: str) -> str | None:
        return None

    def grid(self, sheet: str) -> Grid:
        if sheet not in self._source.hidden:
            raise UserError(f"工作簿里没有工作表“{sheet}”，只有：{'、'.join(self.sheets)}。")
        if sheet not in self._grids:
            self._grids[sheet] = self._source.grid(sheet)
        return self._grids[sheet]

    def locked(self, _sheet: str, _row: int, _column: int) -> bool:
        return False
