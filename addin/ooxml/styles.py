"""What styles.xml says of a cell: its number format, and whether it is locked."""

from __future__ import annotations

from dataclasses import dataclass

from addin.ooxml.number_formats import BUILT_IN
from addin.ooxml.relations import Parts
from addin.ooxml.xml import namespace, parse, truthy, whole


@dataclass(frozen=True, slots=True)
class Styles:
    """By the index a cell's ``s`` gives."""

    formats: tuple[str, ...]
    locks: tuple[bool, ...]

    def number_format(self, index: int) -> str:
        return self.formats[index] if index < len(self.formats) else "General"

    def locked(self, index: int) -> bool:
        return self.locks[index] if index < len(self.locks) else True


def read_styles(package: Parts, part: str | None) -> Styles:
    if part is None:
        return Styles((), ())
    root = parse(package.read(part), part)
    main = namespace(root)
    codes = dict(BUILT_IN)
    for node in root.iterfind(f"{main}numFmts/{main}numFmt"):
        codes[whole(node.get("numFmtId"))] = node.get("formatCode", "General")
    formats, locks = [], []
    for node in root.iterfind(f"{main}cellXfs/{main}xf"):
        formats.append(codes.get(whole(node.get("numFmtId")), "General"))
        protection = node.find(f"{main}protection")
        locks.append(protection is None or truthy(protection.get("locked"), default=True))
    return Styles(tuple(formats), tuple(locks))
