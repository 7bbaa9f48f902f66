"""XML of a workbook: parsed without entities, written the way spreadsheets write it."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from lxml import etree

from addin.errors import UserError

Element: TypeAlias = etree._Element

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
LONGEST_TEXT = 32_767
"""Characters a cell can hold."""

_LONGEST_NUMBER, _BEYOND = 18, 10**18
"""Digits of an attribute."""

ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def parse(content: bytes, part: str) -> Element:
    """The root of one part. UserError when it is not XML or declares a document type."""
    # A parser is not shared: it keeps the dictionary of names of the thread that made it.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False,
                             huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        why = "嵌套过深" if "depth" in (error.msg or "") else f"第 {error.lineno} 行"
        raise UserError(f"文件已损坏：{part} 不是正确的 XML（{why}）。"
                        "请用 Excel、Word 或 WPS 打开修复，另存后再试。") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UserError(f"文件含有不允许的 XML 实体声明（{part}），已拒绝打开。")
    return root


def serialise(root: Element) -> bytes:
    """The part as bytes, with the declaration that Office writes."""
    body: bytes = etree.tostring(root, encoding="UTF-8")
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + body


def new_root(main: str, name: str, **prefixes: str) -> Element:
    """The root of a new part, whose namespace needs no prefix."""
    namespaces: Any = {None: main, **prefixes}  # the stubs know no namespace without a prefix
    return etree.Element(f"{{{main}}}{name}", nsmap=namespaces)


def detach(element: Element) -> None:
    """Take the element out of what it stands in."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def namespace(root: Element) -> str:
    """The namespace in braces, transitional or strict: whatever the part itself uses."""
    name = str(root.tag)
    return name[: name.find("}") + 1]


def local(element: Element) -> str:
    """The element's name without namespace or prefix."""
    return str(element.tag).rpartition("}")[2]


def attributes(element: Element) -> list[tuple[str, str]]:
    """Names and values, as they are now."""
    return [(str(name), str(value)) for name, value in element.attrib.items()]


def relation_id(element: Element) -> str | None:
    """The ``r:id`` attribute, in either namespace."""
    return element.get(f"{{{RELATIONS}}}id") or element.get(f"{{{STRICT_RELATIONS}}}id")


def truthy(value: str | None, default: bool = False) -> bool:
    """An XML Schema boolean."""
    return default if value is None else value in ("1", "true")


def whole(text: str | None, default: int = 0) -> int:
    """A whole number of an attribute; the default where it is missing or nonsense. One that is
    longer than any that counts something stays beyond all limits."""
    if not (text and text.isascii() and text.isdigit()):
        return default
    return int(text) if len(text) <= _LONGEST_NUMBER else _BEYOND


def insert_in_order(parent: Element, child: Element, order: tuple[str, ...]) -> None:
    """Put ``child`` where the schema's sequence ``order`` wants it among the others."""
    later = set(order[order.index(local(child)) + 1 :])
    for index, sibling in enumerate(parent):
        if local(sibling) in later:
            parent.insert(index, child)
            return
    parent.append(child)


def child_in_order(parent: Element, name: str, order: tuple[str, ...]) -> Element:
    """The child of this name, made where the schema's sequence ``order`` wants it if it is not
    there."""
    found = next((child for child in parent if local(child) == name), None)
    if found is None:
        found = etree.Element(f"{namespace(parent)}{name}")
        insert_in_order(parent, found, order)
    return found


def read_text(text: str) -> str:
    """A text as the reader sees it: ``_x000D_`` escapes undone, line ends as ``\\n``."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def legal(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return ILLEGAL.sub("", text)


def written_text(text: str) -> str:
    """A text fit to be stored: legal characters, no accidental escape, no longer than a cell."""
    escaped = _ESCAPE.sub(r"_x005F_x\1_", legal(text))
    return cut(escaped, LONGEST_TEXT)


def cut(text: str, most: int) -> str:
    """The text, or as much of it as a spreadsheet counts as ``most`` characters: a sign beyond the
    basic ones (an emoji, a rare character) counts as two."""
    if len(text) <= most // 2 or units(text) <= most:
        return text
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * (most - 1)]
    return kept.decode("utf-16-le", "ignore") + "…"


def units(text: str) -> int:
    """The length of a text as a spreadsheet counts it."""
    return len(text) + sum(letter > "\uffff" for letter in text)
