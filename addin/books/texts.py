"""Texts that others wrote, put into workbooks that we make with openpyxl: a text stays a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.datavalidation import DataValidation

from addin.errors import UserError

LONGEST_TEXT, LONGEST_SHEET_NAME, LONGEST_LIST = 32_767, 31, 255
LONGEST_PROMPT, LONGEST_TITLE = 255, 32
"""Excel's own limits, in characters."""
_UNLAWFUL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


def put_text(cell: Cell, text: str) -> None:
    """The words as a text, whatever they begin with («=12个月» is no formula), that stays one when a
    person edits the cell. UserError where no cell is long enough."""
    plain = _UNLAWFUL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(plain) > LONGEST_TEXT:
        raise UserError(f"{cell.coordinate} 的文字有{len(plain)}字，一格最多{LONGEST_TEXT}字")
    cell.number_format = "@"
    if not plain:
        return
    cell.value = plain
    cell.data_type = "s"
    cell.quotePrefix = plain[0] in "=+-@'"


def sheet_name(text: str) -> str:
    """The words as a name that a sheet may have."""
    return _FORBIDDEN_IN_NAMES.sub("", _UNLAWFUL.sub("", text)).strip("'")[:LONGEST_SHEET_NAME]


def choice(words: Sequence[str], title: str = "", prompt: str = "") -> DataValidation | None:
    """A list to choose from; None where Excel's literal list would be too long for it."""
    literal = f'"{",".join(words)}"'
    if len(literal) > LONGEST_LIST or any("," in word or '"' in word for word in words):
        return None
    made = DataValidation(type="list", formula1=literal, allow_blank=True, showDropDown=False)
    made.promptTitle, made.prompt = title[:LONGEST_TITLE] or None, prompt[:LONGEST_PROMPT] or None
    made.errorTitle, made.error = "请从列表中选", "、".join(words)[:LONGEST_PROMPT]
    made.showInputMessage, made.showErrorMessage = bool(prompt), True
    return made
