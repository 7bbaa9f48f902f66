"""Formulas replaced by the values they show, where they read what will be taken away."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from addin.books.xlsx.formulas import UNKNOWN, references
from addin.books.xlsx.shared_formulas import groups, master, writable_out, write_out
from addin.books.xlsx.sheet import Place
from addin.books.xlsx.workbook import DefinedName
from addin.package.xml import Element

_OUTSIDE = re.compile(r"\[[^\[\]]+\][^'!\[\]]*'?!", re.IGNORECASE)
_OURS = re.compile(r"\bPE_\w+\(", re.IGNORECASE)


@dataclass(frozen=True)
class Doomed:
    """Which formulas can't stay: those that read ``sheets``, other workbooks, or unknown cells."""

    sheets: Collection[str]
    names: Collection[DefinedName]

    @cached_property
    def _sheets(self) -> frozenset[str]:
        return frozenset(sheet.lower() for sheet in self.sheets)

    @cached_property
    def lost_names(self) -> frozenset[str]:
        """Defined names that lead, directly or through others, to what is taken away."""
        readers: dict[str, list[str]] = {}
        for name in self.names:
            for each in references(name.refers_to):
                readers.setdefault(each.name.lower(), []).append(name.name.lower())
        waiting = [name.name.lower() for name in self.names if self._reads(name.refers_to, ())]
        lost = set(waiting)
        while waiting:
            more = set(readers.get(waiting.pop(), ())) - lost
            lost |= more
            waiting += more
        return frozenset(lost)

    def hits(self, formula: str) -> bool:
        return bool(_OURS.search(formula)) or self._reads(formula, self.lost_names)

    def _reads(self, formula: str, lost: Collection[str]) -> bool:
        if _OUTSIDE.search(re.sub(r'"(?:[^"]|"")*"', "", formula)):
            return True
        return any(self._gone(each.sheet) or each.name.lower() in lost
                   or (each == UNKNOWN and bool(self._sheets)) for each in references(formula))

    def _gone(self, sheet: str | None) -> bool:
        """Whether a sheet, or one end of a range of sheets, is taken away."""
        return sheet is not None and (":" in sheet or sheet.lower() in self._sheets)


def freeze(root: Element, doomed: Doomed, also: Iterable[Place] = ()) -> list[Place]:
    """Take the doomed formulas out of a sheet, and those at ``also``; stored values stay."""
    forced = set(also)
    frozen: list[Place] = []
    for group in groups(root):
        gone = [each for each in group if each[0] in forced]
        if doomed.hits(master(group)[1]) or (gone and not writable_out(group)):
            gone = list(group)
        if gone and len(gone) < len(group):
            write_out(group)
        for place, formula in gone:
            if (cell := formula.getparent()) is not None:
                cell.remove(formula)
            frozen.append(place)
    return sorted(frozen)
