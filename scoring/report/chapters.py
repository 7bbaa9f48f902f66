"""Where a reader finds a paragraph of a report: under which headings, not as which in number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from scoring.report.passage import Passage
from scoring.report.sections import is_heading

_CHAPTER = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十\d]{1,3}[章部]分?)")
_SECTION = re.compile(r"\s*[（(][一二三四五六七八九十]{1,3}[）)]|\s*第[一二三四五六七八九十\d]{1,3}节")
_OPENING = "开头"
_LONGEST = 20


def by_chapter(report: Sequence[Passage]) -> Iterator[Passage]:
    """The passages with paragraphs called after the headings above them; rows of tables keep their
    places.

    >>> report = [Passage("第1段", "自评报告"), Passage("第2段", "三、完成情况"), Passage("第3段", "（一）产出"),
    ...           Passage("第4段", "培训229人。")]
    >>> [each.place for each in by_chapter(report)]
    ['开头', '“三、完成情况”部分', '“三、完成情况”中“（一）产出”部分', '“三、完成情况”中“（一）产出”部分']
    """
    chapter = section = ""
    for passage in report:
        if passage.in_table:
            yield passage
            continue
        if is_heading(passage) and _CHAPTER.match(passage.text):
            chapter, section = _quoted(passage.text), ""
        elif is_heading(passage) and _SECTION.match(passage.text):
            section = _quoted(passage.text)
        named = "中".join(filter(None, (chapter, section)))
        yield replace(passage, place=f"{named}部分" if named else _OPENING)


def _quoted(heading: str) -> str:
    said = "".join(heading.split()).replace("“", "‘").replace("”", "’")
    return f"“{said if len(said) <= _LONGEST else said[:_LONGEST] + '…'}”"
