"""Relationships and content types: how the parts of a package find and name each other."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from addin.errors import UserError
from addin.package.archive import canonical
from addin.package.kept import kept
from addin.package.xml import parse

TYPES = "[Content_Types].xml"
TYPES_NAMESPACE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONS_NAMESPACE = "{http://schemas.openxmlformats.org/package/2006/relationships}"


class Parts(Protocol):
    """Anything that holds parts by name: the archive as read, or the draft of a new one."""

    def __contains__(self, part: str) -> bool: ...
    def read(self, part: str) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Relation:
    """One arrow from a part: its id, what it means (the last word of its type), where it leads."""

    id: str
    kind: str
    target: str
    type: str


def relations(package: Parts, part: str) -> list[Relation]:
    """The arrows that leave ``part`` (the package itself is the part ``""``)."""
    path = relations_part(part)
    return list(_arrows(package.read(path), part)) if path in package else []


def target_of(package: Parts, part: str, *kinds: str) -> str | None:
    """The one part that ``part`` leads to by an arrow of such a kind, if it is there."""
    for relation in relations(package, part):
        if relation.kind in kinds and relation.target in package:
            return relation.target
    return None


def content_type(package: Parts, part: str) -> str:
    """What [Content_Types].xml says the part is."""
    if TYPES not in package:
        raise UserError("这不是 Excel 工作簿（压缩包里没有工作簿的内容）：请用 Excel 或 WPS 打开修复，另存后再试。")
    by_part, by_extension = _types(package.read(TYPES), TYPES)
    extension = part.rpartition(".")[2].lower()
    return by_part.get(canonical(f"/{part}"), by_extension.get(extension, ""))


@kept
def _arrows(content: bytes, part: str) -> tuple[Relation, ...]:
    return tuple(Relation(child.get("Id", ""), child.get("Type", "").rpartition("/")[2],
                          resolve(part, child.get("Target", "")), child.get("Type", ""))
                 for child in parse(content, relations_part(part))
                 if child.get("TargetMode") != "External")


@kept
def _types(content: bytes, part: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The content types by part, of which the first counts, and by extension, the last."""
    by_part: dict[str, str] = {}
    by_extension: dict[str, str] = {}
    for child in parse(content, part):
        kind = child.get("ContentType", "")
        by_part.setdefault(canonical(child.get("PartName", "")), kind)
        by_extension[child.get("Extension", "").lower()] = kind
    return by_part, by_extension


def relations_part(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def resolve(part: str, target: str) -> str:
    target = target.replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
