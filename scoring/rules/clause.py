"""条款: the words of the official text that a rule follows, and where they stand."""

from __future__ import annotations

from scoring.rules.door import model


@model
class Clause:
    """``text`` verbatim, ``place`` within the document, ``reading`` how we read it where the text
    is defective or silent, ``inferred`` where a direction was inferred (which is a warning).

    ``checked`` says who compared the rule with the text, and when (张三，2025年3月1日). None: it stands
    in a rule file, whose author did. Empty: nobody has yet, and nothing found by it is an error.
    """

    text: str
    place: str = ""
    reading: str = ""
    inferred: str = ""
    checked: str | None = None

    @property
    def unchecked(self) -> bool:
        return self.checked is not None and not self.checked.strip()

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
