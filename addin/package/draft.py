"""A package being changed: parts written, added and dropped, with the arrows that lead to them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator

from lxml import etree

from addin.package.archive import Archive, canonical
from addin.package.relations import (
    RELATIONS_NAMESPACE,
    TYPES,
    TYPES_NAMESPACE,
    relations_part,
    resolve,
    target_of,
)
from addin.package.xml import Element, new_root, parse, serialise


class Draft:
    """A package being changed: what was written is read back, the rest comes from the archive."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.changes: dict[str, bytes | None] = {}

    def __contains__(self, part: str) -> bool:
        part = self.archive.spelled(part)
        if part in self.changes:
            return self.changes[part] is not None
        return part in self.archive

    def parts(self) -> Iterator[str]:
        """The names of all parts, relationships and declarations among them."""
        names = dict.fromkeys((*self.archive, *self.changes))
        return (name for name in names if name in self and not name.endswith("/"))

    def read(self, part: str) -> bytes:
        content = self.changes.get(self.archive.spelled(part))
        return self.archive.read(part) if content is None else content

    def write(self, part: str, content: bytes) -> None:
        self.changes[self.archive.spelled(part)] = content

    def remove(self, part: str) -> None:
        self.changes[self.archive.spelled(part)] = None

    def to_bytes(self) -> bytes:
        return self.archive.rewritten(self.changes)

    def relate(self, part: str, target: str, type_: str) -> str:
        """Add an arrow from ``part`` to the part ``target``; returns its id."""
        path = relations_part(part)
        if path in self:
            root = parse(self.read(path), path)
        else:
            root = new_root(RELATIONS_NAMESPACE[1:-1], "Relationships")
        used = {child.get("Id") for child in root}
        identifier = next(f"rId{n}" for n in range(len(root) + 1, 2 * len(root) + 3)
                          if f"rId{n}" not in used)
        etree.SubElement(root, f"{RELATIONS_NAMESPACE}Relationship", Id=identifier, Type=type_,
                         Target=posixpath.relpath("/" + target, "/" + posixpath.dirname(part)))
        self.write(path, serialise(root))
        return identifier

    def declare(self, part: str, content_type: str) -> None:
        """Say in [Content_Types].xml what the part is; said once, whatever was said before."""
        root = parse(self.read(TYPES), TYPES)
        for child in list(root):
            if canonical(child.get("PartName", "")) == canonical(f"/{part}"):
                root.remove(child)
        etree.SubElement(root, f"{TYPES_NAMESPACE}Override",
                         PartName=f"/{part}", ContentType=content_type)
        self.write(TYPES, serialise(root))

    def drop_related(self, part: str, kind: str) -> None:
        """Remove what ``part`` leads to by an arrow of this kind, with arrow and declaration."""
        target = target_of(self, part, kind)
        if target is None:
            return
        self.remove(target)
        path = relations_part(part)
        gone = canonical(f"/{target}")
        self._without(path, lambda arrow: canonical(
            "/" + resolve(part, arrow.get("Target", ""))) == gone)
        self._without(TYPES, lambda override: canonical(override.get("PartName", "")) == gone)

    def _without(self, part: str, unwanted: Callable[[Element], bool]) -> None:
        root = parse(self.read(part), part)
        for child in list(root):
            if unwanted(child):
                root.remove(child)
        self.write(part, serialise(root))
