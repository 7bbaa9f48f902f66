"""Texts: the shared table, rich text as plain text, phonetic guides left out."""

from __future__ import annotations

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
    """The text of an ``si`` or ``is``: its own ``t`` and those of its runs, in order, but for what
    is struck out. ``main`` is the namespace of the part."""
    if len(item) == 1 and (only := item[0]).tag == f"{main}t":
        return read_text(only.text or "")
    return read_text("".join(
        child.text or "" if child.tag == f"{main}t" else _run_text(child, main)
        for child in item if child.tag in (f"{main}t", f"{main}r")))


def _run_text(run: Element, main: str) -> str:
    text, look = run.findtext(f"{main}t") or "", run.find(f"{main}rPr")
    if look is None:
        return text
    if (strike := look.find(f"{main}strike")) is not None and truthy(
            strike.get("val"), default=True):
        return ""
    place = look.find(f"{main}vertAlign")
    return raised(text) if place is not None and place.get("val") == "superscript" else text
