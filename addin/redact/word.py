"""公开版 of a Word document: personal data covered; comments, revisions and makers' names gone."""

from __future__ import annotations

from collections.abc import Iterator

from addin.books.book import RULESET_PROPERTY
from addin.books.docx.reader import word_package
from addin.books.docx.word_text import (
    Block,
    blocks,
    cells,
    main_part,
    own_text,
    paragraphs_in,
    piece_text,
    pieces,
)
from addin.books.xlsx.sheet_cleaning import PRIVATE_LINK
from addin.package.chart_values import keep_values
from addin.package.draft import Draft
from addin.package.metadata import strip_properties
from addin.package.relations import relations
from addin.package.sweep import cut, cut_kinds, kind_of, sweep
from addin.package.xml import Element, local, parse, relation_id, serialise
from addin.redact.revisions import accept_revisions
from addin.redact.runs import Masked, forget_paths, mask_pieces, masked_at
from addin.redact.text import is_label

_CALLED = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}
_PRIVATE_ARROWS = (
    "comments", "commentsExtended", "commentsIds", "commentsExtensible", "people", "customXml",
    "oleObject", "package", "attachedTemplate", "vbaProject", "wordVbaData",
    "keyMapCustomizations", "mailMergeSource", "mailMergeHeaderSource", "recipientData",
    "printerSettings", "glossaryDocument")
_PRIVATE_ELEMENTS = {
    "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "dataBinding",
    "OLEObject", "attachedTemplate", "mailMerge", "docVars", "rsids", "trackRevisions",
    "linkStyles"}


def redact_word(content: bytes) -> tuple[bytes, tuple[Masked, ...]]:
    """The document (.docx) fit to be published; the same bytes give the same bytes."""
    draft = Draft(word_package(content))
    part = main_part(draft.archive)
    said: list[Masked] = []
    if comments := _comments(draft, part):
        said.append(Masked("删去批注", "正文", f"{comments} 条"))
    for path, called in _parts(draft, part):
        said += _part(draft, path, called)
    _settings(draft, part)
    said += [Masked("删去文档属性", name) for name in strip_properties(draft, (RULESET_PROPERTY,))]
    cut_kinds(draft, "", ("customXml",))
    sweep(draft)
    return draft.to_bytes(), tuple(dict.fromkeys(said))


def _parts(draft: Draft, main: str) -> Iterator[tuple[str, str]]:
    """The parts that hold text, and what a reader calls them."""
    yield main, ""
    for relation in relations(draft, main):
        if relation.kind in _CALLED and relation.target in draft:
            yield relation.target, _CALLED[relation.kind]


def _part(draft: Draft, part: str, called: str) -> Iterator[Masked]:
    root = parse(draft.read(part), part)
    before = serialise(root)
    if revisions := accept_revisions(root):
        yield Masked("接受修订", called or "正文", f"{revisions} 处")
    if hidden := _drop_hidden(root):
        yield Masked("删去隐藏文字", called or "正文", f"{hidden} 处")
    embedded = sum(local(node) == "OLEObject" for node in root.iter())
    if embedded:
        yield Masked("删去嵌入的文件", called or "正文", f"{embedded} 个")
    yield from _masked(root, called)
    gone = cut_kinds(draft, part, _PRIVATE_ARROWS) | cut(
        draft, part, lambda arrow: arrow.get("TargetMode") == "External"
        and kind_of(arrow) != "attachedTemplate"
        and PRIVATE_LINK.match(arrow.get("Target", "")) is not None)
    _drop_elements(root, gone)
    forget_paths(root)
    pictures = sum(each.kind == "image" for each in relations(draft, part))
    if pictures:
        yield Masked("图片里的文字没有检查，请自行查看", called or "正文", f"{pictures} 幅")
    for relation in relations(draft, part):
        if relation.kind == "chart" and relation.target in draft:
            keep_values(draft, relation.target, lambda formula: True)
    if (after := serialise(root)) != before:
        draft.write(part, after)


def _masked(root: Element, called: str) -> Iterator[Masked]:
    label = ""
    for block in blocks(root, called):
        if block.is_row:
            yield from _row(block)
            label = ""
        else:
            yield from _paragraph(block.element, block.place, label)
            text = own_text(block.element)
            label = text if is_label(text) else label if not text.strip() else ""


def _row(block: Block) -> Iterator[Masked]:
    label = ""
    for cell in cells(block.element):
        paragraphs = list(paragraphs_in(cell))
        for paragraph in paragraphs:
            yield from _paragraph(paragraph, block.place, label)
        text = "".join(own_text(paragraph) for paragraph in paragraphs)
        label = text if is_label(text) else ""


def _paragraph(paragraph: Element, place: str, label: str) -> Iterator[Masked]:
    text = own_text(paragraph)
    found = mask_pieces(list(pieces(paragraph)), "" if is_label(text) else label, piece_text)
    yield from masked_at(found, place)


def _comments(draft: Draft, part: str) -> int:
    return sum(local(node) == "comment" for relation in relations(draft, part)
               if relation.kind == "comments" and relation.target in draft
               for node in parse(draft.read(relation.target), relation.target))


def _drop_hidden(root: Element) -> int:
    """Words formatted as hidden: nobody sees them on paper, everybody in the file."""
    found = [text for run in root.iter() if local(run) == "r" and _is_hidden(run)
             for text in run if local(text) == "t" and text.text]
    for text in found:
        text.text = None
    return len(found)


def _is_hidden(run: Element) -> bool:
    return any(local(mark) == "vanish" and "0" not in mark.attrib.values()
               and "false" not in mark.attrib.values()
               for properties in run if local(properties) == "rPr" for mark in properties)


def _drop_elements(root: Element, gone: set[str]) -> None:
    for node in [node for node in root.iter() if local(node) in _PRIVATE_ELEMENTS]:
        if (parent := node.getparent()) is not None:
            parent.remove(node)
    for node in [node for node in root.iter() if gone & set(map(str, node.attrib.values()))
                 and (relation_id(node) in gone or local(node) == "blip")]:
        _unlink(node)


def _unlink(node: Element) -> None:
    """A link becomes plain text; a picture that lies elsewhere loses the way to it."""
    parent = node.getparent()
    if local(node) == "hyperlink" and parent is not None:
        place = parent.index(node)
        for child in reversed(list(node)):
            parent.insert(place, child)
        parent.remove(node)
    else:
        for name in [name for name in node.attrib if str(name).endswith(("}id", "}link"))]:
            del node.attrib[name]


def _settings(draft: Draft, main: str) -> None:
    for relation in relations(draft, main):
        if relation.kind == "settings" and relation.target in draft:
            root = parse(draft.read(relation.target), relation.target)
            before = serialise(root)
            _drop_elements(root, cut_kinds(draft, relation.target, _PRIVATE_ARROWS))
            if (after := serialise(root)) != before:
                draft.write(relation.target, after)
