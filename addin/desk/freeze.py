"""固化为数值: formulas of the open workbook give way to what they show."""

from __future__ import annotations

import re
from collections.abc import Callable

from addin.books.host import OpenBook
from addin.errors import UserError

_OURS = re.compile(r"\bPE_[A-Z]+\(", re.IGNORECASE)


def freeze_values(book: OpenBook) -> str:
    """固化为数值: our functions give way to what they show now; other formulas stay."""
    frozen, wrong = _frozen(book, lambda formula: _OURS.search(formula) is not None)
    if not frozen and not wrong:
        return "没有 PE_ 公式，不需要固化。"
    said = f"已把 {len(frozen)} 个公式固化为数值。"
    if wrong:
        said += f"\n以下公式的结果是错误值，没有改动：{'、'.join(wrong)}"
    return said


def only_values(book: OpenBook) -> None:
    """Every formula gives way to its value; an error among them is named, and nothing is hidden."""
    _, wrong = _frozen(book, lambda formula: True)
    if wrong:
        raise UserError(f"以下公式的结果是错误值，不能上报：{'、'.join(wrong)}")


def _frozen(book: OpenBook, wanted: Callable[[str], bool]) -> tuple[list[str], list[str]]:
    """The cells frozen on all sheets, and those that show an error, which are left."""
    found = [book.freeze(sheet, wanted) for sheet in book.sheets]
    return ([cell for frozen, _ in found for cell in frozen],
            [cell for _, wrong in found for cell in wrong])
