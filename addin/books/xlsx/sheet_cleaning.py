"""What one worksheet carries besides its cells and what nobody else should see of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from addin.books.xlsx.freeze import Doomed
from addin.errors import UserError
from addin.package.draft import Draft
from addin.package.relations import relations
from addin.package.sweep import cut, cut_kinds, kind_of
from addin.package.xml import Element, detach, local, namespace, parse, relation_id, serialise

_ARROWS = ("comments", "threadedComment", "printerSettings", "pivotTable", "oleObject", "package",
           "customProperty", "queryTable", "slicer", "timeline")
_ELEMENTS = ("oleObjects", "customProperties", "webPublishItems", "customSheetViews")
PRIVATE_LINK = re.compile(r"file:|mailto:|tel:|[A-Za-z]:[\\/]|\\\\", re.IGNORECASE)


def comment_count(draft: Draft, part: str) -> int:
    """How many comments the sheet has."""
    return sum(local(node) == "comment" for relation in relations(draft, part)
               if relation.kind == "comments" and relation.target in draft
               for node in parse(draft.read(relation.target), relation.target).iter())


def clean_sheet(draft: Draft, part: str, root: Element, doomed: Doomed) -> None:
    """Take comments, embedded files, printers, private links and rules that read other sheets out
    of a sheet; ``root`` is its XML, which the caller writes."""
    gone = cut_kinds(draft, part, _ARROWS) | _cut_drawn_comments(draft, part)
    gone |= cut(draft, part, lambda arrow: kind_of(arrow) == "hyperlink"
                and PRIVATE_LINK.match(arrow.get("Target", "")) is not None)
    for child in list(root):
        if local(child) in _ELEMENTS:
            root.remove(child)
    for node in [node for node in root.iter() if relation_id(node) in gone]:
        if local(node) == "pageSetup":
            _forget_relation(node)
        elif (parent := node.getparent()) is not None:
            parent.remove(node)
    drop_rules(root, doomed.hits)


def drop_rules(root: Element, gone: Callable[[str], bool]) -> None:
    """Take out the links, lists and formats whose formulas read what is ``gone``."""
    main = namespace(root)
    _drop_rules(root, main, gone)
    for name in ("hyperlinks", "dataValidations", "conditionalFormatting"):
        for collection in root.findall(f"{main}{name}"):
            if not len(collection):
                root.remove(collection)


def _drop_rules(root: Element, main: str, gone: Callable[[str], bool]) -> None:
    for link in root.findall(f"{main}hyperlinks/{main}hyperlink"):
        if gone(link.get("location", "")):
            detach(link)
    rules = [*root.findall(f"{main}dataValidations/{main}dataValidation"),
             *root.findall(f"{main}conditionalFormatting/{main}cfRule")]
    for rule in rules:
        if any(gone(child.text or "") for child in rule.iter()
               if local(child).startswith("formula")):
            detach(rule)
    for collection in root.findall(f"{main}dataValidations"):
        collection.set("count", str(len(collection)))
    for extension in root.findall(f"{main}extLst"):
        if any(gone(node.text or "") for node in extension.iter() if local(node) == "f"):
            root.remove(extension)


def _cut_drawn_comments(draft: Draft, part: str) -> set[str]:
    """The boxes in which comments are drawn; a drawing that also holds buttons stays for them."""
    gone: set[str] = set()
    for relation in relations(draft, part):
        if relation.kind == "vmlDrawing" and relation.target in draft:
            rest = _without_notes(draft.read(relation.target), relation.target)
            if rest is None:
                gone |= cut(draft, part, partial(_has_id, relation.id))
            else:
                draft.write(relation.target, rest)
    return gone


def _has_id(identifier: str, arrow: Element) -> bool:
    return arrow.get("Id") == identifier


def _without_notes(content: bytes, part: str) -> bytes | None:
    """The drawing without its comments; None where nothing else is in it, or where it is not the
    XML that it should be."""
    try:
        root = parse(content, part)
    except UserError:
        return None
    for shape in [node for node in root if local(node) == "shape"]:
        if any(node.get("ObjectType") == "Note" for node in shape.iter()):
            root.remove(shape)
    left = any(local(node) == "shape" for node in root)
    return serialise(root) if left else None


def _forget_relation(node: Element) -> None:
    for name in [name for name in node.attrib if str(name).endswith("}id")]:
        del node.attrib[name]
