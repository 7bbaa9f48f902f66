"""The sentences under a form, without their numbers, and what one says besides what is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from scoring.clauses.normal import Normal

_SENTENCE = re.compile(r"[^;。\n]+")
_NUMBER = r"(?:[1-9]\d?[.、](?!\d(?!\d{1,2}分))|\(\d{1,2}\)|[①-⒛])"
"""1.90分以上为优 is the first of a list and no 1.9 points; 1.5分 is what it says."""
_HEAD = r"(?:(?:自评)?(?:评分|计分|得分|打分|评价|赋分)(?:计算)?(?:标准|办法|方法|规则|说明|原则|依据|档次):)"
_MARK = re.compile(rf"^(?:注:?|(?:备注|(?:填[表报])?说明):)?{_HEAD}?(?P<number>{_NUMBER})?"
                   rf" ?\.?{_HEAD}?{_NUMBER}?")


class Sentence(NamedTuple):
    """``begins``: it is numbered, or the first; ``goes_on``: the one before ends in a semicolon."""

    said: str
    start: int
    begins: bool
    goes_on: bool


def sentences(plain: Normal) -> Iterator[Sentence]:
    for place, found in enumerate(_SENTENCE.finditer(plain.text)):
        mark = _MARK.match(found[0])
        skipped = mark.end() if mark else 0
        begins = place == 0 or (mark is not None and mark["number"] is not None)
        if found[0][skipped:].strip():
            yield Sentence(found[0][skipped:], found.start() + skipped, begins,
                            plain.text[found.start() - 1:found.start()] == ";")


def says_more(sentence: str, *taken: str) -> bool:
    """Whether a sentence of which a part is understood holds another number or a ban besides."""
    for each in taken:
        sentence = sentence.replace(each, "", 1)
    return re.search(r"\d|不得|不能评|[一二三]票否决", sentence) is not None
