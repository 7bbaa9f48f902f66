"""Word documents made by hand, so that a test shows the very XML it is about."""

from __future__ import annotations

from addin.books.docx.closed import DocxBook
from tests.closed_files.packages import zipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DOCUMENT, SETTINGS = "word/document.xml", "word/settings.xml"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def parts(body: str, settings: str = "", kind: str = f"{_OFFICE}.document.main+xml",
          head: str = "", **more: str) -> dict[str, str]:
    """The parts of a document whose body holds the given XML."""
    return {
        "[Content_Types].xml":
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/{DOCUMENT}" ContentType="{kind}"/>'
            f'<Override PartName="/{SETTINGS}" ContentType="{_OFFICE}.settings+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{RELATIONS}/officeDocument" Target="{DOCUMENT}"/></Relationships>',
        DOCUMENT: f'{head}<w:document xmlns:w="{W}" xmlns:w14="{W14}" xmlns:r="{RELATIONS}">'
            f"<w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels":
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{RELATIONS}/settings" Target="settings.xml"/></Relationships>',
        SETTINGS: f'<w:settings xmlns:w="{W}">{settings}</w:settings>',
        **more,
    }


def content(body: str, settings: str = "", head: str = "") -> bytes:
    return zipped(parts(body, settings, head=head))


def book(body: str, settings: str = "", head: str = "") -> DocxBook:
    """The document of ``parts``, read."""
    return DocxBook.read(content(body, settings, head), "试.docx")


def paragraph(text: str = "") -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" if text else "<w:p/>"


def cell(inside: str, properties: str = "") -> str:
    """A cell with a text, or with XML of its own."""
    held = inside if inside.startswith("<") else paragraph(inside)
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{held}</w:tc>"


def table(*rows: str | list[str], widths: tuple[int, ...] = ()) -> str:
    """A table of rows, each its XML or the texts of its cells."""
    made = (row if isinstance(row, str) else f"<w:tr>{''.join(map(cell, row))}</w:tr>"
            for row in rows)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(made)}</w:tbl>"
