"""A workbook made from nothing but sheets of our own."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from addin.books.book import Page
from addin.books.xlsx.closed import BookFile
from addin.books.xlsx.own_sheets import MARK
from addin.package.archive import Archive
from addin.package.xml import MAIN, RELATIONS

_EMPTY_ZIP = b"PK\5\6" + bytes(18)
_OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STYLES = (f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="宋体"/>'
           '</font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill>'
           '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border>'
           "<left/><right/><top/><bottom/><diagonal/></border></borders>"
           '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
           '</cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" '
           'xfId="0"/></cellXfs><cellStyles count="1"><cellStyle name="常规" xfId="0" '
           'builtinId="0"/></cellStyles></styleSheet>')


def new_book(pages: Iterable[Page], name: str) -> BookFile:
    """A workbook that holds the pages and nothing else; the same pages give the same bytes."""
    pages = list(pages)
    book = BookFile.read(_package([page.name for page in pages]), name)
    for page in pages:
        book.put_page(page)
    return book


def _package(sheets: list[str]) -> bytes:
    """The package of empty sheets, each marked as one of ours to be renewed."""
    numbered = list(enumerate(sheets, 1))
    parts = {
        "[Content_Types].xml": _types(len(sheets)),
        "_rels/.rels": _arrows([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(numbered),
        "xl/_rels/workbook.xml.rels": _arrows(
            [*(("worksheet", f"worksheets/sheet{number}.xml") for number, _ in numbered),
             ("styles", "styles.xml")]),
        "xl/styles.xml": _STYLES,
        **{f"xl/worksheets/sheet{number}.xml": f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'
           for number, _ in numbered}}
    return Archive(_EMPTY_ZIP).rewritten(
        {part: f"{_HEAD}{content}".encode() for part, content in parts.items()})


def _workbook(sheets: list[tuple[int, str]]) -> str:
    listed = "".join(f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
                     for number, name in sheets)
    marks = "".join(f'<definedName name="{MARK}" localSheetId="{number - 1}" hidden="1">'
                    f'"{escape(name)}"</definedName>' for number, name in sheets)
    return (f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{listed}</sheets>'
            f"<definedNames>{marks}</definedNames></workbook>")


def _types(count: int) -> str:
    kinds = [("xl/workbook.xml", "sheet.main"), ("xl/styles.xml", "styles"),
             *((f"xl/worksheets/sheet{number}.xml", "worksheet") for number in range(1, count + 1))]
    overrides = "".join(f'<Override PartName="/{part}" ContentType="{_OFFICE}.{kind}+xml"/>'
                        for part, kind in kinds)
    return (f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f"{overrides}</Types>")


def _arrows(targets: list[tuple[str, str]]) -> str:
    arrows = "".join(f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
                     for number, (kind, target) in enumerate(targets, 1))
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{arrows}</Relationships>'
