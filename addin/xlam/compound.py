"""Compound files (MS-CFB version 3): the file system inside ``vbaProject.bin``, written only.

Small streams live in the mini stream, the rest in sectors of 512 bytes; every stream's sectors
follow each other, so that the same streams always give the same bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Tree = Mapping[str, "bytes | Tree"]
"""Name → a stream's bytes, or the tree of a storage."""

_SECTOR, _MINI_SECTOR, _MINI_CUTOFF = 512, 64, 4096
_FREE, _END_OF_CHAIN, _FAT_SECTOR, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_HEADER_PLACES = 109
"""As many sectors of the table as the header can name: enough for 7 MB."""
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_RED, _BLACK = 0, 1
_ENTRY = struct.Struct("<64sHBBLLL16sLQQLQ")


@dataclass(eq=False)
class _Node:
    name: str
    kind: int
    data: bytes = b""
    children: list[_Node] = field(default_factory=list)
    colour: int = _BLACK
    left: int = _NONE
    right: int = _NONE
    child: int = _NONE
    start: int = _END_OF_CHAIN


def compound_file(tree: Tree) -> bytes:
    """The file that holds this tree of streams."""
    root = _Node("Root Entry", _ROOT, children=_nodes(tree))
    nodes = _numbered(root)
    mini, mini_table = _mini_stream(nodes)
    root.data = mini
    contents = [node for node in nodes if node is root or len(node.data) >= _MINI_CUTOFF]
    table: list[int] = []
    body = bytearray()
    for node in contents:
        if node.data:
            node.start = _chain(table, body, node.data)
    mini_start = _chain(table, body, mini_table) if mini_table else _END_OF_CHAIN
    directory = b"".join(map(_entry, nodes))
    directory_start = _chain(table, body, _padded(directory, _SECTOR, _entry(_Node("", 0))))
    return _header(table, directory_start, mini_start, len(mini_table)) + body + _packed(table)


def _nodes(tree: Tree) -> list[_Node]:
    return [_Node(name, _STREAM, content) if isinstance(content, bytes)
            else _Node(name, _STORAGE, children=_nodes(content))
            for name, content in tree.items()]


def _numbered(root: _Node) -> list[_Node]:
    """Every node in directory order; each storage's children linked as a red-black tree."""
    nodes = [root]
    for node in nodes:
        nodes += node.children
    numbers = {id(node): number for number, node in enumerate(nodes)}
    for node in nodes:
        children = sorted(node.children, key=lambda child: (len(child.name), child.name.upper()))
        full = (len(children) + 1).bit_length() - 1
        node.child = _linked(children, numbers, full)
    return nodes


def _linked(children: Sequence[_Node], numbers: Mapping[int, int], full: int) -> int:
    """The middle one above both halves: only the last, unfilled level (``full`` below) is red."""
    if not children:
        return _NONE
    middle = len(children) // 2
    node = children[middle]
    node.colour = _BLACK if full > 0 else _RED
    node.left = _linked(children[:middle], numbers, full - 1)
    node.right = _linked(children[middle + 1 :], numbers, full - 1)
    return numbers[id(node)]


def _mini_stream(nodes: Sequence[_Node]) -> tuple[bytes, bytes]:
    """The small streams behind each other, and the table that chains their mini sectors."""
    table: list[int] = []
    body = bytearray()
    for node in nodes:
        if node.kind == _STREAM and 0 < len(node.data) < _MINI_CUTOFF:
            node.start = _chain(table, body, node.data, _MINI_SECTOR)
    return bytes(body), _padded(_numbers(table), _SECTOR, _numbers([_FREE]))


def _chain(table: list[int], body: bytearray, data: bytes, size: int = _SECTOR) -> int:
    """Append the data to the body and its chain to the table; returns its first sector."""
    start, count = len(table), -(-len(data) // size)
    table += [*range(start + 1, start + count), _END_OF_CHAIN]
    body += _padded(data, size, b"\0")
    return start


def _packed(table: list[int]) -> bytes:
    """The sector table itself, which also accounts for the sectors it fills."""
    sectors = _table_sectors(table)
    return _padded(_numbers([*table, *[_FAT_SECTOR] * sectors]), _SECTOR, _numbers([_FREE]))


def _table_sectors(table: Sequence[int]) -> int:
    places = _SECTOR // 4
    return -(-len(table) // (places - 1))


def _header(table: list[int], directory: int, mini_start: int, mini_size: int) -> bytes:
    sectors = _table_sectors(table)
    if sectors > _HEADER_PLACES:
        raise ValueError("the streams are too large for one header")
    places = [*range(len(table), len(table) + sectors), *[_FREE] * (_HEADER_PLACES - sectors)]
    return struct.pack("<8s16x5H6x9L", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
                       0, sectors, directory, 0, _MINI_CUTOFF, mini_start, mini_size // _SECTOR,
                       _END_OF_CHAIN, 0) + _numbers(places)


def _entry(node: _Node) -> bytes:
    name = node.name.encode("utf-16-le") + b"\0\0"
    return _ENTRY.pack(
        name, len(name) if node.name else 0, node.kind, node.colour if node.kind else _RED,
        node.left, node.right, node.child, b"", 0, 0, 0,
        0 if node.kind in (0, _STORAGE) else node.start, len(node.data))


def _numbers(numbers: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}L", *numbers)


def _padded(data: bytes, size: int, filler: bytes) -> bytes:
    return data + filler * (-len(data) % size // len(filler))
