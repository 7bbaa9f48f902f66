"""Excel's own limits, over every workbook that any test writes: what Excel would repair or refuse.

A workbook that came in broken stays as it came; what counts is what is broken anew.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
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


def broken_anew(written: bytes, original: bytes) -> list[str]:
    """What a written workbook breaks that the one it was made from did not."""
    before, texts = _broken(original), _like_formulas(original)
    found = [said for said in _broken(written) if said not in before]
    new = _formulas(written) - _formulas(original)
    return found + [f"a foreign text became a formula: {each[:80]}"
                    for each in new if each in texts]


def _broken(data: bytes) -> set[str]:
    if not data.startswith(b"PK"):
        return set()
    with ZipFile(BytesIO(data)) as package:
        names = package.namelist()
        roots = {name: root for name in names if name.lower().endswith((".xml", ".rels"))
                 if (root := _root(package.read(name))) is not None}
    return {said for name, root in roots.items() for said in (
        *_part(name, root), *_arrows(name, root, roots, names))}


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


def _arrows(name: str, root: Any, roots: dict[str, Any], names: list[str]) -> Iterator[str]:
    """Every r:id leads to an arrow, and every arrow of a part we know to a part that is there."""
    folder, _, file = name.rpartition("/")
    arrows = roots.get(f"{folder}/_rels/{file}.rels".lstrip("/"))
    known = {arrow.get("Id") for arrow in arrows} if arrows is not None else set()
    for node in root.iter():
        wanted = node.get(f"{{{_RELATIONS}}}id") or node.get(f"{{{_STRICT}}}id")
        if wanted and wanted not in known:
            yield f"{name}: {_local(node)} has no relation {wanted}"
    for arrow in arrows if arrows is not None else ():
        target = arrow.get("Target", "")
        if arrow.get("TargetMode") != "External" and not target.startswith("#"):
            path = _resolved(folder, target).lower()
            if path not in {each.lower().replace("\\", "/") for each in names}:
                yield f"{name}: no part {target}"


def _resolved(folder: str, target: str) -> str:
    steps = [] if target.startswith("/") else [step for step in folder.split("/") if step]
    for step in target.replace("\\", "/").split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def _formulas(data: bytes) -> set[str]:
    return {node.text or "" for node in _nodes(data, "f")}


def _like_formulas(data: bytes) -> set[str]:
    texts = (node.text or "" for node in _nodes(data, "t"))
    return {text[1:] for text in texts if text.startswith("=") and len(text) > 1}


def _nodes(data: bytes, name: str) -> Iterator[Any]:
    if data.startswith(b"PK"):
        with ZipFile(BytesIO(data)) as package:
            for part in package.namelist():
                if part.lower().endswith(".xml"):
                    root = _root(package.read(part))
                    yield from () if root is None else (
                        node for node in root.iter() if _local(node) == name)


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
