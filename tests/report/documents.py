"""Word documents for tests: what they say, and templates with one paragraph of one's own.

``python -m tests.report.documents`` writes the golden texts anew; look at what changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from addin.terminal.cli import main

GOLDEN = Path(__file__).parent / "golden"
REPORTS = {
    "lukou": (), "chayu": (), "huaxi": ("--draft",), "conghua": ("--draft",),
    "jiangning": ("--draft",), "lukou-summary": ("--summary",), "chayu-summary": ("--summary",),
}
"""Name of the golden text → options of ``pe report``; the ruleset is the name's first word."""


def made(name: str, folder: Path) -> Path:
    """The report of a published sample."""
    form, report = folder / f"{name}.xlsx", folder / f"{name}.docx"
    main(["sample", name.split("-", maxsplit=1)[0], "-o", str(form)])
    main(["report", str(form), "-o", str(report), *REPORTS[name]])
    return report


def text_of(path: Path) -> str:
    """The document's paragraphs with their styles, and its tables row by row."""
    return "\n".join(_blocks(path)) + "\n"


def _blocks(path: Path) -> Iterator[str]:
    document = Document(str(path))
    styles = {style.style_id: style.name for style in document.styles}
    for block in document.element.body.iterchildren():
        if block.tag == qn("w:p"):
            style = styles[block.style or "Normal"]
            head = "" if style == "Normal" else f"[{style}] "
            yield head + Paragraph(block, document).text.replace("\n", "⏎")
        elif block.tag == qn("w:tbl"):
            for row in Table(block, document).rows:
                cells = dict.fromkeys(cell._tc for cell in row.cells)
                yield "| " + " | ".join(_text(cell) for cell in cells)


def _text(cell: object) -> str:
    lines = ("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in cell.iter(qn("w:p")))  # type: ignore[attr-defined]
    return "⏎".join(lines)


@cache
def template(*paragraphs: str, header: str = "") -> bytes:
    """A Word document of these paragraphs."""
    document, made = Document(), BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    document.sections[0].header.paragraphs[0].text = header
    document.save(made)
    return made.getvalue()


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        for name in REPORTS:
            said = text_of(made(name, Path(folder)))
            (GOLDEN / f"{name}.txt").write_text(said, "utf-8", newline="\n")
