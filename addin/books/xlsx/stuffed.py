"""Stuffed sheets: a hundred thousand rows of formatting are stepped over, not parsed."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_ROWS = 20_000
"""A sheet with more rows is no form …"""
KEPT_ROWS = 2_000
"""… and only so many of its first rows are looked at."""

_ROW = re.compile(rb"<(?:[\w.-]+:)?row[\s>/]")
_END = re.compile(rb"</(?:[\w.-]+:)?sheetData\s*>")
_CONTENT = re.compile(rb"<(?:[\w.-]+:)?(?:v|is|f)[\s>/]")
_SMALLEST_ROW = len('<row r="1"/>')


@dataclass(frozen=True, slots=True)
class Split:
    """A sheet's XML without its surplus rows, and these rows as they stood."""

    xml: bytes
    surplus: bytes = b""

    @property
    def holds_something(self) -> bool:
        """Whether the surplus rows are more than formatting."""
        return _CONTENT.search(self.surplus) is not None

    def restored(self, xml: bytes) -> bytes:
        """``xml``, written from what was kept, with the surplus rows back in their place."""
        if not self.surplus:
            return xml
        *_, end = _END.finditer(xml)
        return xml[: end.start()] + self.surplus + xml[end.start() :]


def split(xml: bytes) -> Split:
    """Cut the rows after the first ``KEPT_ROWS`` out of a sheet of more than ``MOST_ROWS``."""
    if len(xml) < MOST_ROWS * _SMALLEST_ROW:
        return Split(xml)
    cut = 0
    for count, row in enumerate(_ROW.finditer(xml)):
        if count == KEPT_ROWS:
            cut = row.start()
        if count == MOST_ROWS:
            return _cut(xml, cut)
    return Split(xml)


def _cut(xml: bytes, start: int) -> Split:
    end = _end(xml, start)
    return Split(xml[:start] + xml[end:], xml[start:end]) if end > 0 else Split(xml)


def _end(xml: bytes, start: int) -> int:
    """Where the sheet's rows end. Looking for the word is many times faster than for the tag."""
    word = xml.find(b"sheetData", start)
    while word > 0:
        tag = xml.rfind(b"<", start, word)
        if _END.match(xml, tag):
            return tag
        word = xml.find(b"sheetData", word + 1)
    return -1
