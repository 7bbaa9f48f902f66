"""The three hidden fields of a PROJECT stream (MS-OVBA 2.4.3): nobody's password, all visible."""

from __future__ import annotations

_VERSION = 2
_SEED = 0x08
"""Any byte will do; one with these bits adds no ignored bytes."""


def hidden(data: bytes, project_id: str, seed: int = _SEED) -> str:
    """The data, obfuscated with the project's id, as the hexadecimal text of the field."""
    key = sum(project_id.encode("ascii")) & 0xFF
    written = [seed, seed ^ _VERSION, seed ^ key]
    plain = key
    for byte in bytes((seed & 6) // 2) + len(data).to_bytes(4, "little") + data:
        written.append(byte ^ (written[-2] + plain) & 0xFF)
        plain = byte
    return bytes(written).hex().upper()
