"""``vbaProject.bin``: modules as a VBA project that Office compiles when it loads it (MS-OVBA)."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from addin.xlam.compound import compound_file
from addin.xlam.compression import compress
from addin.xlam.module import Kind, Module
from addin.xlam.obfuscation import hidden

PROJECT = "PeScore"
CODE_PAGE = 1252
_ID = "{B3C6B1E4-5B0D-4C55-9C0B-5E1F4A7D2C90}"
_NEVER_COMPILED = bytes.fromhex("CC61FFFF000000")
"""The whole of ``_VBA_PROJECT``: no version's compiled code, so that every version compiles."""
_OLE = ("*\\G{00020430-0000-0000-C000-000000000046}#2.0#0#"
        "C:\\Windows\\System32\\stdole2.tlb#OLE Automation")
_COOKIE = 0xFFFF


def vba_project(modules: Sequence[Module]) -> bytes:
    """The compound file of a project with these modules."""
    sources = {module.name: compress(module.source.encode("ascii")) for module in modules}
    return compound_file({
        "VBA": {"dir": compress(b"".join(_directory(modules))),
                "_VBA_PROJECT": _NEVER_COMPILED, **sources},
        "PROJECT": _project(modules).encode("ascii"),
        "PROJECTwm": _names(modules)})


def _directory(modules: Sequence[Module]) -> Iterator[bytes]:
    """The records of the ``dir`` stream: the project, its reference, its modules."""
    yield _record(0x01, struct.pack("<L", 1))  # SYSKIND: 32-bit Windows; 64-bit takes it too
    yield _record(0x02, struct.pack("<L", 0x0409))
    yield _record(0x14, struct.pack("<L", 0x0409))
    yield _record(0x03, struct.pack("<H", CODE_PAGE))
    yield _record(0x04, PROJECT.encode("ascii"))
    yield from _both(0x05, 0x40, "")
    yield _record(0x06, b"") + _record(0x3D, b"")
    yield _record(0x07, struct.pack("<L", 0))
    yield _record(0x08, struct.pack("<L", 0))
    yield struct.pack("<HLLH", 0x09, 4, 1, 1)  # the version is longer than its size says
    yield from _both(0x0C, 0x3C, "")
    yield from _both(0x16, 0x3E, "stdole")
    ole = _OLE.encode("ascii")
    yield _record(0x0D, struct.pack("<L", len(ole)) + ole + bytes(6))
    yield _record(0x0F, struct.pack("<H", len(modules)))
    yield _record(0x13, struct.pack("<H", _COOKIE))
    for module in modules:
        yield from _module(module)
    yield struct.pack("<HL", 0x10, 0)


def _module(module: Module) -> Iterator[bytes]:
    yield from _both(0x19, 0x47, module.name)
    yield from _both(0x1A, 0x32, module.name)
    yield from _both(0x1C, 0x48, "")
    yield _record(0x31, struct.pack("<L", 0))  # the source starts the stream
    yield _record(0x1E, struct.pack("<L", 0))
    yield _record(0x2C, struct.pack("<H", _COOKIE))
    yield _record(0x21 if module.kind is Kind.CODE else 0x22, b"")
    yield _record(0x2B, b"")


def _record(number: int, data: bytes) -> bytes:
    return struct.pack("<HL", number, len(data)) + data


def _both(number: int, unicode_number: int, text: str) -> Iterator[bytes]:
    yield _record(number, text.encode("ascii"))
    yield _record(unicode_number, text.encode("utf-16-le"))


def _project(modules: Sequence[Module]) -> str:
    """The PROJECT stream: what the editor lists, and that no password guards it."""
    documents = [f"Document={module.name}/&H00000000" if module.kind is Kind.DOCUMENT
                 else f"{module.kind.value}={module.name}" for module in modules]
    lines = [f'ID="{_ID}"', *documents, f'Name="{PROJECT}"', 'HelpContextID="0"',
             'VersionCompatible32="393222000"', f'CMG="{hidden(bytes(4), _ID)}"',
             f'DPB="{hidden(bytes(1), _ID)}"', f'GC="{hidden(bytes([0xFF]), _ID)}"', "",
             "[Host Extender Info]",
             "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000", "",
             "[Workspace]", *(f"{module.name}=0, 0, 0, 0, C" for module in modules)]
    return "\r\n".join(lines) + "\r\n"


def _names(modules: Sequence[Module]) -> bytes:
    """The PROJECTwm stream: each name twice."""
    return b"".join(module.name.encode("ascii") + b"\0" + module.name.encode("utf-16-le") + b"\0\0"
                    for module in modules) + b"\0\0"
