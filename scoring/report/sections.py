"""Which indicator a passage speaks of: the headings of a report that treats them one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scoring.awards.scorecard import Award
from scoring.report.passage import Passage
from scoring.rules.indicator import plain_name

_NUMBERING = re.compile(
    r"\s*(?:第[一二三四五六七八九十\d]+[章节部分]+|[一二三四五六七八九十]+[、.．]|"
    r"[（(][一二三四五六七八九十\d]+[）)]|\d+(?:\.\d+)+[.、．]?|\d+[.、．]?(?!\d))\s*")
_PUNCTUATION = re.compile(r"[，。；：:;！？=×]|\d%")
_LONGEST_HEADING = 40
_MORE = 4
"""So many characters may follow an indicator's name in a heading: 预算调整率较高."""


@dataclass(frozen=True, slots=True)
class Section:
    """The passages under one indicator's heading."""

    award: Award
    passages: tuple[Passage, ...]


def sections(report: Sequence[Passage], awards: Sequence[Award]) -> Iterator[Section]:
    """In the report's order. Of two indicators that share a name, the first heading is the
    first's."""
    waiting = list(awards)
    award: Award | None = None
    under: list[Passage] = []
    for passage in report:
        if not is_heading(passage):
            under.append(passage)
            continue
        if award is not None:
            yield Section(award, tuple(under))
        award, under = _named(passage, waiting, awards), []
        if award in waiting:
            waiting.remove(award)
    if award is not None:
        yield Section(award, tuple(under))


def is_heading(passage: Passage) -> bool:
    """A short line with a number before it, or one that the document calls a heading."""
    text = passage.text.strip()
    if passage.in_table or not text or len(text) > _LONGEST_HEADING:
        return False
    numbered = _NUMBERING.match(text)
    return passage.heading or bool(numbered and not _PUNCTUATION.search(text[numbered.end():]))


def bare(name: str) -> str:
    """A name without quotation marks: “三公经费”变动率 is written with and without them."""
    return re.sub(r"[“”\"'‘’「」]", "", plain_name(name))


def _named(passage: Passage, waiting: Sequence[Award], awards: Sequence[Award]) -> Award | None:
    heading = bare(_NUMBERING.sub("", passage.text.strip(), count=1))
    last = re.split(r"[-—–]+", heading)[-1]
    for among in (waiting, awards):
        for award in among:
            if bare(award.indicator) in (heading, last):
                return award if among is waiting or _alone(award, awards) else None
    opening = [award for award in awards if heading.startswith(bare(award.indicator))
               and len(heading) <= len(bare(award.indicator)) + _MORE]
    return opening[0] if len(opening) == 1 else None


def _alone(award: Award, awards: Sequence[Award]) -> bool:
    return sum(bare(each.indicator) == bare(award.indicator) for each in awards) == 1
