"""What a Word document forbids to write: never unprotected, only named."""

from __future__ import annotations

from addin.books.docx.cell_text import controls_of
from addin.books.docx.word_text import property_of, value_of
from addin.package.relations import Parts, target_of
from addin.package.xml import Element, local, parse

_SHUT = ("contentLocked", "sdtContentLocked")
_NO_FREE_TEXT = ("dropDownList", "date", "checkbox", "picture", "dataBinding", "docPartList",
                 "group")
"""Controls whose text comes from elsewhere (a list, a calendar, a part of the package), and those
that shut all that is in them."""


def is_protected(package: Parts, main: str) -> bool:
    """Whether the document's protection (限制编辑) is in force."""
    part = target_of(package, main, "settings")
    if part is None:
        return False
    for node in parse(package.read(part), part):
        if local(node) == "documentProtection":
            said = {str(name).rpartition("}")[2]: str(value) for name, value in node.attrib.items()}
            enforced = said.get("enforcement") in ("1", "true", "on")
            return enforced and said.get("edit", "none") != "none"
    return False


def is_shut(cell: Element) -> bool:
    """Whether a content control in or around the cell forbids to type a text."""
    return any(_shuts(control) for control in controls_of(cell))


def _shuts(control: Element) -> bool:
    lock = property_of(control, "sdtPr", "lock")
    if lock is not None and value_of(lock) in _SHUT:
        return True
    return any(property_of(control, "sdtPr", kind) is not None for kind in _NO_FREE_TEXT)
