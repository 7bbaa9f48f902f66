"""审核结果.xlsx made by hand, in as few words as a letter needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from addin.pages.review import tables as t
from addin.pages.review.cells import Row
from addin.pages.review.sheet import Filled
from addin.pages.review.write import write_workbook

PLACE, YEAR = "甲县", 2023


def round_file(target: Path, forms: Sequence[Sequence[str]], problems: Sequence[Sequence[Any]],
               place: str = PLACE, away: Sequence[str] = (), files: Mapping[str, str] = {}) -> Path:
    """Forms are [department, unit, project, key], problems [key, severity, message, send] and what
    else stands in their rows; ``away`` are keys of forms that were not handed in again."""
    whose = {key: (department, unit, project) for department, unit, project, key in forms}
    summary = [{**_form(key, *named, place), t.FILE: files.get(key, f"{key}.xlsx")} for key, named in whose.items() if key not in away]
    listed = [{**_problem(*each[:4], whose[each[0]], number),
               **{name: said for more in each[4:] for name, said in more.items()}}
              for number, each in enumerate(problems)]
    target.write_bytes(write_workbook(
        [_filled(t.SUMMARY, summary), _filled(t.PROBLEMS, listed)], "审核结果", target))
    return target


def _filled(table: t.Table, rows: list[Row]) -> Filled:
    return Filled(table, lambda: iter(rows), len(rows))


def _form(key: str, department: str, unit: str, project: str, place: str) -> Row:
    return {t.DEPARTMENT: department, t.UNIT: unit, t.PROJECT: project, t.YEAR: YEAR,
            t.PLACE: place, t.SCOPE: _scope(project),
            t.FILED: Fraction(98), t.FILE: f"{key}.xlsx", t.FORM: 1, t.KEY: key}


def _scope(project: str) -> str:
    return "项目支出" if project else "部门整体支出"


def _problem(key: str, severity: str, said: str, send: str, whose: tuple[str, str, str],
             number: int) -> Row:
    return {**dict(zip((t.DEPARTMENT, t.UNIT, t.PROJECT), whose, strict=True)),
            t.YEAR: YEAR, t.SCOPE: _scope(whose[2]), t.SEVERITY: severity, t.MESSAGE: said, t.LETTER: send, t.FILE: f"{key}.xlsx",
            t.CELLS: "自评表!H8", t.KEY: f"{key}|{number}", t.FORM_KEY: key}
