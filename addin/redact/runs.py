"""Masks laid over a text that is split into pieces: the runs of a cell, a paragraph, a shape."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from addin.package.xml import Element, local
from addin.redact.text import Mask, masks

_PRIVATE_PATH = ("descr", "title", "name")


@dataclass(frozen=True, slots=True)
class Masked:
    """What was covered or taken out, and where; ``shown`` is the form that is left, never more."""

    kind: str
    where: str
    shown: str = ""

    def __str__(self) -> str:
        return "　".join(part for part in (self.kind, self.where, self.shown) if part)


def mask_pieces(nodes: Sequence[Element], label: str = "",
                said: Callable[[Element], str] | None = None) -> tuple[Mask, ...]:
    """Cover what is personal in the text that the nodes make up together. ``said`` is what a node
    stands for where that is not its own text (a tab)."""
    texts = [said(node) if said is not None else node.text or "" for node in nodes]
    found = masks("".join(texts), label)
    for start, node, text in _placed(nodes, texts):
        if text != (node.text or ""):
            continue  # a tab or a break, which has no text of its own
        node.text = _overlaid(text, start, found) or None
    return found


def _overlaid(text: str, start: int, found: Iterable[Mask]) -> str:
    """A piece that starts at ``start`` of the whole, with its share of the masks."""
    for mask in found:
        low, high = max(mask.start - start, 0), min(mask.end - start, len(text))
        if low < high:
            shown = mask.shown[start + low - mask.start : start + high - mask.start]
            text = text[:low] + shown + text[high:]
    return text


def _placed(nodes: Sequence[Element],
            texts: Sequence[str]) -> Iterator[tuple[int, Element, str]]:
    start = 0
    for node, text in zip(nodes, texts, strict=True):
        yield start, node, text
        start += len(text)


def mask_drawing(root: Element, where: str) -> Iterator[Masked]:
    """Cover what is personal in the text boxes of a drawing, and take paths out of its names."""
    for paragraph in [node for node in root.iter() if local(node) == "p"]:
        runs = [node for node in paragraph.iter() if local(node) == "t"]
        yield from masked_at(mask_pieces(runs), where)
    forget_paths(root)


def masked_at(found: Iterable[Mask], where: str) -> Iterator[Masked]:
    return (Masked(mask.kind, where, mask.shown) for mask in found)


def forget_paths(root: Element) -> None:
    """Pictures are named after the file they came from, sometimes with its whole path."""
    for node in root.iter():
        if local(node) in ("cNvPr", "docPr"):
            for name in _PRIVATE_PATH:
                value = node.get(name, "")
                if "\\" in value or value.lower().startswith("file:"):
                    node.set(name, "图片")
