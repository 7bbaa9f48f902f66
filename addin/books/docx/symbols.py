"""Characters of symbol fonts (w:sym): what they look like, as plain characters."""

from __future__ import annotations

from addin.package.xml import Element

_WINGDINGS = {0x6E: "■", 0x6F: "□", 0xA8: "□", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
              0x6C: "●", 0xA1: "○"}
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0xA3: "□"}
_SYMBOL = {0x2B: "+", 0x2D: "-", 0x3C: "<", 0x3D: "=", 0x3E: ">", 0xA3: "≤", 0xB0: "°", 0xB1: "±",
           0xB3: "≥", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xD6: "√"}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
UNKNOWN = "\N{REPLACEMENT CHARACTER}"


def symbol_text(symbol: Element) -> str:
    """The character that is seen, or ``UNKNOWN``: no symbol is passed over.

    >>> from lxml import etree
    >>> w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    >>> symbol_text(etree.fromstring(
    ...     f'<w:sym xmlns:w="{w}" w:font="Symbol" w:char="F0B3"/>'))
    '≥'
    """
    said = {str(name).rpartition("}")[2]: str(value) for name, value in symbol.attrib.items()}
    try:
        code = int(said.get("char", ""), 16)
    except ValueError:
        return UNKNOWN
    known = _FONTS.get(said.get("font", "").strip().lower(), {})
    private = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    return known.get(private, UNKNOWN if private != code or code > 0xFFFF else chr(code))
