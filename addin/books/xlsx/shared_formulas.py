"""Formulas that share one text: the first cell of a group holds it, the others only its number."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from addin.books.book import address
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


def share_formulas(root: Element, following: Collection[Place]) -> None:
    """Let the formulas at these places share the text of the one above them."""
    main = namespace(root)
    nodes = {(row, column): formula for row, line in placed_rows(root)
             for column, node in placed_cells(line, f"{main}c")
             if (formula := node.find(f"{main}f")) is not None} if following else {}
    groups: dict[Place, str] = {}
    for row, column in sorted(following, key=lambda place: (place[1], place[0])):
        first = groups.get((row - 1, column)) or str(len(set(groups.values())))
        master = nodes[row - 1, column]
        if (row - 1, column) not in groups:
            master.set("t", "shared")
            master.set("ref", f"{address(row - 1, column)}:{address(row, column)}")
            master.set("si", first)
        groups[row, column] = first
        _follow(nodes[row, column], first)
    for (row, column), number in groups.items():
        if (row + 1, column) not in groups:
            top = next(above for above in range(row, 0, -1) if (above, column) not in groups)
            nodes[top, column].set("ref", f"{address(top, column)}:{address(row, column)}")
            assert nodes[top, column].get("si") == number


def _follow(formula: Element, number: str) -> None:
    formula.text = None
    formula.set("t", "shared")
    formula.set("si", number)
