"""Old and foreign formats as a Book that can only be read: .xls and .et, .xlsb, .ods, and the XML
that Excel wrote in 2003 and reporting systems still export."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NoReturn, Protocol

from addin.books.book import Grid, Page
from addin.errors import UserError


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
    def names(self) -> Mapping[str, str]:
        return {}

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

    def put(self, _sheet: str, _row: int, _column: int, _value: str | Fraction | None) -> None:
        _refuse()

    def put_formula(self, _sheet: str, _row: int, _column: int, _formula: str,
                    _cached: str | Fraction | None = None) -> None:
        _refuse()

    def put_cached(self, _sheet: str, _row: int, _column: int, _value: str | Fraction) -> None:
        _refuse()

    def fit(self, _sheet: str, _row: int, _column: int) -> bool:
        _refuse()

    def put_page(self, _page: Page) -> None:
        _refuse()

    def set_property(self, _name: str, _value: str) -> None:
        _refuse()

    def to_bytes(self) -> NoReturn:
        _refuse()


def _refuse() -> NoReturn:
    raise UserError("旧格式（.xls/.et）只能读取、审核，不能回填：请在 Excel/WPS 中另存为 .xlsx 后再回填。")
