"""固化为数值: formulas of the open workbook give way to what they show."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from addin.books.book import Cell, CellError, address
from addin.books.host import OpenBook
from addin.errors import UserError

_OURS = re.compile(r"\bPE_[A-Z]+\(", re.IGNORECASE)


def freeze_values(book: OpenBook) -> str:
    """固化为数值: our functions give way to what they show now; other formulas stay."""
    frozen, wrong = _frozen(book, lambda cell: _OURS.search(cell.formula or "") is not None)
    if not frozen and not wrong:
        return "没有 PE_ 公式，不需要固化。"
    said = f"已把 {len(frozen)} 个公式固化为数值。"
    if wrong:
        said += f"\n以下公式的结果是错误值，没有改动：{'、'.join(wrong)}"
    return said


def only_values(book: OpenBook) -> None:
    """Every formula gives way to its value; an error among them is named, and nothing is hidden."""
    _, wrong = _frozen(book, lambda cell: cell.formula is not None)
    if wrong:
        raise UserError(f"以下公式的结果是错误值，不能上报：{'、'.join(wrong)}")


def _frozen(book: OpenBook, wanted: Callable[[Cell], bool]) -> tuple[list[str], list[str]]:
    """Formulas replaced by their values; those that show an error are left and named."""
    frozen: list[str] = []
    wrong: list[str] = []
    for sheet in book.sheets:
        cells = sorted(book.grid(sheet).cells.items())
        for (row, column), cell in cells:
            if not wanted(cell):
                continue
            place = address(row, column, sheet)
            if isinstance(cell.value, CellError):
                wrong.append(place)
            else:
                value = cell.value if isinstance(cell.value, str | Fraction) else None
                book.put(sheet, row, column, value)
                frozen.append(place)
    return frozen, wrong
