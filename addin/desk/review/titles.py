"""What a Word document calls itself: a report stays a report when a form is its annex."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from addin.books.docx.reader import read_opening
from addin.books.strangers import next_step
from addin.errors import UserError
from scoring.report.passage import Passage

_WITHIN, _LONGEST = 30, 60
"""Titles stand among the first passages, in so many characters."""
_TAIL = 4
"""A line of so many characters goes on with the one before it."""
_HEADS = 4
"""A row with so many cells filled in belongs to a form or another table: the titles are over."""
_BRACKETED = r"(?:[（(《【〔\[][^（）()《》]{0,20}[)）》】〕\]])?$"
_FORM = re.compile(rf"表{_BRACKETED}|[（(][^（）()]{{0,20}}表[)）]$")
_REPORT = re.compile(r"^[^:：]*(?:绩效|自评|评价)[^:：]{0,30}(?:报告|总结)")
_OTHER = re.compile(rf"(?:函|通知|请示|公示){_BRACKETED}|^附件\d*[:：]")
"""A letter that goes with a form, or the annexes that it names."""
_ANNEX = re.compile(r"^附件\d*[:：]")
_GAP = re.compile(r"【待[^】]{0,400}】")
"""What a draft of ours was left with; it is no word of a title."""
_CHAPTER = re.compile(r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章部]")
_ENDS = re.compile(f"{_FORM.pattern}|{_REPORT.pattern}|{_OTHER.pattern}")
_SAYS = re.compile(r"[，。；]")
"""A sentence and no title."""


@dataclass(frozen=True, slots=True)
class Head:
    """The title of a document, all that its head says (whose it is, of which year), and whether it
    is a report although it holds a form."""

    title: str = ""
    said: str = ""
    is_report: bool = False


def head_of(passages: Sequence[Passage]) -> Head:
    """What stands before the first chapter.

    >>> told = head_of([Passage("第1段", "附件2"), Passage("第2段", "渠道工程绩效"), Passage("第3段", "自评报告")])
    >>> told.title, told.is_report
    ('渠道工程绩效自评报告', True)
    >>> head_of([Passage("第1段", "绩效自评报告编印项目自评表"), Passage("第2段", "自评报告")]).is_report
    False
    """
    lines = [line for line in _lines(passages)
             if len(line) <= _LONGEST and not _SAYS.search(line)]
    lines[:1] = [_ANNEX.sub("", line) for line in lines[:1]]
    first = next(filter(_ENDS.search, lines), "")
    if _REPORT.search(first) and not _FORM.search(first):
        return Head(first, "".join(lines), is_report=True)
    title = next((line for line in lines if "报告" in line), lines[0] if lines else "")
    return Head(title, "".join(lines))


def head(content: bytes) -> Head:
    """The head of a Word document; an empty one where it is none."""
    if next_step(content) is not None:
        return Head()
    try:
        return head_of(read_opening(content, _WITHIN))
    except UserError:
        return Head()


def _lines(passages: Sequence[Passage]) -> Iterator[str]:
    """Titles are printed over several lines, on a cover a character each."""
    line = ""
    for each in passages:
        cells = [cell for cell in each.cells if cell.strip()]
        text = _GAP.sub("", "".join((cells[0] if len(cells) == 1 else each.text).split()))
        if len(cells) >= _HEADS or _CHAPTER.match(text):
            break
        if line and len(text) <= _TAIL and not _ENDS.search(line):
            line += text
            continue
        if line:
            yield line
        line = text
    if line:
        yield line
