"""One VBA module: its name, its source text, and whether it belongs to a document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a module is to the project; the value is its keyword in the PROJECT stream."""

    CODE = "Module"
    CLASS = "Class"
    DOCUMENT = "Document"


@dataclass(frozen=True)
class Module:
    """A module as a .bas or .cls file holds it, attributes first, lines ended by CR LF."""

    source: str

    def __post_init__(self) -> None:
        if not self.source.isascii():
            raise ValueError(f"{self.name}: VBA sources are ASCII, whatever the clerk's system is")

    @property
    def name(self) -> str:
        named = re.match(r'Attribute VB_Name = "(\w+)"\r\n', self.source)
        if named is None:
            raise ValueError("a VBA source starts with its VB_Name")
        return named[1]

    @property
    def kind(self) -> Kind:
        """A document's source names the Excel class it extends; other classes name none."""
        based = re.search(r'^Attribute VB_Base = "0\{000208', self.source, re.MULTILINE)
        if based:
            return Kind.DOCUMENT
        return Kind.CLASS if "Attribute VB_Exposed" in self.source else Kind.CODE


def module(text: str) -> Module:
    """A module of a text with any line ends."""
    return Module("\r\n".join(text.splitlines()) + "\r\n")
