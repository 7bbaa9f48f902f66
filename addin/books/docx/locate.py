"""Where elements stand in the bytes of a part, so that a cell is changed and nothing around it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from xml.parsers import expat

from addin.package.xml import Element

_TAG = re.compile(rb"""<[^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>""")


@dataclass(frozen=True, slots=True)
class Span:
    """An element's bytes: ``<`` at ``start``, its content, ``end`` after the last ``>``."""

    start: int
    inner_start: int
    inner_end: int
    end: int

    @property
    def closed(self) -> bool:
        """Whether it is an empty tag such as ``<w:p/>``, which has no room for content."""
        return self.inner_start == self.end


@dataclass(frozen=True, slots=True)
class Splice:
    """Bytes that take the place of others; of none where ``start`` is ``end``."""

    start: int
    end: int
    content: bytes = b""


def locate(content: bytes, root: Element, wanted: Collection[Element]) -> dict[Element, Span]:
    """The spans of the wanted elements. ``content`` is UTF-8 and what ``root`` was parsed from."""
    sought = set(wanted)
    numbers = {number: element for number, element in enumerate(root.iter("*"))
               if element in sought}
    finder = _Finder(content, set(numbers))
    return {numbers[number]: span for number, span in finder.spans.items()}


def spliced(content: bytes, splices: Iterable[Splice]) -> bytes:
    """The content with the splices made, which may not overlap."""
    pieces: list[bytes] = []
    place = 0
    for splice in sorted(splices, key=lambda each: (each.start, each.end)):
        if splice.start < place:
            raise ValueError("splices overlap")
        pieces += [content[place:splice.start], splice.content]
        place = splice.end
    return b"".join((*pieces, content[place:]))


class _Finder:
    """One pass over the part, counting its elements as they begin."""

    def __init__(self, content: bytes, wanted: set[int]) -> None:
        self.spans: dict[int, Span] = {}
        self._content, self._wanted = content, wanted
        self._count = 0
        self._open: list[tuple[int, int] | None] = []
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.Parse(content, True)

    def _start(self, _name: str, _attributes: object) -> None:
        wanted = self._count in self._wanted
        self._open.append((self._count, self._parser.CurrentByteIndex) if wanted else None)
        self._count += 1

    def _end(self, _name: str) -> None:
        begun = self._open.pop()
        if begun is None:
            return
        number, start = begun
        opened = self._tag_end(start)
        if self._content[opened - 2:opened] == b"/>":
            self.spans[number] = Span(start, opened, opened, opened)
        else:
            closing = self._parser.CurrentByteIndex
            self.spans[number] = Span(start, opened, closing, self._tag_end(closing))

    def _tag_end(self, start: int) -> int:
        match = _TAG.match(self._content, start)
        if match is None:
            raise ValueError("no tag stands here")
        return match.end()
