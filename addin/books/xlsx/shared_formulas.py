"""Formulas that share one text: the first cell of a group holds it, the others only its number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from addin.books.xlsx.formulas import shifted
from addin.books.xlsx.sheet import Place, placed_cells, placed_rows
from addin.package.xml import Element, namespace

MOST_WRITTEN_OUT = 4_000_000
"""Characters that a group may come to when each of its cells gets a text of its own."""

Group = Sequence[tuple[Place, Element]]
"""Formulas with the places of their cells."""


def groups(root: Element) -> Iterator[Group]:
    """All formulas of a sheet, those that share one text together."""
    main = namespace(root)
    shared: dict[str, list[tuple[Place, Element]]] = {}
    for row, row_node in placed_rows(root):
        for column, node in placed_cells(row_node, f"{main}c"):
            formula = node.find(f"{main}f")
            if formula is not None and formula.get("t") == "shared":
                shared.setdefault(formula.get("si", ""), []).append(((row, column), formula))
            elif formula is not None:
                yield [((row, column), formula)]
    yield from shared.values()


def master(group: Group) -> tuple[Place, str]:
    """Where the text of the group stands, and the text."""
    place, formula = next((each for each in group if each[1].text), group[0])
    return place, formula.text or ""


def writable_out(group: Group) -> bool:
    return len(group) * len(master(group)[1]) <= MOST_WRITTEN_OUT


def write_out(group: Group) -> None:
    """Give every member its own text."""
    (row, column), text = master(group)
    for place, formula in group:
        formula.attrib.clear()
        formula.text = shifted(text, place[0] - row, place[1] - column)
