"""Charts that keep the figures they show when the cells behind them are taken away."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from addin.package.draft import Draft
from addin.package.sweep import cut_kinds
from addin.package.xml import Element, local, namespace, parse, serialise

_LITERALS = {"numRef": ("numCache", "numLit"), "strRef": ("strCache", "strLit")}


def keep_values(draft: Draft, chart: str, hits: Callable[[str], bool]) -> None:
    """Write the stored figures in the place of references that ``hits`` says can't stay, and take
    the workbook out that a chart in a document carries."""
    root = parse(draft.read(chart), chart)
    before = serialise(root)
    for reference in [node for node in root.iter() if local(node) in _LITERALS]:
        formula = next((child for child in reference if local(child) == "f"), None)
        if formula is not None and hits(formula.text or ""):
            _replace(reference)
    if cut_kinds(draft, chart, ("package", "oleObject")):
        for node in [node for node in root if local(node) == "externalData"]:
            root.remove(node)
    if (after := serialise(root)) != before:
        draft.write(chart, after)


def _replace(reference: Element) -> None:
    cached, literal = _LITERALS[local(reference)]
    cache = next((child for child in reference if local(child) == cached), None)
    parent = reference.getparent()
    if parent is None:
        return
    chart = namespace(reference)
    if local(parent) == "tx":
        values = [node.text or "" for node in reference.iter() if local(node) == "v"]
        new = etree.Element(f"{chart}v")
        new.text = " ".join(values)
    else:
        new = etree.Element(f"{chart}{literal}")
        new.extend(list(cache) if cache is not None else [])
    parent.replace(reference, new)
