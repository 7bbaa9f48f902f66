"""Results of formulas, stored beside them: openpyxl writes none, and a preview or a workbook in
Protected View computes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

_FORMULA = re.compile(
    rb'<c r="([A-Z]+\d+)"((?: s="\d+")?)><f>([^<]*)</f><v(?:\s*/>|></v>)</c>')
_LINK = re.compile(rb'HYPERLINK\(.*,\s*"([^"]*)"\)', re.DOTALL)
_ROW_END = b"</row>"


def with_results(pieces: Iterable[bytes], results: Mapping[str, str]) -> Iterator[bytes]:
    """A sheet's XML as it goes by, each formula with its result: the words of a link, else what
    ``results`` has for the cell (``N4`` → ``3.57``, or nothing).

    >>> whole = b'<row><c r="A1" s="2"><f>B1-C1</f><v></v></c></row>'
    >>> b"".join(with_results([whole[:20], whole[20:]], {"A1": "3.5"}))
    b'<row><c r="A1" s="2"><f>B1-C1</f><v>3.5</v></c></row>'
    """
    def with_result(cell: re.Match[bytes]) -> bytes:
        link = _LINK.fullmatch(cell[3])
        result = link[1] if link else results.get(cell[1].decode(), "").encode()
        kind = b"" if result and not link else b' t="str"'
        return b'<c r="%b"%b%b><f>%b</f><v>%b</v></c>' % (
            cell[1], cell[2], kind, cell[3], result)

    kept = b""
    for piece in pieces:
        kept += piece
        end = kept.rfind(_ROW_END)
        if end >= 0:
            yield _FORMULA.sub(with_result, kept[:end])
            kept = kept[end:]
    yield _FORMULA.sub(with_result, kept)
