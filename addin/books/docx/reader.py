"""A finished report (.docx) as passages: paragraphs and table rows with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from addin.books.docx.word_text import blocks, main_part, own_text, row_texts
from addin.books.strangers import OLD_WORD, next_step
from addin.errors import UserError
from addin.package import compound
from addin.package.archive import Archive
from addin.package.relations import Parts, target_of
from addin.package.xml import Element, local, parse
from scoring.report.check import Passage

_TABLE = re.compile(rb"<(?:[\w.-]+:)?tbl[\s>]")


def read_report(content: bytes) -> tuple[Passage, ...]:
    """What the document's body shows; UserError when it is no Word document.

    Deleted words of tracked changes, comments and field codes are not read.
    """
    package = word_package(content)
    part = main_part(package)
    headings = _heading_styles(package, part)
    return tuple(_passages(parse(package.read(part), part), headings))


def read_opening(content: bytes, most: int) -> tuple[Passage, ...]:
    """So many passages from the top, without the word of the styles on which of them are headings
    (their part is the largest); UserError when it is no Word document."""
    package = word_package(content)
    part = main_part(package)
    return tuple(islice(_passages(parse(package.read(part), part), set()), most))


def may_be_form(content: bytes) -> bool:
    """Whether the bytes are a Word document with a table, or an Office file that cannot be looked
    into: whoever opens it is told why."""
    if not content.startswith((b"PK\3\4", compound.SIGNATURE)):
        return False
    try:
        package = word_package(content)
        content = package.read(main_part(package)).replace(b"\0", b"")
        return _TABLE.search(content) is not None
    except UserError:
        return True


def word_package(content: bytes) -> Archive:
    """The package of a .docx, or a UserError that says what the file is instead."""
    if content.startswith(compound.SIGNATURE):
        streams = compound.stream_names(content)
        if "EncryptedPackage" in streams:
            raise UserError("文件已加密，请先在 Word/WPS 中取消密码再处理。")
        if "WordDocument" in streams:
            raise UserError(OLD_WORD)
    said = next_step(content)
    if said is not None or not content.startswith(b"PK\3\4"):
        raise UserError(f"这不是 Word 文档（.docx）。{said or ''}")
    return Archive(content)


def _passages(root: Element, headings: set[str]) -> Iterator[Passage]:
    for block in blocks(root):
        if block.is_row:
            texts = row_texts(block.element)
            if any(texts):
                yield Passage(block.place, "\t".join(texts), tuple(texts))
        elif (text := own_text(block.element)).strip():
            yield Passage(block.place, text, heading=_style(block.element) in headings)


def _style(paragraph: Element) -> str:
    for properties in paragraph:
        if local(properties) == "pPr":
            for child in properties:
                if local(child) == "pStyle":
                    return str(next(iter(child.attrib.values()), ""))
    return ""


def _heading_styles(package: Parts, part: str) -> set[str]:
    """The ids of the paragraph styles that have a level in the outline."""
    styles = target_of(package, part, "styles")
    if styles is None:
        return set()
    found: set[str] = set()
    for style in parse(package.read(styles), styles):
        if local(style) == "style" and _is_heading(style):
            found |= {str(value) for name, value in style.attrib.items()
                      if str(name).endswith("styleId")}
    return found


def _is_heading(style: Element) -> bool:
    """By its name, or by the level that its paragraphs have."""
    for child in style:
        match local(child):
            case "name":
                if str(next(iter(child.attrib.values()), "")).lower().startswith("heading"):
                    return True
            case "pPr":
                if any(local(each) == "outlineLvl" for each in child):
                    return True
    return False
