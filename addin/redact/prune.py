"""Parts that do not leave the house: their arrows are cut, and the elements that name them go."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from addin.package.draft import Draft
from addin.package.relations import relations, resolve
from addin.package.sweep import cut, kind_of
from addin.package.xml import RELATIONS, STRICT_RELATIONS, Element, local
from addin.redact.fates import OUTSIDE, UNKNOWN, Fate, fate_of
from addin.redact.ledger import Ledger
from addin.redact.trees import Trees
from scoring.personal import Known, find

PRIVATE_LINK = re.compile(r"file:|mailto:|tel:|sms:|[A-Za-z]:[\\/]|\\\\", re.IGNORECASE)
_ATTRIBUTE_ONLY = frozenset({"blip", "pageSetup", "imagedata", "fill", "hlinkClick", "tcPr",
                             "pStyle", "sheetPr", "saveThroughXslt"})
_LINKS = frozenset({"hlinkClick", "hlinkHover", "hlinkMouseOver"})
_CONTAINERS = frozenset({
    "controls", "oleObjects", "tableParts", "externalReferences", "pivotCaches", "hyperlinks",
    "slicerCaches", "slicerList", "timelineCacheRefs", "timelineRefs", "AlternateContent", "Choice",
    "Fallback", "ext", "extLst", "customProperties", "webPublishItems", "drawing", "object",
    "smartTags", "queryTableRefs", "definedNames", "slicer", "timeline"})
"""Elements that mean nothing once they are empty."""


def prune(draft: Draft, trees: Trees, ledger: Ledger, owners: dict[str, str]) -> dict[str, Fate]:
    """Cut every arrow that leads to what must not go out; returns the parts that stay.

    ``owners`` are what a person calls the main parts (a sheet's name); the parts they lead to take
    the name over.
    """
    stays: dict[str, Fate] = {}
    waiting = [""]
    while waiting:
        part = waiting.pop()
        if gone := _cut_from(draft, part, ledger, owners):
            root = trees.parsed(part) if part else None
            if root is not None:
                unname(root, gone)
        for kind, target in _arrows(draft, part):
            if target not in stays and target in draft:
                stays[target] = fate_of(kind)
                owners.setdefault(target, owners.get(part, ""))
                waiting.append(target)
    return stays


def cut_links(draft: Draft, roots: Mapping[str, Element], known: Known) -> None:
    """Cut the links to places outside that are called after somebody."""
    for part, root in roots.items():
        gone = cut(draft, part, lambda arrow: arrow.get("TargetMode") == "External"
                   and bool(known.find(unquote(arrow.get("Target", "")))))
        unname(root, gone)


def unname(root: Element, gone: set[str]) -> None:
    """Take out of a part the elements that name cut arrows; a link's text stays."""
    for node in [node for node in root.iter("*") if gone.intersection(_ids(node))]:
        for name in [name for name in node.attrib if _is_id(name) and node.get(name) in gone]:
            del node.attrib[name]
        if local(node) == "hyperlink" and len(node):
            _unwrap(node)
        elif local(node) in _LINKS or (local(node) not in _ATTRIBUTE_ONLY and not any(
                _is_id(name) for name in node.attrib)):
            remove(node)


def remove(node: Element) -> None:
    """Take an element out, and those around it that are left without anything."""
    parent = node.getparent()
    if parent is None:
        return
    parent.remove(node)
    if "count" in parent.attrib:
        parent.set("count", str(len(parent)))
    if local(parent) in _CONTAINERS and not len(parent):
        remove(parent)


def _cut_from(draft: Draft, part: str, ledger: Ledger, owners: dict[str, str]) -> set[str]:
    lost: Counter[str] = Counter()

    def unwanted(arrow: Element) -> bool:
        kind = kind_of(arrow)
        if arrow.get("TargetMode") == "External":
            return kind not in OUTSIDE or is_private(arrow.get("Target", ""))
        fate, target = fate_of(kind), _found(draft, resolve(part, arrow.get("Target", "")))
        if fate.does == "removed" and target is not None and fate.word:
            lost[f"{fate.word}（{kind}）" if fate is UNKNOWN else fate.word] += 1
        return fate.does == "removed" or target is None

    gone = cut(draft, part, unwanted)
    for word, count in lost.items():
        ledger.remove(f"删去{word}", owners.get(part, "") or "文件", f"{count} 个")
    return gone


def is_private(target: str) -> bool:
    """Whether a link leads into somebody's machine or tells something personal."""
    return PRIVATE_LINK.match(target) is not None or bool(find(unquote(target)))


def _arrows(draft: Draft, part: str) -> Iterator[tuple[str, str]]:
    for relation in relations(draft, part):
        if (target := _found(draft, relation.target)) is not None:
            yield relation.kind, target


def _found(draft: Draft, target: str) -> str | None:
    """The part of this name, spelled as the package does."""
    for name in (target, unquote(target)):
        if name in draft:
            return name
    low = {target.lower(), unquote(target).lower()}
    return next((name for name in draft.parts() if name.lower() in low), None)


def _ids(node: Element) -> Iterator[str]:
    return (node.get(name, "") for name in node.attrib if _is_id(name))


def _is_id(name: object) -> bool:
    """Whether an attribute holds the id of an arrow; VML has one without a namespace of ours."""
    space, _, short = str(name).rpartition("}")
    return space[1:] in (RELATIONS, STRICT_RELATIONS) or (
        space == "{urn:schemas-microsoft-com:office:office" and short == "relid")


def _unwrap(node: Element) -> None:
    parent = node.getparent()
    if parent is not None:
        place = parent.index(node)
        for child in reversed(list(node)):
            parent.insert(place, child)
        parent.remove(node)
