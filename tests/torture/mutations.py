"""A sound workbook or document made bad in one of many ways, the same way for the same seed."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from lxml import etree

NASTY = [
    "", " ", "-1", "0", "1", "9" * 5_000, "1e999999999", "NaN", "²", "--5", "A1:XFD1048576", "A60:XFD5000",
    "XFD1048576", "A0", "ZZZZ1", "A1:", "#REF!", "true", "s", "inlineStr", "array", "shared",
    "dataTable", "../../../etc/passwd", "\\..\\x", "{{ 7*7 }}", "{% for a in b %}", "{# x #}",
    "=1+1", "=HYPERLINK(\"http://x\")", "=DISPIMG(\"ID_1\",1)", "\u200b", "😀" * 50, "哈" * 40_000,
    "\n" * 5_000, "1÷0×100%=1%", "达到90%以上", "999999999999999999999", "0.1" * 500, "_x0000_", "%",
    "SUM(A1:XFD1048576)", "INDIRECT(A1)", "A1" + "+A1" * 3_000, "((((" * 500, "[1]x!A1", "'[a]b'!C1",
]
"""What stands where nobody expects it."""


def mutated(sound: bytes, seed: int) -> bytes:
    """The file with one to four things wrong."""
    dice = random.Random(seed)
    if dice.random() < 0.1:
        return _bytes(sound, dice)
    parts = unpacked(sound)
    for _ in range(dice.randint(1, 4)):
        dice.choice(_WAYS)(parts, dice)
    return packed(parts)


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts; one that came in damaged is empty."""
    parts: dict[str, bytes] = {}
    with ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            try:
                parts[name] = archive.read(name)
            except (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
                parts[name] = b""
    return parts


def packed(parts: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def _bytes(data: bytes, dice: random.Random) -> bytes:
    """Bits flipped, or the end cut off."""
    if dice.random() < 0.3:
        return data[: dice.randrange(len(data))]
    flipped = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        flipped[dice.randrange(len(flipped))] ^= 1 << dice.randrange(8)
    return bytes(flipped)


def _part(parts: dict[str, bytes], dice: random.Random) -> str:
    """The sheet or document most often: there is most to damage."""
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    likely = [name for name in names if "sheet1" in name or "document" in name]
    return dice.choice(likely if likely and dice.random() < 0.6 else names or list(parts))


def _in_xml(change: Callable[[Any, random.Random], None]) -> Callable[..., None]:
    def way(parts: dict[str, bytes], dice: random.Random) -> None:
        name = _part(parts, dice)
        try:
            root = etree.fromstring(parts[name])
        except etree.XMLSyntaxError:
            return
        change(root, dice)
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")

    return way


def _node(root: Any, dice: random.Random) -> Any:
    return dice.choice([node for node in root.iter() if isinstance(node.tag, str)])


def _attribute(root: Any, dice: random.Random) -> None:
    node = _node(root, dice)
    if node.attrib:
        node.set(dice.choice(list(node.attrib)), dice.choice(NASTY).replace("\n", " "))


def _text(root: Any, dice: random.Random) -> None:
    nodes = [node for node in root.iter() if isinstance(node.tag, str) and node.text]
    if nodes:
        dice.choice(nodes).text = dice.choice(NASTY)


def _remove(root: Any, dice: random.Random) -> None:
    node = _node(root, dice)
    if node.getparent() is not None:
        node.getparent().remove(node)


def _repeat(root: Any, dice: random.Random) -> None:
    node = _node(root, dice)
    if node.getparent() is not None and len(node) < 50:
        for _ in range(dice.choice([1, 1, 3, 300])):
            node.addnext(etree.fromstring(etree.tostring(node, with_tail=False)))


def _tail(root: Any, dice: random.Random) -> None:
    _node(root, dice).tail = dice.choice(NASTY)


def _move(root: Any, dice: random.Random) -> None:
    node, other = _node(root, dice), _node(root, dice)
    if node.getparent() is not None and node not in other.iterancestors() and node is not other:
        other.append(node)


def _deep(root: Any, dice: random.Random) -> None:
    node = _node(root, dice)
    for _ in range(dice.choice([10, 300])):
        node = etree.SubElement(node, node.tag)


def _formula(root: Any, dice: random.Random) -> None:
    """An array, a data table or a shared formula laid over cells."""
    main = root.tag.partition("}")[0] + "}"
    cells = list(root.iter(f"{main}c"))
    if not cells:
        return
    formula = etree.Element(f"{main}f", t=dice.choice(["array", "dataTable", "shared"]), si="0",
                            ref=dice.choice(["A1:B9", "A60:XFD5000", "A1:XFD1048576", "H8:I20"]))
    formula.text = dice.choice(NASTY)
    for cell in dice.sample(cells, min(len(cells), dice.choice([1, 1, 40]))):
        cell.insert(0, etree.fromstring(etree.tostring(formula)))


def _merge(root: Any, dice: random.Random) -> None:
    main = root.tag.partition("}")[0] + "}"
    for merges in root.iter(f"{main}mergeCells"):
        etree.SubElement(merges, f"{main}mergeCell", ref=dice.choice(
            ["A1:XFD1", "A1:A1048576", "A1:XFD1048576", "G8:I30", "B2:B2"]))


def _names(parts: dict[str, bytes], dice: random.Random) -> None:
    """Names in a circle, or in a long chain."""
    count = dice.choice([12, 2_000])
    refers = ("+".join(f"q_{n}" for n in range(count)) if count == 12 else "")
    names = "".join(f'<definedName name="q_{n}">{refers or f"q_{n + 1}"}</definedName>'
                    for n in range(count))
    for name, content in parts.items():
        if name.endswith("workbook.xml"):
            parts[name] = content.replace(b"</sheets>", f"</sheets><definedNames>{names}"
                                          "</definedNames>".encode(), 1)
        elif "sheets/sheet1" in name:
            parts[name] = content.replace(
                b"</sheetData>", b'<row r="900"><c r="B900"><f>q_0</f></c></row></sheetData>', 1)


def _drop(parts: dict[str, bytes], dice: random.Random) -> None:
    del parts[_part(parts, dice)]


def _rename(parts: dict[str, bytes], dice: random.Random) -> None:
    name = _part(parts, dice)
    parts[dice.choice([name.upper(), name.replace("/", "\\"), f"x/{name}"])] = parts.pop(name)


def _nothing(parts: dict[str, bytes], dice: random.Random) -> None:
    parts[_part(parts, dice)] = dice.choice([b"", b"<a/>", b"\xff\xfe<", b"<!DOCTYPE a><a/>", bytes(999)])


_WAYS: list[Callable[..., None]] = [
    *map(_in_xml, (_attribute, _attribute, _attribute, _text, _text, _text, _remove, _repeat, _tail,
                   _move, _deep, _formula, _merge)),
    _names, _drop, _rename, _nothing]
