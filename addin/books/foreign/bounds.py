"""How far the cells of a foreign workbook reach, before the native reader makes room for them all:
it holds every place between the first and the last cell."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from addin.errors import UserError
from addin.package.archive import Archive

_MOST_PLACES = 3_000_000
"""Of one sheet. A form has a few hundred; a list of 20,000 rows with 100 columns has less."""

_TABLE = re.compile(rb"<table:table[\s>]")
_ROW_OR_CELL = re.compile(
    rb"<table:(?P<kind>table-row|(?:covered-)?table-cell)\b(?P<attributes>[^>]*?)(?P<empty>/?)>")
_REPEATED = re.compile(rb'number-(?:columns|rows)-repeated\s*=\s*["\'](\d{1,9})')
_ROW_RECORD, _CELL_RECORDS = 0, range(1, 12)


def refuse_vast(archive: Archive) -> None:
    """UserError where a sheet of an .ods or .xlsb reaches so far that it would fill the memory."""
    places = _ods(archive.read("content.xml")) if "content.xml" in archive else (
        _xlsb(archive.read(name)) for name in archive
        if name.lower().startswith("xl/worksheets/") and name.lower().endswith(".bin"))
    if any(each > _MOST_PLACES for each in places):
        raise UserError("工作表的单元格远到不正常的地方，占不下内存；"
                        "请删去远处的零星内容，另存为 .xlsx 后再试。")


def _ods(content: bytes) -> Iterator[int]:
    """Rows times columns of each table, as far as anything stands in them."""
    starts = [match.start() for match in _TABLE.finditer(content)]
    for start, end in zip(starts, [*starts[1:], len(content)], strict=True):
        row = bottom = right = column = height = 0
        for match in _ROW_OR_CELL.finditer(content, start, end):
            times = _REPEATED.search(match["attributes"])
            count = int(times[1]) if times else 1
            if match["kind"] == b"table-row":
                row, column, height = row + height, 0, count
                continue
            column += count
            if not match["empty"] or b"value" in match["attributes"]:
                bottom, right = max(bottom, row + height), max(right, column)
        yield bottom * right


def _xlsb(content: bytes) -> int:
    """The same of one sheet's records: kind and length, seven bits a byte, then row or column."""
    place = row = bottom = right = 0
    while place < len(content):
        kind, place = _number(content, place)
        length, place = _number(content, place)
        if length >= 4 and place + 4 <= len(content):
            (first,) = struct.unpack_from("<L", content, place)
            if kind == _ROW_RECORD:
                row = first + 1
            elif kind in _CELL_RECORDS:
                bottom, right = max(bottom, row), max(right, first + 1)
        place += length
    return bottom * right


def _number(content: bytes, place: int) -> tuple[int, int]:
    number = 0
    for shift in range(0, 28, 7):
        byte = content[place] if place < len(content) else 0
        place += 1
        number |= (byte & 0x7F) << shift
        if not byte & 0x80:
            break
    return number, place
