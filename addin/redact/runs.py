"""A text that is split into pieces: the runs of a cell, a paragraph, a shape. A mask is as long as
what it covers, so that every piece keeps its share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from addin.package.xml import Element, local
from scoring.personal import Found, covered

Said = Callable[[Element], str]
_HEADERS = frozenset({"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader",
                      "firstFooter"})


@dataclass(frozen=True, slots=True)
class Pieces:
    """Elements that make up one text together. ``said`` is what each stands for; where that is
    not its own text (a tab, a line break) it is never written."""

    nodes: Sequence[Element]
    said: tuple[str, ...]

    @classmethod
    def of(cls, nodes: Sequence[Element], said: Said | None = None) -> Pieces:
        return cls(nodes, tuple(said(node) if said is not None else node.text or ""
                                for node in nodes))

    @property
    def text(self) -> str:
        return "".join(self.said)

    def write(self, text: str) -> None:
        """Give every piece its share of a text that is as long as the old one."""
        start = 0
        for node, old in zip(self.nodes, self.said, strict=True):
            new = text[start : start + len(old)]
            if new != old and old == (node.text or ""):
                node.text = new
            start += len(old)

    def lay(self, found: Sequence[Found]) -> None:
        if found:
            self.write(covered(self.text, found))


def is_header(node: Element) -> bool:
    """Whether the element is a sheet's header or footer."""
    return local(node) in _HEADERS
