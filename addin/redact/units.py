"""Every text of an XML part: runs that read as one, stray texts, attributes, header codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from addin.books.docx.word_text import piece_text, pieces
from addin.package.xml import Element, attributes, local
from addin.redact.runs import Pieces, is_header

_WORTH_READING = re.compile(
    r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff@＠０-９]|"
    r"\d(?:[^A-Za-z\d]{0,4}\d){6}|_x00|[\\/][Uu]sers[\\/]")
_GUID = re.compile(r"\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?")
_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d{1,2}|[A-Za-z&])')
_ESCAPE = re.compile(r"[\\\"]")
"""What makes the next character of a number format a text, and what stands around a longer one."""
_APART = frozenset({"&L", "&C", "&R", '"'})
"""Codes between which one text ends and another begins."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One text and how it is written back; ``label`` is what says what it is, where that is known;
    ``cell``: it is a cell's or a paragraph's, and was read together with its neighbours."""

    text: str
    element: Element
    write: Callable[[str], None]
    label: str = ""
    cell: bool = False


def units(root: Element) -> Iterator[Unit]:
    """All that is worth reading, each character once."""
    joined: set[Element] = set()
    for node in root.iter("*"):
        for some, cell in _together(node):
            joined.update(some.nodes)
            if _WORTH_READING.search(some.text):
                yield Unit(some.text, node, some.write, cell=cell)
        if node.attrib:
            yield from _attributes(node)
        if node.text and node not in joined and _WORTH_READING.search(node.text):
            yield _header(node) if is_header(node) else Unit(
                node.text, node, _figure(node) or _writer(node, "text"), _label(node),
                _is_value(node))
        if node.tail and node not in joined and _WORTH_READING.search(node.tail):
            yield Unit(node.tail, node, _writer(node, "tail"))


def _together(node: Element) -> Iterator[tuple[Pieces, bool]]:
    """The pieces of a text that is split; whether it is a cell's or a paragraph's."""
    match local(node):
        case "p":
            for some in paragraph_pieces(node):
                yield some, True
            codes = [each for each in node.iter("*") if local(each).endswith("nstrText")]
            yield Pieces.of(codes), False
        case "si" | "is":
            yield Pieces.of(cell_runs(node)), True


def paragraph_pieces(paragraph: Element) -> list[Pieces]:
    """What a paragraph says, and what is printed small above its words."""
    guides = [node for node in paragraph.iter("*") if local(node) == "rt"]
    above = {each for guide in guides for each in guide.iter("*")}
    own = [node for node in pieces(paragraph) if node not in above]
    return [Pieces.of(own, piece_text), *(Pieces.of(list(pieces(each)), piece_text)
                                          for each in guides)]


def cell_runs(item: Element) -> list[Element]:
    """The texts of a cell, its runs in order; phonetic guides left out."""
    return [node for child in item if local(child) in ("t", "r")
            for node in child.iter("*") if local(node) == "t"]


def _attributes(node: Element) -> Iterator[Unit]:
    for name, value in attributes(node):
        if name == "formatCode":
            yield _coded(node, value, _ESCAPE, _setter(node, name))
        elif len(value) > 1 and _WORTH_READING.search(value) and _GUID.fullmatch(value) is None:
            yield Unit(value, node, _setter(node, name), _label(node))


def _is_value(node: Element) -> bool:
    """Whether it is the value that a sheet's cell shows, which was read with its neighbours."""
    parent = node.getparent()
    return (local(node) == "v" and parent is not None and local(parent) == "c"
            and parent.get("t", "n") in ("n", "str", "e", "d"))


def _figure(node: Element) -> Callable[[str], None] | None:
    """A chart's stored figure can't be a text: where it must be covered it goes."""
    point = node.getparent()
    cache = point.getparent() if point is not None and local(node) == "v" else None
    if point is None or cache is None or local(cache) not in ("numCache", "numLit"):
        return None

    def write(text: str) -> None:
        cache.remove(point)

    return write


def _label(node: Element) -> str:
    """A defined name says what its constant is."""
    return node.get("name", "") if local(node) == "definedName" else ""


def _header(node: Element) -> Unit:
    """A header without its codes (&L, &"宋体", &12)."""
    return _coded(node, node.text or "", _CODE, _writer(node, "text"))


def _coded(node: Element, text: str, codes: re.Pattern[str],
           put: Callable[[str], None]) -> Unit:
    """A text without its codes, which come back where they stood."""
    shown, kept, at = [], [], 0
    for match in codes.finditer(text):
        shown.append(text[at : match.start()])
        kept.append(match[0])
        shown.append("\n" if match[0] in _APART else "")
        at = match.end()
    shown.append(text[at:])

    def write(new: str) -> None:
        pieces, start = [], 0
        for index, old in enumerate(shown):
            if index % 2:
                pieces.append(kept[index // 2])
            else:
                pieces.append(new[start : start + len(old)])
            start += len(old)
        put("".join(pieces))

    return Unit("".join(shown), node, write)


def _writer(node: Element, what: str) -> Callable[[str], None]:
    def write(text: str) -> None:
        setattr(node, what, text)
    return write


def _setter(node: Element, name: str) -> Callable[[str], None]:
    def write(text: str) -> None:
        node.set(name, text)
    return write
