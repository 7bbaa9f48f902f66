"""Lists that a bureau keeps in a workbook: a head somewhere at the top, a line a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from addin.books.files import read_file
from addin.errors import UserError
from scoring.values.exact import from_double

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_BRACKETS = re.compile(r"[（(\[【].*?[）)\]】]")
_HEAD_WITHIN = 10
Heads = Mapping[str, tuple[str, ...]]
"""By the role of a column what its head may be called; text in brackets is left out."""


@dataclass(frozen=True)
class Listed:
    """The lines of one sheet by the roles of its columns, and the heads as they are printed."""

    heads: Mapping[str, str]
    places: Mapping[str, int]
    """Which column each is, from 0."""
    lines: Sequence[Mapping[str, str]]


Rows = list[list[str]]
"""The texts of a sheet."""


def read_sheets(path: Path) -> Iterator[Rows]:
    """The workbook sheet by sheet. UserError: it can't be read."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_object(BytesIO(read_file(path)))
        for name in book.sheet_names:
            yield _rows(book.get_sheet_by_name(name))
    except CalamineError as error:
        raise UserError(f"{path}：清单读不出来，请另存为 .xlsx。") from error


def lists_of(sheets: Iterable[Rows], heads: Heads,
             is_head: Callable[[Collection[str]], bool]) -> Iterator[Listed]:
    """The lists on the sheets; ``is_head`` says of the roles found in a row whether it is a
    head."""
    for rows in sheets:
        if (listed := _listed(rows, heads, is_head)) is not None:
            yield listed


def _rows(sheet: CalamineSheet) -> Rows:
    """What is merged over several rows stands in each of them."""
    rows = [[_text(cell) for cell in row] for row in sheet.to_python()]
    above, before = sheet.start or (0, 0)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        first, column = top - above, left - before
        if left == right and first >= 0 and rows[first:] and 0 <= column < len(rows[first]):
            for row in rows[first + 1:bottom - above + 1]:
                row[column] = rows[first][column]
    return rows


def _listed(rows: Sequence[Sequence[str]], heads: Heads,
            is_head: Callable[[Collection[str]], bool]) -> Listed | None:
    for place, texts in enumerate(rows[:_HEAD_WITHIN]):
        columns = {role: at for role, names in heads.items()
                   if (at := _column(texts, names)) is not None}
        if is_head(columns.keys()):
            return Listed({role: texts[at] for role, at in columns.items()}, columns, [
                {role: row[at] for role, at in columns.items()}
                for row in rows[place + 1:]])
    return None


def _column(texts: Sequence[str], names: Sequence[str]) -> int | None:
    heads = [_BRACKETS.sub("", text) for text in texts]
    return next((heads.index(name) for name in names if name in heads), None)


def _text(cell: Any) -> str:
    if isinstance(cell, float):
        exact = from_double(cell)
        return str(exact.numerator) if exact.denominator == 1 else f"{cell:.15g}"
    return re.sub(r"\s+", "", str(cell))
