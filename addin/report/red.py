"""The marks of a report in red where they stand, as those at its head are: nobody is to sign past
one."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from addin.package.xml import Element
from addin.report.marks import MARK

_RED = "C00000"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def redden(body: Element) -> None:
    """Give every mark a run of its own, which looks as its text does and is red."""
    for run in list(body.iter(qn("w:r"))):
        if any(MARK.search(text.text or "") for text in run.findall(qn("w:t"))):
            for part in _parts(run):
                run.addprevious(part)
            parent = run.getparent()
            if parent is not None:
                parent.remove(run)


def _parts(run: Element) -> Iterator[Element]:
    """The run as several: one for each mark, and for what stands between."""
    look = run.find(qn("w:rPr"))
    for child in run:
        if child is look:
            continue
        pieces = _pieces(child.text or "") if child.tag == qn("w:t") else ()
        if not pieces:
            yield _like(run, look, deepcopy(child))
        for piece in pieces:
            text = OxmlElement("w:t")
            text.text = piece
            text.set(_XML_SPACE, "preserve")
            part = _like(run, look, text)
            if MARK.fullmatch(piece):
                _make_red(part)
            yield part


def _pieces(text: str) -> list[str]:
    """The text cut before and behind its marks."""
    pieces, at = [], 0
    for mark in MARK.finditer(text):
        pieces += [text[at : mark.start()], mark[0]]
        at = mark.end()
    return [piece for piece in (*pieces, text[at:]) if piece]


def _like(run: Element, look: Element | None, child: Element) -> Element:
    part = OxmlElement("w:r")
    part.attrib.update(run.attrib)
    if look is not None:
        part.append(deepcopy(look))
    part.append(child)
    return part


def _make_red(run: Element) -> None:
    run.get_or_add_rPr().get_or_add_color().set(qn("w:val"), _RED)  # type: ignore[attr-defined]
