"""Where a row of 评分计算 finds its texts and figures: references as a formula writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from addin.books.book import column_letters, split_address
from addin.books.xlsx.places import area
from addin.forms.finder import Found
from addin.forms.read import Form
from scoring.awards.figures import form_figures
from scoring.formulas.columns import Figure
from scoring.formulas.evaluate import Value
from scoring.formulas.expr import ONE_OF, Name
from scoring.rules.input import TABLE_COLUMNS
from scoring.rules.inputs import inputs_of
from scoring.rules.ruleset import Ruleset

OWN = {"weight": "分值", "target": "目标值", "actual": "实际值", "reason": "偏差原因",
       "level1": "一级", "level2": "二级", "level3": "三级", "level4": "四级"}
"""Columns of a form, and what a rule's formulas call the cell of a row in them."""
_PLAIN_SHEET = re.compile(r"[^\W\d]\w*")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*")


def sheet_of(name: str) -> str:
    """The sheet's name as a formula writes it.

    >>> sheet_of("自评表"), sheet_of("2023年 自评表"), sheet_of("A1")
    ('自评表', "'2023年 自评表'", "'A1'")
    """
    plain = _PLAIN_SHEET.fullmatch(name) and not _LIKE_A_CELL.fullmatch(name)
    return name if plain else quoted(name)


def quoted(name: str) -> str:
    doubled = name.replace("'", "''")
    return f"'{doubled}'"


@dataclass(frozen=True, slots=True)
class Figures:
    """The named figures of a workbook: what they are, and where each stands."""

    known: Mapping[str, Figure] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    """Name → ``基础数据!$F$4`` or an area of cells, as a formula writes it."""
    table: Sequence[int] = ()
    """The columns in which a 表 keeps its 名称, 目标值, 实际值 and 档次."""

    def reference(self, name: Name) -> str:
        """The cells behind a name; of a 表, one cell of one of its lines; of a list, one of them."""
        where = self.areas[name.name]
        if name.column not in (ONE_OF, *TABLE_COLUMNS):
            return where
        sheet, _, cells = where.rpartition("!")
        found = area(cells)
        assert found is not None
        if name.column == ONE_OF:
            down, along = divmod(name.line - 1, found.right - found.left + 1)
            return f"{sheet}!${column_letters(found.left + along)}${found.top + down}"
        column = column_letters(self.table[TABLE_COLUMNS.index(name.column)])
        return f"{sheet}!${column}${found.top + name.line - 1}"


def figures_of(form: Form, ruleset: Ruleset, named: Mapping[str, str],
               table: Sequence[int]) -> Figures:
    """The funds table's figures and those of 基础数据: ``named`` are the names of the workbook, with
    what they stand for."""
    areas = dict(_of_funds(form))
    known = {name: Figure(form.filing.unit) for name in areas}
    for spec in inputs_of(ruleset):
        if where := named.get(spec.name):
            areas[spec.name] = _absolute(where)
            known[spec.name] = Figure(spec.unit, spec.count)
    return Figures(known, areas, table)


def _of_funds(form: Form) -> Iterator[tuple[str, str]]:
    for name, entry in form_figures(form.filing).items():
        if entry.cell and name not in form.filing.inputs:
            yield name, absolute(entry.cell)


def absolute(cell: str) -> str:
    """``自评表!$E$8``."""
    sheet, row, column = split_address(cell)
    return f"{sheet_of(sheet)}!${column_letters(column)}${row}"


def _absolute(where: str) -> str:
    """An area as we write it, whatever program has stored it."""
    sheet, _, cells = where.lstrip("=").rpartition("!")
    plain = sheet.strip("'").replace("''", "'").lstrip("$")
    return f"{sheet_of(plain)}!{cells}"


class Reader(Protocol):
    """What stands in the cells of a reference now, and how the first of them is shown."""

    def value(self, reference: str) -> Value: ...
    def format(self, reference: str) -> str:
        """As CELL("format") says it: P2 for a percentage of two places, G."""


@dataclass(frozen=True, slots=True)
class Positions:
    """A form whose rows clerks write: its line ``place``, counted from 1 below the header, is
    whatever stands there now, however rows were inserted, copied or sorted."""

    found: Found

    @property
    def top(self) -> int:
        return self.found.header_row

    @property
    def bottom(self) -> int:
        """The row of the total: the lines end above it."""
        assert self.found.total_row is not None
        return self.found.total_row

    def column(self, column: int) -> str:
        """The column from the header to the total, which grows with every row put in between."""
        letters = column_letters(column)
        sheet = sheet_of(self.found.grid.name)
        return f"{sheet}!${letters}${self.top}:${letters}${self.bottom}"

    def at(self, column: int, line: str) -> str:
        """The cell of the column in the line."""
        return f"INDEX({self.column(column)},{line})"

    def above(self, column: int, line: str) -> str:
        """The column from the header down to the line."""
        letters = column_letters(column)
        start = f"{sheet_of(self.found.grid.name)}!${letters}${self.top}"
        return f"{start}:{self.at(column, line)}"


def read_at(source: str) -> str:
    """The cell's content, and a text without letters where it is blank: a reference alone would
    make a blank a zero."""
    return f'IF({source}="","",{source})'


def last_above(cells: str) -> str:
    """The last text in the cells: that of a level which goes over several rows."""
    return f'LOOKUP(2,1/({cells}<>""),{cells})'
