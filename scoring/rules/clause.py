"""条款: the words of the official text that a rule follows, and where they stand."""

from __future__ import annotations

import re

from scoring.rules.door import model

_RIGHT = re.compile("(?:没有|没|无|未发现|未见)(?:任何)?(?:错误|误|错|出入|问题|疑问|不符|不一致)")
_OPEN = re.compile(r"不一致|不相符|不符|不对|不准|不同意|有误|有错|错误|有出入|未核|未对|没有?核|没有?对|待|存疑|"
                   r"疑问|问题|^(?:不|否|错|无|没有|未)$|[?？×✗✘]")
"""What stands under 核对 of a rule that nobody has found right yet."""

def is_verified(checked: str) -> bool:
    """Whether what is written under 核对 says that the rule agrees with the text.

    >>> is_verified("张三，核对无误"), is_verified("不一致"), is_verified("待核")
    (True, False, False)
    """
    said = _RIGHT.sub("核对", checked.strip())
    return bool(said) and _OPEN.search(said) is None


@model
class Clause:
    """``text`` verbatim, ``place`` within the document, ``reading`` how we read it where the text
    is defective or silent, ``inferred`` where a direction was inferred (which is a warning).

    ``checked`` says who compared the rule with the text, and when (张三，2025年3月1日). None: it stands
    in a rule file, whose author did. Empty, or 不一致, 待核 and the like: nobody has found it right
    yet, and nothing found by it is an error.
    """

    text: str
    place: str = ""
    reading: str = ""
    inferred: str = ""
    checked: str | None = None

    @property
    def unchecked(self) -> bool:
        return self.checked is not None and not is_verified(self.checked)

    def __str__(self) -> str:
        return f"{self.place}：{self.text}" if self.place else self.text


PRINTED = "依据本表所印评分标准计算（程序理解，请核对）"
"""What is said of every score by a clause that a form prints and the program has read."""


@model
class PrintedClause(Clause):
    """A clause that the form itself prints, in the cell ``place``. ``understood``: it was read to
    its last word; nothing found by it is an error even so."""

    understood: bool = True

    def __str__(self) -> str:
        said = PRINTED if self.understood else "本表所印"
        return f"{said}，{self.place}：{self.text}"


@model
class Source:
    """The document a ruleset was taken from; ``verified`` says against what it was checked."""

    document: str
    issuer: str = ""
    number: str = ""
    verified: str = ""
    unverified: tuple[str, ...] = ()
    """Facts that could not be checked, each named; they are never guessed."""
