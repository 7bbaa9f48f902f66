"""Columns that people added to sheets of the last round stand in this one's too, by their heads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from addin.pages.review import tables as t
from addin.pages.review.cells import Row, Value
from addin.pages.review.read import Round
from addin.pages.review.sheet import Filled

_WIDTH = 16
_WHOSE = (t.DEPARTMENT, t.UNIT, t.PROJECT, t.CODE)
_KNOWN_BY: Mapping[str, tuple[str, ...]] = {
    t.SUMMARY.name: (t.KEY,), t.PROBLEMS.name: (t.KEY,), t.SAMPLE.name: (t.FORM_KEY,),
    t.QUALITY.name: (t.DEPARTMENT, t.UNIT), t.GRADES.name: ("等级",), t.KINDS.name: (t.TITLE,),
    t.YEARLY.name: ("事项",), t.ROSTER.name: _WHOSE, t.TARGETS.name: _WHOSE,
    t.FILES.name: (t.FILE,)}
"""By the sheet what a row of it is known by in the next round."""


def with_own_columns(sheets: Sequence[Filled], before: Round) -> list[Filled]:
    """The sheets with people's columns; a row that has a value there already keeps it."""
    return [_longer(each, before) if before.own.get(each.table.name) else each for each in sheets]


def _longer(filled: Filled, before: Round) -> Filled:
    table, own = filled.table, before.own[filled.table.name]
    keys = _KNOWN_BY.get(table.name, ())
    held = {_known(row, keys): row for row in reversed(before.rows(table))} if keys else {}
    links = [at for at, each in enumerate(table.columns) if each.name == t.LINK]
    at = links[0] if links else len(table.columns)
    names = [name for name in own if name not in {each.name for each in table.columns}]
    more = tuple(t.Column(name, _WIDTH, "own") for name in names)

    def rows() -> Iterator[Row]:
        for row in filled.rows():
            old = held.get(_known(row, keys), {})
            yield {**{name: old.get(name, "") for name in names}, **row}

    return replace(filled, rows=rows, table=replace(
        table, columns=(*table.columns[:at], *more, *table.columns[at:])))


def _known(row: Mapping[str, Value], keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(str(row.get(name) or "").strip() for name in keys)
