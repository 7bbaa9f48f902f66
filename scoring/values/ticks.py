"""Choices that are ticked: ☑优 □良, 优☑ 良□, 优秀（√） 良好（ ）."""

from __future__ import annotations

import re

BOXES = re.compile(r"[□☐▢☑☒■√✓✔🗹]")
_TICK = r"[☑☒■√✓✔🗹]"
_IN_BRACKETS = re.compile(rf"[(（\[【]\s*({_TICK})\s*[)）\]】]")
_EMPTY_BRACKETS = re.compile(r"[(（\[【]\s{0,8}[)）\]】]")
_WORD = r"[\u4e00-\u9fff]+|[A-Za-z][+-]?"
_BEHIND = re.compile(rf"({_WORD})(?:\s*[(（][^()（）]{{0,20}}[)）])?\s*{_TICK}")
_BEFORE = re.compile(rf"{_TICK}\s*({_WORD})")
_LABEL = re.compile(r"[:：为是]")
_LONGEST = 400


def ticked(text: str) -> tuple[str, ...]:
    """The words that are ticked; none where nobody can tell on which side of its word a mark
    stands.

    >>> ticked("优☑ 良□ 中□"), ticked("□优 ☑良"), ticked("优秀（√） 良好（ ）"), ticked("优√ 良 中")
    (('优',), ('良',), ('优秀',), ('优',))
    >>> ticked("优（90-100）☑ 良（80-89）□"), ticked("等级：■优 □良"), ticked("优 √ 良 中")
    (('优',), ('优',), ())
    """
    plain = _IN_BRACKETS.sub(r"\1", text[:_LONGEST])
    plain = _EMPTY_BRACKETS.sub("□", plain).strip()
    marks = [match.start() for match in BOXES.finditer(plain)]
    if not marks:
        return ()
    if not _LABEL.split(plain[:marks[0]])[-1].strip():
        return tuple(_BEFORE.findall(plain))
    after = {plain[mark + 1 : mark + 2].strip() for mark in marks}
    before = {plain[mark - 1 : mark].strip() for mark in marks}
    if marks[-1] == len(plain) - 1 or (after == {""} and "" not in before):
        return tuple(_BEHIND.findall(plain))
    return tuple(_BEFORE.findall(plain)) if before == {""} and "" not in after else ()
