"""Indicators that have one weight and one score together, in cells merged over all of them: one
row, that a person judges as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from addin.forms.finder import Found
from scoring.filing import Entry, Row
from scoring.findings.entries import shown


def with_joined_points(found: Found, rows: Sequence[tuple[int, Row]]) -> list[tuple[int, Row]]:
    """The rows with their row numbers; those whose weight and score are merged as one, joined."""
    known = dict(rows)
    return [(group[0], _joined([known[slot] for slot in group]))
            for group in _groups(found, list(known))]


def _groups(found: Found, slots: Sequence[int]) -> list[list[int]]:
    columns = [found.columns.get(role, 0) for role in ("weight", "score")]
    groups: list[list[int]] = []
    for slot in slots:
        tops = {found.grid.area(slot, column).top for column in columns if column}
        if all(columns) and groups and len(tops) == 1 and max(tops) <= groups[-1][-1]:
            groups[-1].append(slot)
        else:
            groups.append([slot])
    return groups


def _joined(rows: Sequence[Row]) -> Row:
    if len(rows) == 1:
        return rows[0]
    first = rows[0]
    names = _listed([row.levels[-1] for row in rows], "、")
    return replace(
        first, levels=(*first.levels[:-1], names), target=_listed([row.target for row in rows]),
        actual=_listed([row.actual for row in rows]), reason=_listed([row.reason for row in rows]),
        standard=_listed([row.standard for row in rows]),
        explanation=_listed([row.explanation for row in rows]),
        hidden=all(row.hidden for row in rows))


def _listed(entries: Sequence[Entry], between: str = "；") -> Entry:
    """What stands in the cells, in the first of those that hold anything; one cell once."""
    own = list({entry.cell: entry for entry in entries if not entry.blank}.values())
    if len(own) > 1:
        return Entry(between.join(map(shown, own)), cell=own[0].cell)
    return own[0] if own else entries[0]
