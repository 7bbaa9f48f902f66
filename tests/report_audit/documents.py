"""Word documents made by hand, so that a test shows the very XML it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from tests.closed_files.packages import zipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KINDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HERE = Path(__file__).parent


def document(*body: str, related: Mapping[str, tuple[str, str]] = {}, root: str = "",
             **parts: str | bytes) -> bytes:
    """A .docx whose body holds the given XML. ``related`` are further parts of the document:
    path below word/ → (kind of its relationship, XML)."""
    arrows = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/{kind}" Target="{path}"/>'
        for n, (path, (kind, _)) in enumerate(related.items(), 1))
    types = "".join(f'<Override PartName="/word/{path}" ContentType="{_KINDS}.{kind}+xml"/>'
                    for path, (kind, _) in related.items())
    made: dict[str, str | bytes] = {
        "[Content_Types].xml":
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_KINDS}.document.main+xml"/>'
            f"{types}</Types>",
        "_rels/.rels": relationships(
            f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" '
            f'Target="word/document.xml"/>{root}'),
        "word/document.xml": part("document", f"<w:body>{''.join(body)}<w:sectPr/></w:body>"),
        "word/_rels/document.xml.rels": relationships(arrows),
    }
    made |= {f"word/{path}": xml for path, (_, xml) in related.items()}
    return zipped(made | {name.replace("__", "/"): content for name, content in parts.items()})


def part(name: str, xml: str) -> str:
    return (f'<w:{name} xmlns:w="{W}" xmlns:r="{RELATIONS}" '
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f"{xml}</w:{name}>")


def p(*runs: str, style: str = "") -> str:
    """A paragraph, each text a run of its own."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(run(text) for text in runs)}</w:p>"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def table(rows: Iterable[Sequence[str]]) -> str:
    """A table of plain cells."""
    return f"<w:tbl>{''.join(row(*map(tc, texts)) for texts in rows)}</w:tbl>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def published(name: str) -> list[str]:
    """The paragraphs of a published report."""
    return (HERE / f"{name}.txt").read_text("utf-8").splitlines()


def relationships(arrows: str) -> str:
    return ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{arrows}</Relationships>")
