"""Cells written as nearly every program writes them, read without making elements of them.

A sheet is mostly cells. Those of the usual shape are cut out of its text, each run of them leaving
the number of its first cell behind, and only the rest is parsed: the rows, and all around them, are
what the parser says they are. Where anything is written otherwise, the sheet has no plain cells,
and is read as a tree.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from addin.package.xml import ILLEGAL, Element, namespace, parse

PlainCell: TypeAlias = tuple[str, str | None, str | None, str | None, str | None, str | None]
"""Its column's letters, its ``s`` and ``t``, and the texts of its ``f``, ``v`` and ``is``."""

_TEXT = r"[^<\x00-\x08\x0b-\x1f\ufffe\uffff]"
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="([0-9]{1,6})"|)(?: t="([A-Za-z]{1,9})"|)(?:/>|>'
    rf'(?:<f(?: aca="(?:false|0)"|)>({_TEXT}+)</f>|)(?:<v>({_TEXT}*)</v>|)'
    rf'(?:<is><t(?: xml:space="preserve"|)>({_TEXT}*)</t></is>|)</c>)')
"""Its options are written as choices of nothing: a question mark takes half as long again."""
_STRIDE = _CELL.groups + 1
_MARK = "\ue000"
"""A character that nobody types stands before the numbers; where it was typed, nothing is plain."""
_NAMED = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}
_REFERENCE = re.compile("&(lt|gt|quot|apos|amp|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});")
_BEYOND = "\0"
"""Stands for a number that is no character's, and is none in a text either."""
_IN_A_CELL = "单元格里的文字"
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding=["']([\w-]*)["']""")


@dataclass(frozen=True, slots=True)
class PlainCells:
    """A sheet whose cells stand apart; ``root`` is all the rest of it."""

    root: Element
    rows: Sequence[Sequence[PlainCell]]
    """The cells of every row, in order."""


def plain_cells(xml: bytes, part: str) -> PlainCells | None:
    """The sheet's cells apart from the rest; None where any of them has another shape."""
    encoding = _ENCODING.match(xml)
    if b"<!" in xml or (encoding and encoding[1].lower() != b"utf-8"):
        return None
    try:
        text = xml.decode()
    except UnicodeDecodeError:
        return None
    if _MARK in text:
        return None
    pieces = _CELL.split(text)
    between = pieces[::_STRIDE]
    firsts = [place for place, text in enumerate(between[:-1]) if text]
    for first in firsts:
        between[first] += f"{_MARK}{first}"
    root = parse("".join(between).encode(), part)
    rows = _rows(root)
    if rows is None or [each for row in rows for each in row] != list(map(str, firsts)):
        return None
    cells = list(zip(*(pieces[place::_STRIDE] for place in range(1, _STRIDE)), strict=True))
    runs = {str(first): cells[first:end] for first, end in pairwise([*firsts, len(cells)])}
    return PlainCells(root, [[cell for first in row for cell in runs[first]] for row in rows])


def _rows(root: Element) -> list[list[str]] | None:
    """Of every row what stands behind each mark in it: a first cell's number. None where elements
    stand there, or rows of another namespace than the cells would be."""
    main = namespace(root)
    rows: list[list[str]] = []
    data = root.find(f"{main}sheetData")
    for row in data if data is not None else ():
        if row.tag != f"{main}row" or row.prefix is not None or len(row):
            return None
        rows.append([each.strip() for each in (row.text or "").split(_MARK)[1:]])
    return rows


def unescaped(text: str) -> str:
    """The text of an element as XML means it."""
    if "&" not in text:
        return text
    meant, count = _REFERENCE.subn(lambda reference: _meant(reference[1]), text)
    if count < text.count("&") or ILLEGAL.search(meant):
        return parse(f"<t>{text}</t>".encode(), _IN_A_CELL).text or ""
    return meant


@lru_cache(maxsize=8192)
def _meant(name: str) -> str:
    if name in _NAMED:
        return _NAMED[name]
    code = int(name[2:], 16) if name.startswith("#x") else int(name[1:])
    return chr(code) if code <= sys.maxunicode else _BEYOND
