"""The columns of the sheet 评分计算, and where the lines of each form stand on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from addin.books.book import OUR_FORMULAS, column_letters
from addin.formulas.lines import LEVELS, POSITION, Line, Lines

NAME = OUR_FORMULAS
HEADERS = ("指标", "目标文字", "符号", "目标数", "单位", "实际数", "比率或数量", "适用规定", "应得分",
           "可得范围", "结论", "说明", "条款")
NAMED, LOW, HIGH, FORMULA = "指标", "下限", "上限", "公式"
WEIGHT, COUNTED = "计权", "计入"
"""The weight of a row and what it gives to the total, by which the total is made."""
READ, TYPED = "所读", ("目标值", "实际值", "分值")
"""What is typed in a row, as it was read: on a copy of the form something else may stand there."""
HELPERS = (POSITION, LOW, HIGH, FORMULA, WEIGHT, COUNTED, READ, *LEVELS)
"""Beyond the columns for people, before the steps of the rules."""
_FIRST_HELPER = len(HEADERS) + 1
FIRST_STEP = _FIRST_HELPER + len(HELPERS)
HEAD_ROWS = 4
SCORE = column_letters(HEADERS.index("应得分") + 1)


def column_of(name: str) -> str:
    """The letters of one of the columns that every row has."""
    if name in HEADERS:
        return column_letters(HEADERS.index(name) + 1)
    return column_letters(_FIRST_HELPER + HELPERS.index(name))


@dataclass(frozen=True)
class Section:
    """The lines of one form and where they stand on the sheet: ``top`` is the row of the first."""

    lines: Lines
    top: int

    @property
    def bottom(self) -> int:
        return self.top + len(self.lines.all) - 1

    @property
    def moving(self) -> tuple[int, int]:
        """The first and the last row of the lines that go by their places."""
        return self.top + len(self.lines.fixed), self.bottom

    def row_of(self, line: Line) -> int:
        return self.top + self.lines.all.index(line)

    def area(self, name: str) -> str:
        letters = column_of(name)
        return f"${letters}${self.top}:${letters}${self.bottom}"


def sections(forms: Sequence[Lines]) -> tuple[Section, ...]:
    """The forms one below the other, each with a title, a note, its check and its headers."""
    found, top = [], HEAD_ROWS + 1
    for lines in forms:
        found.append(Section(lines, top))
        top += len(lines.all) + HEAD_ROWS + 1
    return tuple(found)


def limits(section: Section) -> dict[str, str]:
    """The names of the whole workbook by which limits are read, with their columns: a limit of a
    cell may name no other sheet in older programs."""
    number = section.lines.form.number
    more = "" if number == 1 else str(number)
    return {f"可得{LOW}{more}": LOW, f"可得{HIGH}{more}": HIGH, f"应得分{more}": "应得分",
            f"{READ}{more}": READ}


def as_read(cells: Mapping[str, str]) -> str:
    """What is typed in a row, as one text: ``cells`` are those that it has, by what rules call
    them. Empty where it has none."""
    return '&"|"&'.join(cells[name] for name in TYPED if name in cells)


__all__ = ["COUNTED", "FIRST_STEP", "FORMULA", "HEADERS", "HEAD_ROWS", "HELPERS", "HIGH",
           "LEVELS", "LOW", "NAME", "NAMED", "READ", "SCORE", "WEIGHT", "Section", "as_read",
           "column_of", "limits",
           "sections"]
