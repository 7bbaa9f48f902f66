"""What styles.xml says of a cell: its number format, its type size, whether it is locked."""

from __future__ import annotations

from dataclasses import dataclass

from addin.ooxml.number_formats import BUILT_IN
from addin.ooxml.relations import Parts
from addin.ooxml.xml import Element, namespace, parse, truthy, whole

_SIZE = 11
"""Office's own, where a file says nothing."""


@dataclass(frozen=True, slots=True)
class Styles:
    """By the index a cell's ``s`` gives."""

    formats: tuple[str, ...]
    locks: tuple[bool, ...]
    sizes: tuple[int, ...]

    def number_format(self, index: int) -> str:
        return self.formats[index] if index < len(self.formats) else "General"

    def locked(self, index: int) -> bool:
        return self.locks[index] if index < len(self.locks) else True

    def size(self, index: int) -> int:
        """In points, a part of one counted as a whole."""
        return self.sizes[index] if index < len(self.sizes) else _SIZE


def read_styles(package: Parts, part: str | None) -> Styles:
    if part is None:
        return Styles((), (), ())
    root = parse(package.read(part), part)
    main = namespace(root)
    codes = dict(BUILT_IN)
    for node in root.iterfind(f"{main}numFmts/{main}numFmt"):
        codes[whole(node.get("numFmtId"))] = node.get("formatCode", "General")
    fonts = [_size(node) for node in root.iterfind(f"{main}fonts/{main}font/{main}sz")]
    formats, locks, sizes = [], [], []
    for node in root.iterfind(f"{main}cellXfs/{main}xf"):
        formats.append(codes.get(whole(node.get("numFmtId")), "General"))
        protection = node.find(f"{main}protection")
        locks.append(protection is None or truthy(protection.get("locked"), default=True))
        font = whole(node.get("fontId"))
        sizes.append(fonts[font] if font < len(fonts) else _SIZE)
    return Styles(tuple(formats), tuple(locks), tuple(sizes))


def _size(node: Element) -> int:
    points, _, part = node.get("val", "").partition(".")
    return whole(points, _SIZE) + bool(part.strip("0"))
