"""A text put into one cell of a Word table, as changes of the bytes that hold the cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

from addin.books.docx.cell_text import controls_of, is_prompt, own_paragraphs, own_pieces
from addin.books.docx.locate import Span, Splice, locate
from addin.books.docx.look import Look
from addin.books.docx.word_text import is_raised, property_of
from addin.errors import BookError
from addin.package.xml import Element, local, namespace


@dataclass(frozen=True, slots=True)
class CellEdit:
    """A cell and its new text; a ``look`` is given where the cell showed nothing before."""

    cell: Element
    text: str
    look: Look | None = None


def splices(content: bytes, root: Element, edits: Iterable[CellEdit]) -> Iterator[Splice]:
    """The changes that write the edits into ``content``, the UTF-8 bytes of ``root``."""
    plans = [_plan(edit) for edit in edits]
    spans = locate(content, root, {each for plan in plans for each in plan.elements()})
    for plan in plans:
        yield from plan.splices(_Writer(content, spans))


@dataclass(frozen=True)
class _Plan:
    """Which elements of the cell change: the piece that takes the text, and those that go."""

    edit: CellEdit
    paragraph: Element | None
    piece: Element | None
    gone: tuple[Element, ...]

    def elements(self) -> Iterator[Element]:
        yield self.edit.cell
        yield from self.gone
        for each in (self.paragraph, self.piece):
            if each is not None:
                yield each
        yield from self._properties()

    def splices(self, writer: _Writer) -> Iterator[Splice]:
        edit, look = self.edit, self.edit.look
        if self.paragraph is None:
            yield writer.append(edit.cell, _paragraph(writer, edit.cell, edit.text, look))
            return
        run = None if self.piece is None else self.piece.getparent()
        if look is not None:
            yield from writer.restyle(self.paragraph, "pPr", look.paragraph)
            if run is not None:
                yield from writer.restyle(run, "rPr", look.run)
        if self.piece is not None:
            yield writer.replace(self.piece, _text(writer.prefix(self.piece), edit.text))
        elif edit.text:
            yield writer.append(self.paragraph, self._content(writer))
        yield from (writer.replace(each, b"") for each in self.gone)

    def _content(self, writer: _Writer) -> bytes:
        """What an empty paragraph takes; its properties where there was no room for any."""
        assert self.paragraph is not None
        run = _run(writer.prefix(self.paragraph), self.edit.text, self.edit.look)
        if self.edit.look is not None and writer.closed(self.paragraph):
            return self.edit.look.paragraph + run
        return run

    def _properties(self) -> Iterator[Element]:
        run = None if self.piece is None else self.piece.getparent()
        for parent, name in ((self.paragraph, "pPr"), (run, "rPr")):
            if parent is not None:
                yield parent
                yield from (child for child in parent if local(child) == name)


class _Writer:
    """Splices of one part by the spans of its elements."""

    def __init__(self, content: bytes, spans: dict[Element, Span]) -> None:
        self._content, self._spans = content, spans

    def prefix(self, element: Element) -> bytes:
        """The prefix in the element's own tag, with its colon."""
        name = self._name(self._spans[element])
        return name[: name.find(b":") + 1]

    def closed(self, element: Element) -> bool:
        return self._spans[element].closed

    def replace(self, element: Element, made: bytes) -> Splice:
        span = self._spans[element]
        return Splice(span.start, span.end, made)

    def append(self, element: Element, made: bytes) -> Splice:
        """``made`` at the end of the element's content."""
        return self._put(element, made, at_end=True)

    def restyle(self, element: Element, name: str, properties: bytes) -> Iterator[Splice]:
        """The element's properties replaced, or put at the beginning of its content."""
        old = next((child for child in element if local(child) == name), None)
        if old is not None:
            yield self.replace(old, properties)
        elif properties and not self._spans[element].closed:
            yield self._put(element, properties, at_end=False)

    def _put(self, element: Element, made: bytes, *, at_end: bool) -> Splice:
        span = self._spans[element]
        if not span.closed:
            place = span.inner_end if at_end else span.inner_start
            return Splice(place, place, made)
        opened = self._content[span.start:span.end - 2].rstrip()
        return Splice(span.start, span.end, opened + b">" + made + b"</" + self._name(span) + b">")

    def _name(self, span: Span) -> bytes:
        return self._content[span.start + 1:span.inner_start].rstrip(b"/>").split()[0]


def _plan(edit: CellEdit) -> _Plan:
    paragraphs = own_paragraphs(edit.cell)
    pieces = [(paragraph, piece) for paragraph in paragraphs
              for piece in own_pieces(paragraph, prompts=True)]
    asking = [mark for control in controls_of(edit.cell) if is_prompt(control)
              if (mark := property_of(control, "sdtPr", "showingPlcHdr")) is not None]
    kept = next((each for each in pieces if _takes_text(each[1], edit.cell)), None)
    if pieces and kept is None:
        raise BookError("单元格里是公式或图形，不能写入文字")
    paragraph, piece = kept or (paragraphs[0] if paragraphs else None, None)
    if asking and edit.look is None:
        edit = replace(edit, look=Look())
    gone = (*asking, *(each for _, each in pieces if each is not piece))
    return _Plan(edit, paragraph, piece, gone)


def _takes_text(piece: Element, cell: Element) -> bool:
    """Whether it stands in a run of words, neither in a formula's nor in the mark of a note."""
    run = piece.getparent()
    return (run is not None and not is_raised(piece) and local(run) == "r"
            and namespace(run) == namespace(piece) == namespace(cell))


def _paragraph(writer: _Writer, cell: Element, text: str, look: Look | None) -> bytes:
    prefix = writer.prefix(cell)
    properties = look.paragraph if look is not None else b""
    return b"".join((b"<", prefix, b"p>", properties, _run(prefix, text, look),
                     b"</", prefix, b"p>"))


def _run(prefix: bytes, text: str, look: Look | None) -> bytes:
    properties = look.run if look is not None else b""
    return b"".join((b"<", prefix, b"r>", properties, _text(prefix, text), b"</", prefix, b"r>"))


def _text(prefix: bytes, text: str) -> bytes:
    """The text as elements of a run, its lines parted by breaks; nothing for no text."""
    name = prefix.decode()
    lines = (f'<{name}t xml:space="preserve">{escape(line)}</{name}t>' if line else ""
             for line in text.split("\n"))
    return f"<{name}br/>".join(lines).encode()
