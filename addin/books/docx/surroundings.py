"""The lines around a table that belong to it: its title, unit and year above, notes and signatures
below. A report's running text is none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from addin.books.docx.word_text import boxed_texts, own_text, property_of, shown_by, value_of
from addin.package.xml import Element, local

_MOST_ABOVE, _MOST_BELOW = 8, 40
_LONGEST_HEADING = 60
_WIDEST_GAP = 2
"""So many empty paragraphs may stand between lines that belong together."""
_PROSE = re.compile(r"[。；;！]\s*$")
_TITLE = re.compile(r"表\s*(?:[（(][^（()）]{0,20}[)）]\s*)?$")
_NEXT_PAPER = re.compile(r"\s*附\s*(?:件|表)?\s*[一二三四五六七八九十\d]*\s*[:：]?\s*$")
"""A line such as 附件2, with which another paper begins."""
_CONTINUED = re.compile(r"\W*(?:续表?|续上表|接上[表页])\W*\d*\W*")
_NOTE = re.compile(r"\s*[（(]?\s*(?:备?注|(?:填报|填表)?说明)\s*\d*\s*[:：]")
_APART = re.compile(r"\s*\t\s*|\s{3,}|\u3000{2,}\s*")
_SEAL = re.compile(r"[（(][公盖签]?\s*章")
_CONTAINERS = ("body", "tc", "txbxContent", "hdr", "ftr")


def lines_above(table: Element) -> list[str]:
    """The short lines directly above the table, top to bottom, those of text boxes too; they end
    at running text, another table, or the page's beginning. In a cell that holds nothing else they
    go on above it."""
    found: list[str] = []
    for block in _upwards(table):
        text = own_text(block).strip() if local(block) == "p" else ""
        if (local(block) != "p" or _ends_a_section(block) or _breaks_after(block)
                or _is_running(text)):
            break
        found += [text] if text else []
        found += [each for each in reversed(boxed_texts(block)) if not _is_running(each)]
        if _begins_a_page(block) or len(found) >= _MOST_ABOVE:
            break
    return found[::-1]


def is_title(line: str) -> bool:
    """Whether the line may name a table (项目支出绩效自评表, 自评表（2023年度）)."""
    return _TITLE.search(line) is not None


def _is_running(line: str) -> bool:
    return bool(_is_long(line) or _PROSE.search(line))


def _is_long(line: str) -> bool:
    """Whether the line is running text: one that stands apart in pieces is as long as the longest
    of them, whatever stands between."""
    return max(map(len, segments(line)), default=0) > _LONGEST_HEADING


def lines_below(table: Element) -> list[str]:
    """The lines under the table: they end at a gap, a page's end, a heading or another table."""
    found: list[str] = []
    gap = 0
    for block in _along(table):
        text = own_text(block).strip() if local(block) == "p" else ""
        if (local(block) != "p" or _begins_a_page(block) or gap > _WIDEST_GAP
                or _is_heading(block) or (text and _NEXT_PAPER.match(text))):
            break
        gap = 0 if text else gap + 1
        found += [text] if text else []
        if _ends_a_section(block) or _breaks_after(block) or len(found) == _MOST_BELOW:
            break
    return found


def segments(line: str) -> list[str]:
    """The texts that stand apart in a line, as cells of a row would.

    >>> segments("填报单位：（盖章）          （2023年度）")
    ['填报单位：（盖章）', '（2023年度）']
    >>> segments("填报单位：     渌口区住建局　　　单位：万元")
    ['填报单位： 渌口区住建局', '单位：万元']
    """
    found: list[str] = []
    for text in filter(None, _APART.split(line)):
        if found and (found[-1].endswith((":", "：")) or _SEAL.match(text)):
            found[-1] += f" {text}"
        else:
            found.append(text)
    return found


def words_between(before: Element, table: Element) -> list[str] | None:
    """The texts between two tables that may be one: only words such as 续表. None where something
    else stands between them, or they stand apart."""
    found: list[str] = []
    for block in _along(before):
        if block is table:
            return found
        text = own_text(block).strip() if local(block) == "p" else "表"
        if text and not _CONTINUED.fullmatch(text):
            return None
        found += [text] if text else []
    return None


def stands_under(before: Element, table: Element) -> bool:
    """Whether no more than headings and notes stand between two tables, as within one form; or
    whether one table holds both, or the second stands in the first."""
    first, second = _outermost(before), _outermost(table)
    if first is second:
        return True
    lines = 0
    for block in _along(first):
        if block is second:
            return True
        text = own_text(block).strip() if local(block) == "p" else ""
        lines += bool(text)
        prose = _PROSE.search(text) and not _NOTE.match(text)
        if (local(block) != "p" or prose or _is_long(text) or lines > _MOST_ABOVE
                or (text and _NEXT_PAPER.match(text))):
            return False
    return False


def _upwards(table: Element) -> Iterator[Element]:
    """What stands before the table, the nearest first; out of the first cell of a table that only
    holds others."""
    yield from _along(table, back=True)
    outer = _outer(table)
    if outer is not None and _begins(outer, table):
        yield from _upwards(outer)


def _outer(node: Element) -> Element | None:
    return next((each for each in node.iterancestors() if local(each) == "tbl"), None)


def _outermost(table: Element) -> Element:
    outer = _outer(table)
    return table if outer is None else _outermost(outer)


def _begins(outer: Element, table: Element) -> bool:
    """Whether the table is the first in another one that says nothing itself."""
    first = next(node for node in outer.iterdescendants() if local(node) == "tbl")
    return first is table and not any(
        own_text(node).strip() for node in outer.iterdescendants()
        if local(node) == "p" and _outer(node) is outer)


def _along(element: Element, *, back: bool = False) -> Iterator[Element]:
    """The paragraphs and tables after the element, or before it, in what holds them all."""
    for sibling in element.itersiblings(preceding=back):
        blocks = list(shown_by(sibling))
        yield from reversed(blocks) if back else blocks
    parent = element.getparent()
    if parent is not None and local(parent) not in _CONTAINERS:
        yield from _along(parent, back=back)


def _ends_a_section(paragraph: Element) -> bool:
    return property_of(paragraph, "pPr", "sectPr") is not None


def _is_heading(paragraph: Element) -> bool:
    return property_of(paragraph, "pPr", "outlineLvl") is not None


def _begins_a_page(paragraph: Element) -> bool:
    mark = property_of(paragraph, "pPr", "pageBreakBefore")
    if mark is not None and value_of(mark) not in ("0", "false"):
        return True
    before = _before_a_break(paragraph)
    return before is not None and not before.strip()


def _breaks_after(paragraph: Element) -> bool:
    """Whether the page ends in the paragraph, after its text."""
    before = _before_a_break(paragraph)
    return before is not None and bool(before.strip())


def _before_a_break(paragraph: Element) -> str | None:
    """The text before the paragraph's first page break; None where it has none."""
    said = ""
    for node in paragraph.iter():
        name = local(node)
        if name == "br" and any(value == "page" for value in node.attrib.values()):
            return said
        said += (node.text or "") if name == "t" else ""
    return None
