"""Excel's own limits, over every workbook that any test writes: what Excel would repair or refuse.

A workbook that came in broken stays as it came; what counts is what is broken anew. Most parts of
what is written are those that came in: a part is looked at once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

_LONGEST = {"prompt": 255, "error": 225, "promptTitle": 32, "errorTitle": 32}
_LIST, _FORMULA, _CELL, _SHEET_NAME, _LINKS = 255, 8_192, 32_767, 31, 65_530
_BAD_NAME = re.compile(r"[\[\]:*?/\\]|^'|'$|^$")
_CONTROL = re.compile(r"_x00(?:0[0-8BCEF]|1[0-9A-F])_|[\x00-\x08\x0b\x0c\x0e-\x1f]")
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"


@dataclass(frozen=True)
class _Arrow:
    """A relation of a part, by its id."""

    id: str | None
    target: str
    external: bool


@dataclass(frozen=True)
class _Seen:
    """What is to be known of one part: what is broken in it, and what it says."""

    broken: tuple[str, ...]
    formulas: frozenset[str]
    like_formulas: frozenset[str]
    wanted: tuple[tuple[str, str], ...]
    """The elements that name a relation, and its id."""
    arrows: tuple[_Arrow, ...]


def broken_anew(written: bytes, original: bytes) -> list[str]:
    """What a written workbook breaks that the one it was made from did not."""
    now, then = _parts(written), _parts(original)
    before = _broken(then)
    found = [said for said in _broken(now) if said not in before]
    texts = {text for part in then.values() if part for text in part.like_formulas}
    new = _formulas(now) - _formulas(then)
    return found + [f"a foreign text became a formula: {each[:80]}"
                    for each in new if each in texts]


def _parts(data: bytes) -> Mapping[str, _Seen | None]:
    """By their names the parts; None for what is no XML."""
    if not data.startswith(b"PK"):
        return {}
    with ZipFile(BytesIO(data)) as package:
        return {name: _seen(name, package.read(name))
                if name.lower().endswith((".xml", ".rels")) else None
                for name in package.namelist()}


@lru_cache(maxsize=256)
def _seen(name: str, content: bytes) -> _Seen | None:
    root = _root(content)
    if root is None:
        return None
    texts = [node.text or "" for node in root.iter() if _local(node) == "t"]
    return _Seen(
        tuple(_part(name, root)),
        frozenset(node.text or "" for node in root.iter() if _local(node) == "f"),
        frozenset(text[1:] for text in texts if text.startswith("=") and len(text) > 1),
        tuple((_local(node), wanted) for node in root.iter() if (
            wanted := node.get(f"{{{_RELATIONS}}}id") or node.get(f"{{{_STRICT}}}id"))),
        tuple(_Arrow(arrow.get("Id"), arrow.get("Target", ""),
                     arrow.get("TargetMode") == "External") for arrow in root)
        if name.lower().endswith(".rels") else ())


def _broken(parts: Mapping[str, _Seen | None]) -> set[str]:
    return {said for name, seen in parts.items() if seen
            for said in (*seen.broken, *_arrows(name, seen, parts))}


def _part(name: str, root: Any) -> Iterator[str]:
    for node in root.iter():
        match _local(node):
            case "dataValidation":
                yield from (f"{name}: {attribute} of {node.get('sqref')} is too long"
                            for attribute, most in _LONGEST.items()
                            if _units(node.get(attribute, "")) > most)
                literal = "".join(child.text or "" for child in node if _local(child) == "formula1")
                if literal.startswith('"') and _units(literal) - 2 > _LIST:
                    yield f"{name}: the list of {node.get('sqref')} is too long"
            case "f" if _units(node.text or "") > _FORMULA:
                yield f"{name}: a formula is too long: {node.text[:40]}"
            case "t" | "v" if _units(node.text or "") > _CELL:
                yield f"{name}: a text is too long: {node.text[:40]}"
            case "t" | "v" | "f" if _CONTROL.search(node.text or ""):
                yield f"{name}: a control character in {node.text[:40]!r}"
    if _local(root) == "workbook":
        yield from _sheet_names(root)
    if sum(_local(node) == "hyperlink" for node in root.iter()) > _LINKS:
        yield f"{name}: too many hyperlinks"


def _sheet_names(root: Any) -> Iterator[str]:
    names = [node.get("name", "") for node in root.iter() if _local(node) == "sheet"]
    for name in names:
        if _units(name) > _SHEET_NAME or _BAD_NAME.search(name):
            yield f"no name for a sheet: {name}"
    for name, count in Counter(map(str.casefold, names)).items():
        if count > 1:
            yield f"two sheets of one name: {name}"


def _arrows(name: str, seen: _Seen, parts: Mapping[str, _Seen | None]) -> Iterator[str]:
    """Every r:id leads to an arrow, and every arrow of a part we know to a part that is there."""
    folder, _, file = name.rpartition("/")
    found = parts.get(f"{folder}/_rels/{file}.rels".lstrip("/"))
    arrows = found.arrows if found else ()
    known = {arrow.id for arrow in arrows}
    yield from (f"{name}: {element} has no relation {wanted}"
                for element, wanted in seen.wanted if wanted not in known)
    if arrows:
        there = {each.lower().replace("\\", "/") for each in parts}
        yield from (f"{name}: no part {arrow.target}" for arrow in arrows
                    if not arrow.external and not arrow.target.startswith("#")
                    and _resolved(folder, arrow.target).lower() not in there)


def _resolved(folder: str, target: str) -> str:
    steps = [] if target.startswith("/") else [step for step in folder.split("/") if step]
    for step in target.replace("\\", "/").split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def _formulas(parts: Mapping[str, _Seen | None]) -> set[str]:
    return {formula for part in parts.values() if part for formula in part.formulas}


def _root(content: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True,
                             remove_pis=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None


def _local(node: Any) -> str:
    return str(node.tag).rpartition("}")[2]


def _units(text: str) -> int:
    """Excel counts in units of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
