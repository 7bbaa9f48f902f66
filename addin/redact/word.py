"""公开版 of a Word document: personal data covered; comments, revisions and makers' names gone."""

from __future__ import annotations

from collections.abc import Iterator

from addin.books.book import RULESET_PROPERTY
from addin.books.docx.reader import word_package
from addin.books.docx.word_text import blocks, main_part, piece_text, pieces
from addin.package.chart_values import keep_values
from addin.package.draft import Draft
from addin.package.relations import relations
from addin.package.xml import Element, local, parse
from addin.redact.drawn import cover_paragraphs
from addin.redact.ledger import Ledger, Public
from addin.redact.revisions import accept_revisions
from addin.redact.runs import Pieces
from addin.redact.trees import Trees
from addin.redact.whole import publish
from addin.redact.word_table import cover_table

_CALLED = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}
_MARKS = frozenset({"commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef",
                    "dataBinding"})


def redact_word(content: bytes, *, confirmed: bool = False) -> Public:
    """The document (.docx) fit to be published; the same bytes give the same bytes.

    NotForThePublic where it says that it is not for the public and nobody has ``confirmed`` that it
    is.
    """
    draft = Draft(word_package(content))
    main = main_part(draft.archive)
    trees, ledger = Trees(draft), Ledger()
    if comments := _comments(draft, main):
        ledger.remove("删去批注", "正文", f"{comments} 条")
    owners = dict(_parts(draft, main))
    left = [each for part, called in owners.items()
            for each in _part(draft, trees, part, called, ledger)]
    made = publish(draft, trees, ledger, {part: called or "正文" for part, called in owners.items()},
                   RULESET_PROPERTY)
    if not confirmed:
        ledger.refuse_secret()
    for paragraphs, where in left:
        text = "\n".join(Pieces.of(list(pieces(each)), piece_text).text for each in paragraphs)
        ledger.look_over(text, where)
    return ledger.public(".docx", made)


def _parts(draft: Draft, main: str) -> Iterator[tuple[str, str]]:
    """The parts that hold text, and what a reader calls them."""
    yield main, ""
    for relation in relations(draft, main):
        if relation.kind in _CALLED and relation.target in draft:
            yield relation.target, _CALLED[relation.kind]


def _part(draft: Draft, trees: Trees, part: str, called: str,
          ledger: Ledger) -> list[tuple[tuple[Element, ...], str]]:
    """Cover a part's texts; returns what is left of them to look over, with its places."""
    where, root = called or "正文", trees.root(part)
    if revisions := accept_revisions(root):
        ledger.remove("接受修订", where, f"{revisions} 处")
    if hidden := _drop_hidden(root):
        ledger.remove("删去隐藏文字", where, f"{hidden} 处")
    for node in [node for node in root.iter("*") if local(node) in _MARKS]:
        if (parent := node.getparent()) is not None:
            parent.remove(node)
    tables = [cover_table(table, f"{called}表{number}", ledger)
              for number, table in enumerate(_tables(root), 1)]
    seen = frozenset().union(*(table.paragraphs for table in tables))
    others = [each for each in _paragraphs(root, called) if each[0] not in seen]
    cover_paragraphs(others, ledger)
    for relation in relations(draft, part):
        if relation.target in draft and relation.kind == "chart":
            keep_values(draft, relation.target, lambda formula: True)
    return [*(((node,), place) for node, place in others),
            *(each for table in tables for each in table.left)]


def _tables(root: Element) -> list[Element]:
    return [node for node in root.iter("*") if local(node) == "tbl"]


def _paragraphs(root: Element, called: str) -> Iterator[tuple[Element, str]]:
    """Every paragraph of a part, in order, with what a reader calls its place; those of text
    boxes' second copies and of cells too."""
    places = {block.element: block.place for block in blocks(root, called)}
    for node in root.iter("*"):
        if local(node) == "p":
            yield node, _place(node, places, called)


def _place(paragraph: Element, places: dict[Element, str], called: str) -> str:
    if (place := places.get(paragraph)) is not None:
        return place
    for above in paragraph.iterancestors():
        if (place := places.get(above)) is not None:
            return place if local(above) == "tr" or place.endswith("文本框") else f"{place}文本框"
    return called or "正文"


def _comments(draft: Draft, part: str) -> int:
    return sum(local(node) == "comment" for relation in relations(draft, part)
               if relation.kind == "comments" and relation.target in draft
               for node in parse(draft.read(relation.target), relation.target))


def _drop_hidden(root: Element) -> int:
    """Words formatted as hidden: nobody sees them on paper, everybody in the file."""
    found = [text for run in root.iter() if local(run) == "r" and _is_hidden(run)
             for text in run if local(text) in ("t", "instrText") and text.text]
    for text in found:
        text.text = None
    return len(found)


def _is_hidden(run: Element) -> bool:
    return any(local(mark) == "vanish" and "0" not in mark.attrib.values()
               and "false" not in mark.attrib.values()
               for properties in run if local(properties) == "rPr" for mark in properties)
