"""The text of a Word document's parts: which paragraphs it shows, where, and in which elements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from addin.errors import UserError
from addin.package.relations import Parts, content_type, target_of
from addin.package.word_types import WORD_TYPES
from addin.package.xml import Element, local, whole

_WRAPPERS = {"body", "hdr", "ftr", "footnote", "endnote", "sdt", "sdtContent", "customXml",
             "smartTag", "ins", "moveTo", "hyperlink", "footnotes", "endnotes", "txbxContent"}
NOT_SHOWN = {"del", "moveFrom", "Fallback", "rPr", "pPr", "instrText", "delText", "delInstrText"}
BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a table row, and where a reader finds it: 第12段, 表1第3行."""

    place: str
    element: Element

    @property
    def is_row(self) -> bool:
        return local(self.element) == "tr"


def main_part(package: Parts) -> str:
    """The document part of a package, or a UserError that says what the package is instead."""
    part = target_of(package, "", "officeDocument")
    kind = content_type(package, part or "")
    if part and kind in WORD_TYPES:
        return part
    if "spreadsheetml" in kind or "ms-excel" in kind:
        raise UserError("这是 Excel 工作簿，不是 Word 文档。")
    raise UserError("这不是 Word 文档（压缩包里没有正文）。")


def suffix_of(package: Parts, part: str) -> str:
    """What the name of a document whose main part is ``part`` must end in."""
    kind = content_type(package, part)
    template, macros = "emplate" in kind, "macro" in kind
    return f".do{'t' if template else 'c'}{'m' if macros else 'x'}"


def blocks(root: Element, called: str = "") -> Iterator[Block]:
    """What the part shows, top to bottom. Empty paragraphs are not counted.

    ``called`` names the part where it is not the body (页眉); the body's paragraphs and tables are
    counted.
    """
    paragraphs = tables = 0
    body = next((child for child in root if local(child) == "body"), root)
    for element in shown(body):
        if local(element) == "p":
            paragraphs += bool(own_text(element).strip())
            place = called or f"第{max(paragraphs, 1)}段"
            yield Block(place, element)
            yield from _boxed(element, f"{place}文本框")
        else:
            tables += 1
            for number, row in enumerate(rows(element), 1):
                yield Block(f"{called}表{tables}第{number}行", row)


def rows(table: Element) -> Iterator[Element]:
    for child in table:
        if local(child) == "tr":
            yield child
        elif local(child) in _WRAPPERS:
            yield from rows(child)


def cells(row: Element) -> Iterator[Element]:
    for child in row:
        if local(child) == "tc":
            yield child
        elif local(child) in _WRAPPERS:
            yield from cells(child)


def row_texts(row: Element) -> list[str]:
    """The row's texts, one for every column of the table's grid; covered columns are empty."""
    texts = [""] * setting(row, "trPr", "gridBefore", 0)
    for cell in cells(row):
        merge = property_of(cell, "tcPr", "vMerge")
        covered = merge is not None and value_of(merge) in (None, "continue")
        texts.append("" if covered else "\n".join(own_text(p) for p in paragraphs_in(cell)).strip())
        texts += [""] * (setting(cell, "tcPr", "gridSpan", 1) - 1)
    return texts[:MOST_COLUMNS]


def paragraphs_in(element: Element) -> Iterator[Element]:
    """Every shown paragraph inside, those of nested tables and text boxes among them."""
    for child in element:
        if local(child) == "p":
            yield child
        if local(child) not in NOT_SHOWN:
            yield from paragraphs_in(child)


def own_text(paragraph: Element) -> str:
    """The text that the paragraph itself shows, without its text boxes, deleted words and what is
    struck out."""
    return "".join(piece_text(piece) for piece in pieces(paragraph)
                   if not is_struck(piece.getparent()))


def is_struck(run: Element | None) -> bool:
    """Whether the run is struck out."""
    return run is not None and any(
        is_on(mark) for name in ("strike", "dstrike")
        if (mark := property_of(run, "rPr", name)) is not None)


def is_raised(piece: Element) -> bool:
    """Whether a piece stands in a superscript."""
    run = piece.getparent()
    mark = None if run is None else property_of(run, "rPr", "vertAlign")
    return mark is not None and value_of(mark) == "superscript"


def is_on(mark: Element) -> bool:
    """Whether a property that says yes or no says yes."""
    return value_of(mark) not in ("0", "false", "off")


def piece_text(node: Element) -> str:
    """What one of the ``pieces`` shows."""
    return (node.text or "") if local(node) == "t" else BREAKS[local(node)]


def pieces(paragraph: Element) -> Iterator[Element]:
    """The elements that make up the paragraph's own text, in order."""
    for child in paragraph:
        name = local(child)
        if name == "t" or name in BREAKS:
            yield child
        elif name not in NOT_SHOWN and name not in ("txbxContent", "p"):
            yield from pieces(child)


def shown(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables on the uppermost level."""
    for child in parent:
        yield from shown_by(child)


def shown_by(child: Element) -> Iterator[Element]:
    """The paragraphs and tables that an element is, or wraps."""
    name = local(child)
    if name in ("p", "tbl"):
        yield child
    elif name in _WRAPPERS:
        yield from shown(child)
    elif name == "AlternateContent" and len(child):
        yield from shown(child[0])


def _boxed(paragraph: Element, place: str) -> Iterator[Block]:
    """The paragraphs of text boxes anchored in a paragraph."""
    for child in paragraph:
        if local(child) not in NOT_SHOWN:
            if local(child) == "txbxContent":
                yield from (Block(place, each) for each in paragraphs_in(child))
            else:
                yield from _boxed(child, place)


def boxed_texts(paragraph: Element) -> list[str]:
    """The lines in the text boxes that are anchored in a paragraph."""
    texts = (own_text(block.element).strip() for block in _boxed(paragraph, ""))
    return [text for text in texts if text]


def property_of(element: Element, group: str, name: str) -> Element | None:
    """The property ``name`` in the element's properties ``group``: ``vMerge`` in ``tcPr``."""
    for properties in element:
        if local(properties) == group:
            return next((child for child in properties if local(child) == name), None)
    return None


def setting(element: Element, group: str, name: str, default: int) -> int:
    """A property that is a number of columns, never more than a table can have."""
    found = property_of(element, group, name)
    value = default if found is None else whole(value_of(found), default)
    return min(value, MOST_COLUMNS)


def value_of(element: Element) -> str | None:
    """The property's ``w:val``."""
    return next((str(value) for name, value in element.attrib.items()
                 if str(name).endswith("}val")), None)


__all__ = ["BREAKS", "MOST_COLUMNS", "NOT_SHOWN", "WORD_TYPES", "Block", "blocks", "boxed_texts",
           "cells", "is_on", "is_raised", "is_struck", "main_part", "own_text", "paragraphs_in",
           "piece_text", "pieces", "property_of", "row_texts", "rows", "setting", "shown",
           "shown_by", "suffix_of", "value_of"]
