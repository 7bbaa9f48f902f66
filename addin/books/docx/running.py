"""The header of a document's first pages, where some print the title of their form."""

from __future__ import annotations

from addin.books.docx.surroundings import is_title
from addin.books.docx.word_text import own_text, paragraphs_in
from addin.package.relations import Parts, relations
from addin.package.xml import Element, local, parse


def title_in_header(package: Parts, part: str, root: Element) -> list[str]:
    """The lines of the first section's page header, where one of them names a table."""
    section = next((node for node in root.iter() if local(node) == "sectPr"), None)
    said = {} if section is None else {
        _attribute(node, "type"): _attribute(node, "id") for node in section
        if local(node) == "headerReference"}
    if section is None or not said:
        return []
    first = any(local(node) == "titlePg" for node in section) and "first" in said
    wanted = said.get("first" if first else "default")
    header = next((each.target for each in relations(package, part)
                   if each.id == wanted and each.target in package), None)
    if header is None:
        return []
    lines = [own_text(each).strip() for each in paragraphs_in(parse(package.read(header), header))]
    return [line for line in lines if line] if any(map(is_title, lines)) else []


def _attribute(node: Element, name: str) -> str:
    """Whatever its prefix."""
    return next((str(value) for key, value in node.attrib.items()
                 if str(key).rpartition("}")[2] == name), "")
