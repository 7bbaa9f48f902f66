"""Packages made by hand, so that a test shows the very XML it is about."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from addin.books.xlsx.closed import BookFile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SHEET = "xl/worksheets/sheet1.xml"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """The parts as a zip, in order."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """Part name → content, in the order of the package."""
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def parts(*sheets: str, strings: str = "", styles: str = "", names: str = "",
          workbook: str = "", prefix: str = "", **more: str) -> dict[str, str]:
    """A workbook of sheets 表1, 表2 … whose worksheet elements hold the given XML."""
    p, declared = (f"{prefix}:", f"xmlns:{prefix}") if prefix else ("", "xmlns")
    numbers = range(1, len(sheets) + 1)
    listed = "".join(f'<{p}sheet name="表{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/worksheet" '
        f'Target="worksheets/sheet{n}.xml"/>' for n in numbers)
    types = "".join(f'<Override PartName="/xl/worksheets/sheet{n}.xml" '
                    f'ContentType="{_OFFICE}.worksheet+xml"/>' for n in numbers)
    made = {
        "[Content_Types].xml":
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_OFFICE}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_OFFICE}.styles+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_OFFICE}.sharedStrings+xml"/>'
            f"{types}</Types>",
        "_rels/.rels": _relationships(
            f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="/xl/workbook.xml"/>'),
        "xl/workbook.xml":
            f'<{p}workbook {declared}="{MAIN}" xmlns:r="{RELATIONS}">{workbook}'
            f"<{p}sheets>{listed}</{p}sheets>{names}</{p}workbook>",
        "xl/_rels/workbook.xml.rels": _relationships(
            f'{related}<Relationship Id="rId90" Type="{RELATIONS}/styles" Target="styles.xml"/>'
            f'<Relationship Id="rId91" Type="{RELATIONS}/sharedStrings" '
            'Target="sharedStrings.xml"/>'),
    }
    for number, sheet in zip(numbers, sheets, strict=True):
        made[f"xl/worksheets/sheet{number}.xml"] = (
            f'<{p}worksheet {declared}="{MAIN}">{sheet}</{p}worksheet>')
    made["xl/styles.xml"] = f'<{p}styleSheet {declared}="{MAIN}">{styles}</{p}styleSheet>'
    made["xl/sharedStrings.xml"] = f'<{p}sst {declared}="{MAIN}">{strings}</{p}sst>'
    return made | more


def book(*sheets: str, **more: str) -> BookFile:
    """The workbook of ``parts``, read."""
    return BookFile.read(zipped(parts(*sheets, **more)), "试.xlsx")


def rows(first: int, last: int) -> str:
    """Rows of eight styled numbers each."""
    return "".join(
        f'<row r="{n}">' + "".join(f'<c r="{letter}{n}" s="1"><v>{n}</v></c>' for letter in "ABCDEFGH")
        + "</row>" for n in range(first, last + 1))


def stuffed_sheet() -> bytes:
    """A workbook whose sheet has far more rows than any form."""
    return zipped(parts(f"<sheetData>{rows(1, 100_000)}</sheetData>"
                        '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'))


def again(written: BookFile) -> BookFile:
    """The book as the next reader finds it."""
    return BookFile.read(written.to_bytes(), "试.xlsx")


def _relationships(arrows: str) -> str:
    return ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{arrows}</Relationships>")
