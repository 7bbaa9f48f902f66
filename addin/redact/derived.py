"""Formulas that read what was covered, and show it too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from addin.books.book import Area, address
from addin.books.xlsx.dependents import dependents, formula_cells
from addin.books.xlsx.edits import write_content
from addin.books.xlsx.sheet import Place, placed_cells, placed_rows
from addin.books.xlsx.workbook import DefinedName
from addin.package.xml import Element, namespace
from addin.redact.ledger import Ledger
from scoring.values.exact import from_double, show


def cover_derived(roots: Mapping[str, Element], changed: Mapping[str, Sequence[Place]],
                  names: Iterable[DefinedName], ledger: Ledger) -> None:
    """Renew the stored values of formulas that read a covered cell, directly or through others;
    the formulas stay. ``roots`` and ``changed`` are by the name of the sheet."""
    areas = [(name, Area(*place, *place)) for name, places in changed.items() for place in places]
    formulas = [each for name, root in roots.items() if areas and has_formulas(root)
                for each in formula_cells(root, name)]
    shown: dict[str, list[Area]] = {}
    for each in dependents(formulas, names, areas) if formulas else ():
        shown.setdefault(each.sheet, []).append(each.extent)
    for name, extents in shown.items():
        _renew(name, roots[name], extents, ledger)


def has_formulas(root: Element) -> bool:
    return next(root.iter(f"{namespace(root)}f"), None) is not None


def _renew(name: str, root: Element, extents: Sequence[Area], ledger: Ledger) -> None:
    """An extent costs what the used cells cost: it is never taken apart."""
    alone = {(each.top, each.left) for each in extents}
    wide = {each for each in extents if (each.top, each.left) != (each.bottom, each.right)}
    for place, node, value in _values(root):
        shows = place in alone or any(each.covers(*place) for each in wide)
        if shows and (text := _shown_instead(value, node, ledger)):
            node.remove(value)
            write_content(node, text, computed=True)
            ledger.remove("公式显示的也已遮盖", address(*place, name))


def _shown_instead(value: Element, node: Element, ledger: Ledger) -> str:
    """What a formula shows when a cell that it reads was covered; "" where that does not show."""
    text = value.text or ""
    if node.get("t", "n") == "n":
        try:
            text = show(from_double(float(text)))
        except (ValueError, OverflowError):
            return ""
        return ledger.originals.get(text, "")
    for original, shown in ledger.originals.items():
        if len(original) > 2 or original == text.strip():
            text = text.replace(original, shown)
    return text if text != value.text else ""


def _values(root: Element) -> Iterator[tuple[Place, Element, Element]]:
    """The stored values of all cells, formulas' and array formulas' alike."""
    main = namespace(root)
    for row, row_node in placed_rows(root):
        for column, cell in placed_cells(row_node, f"{main}c"):
            value = cell.find(f"{main}v")
            if value is not None and cell.get("t", "n") in ("n", "str"):
                yield (row, column), cell, value
