"""Texts: the shared table, rich text as plain text, phonetic guides left out."""

from __future__ import annotations

from collections.abc import Sequence

from addin.books.marks import raised
from addin.package.relations import Parts
from addin.package.xml import Element, namespace, parse, read_text, truthy


class SharedStrings:
    """The workbook's table of texts, parsed when the first text is asked for."""

    def __init__(self, package: Parts, part: str | None) -> None:
        self._package = package
        self._part = part
        self._items: list[Element] | None = None
        self._main = ""
        self._known: dict[int, str] = {}

    def __getitem__(self, index: int) -> str:
        if index not in self._known:
            self._known[index] = self._read(index)
        return self._known[index]

    def _read(self, index: int) -> str:
        if self._items is None:
            self._items = self._parse()
        return plain_text(self._items[index], self._main) if 0 <= index < len(self._items) else ""

    def _parse(self) -> list[Element]:
        if self._part is None:
            return []
        root = parse(self._package.read(self._part), self._part)
        self._main = namespace(root)
        return list(root.iterchildren(f"{self._main}si"))


def plain_text(item: Element, main: str) -> str:
    """The text of an ``si`` or ``is``: its own ``t`` and those of its runs, in order, but what is
    struck out beside what stands instead. ``main`` is the namespace of the part."""
    if len(item) == 1 and (only := item[0]).tag == f"{main}t":
        return read_text(only.text or "")
    parts = [child for child in item if child.tag in (f"{main}t", f"{main}r")]
    standing = [part for part in parts if not _is_struck(part, main)]
    return _joined(standing, main) or _joined(parts, main)


def _joined(parts: Sequence[Element], main: str) -> str:
    text = ""
    for part in parts:
        said = (part.text if part.tag == f"{main}t" else part.findtext(f"{main}t")) or ""
        text += raised(text, said) if _is_raised(part, main) else said
    return read_text(text)


def _is_raised(run: Element, main: str) -> bool:
    mark = run.find(f"{main}rPr/{main}vertAlign")
    return mark is not None and mark.get("val") == "superscript"


def _is_struck(run: Element, main: str) -> bool:
    """How a clerk corrects what stands in a cell: ~~20~~ 19."""
    mark = run.find(f"{main}rPr/{main}strike")
    return mark is not None and truthy(mark.get("val"), default=True)
