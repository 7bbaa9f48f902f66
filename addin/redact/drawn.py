"""Paragraphs one after the other, as in text boxes: a label may stand in the one before."""

from __future__ import annotations

from collections.abc import Iterable

from addin.package.xml import Element, local
from addin.redact.ledger import Ledger
from addin.redact.units import paragraph_pieces
from scoring.personal import find, label_cell, trailing_label


def cover_drawn(root: Element, where: str, ledger: Ledger) -> None:
    """Cover what is personal in the text boxes of a drawing or in a diagram."""
    cover_paragraphs(((node, where) for node in root.iter("*") if local(node) == "p"), ledger)


def look_over_drawn(root: Element, where: str, ledger: Ledger) -> None:
    """What a person must look at in them, now that everything is covered."""
    for node in root.iter("*"):
        if local(node) == "p":
            ledger.look_over(paragraph_pieces(node)[0].text, where)


def cover_paragraphs(paragraphs: Iterable[tuple[Element, str]], ledger: Ledger) -> None:
    """The paragraphs of a part in order, each with its place. A label speaks of the next paragraph
    that holds anything, in the same box or body."""
    label, inside = "", None
    for paragraph, where in paragraphs:
        text, *guides = paragraph_pieces(paragraph)
        for guide in guides:
            found = find(guide.text)
            guide.lay(found)
            ledger.cover(found, where)
        if paragraph.getparent() is not inside:
            label, inside = "", paragraph.getparent()
        own = label_cell(text.text)
        found = find(text.text, "" if own else label)
        text.lay(found)
        ledger.cover(found, where)
        ledger.read(text.text, where)
        if text.text.strip():
            label = text.text if own else trailing_label(text.text)
