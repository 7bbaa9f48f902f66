"""What was covered, what was taken out, and what a person must still look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from addin.errors import Unconfirmed
from scoring.personal import (
    CROSS,
    Found,
    Kind,
    Known,
    covered,
    find,
    lookalikes,
    names_left,
    remaining,
    secret,
)


@dataclass(frozen=True, slots=True)
class Line:
    """What was done and where; ``shown`` is the form that is left, never more."""

    kind: str
    where: str
    shown: str = ""

    def __str__(self) -> str:
        return "　".join(part for part in (self.kind, self.where, self.shown) if part)


@dataclass(frozen=True, slots=True)
class Public:
    """A file as it may be published: the suffix its name must end in, its bytes, and the three
    lists that go with it."""

    suffix: str
    content: bytes
    masked: tuple[Line, ...]
    removed: tuple[Line, ...]
    unchecked: tuple[Line, ...]


class NotForThePublic(Unconfirmed):
    """The file says that it is not for the public: nothing is made of it until a person confirms.

    ``places`` are the cells and paragraphs that say so, each with the words.
    """

    def __init__(self, places: Iterable[Line]) -> None:
        self.places = tuple(places)
        lines = "\n".join(f"  {each.where}　“{each.shown}”" for each in self.places)
        super().__init__(f"文件里写着涉密、内部或不予公开，没有生成公开版：\n{lines}\n"
                         "请先核实能否公开；确认可以公开的，在选项卡里答“是”，或者命令行加 --confirmed。")


@dataclass
class Ledger:
    """Kept while one file is made public; the same line is told once."""

    _masked: dict[Line, None] = field(default_factory=dict)
    _removed: dict[Line, None] = field(default_factory=dict)
    _unchecked: dict[Line, None] = field(default_factory=dict)
    _secret: dict[Line, None] = field(default_factory=dict)
    known: Known = field(default_factory=Known)
    originals: dict[str, str] = field(default_factory=dict)
    """Whole texts that a label made personal, and what is shown instead: where the same text
    stands in a chart's stored values or a filter, nothing else tells what it is."""

    def cover(self, found: Iterable[Found], where: str) -> None:
        for each in found:
            self._masked[Line(each.kind.value, where, each.shown)] = None
            if each.kind is Kind.NAME:
                self.known.add(each.text)

    def remove(self, kind: str, where: str, shown: str = "") -> None:
        self._removed[Line(kind, where, shown)] = None

    def doubt(self, kind: str, where: str, shown: str = "") -> None:
        self._unchecked[Line(kind, where, shown)] = None

    def read(self, text: str, where: str) -> None:
        """Look through a text for what must be confirmed."""
        if words := secret(text):
            self.is_secret(words, where)

    def is_secret(self, words: str, where: str) -> None:
        self._secret[Line("", where, words)] = None

    def look_over(self, text: str, where: str, *, number: bool = False) -> None:
        """Look through what is left of a text for what a person must look at."""
        if not number and (word := remaining(text)) and CROSS not in text:
            self.doubt(f"仍有“{word}”字样", where)
        for shown in lookalikes(text):
            self.doubt("像手机号、证件号或卡号的数字", where, shown)
        for shown in () if number else names_left(text):
            self.doubt("号码旁边像姓名的字", where, shown)
        for each in () if number else self.known.short(text):
            self.doubt("两个字的姓名", where, each.shown)

    def public(self, suffix: str, content: bytes) -> Public:
        return Public(suffix, content, self._told(self._masked), self._told(self._removed),
                      self._told(self._unchecked))

    def _told(self, lines: Iterable[Line]) -> tuple[Line, ...]:
        """A sheet or a property can be called after a person: that is not told either."""
        return tuple(dict.fromkeys(Line(each.kind, self._bare(each.where), self._bare(each.shown))
                                   for each in lines))

    def _bare(self, text: str) -> str:
        text = covered(text, find(text))
        return covered(text, self.known.find(text))

    def refuse_secret(self) -> None:
        """NotForThePublic where the file says so."""
        if self._secret:
            raise NotForThePublic(self._secret)
