"""What styles.xml says of a cell: its number format, its type size, whether it is locked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from lxml import etree

from addin.books.xlsx.number_formats import BUILT_IN
from addin.package.kept import kept
from addin.package.relations import Parts
from addin.package.xml import Element, namespace, parse, truthy, whole

_GENERAL = "General"
_SIZE = 11
"""Office's own, where a file says nothing."""


class Styles:
    """By what a cell's ``s`` says; parsed when the first cell asks."""

    def __init__(self, package: Parts, part: str | None) -> None:
        self._package = package
        self._part = part
        self.asked: dict[str, str] = {}
        """The number formats that were asked for so far."""

    def number_format(self, style: str) -> str:
        index, formats = whole(style), self._formats
        found = self.asked[style] = formats[index] if index < len(formats) else _GENERAL
        return found

    @cached_property
    def struck(self) -> frozenset[str]:
        """The styles under which a cell is struck out."""
        content = b"" if self._part is None else self._package.read(self._part)
        if b"strike" not in content:
            return frozenset()
        main = self._main
        marks = (font.find(f"{main}strike")
                 for font in self._root.iterfind(f"{main}fonts/{main}font"))
        fonts = {place for place, mark in enumerate(marks)
                 if mark is not None and truthy(mark.get("val"), default=True)}
        return frozenset(str(place) for place, style in enumerate(self._styles)
                         if whole(style.get("fontId")) in fonts)

    def locked(self, style: int) -> bool:
        found = self._style(style)
        protection = None if found is None else found.find(f"{self._main}protection")
        return protection is None or truthy(protection.get("locked"), default=True)

    def size(self, style: int) -> int:
        """In points, a part of one counted as a whole."""
        found, sizes = self._style(style), self._sizes
        font = len(sizes) if found is None else whole(found.get("fontId"))
        return sizes[font] if font < len(sizes) else _SIZE

    def _style(self, index: int) -> Element | None:
        return self._styles[index] if index < len(self._styles) else None

    @cached_property
    def _formats(self) -> Sequence[str]:
        part = self._part
        return () if part is None else _number_formats(self._package.read(part), part)

    @cached_property
    def _root(self) -> Element:
        if self._part is None:
            return etree.Element("styleSheet")
        return parse(self._package.read(self._part), self._part)

    @property
    def _main(self) -> str:
        return namespace(self._root)

    @cached_property
    def _styles(self) -> list[Element]:
        return self._root.findall(f"{self._main}cellXfs/{self._main}xf")

    @cached_property
    def _sizes(self) -> list[int]:
        main = self._main
        return [_size(node) for node in self._root.iterfind(f"{main}fonts/{main}font/{main}sz")]


@kept
def _number_formats(content: bytes, part: str) -> Sequence[str]:
    """The number format of every style, in their order."""
    root = parse(content, part)
    main = namespace(root)
    codes = BUILT_IN | {whole(node.get("numFmtId")): node.get("formatCode", _GENERAL)
                        for node in root.iterfind(f"{main}numFmts/{main}numFmt")}
    return tuple(codes.get(whole(node.get("numFmtId")), _GENERAL)
                 for node in root.iterfind(f"{main}cellXfs/{main}xf"))


def _size(node: Element) -> int:
    points, _, part = node.get("val", "").partition(".")
    return whole(points, _SIZE) + bool(part.strip("0"))
