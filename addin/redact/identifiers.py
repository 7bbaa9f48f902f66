"""Names that a package gives to its own things (sheets, ranges, bookmarks): where one of them holds
something personal the thing gets another name, and everything that calls it by the old one follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from addin.package.xml import Element, attributes, local
from addin.redact.ledger import Ledger
from scoring.personal import CROSS, Found, covered, find

_NAMED = {"sheet": ("name",), "definedName": ("name",), "table": ("name", "displayName"),
          "bookmarkStart": ("name",), "sheetPr": ("codeName",)}
_FORMULAS = frozenset({
    "f", "formula", "formula1", "formula2", "definedName", "oldFormula", "calculatedColumnFormula",
    "totalsRowFormula", "instrText", "FmlaMacro", "FmlaLink", "FmlaRange", "FmlaTxbx"})
_CALLS = frozenset({"location", "textlink", "fmlaLink", "fmlaRange", "fmlaMacro", "fmlaTxbx",
                    "listFillRange", "linkedCell", "macro", "anchor", "instr", "sheet"})
_APART = r'"(?:[^"]|"")*"|\[[^\]]*\]'
"""Texts in a formula and the columns of a table are covered as the cells are that they equal."""
_COVER = "_"
"""What a name may hold everywhere: a cross may not stand in a defined name."""


def rename(roots: Mapping[str, Element], ledger: Ledger) -> None:
    """Give new names, and write them wherever formulas, links and fields use the old ones."""
    new = _new_names(roots.values(), ledger)
    if not new:
        return
    old = "|".join(map(re.escape, sorted(new, key=len, reverse=True)))
    calls = re.compile(f"{_APART}|(?P<name>{old})")

    def renamed(text: str) -> str:
        return calls.sub(lambda match: new[match[0]] if match["name"] else match[0], text)

    for root in roots.values():
        for node in root.iter("*"):
            for name, value in attributes(node):
                short = name.rpartition("}")[2]
                if short in _CALLS or short in _NAMED.get(local(node), ()):
                    node.set(name, renamed(value))
            if node.text and local(node) in _FORMULAS:
                node.text = renamed(node.text)


def _new_names(roots: Iterable[Element], ledger: Ledger) -> dict[str, str]:
    names = dict.fromkeys(name for root in roots for name in _names(root))
    taken = {name.lower() for name in names}
    new: dict[str, str] = {}
    for name in names:
        found = [*find(name), *ledger.known.find(name)] if not name.startswith("_xlnm.") else []
        if found and (renamed := _covered(name, found)) != name:
            number = 1
            while renamed.lower() in taken:
                number += 1
                renamed = f"{_covered(name, found)[:28]}{_COVER}{number}"
            taken.add(renamed.lower())
            new[name] = renamed
            ledger.cover(found, f"名称“{renamed}”")
    return new


def _names(root: Element) -> Iterator[str]:
    for node in root.iter("*"):
        for attribute in _NAMED.get(local(node), ()):
            for key, value in attributes(node):
                if key.rpartition("}")[2] == attribute and value:
                    yield value


def _covered(name: str, found: list[Found]) -> str:
    apart: list[Found] = []
    for each in found:
        if all(each.end <= other.start or each.start >= other.end for other in apart):
            apart.append(each)
    return covered(name, apart).replace(CROSS, _COVER)
