"""Tracked changes accepted: what was deleted is gone, what was added stays, nobody is named."""

from __future__ import annotations

from addin.package.xml import Element, local

_ADDED = {"ins", "moveTo"}
_TAKEN_OUT = {"del", "moveFrom"}
_MARKS = {
    "rPrChange", "pPrChange", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange",
    "sectPrChange", "numberingChange", "tblPrExChange", "cellIns", "cellDel", "cellMerge",
    "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
    "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart",
    "customXmlDelRangeEnd"}


def accept_revisions(root: Element) -> int:
    """Accept every tracked change of a part; returns how many there were."""
    if not {local(node) for node in root.iter("*")} & (_ADDED | _TAKEN_OUT | _MARKS):
        return 0
    count = sum(local(node) in _ADDED | _TAKEN_OUT for node in root.iter())
    for row in [node for node in root.iter() if local(node) == "tr"]:
        if _marked(row, "trPr", "del"):
            _remove(row)
    for paragraph in [node for node in root.iter() if local(node) == "p" and _end_is_deleted(node)]:
        _join_next(paragraph)
    for node in [node for node in root.iter() if local(node) in _TAKEN_OUT | _MARKS]:
        _remove(node)
    for node in [node for node in root.iter() if local(node) in _ADDED]:
        _unwrap(node)
    return count


def _end_is_deleted(paragraph: Element) -> bool:
    return any(_marked(properties, "rPr", "del") for properties in paragraph
               if local(properties) == "pPr")


def _marked(element: Element, group: str, mark: str) -> bool:
    return any(local(child) == mark for properties in element if local(properties) == group
               for child in properties)


def _join_next(paragraph: Element) -> None:
    """A paragraph whose end was deleted runs on into the next one, which keeps its own form."""
    following = paragraph.getnext()
    if following is None or local(following) != "p":
        return
    at = int(len(following) > 0 and local(following[0]) == "pPr")
    for child in reversed([child for child in paragraph if local(child) != "pPr"]):
        following.insert(at, child)
    _remove(paragraph)


def _unwrap(node: Element) -> None:
    parent = node.getparent()
    if parent is not None:
        place = parent.index(node)
        for child in reversed(list(node)):
            parent.insert(place, child)
        parent.remove(node)


def _remove(node: Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
