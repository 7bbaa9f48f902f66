"""Sheets taken out of a workbook, with all that the workbook part says of them."""

from __future__ import annotations

from addin.books.book import OUR_WORDS
from addin.books.xlsx.freeze import Doomed
from addin.books.xlsx.workbook import PLAIN_TYPES, Workbook
from addin.package.archive import canonical
from addin.package.draft import Draft
from addin.package.relations import TYPES
from addin.package.sweep import cut, cut_kinds
from addin.package.xml import (
    Element,
    detach,
    local,
    namespace,
    parse,
    relation_id,
    serialise,
    whole,
)

_PRIVATE_ARROWS = (
    "externalLink", "pivotCacheDefinition", "connections", "revisionHeaders", "usernames",
    "person", "vbaProject", "attachedToolbars", "customXml", "calcChain")
_PRIVATE_ELEMENTS = (
    "externalReferences", "pivotCaches", "fileSharing", "AlternateContent", "revisionPtr",
    "customWorkbookViews", "webPublishing", "webPublishObjects", "fileRecoveryPr")
"""Paths and user names, and the marks of what is taken out; none of them is needed to open it."""


def listed_sheets(draft: Draft, workbook: Workbook) -> list[tuple[str, str]]:
    """Name and state of every sheet, chart sheets too."""
    root = parse(draft.read(workbook.part), workbook.part)
    return [(sheet.get("name", ""), sheet.get("state", "visible")) for sheet in _sheets(root)]


def remove_sheets(draft: Draft, workbook: Workbook, doomed: Doomed) -> None:
    """Take the doomed sheets out, with their names, and what the workbook tells of its makers."""
    root = parse(draft.read(workbook.part), workbook.part)
    kept: dict[int, int] = {}
    gone: set[str] = set()
    for index, sheet in enumerate(_sheets(root)):
        if sheet.get("name", "") in doomed.sheets:
            gone.add(relation_id(sheet) or "")
            detach(sheet)
        else:
            kept[index] = len(kept)
    _renumber_names(root, kept, doomed)
    _renumber_views(root, kept)
    for child in list(root):
        if local(child) in _PRIVATE_ELEMENTS:
            root.remove(child)
    draft.write(workbook.part, serialise(root))
    cut(draft, workbook.part, lambda arrow: arrow.get("Id") in gone)
    cut_kinds(draft, workbook.part, _PRIVATE_ARROWS)
    if workbook.macros:
        _declare_plain(draft, workbook.part)


def _sheets(root: Element) -> list[Element]:
    main = namespace(root)
    return root.findall(f"{main}sheets/{main}sheet")


def _renumber_names(root: Element, kept: dict[int, int], doomed: Doomed) -> None:
    """Names of a sheet count the sheets; those that lead to a removed one go with it."""
    main = namespace(root)
    collection = root.find(f"{main}definedNames")
    if collection is None:
        return
    for node in list(collection):
        owner = node.get("localSheetId")
        ours = node.get("name", "").startswith(OUR_WORDS)
        lost = owner is not None and whole(owner) not in kept
        if ours or lost or doomed.hits(node.text or ""):
            collection.remove(node)
        elif owner is not None:
            node.set("localSheetId", str(kept[whole(owner)]))
    if not len(collection):
        root.remove(collection)


def _renumber_views(root: Element, kept: dict[int, int]) -> None:
    main = namespace(root)
    for view in root.iterfind(f"{main}bookViews/{main}workbookView"):
        for name in ("activeTab", "firstSheet"):
            if view.get(name) is not None:
                view.set(name, str(kept.get(whole(view.get(name)), 0)))


def _declare_plain(draft: Draft, part: str) -> None:
    """A workbook whose macros were taken out is a plain one."""
    types = parse(draft.read(TYPES), TYPES)
    for child in types:
        if canonical(child.get("PartName", "")) == canonical(f"/{part}"):
            child.set("ContentType", PLAIN_TYPES[0])
    draft.write(TYPES, serialise(types))


__all__ = ["listed_sheets", "remove_sheets"]
