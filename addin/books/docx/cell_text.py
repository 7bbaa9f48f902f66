"""What one cell of a Word table shows: its own paragraphs, without those of tables inside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from addin.books.docx.symbols import symbol_text
from addin.books.docx.word_text import (
    BREAKS,
    NOT_SHOWN,
    is_on,
    is_raised,
    is_struck,
    piece_text,
    pieces,
    property_of,
    shown,
)
from addin.books.marks import raised
from addin.package.xml import Element, local

_NEVER_OWN = {*NOT_SHOWN, "txbxContent", "p", "rt"}
"""Besides what is never shown: text boxes stand over the cell, and readings over their words."""


def text_of(cell: Element) -> str:
    """The cell's text as a reader sees it: deleted, struck and hidden words, and grey ones that
    only ask for a text (单击此处输入文字), are none of it."""
    lines, joined = [""], False
    for place, paragraph in enumerate(own_paragraphs(cell)):
        text = "" if prompting(paragraph) else _text(own_pieces(paragraph))
        if place and not joined:
            lines.append(text)
        else:
            lines[-1] += text
        joined = _mark_deleted(paragraph)
    return "\n".join(lines).strip()


def struck_text(cell: Element) -> str:
    """The words in the cell that are struck out."""
    return "".join(piece_text(piece) for paragraph in own_paragraphs(cell)
                   for piece in pieces(paragraph) if is_struck(piece.getparent())).strip()


def own_paragraphs(cell: Element) -> list[Element]:
    """The paragraphs that stand directly in the cell, through content controls too."""
    return [block for block in shown(cell) if local(block) == "p"]


def own_pieces(parent: Element, *, prompts: bool = False) -> Iterator[Element]:
    """The elements that make up the paragraph's text; with ``prompts`` also those that only ask
    for one."""
    for child in parent:
        name = local(child)
        if name in ("t", "sym") or name in BREAKS:
            yield child
        elif not (name in _NEVER_OWN or (name == "r" and _hidden(child))
                  or (name == "sdt" and is_prompt(child) and not prompts)):
            yield from own_pieces(child, prompts=prompts)


def is_prompt(control: Element) -> bool:
    """Whether a content control shows only the words that ask for a text."""
    mark = property_of(control, "sdtPr", "showingPlcHdr")
    return mark is not None and is_on(mark)


def prompting(paragraph: Element) -> bool:
    """Whether the whole paragraph belongs to a control that only asks for a text."""
    return any(is_prompt(control) for control in controls_over(paragraph))


def controls_of(cell: Element) -> Iterator[Element]:
    """The content controls in the cell's own paragraphs and around them."""
    yield from controls_over(cell)
    for paragraph in own_paragraphs(cell):
        yield from (each for each in controls_over(paragraph) if cell in each.iterancestors())
        yield from (node for node in paragraph.iter() if local(node) == "sdt")


def controls_over(element: Element) -> Iterator[Element]:
    """The content controls around an element, the nearest first."""
    return (each for each in element.iterancestors() if local(each) == "sdt")


def _text(shown_pieces: Iterable[Element]) -> str:
    """The text of the pieces without the raised number of a note behind a figure (15²)."""
    text = ""
    for piece in shown_pieces:
        said = _seen(piece)
        text += raised(text, said) if is_raised(piece) else said
    return text


def _seen(piece: Element) -> str:
    return symbol_text(piece) if local(piece) == "sym" else piece_text(piece)


def _hidden(run: Element) -> bool:
    """Whether a run is not shown, or struck out by hand (~~20~~ 19)."""
    mark = property_of(run, "rPr", "vanish")
    return (mark is not None and is_on(mark)) or is_struck(run)


def _mark_deleted(paragraph: Element) -> bool:
    """Whether a tracked change deletes the end of the paragraph, which joins it to the next."""
    mark = property_of(paragraph, "pPr", "rPr")
    return mark is not None and any(local(child) == "del" for child in mark)
