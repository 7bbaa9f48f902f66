"""Real LibreOffice for tests: what it shows in a workbook's cells, and how the pages look.

Every run gets a profile and a copy of the input of its own, so that neither another run nor a
stale lock file beside the input can disturb it.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import etree

from addin.books.book import address

TOOLS = ("soffice", "pdftoppm")
SECONDS = 180

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def missing() -> list[str]:
    """The programs these helpers need and this machine has not."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


def to_pdf(path: Path, folder: Path) -> Path:
    """The document printed to PDF in ``folder``, as LibreOffice lays it out."""
    return _convert(path, folder, "pdf")


def to_png(pdf: Path, folder: Path, dpi: int = 80) -> list[Path]:
    """The pages of a PDF as pictures in ``folder``, in order."""
    folder.mkdir(parents=True, exist_ok=True)
    _run(["pdftoppm", "-png", "-r", str(dpi), str(pdf), str(folder / pdf.stem)])
    return sorted(folder.glob(f"{pdf.stem}-*.png"))


def cells(path: Path, sheet: str | None = None) -> dict[str, str]:
    """Address → text as LibreOffice shows it after loading; the first sheet unless one is named."""
    return _shown(path, sheet)


def recalculated(path: Path, sheet: str | None = None) -> dict[str, str]:
    """The same after every formula was calculated anew, whatever value the file had stored."""
    return _shown(path, sheet, settings=_ALWAYS_RECALCULATE)


def to_csv(path: Path, folder: Path, seconds: int = SECONDS) -> Path:
    """The first sheet's values in full as lines of text, every formula calculated anew."""
    return _convert(path, folder, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false",
                    _ALWAYS_RECALCULATE, seconds)


def _shown(path: Path, sheet: str | None, settings: str | None = None) -> dict[str, str]:
    tables = _tables(path.name, path.read_bytes(), settings)
    if sheet is not None and sheet not in tables:
        raise LookupError(f"LibreOffice sees no sheet {sheet!r}, only {list(tables)}")
    return dict(_cells(tables[sheet] if sheet is not None else next(iter(tables.values()))))


@lru_cache(maxsize=16)
def _tables(name: str, content: bytes, settings: str | None) -> Mapping[str, etree._Element]:
    """The sheets by their names: LibreOffice is started once for all that is asked of a file."""
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        flat = etree.parse(_convert(path, Path(folder, "flat"), "fods", settings))
    return {str(table.get(f"{_TABLE}name")): table for table in flat.iter(f"{_TABLE}table")}


def _cells(table: etree._Element) -> Iterator[tuple[str, str]]:
    """The cells that show any text; repeated rows and columns are counted, covered cells too."""
    row = 0
    for line in table.iter(f"{_TABLE}table-row"):
        repeated = int(line.get(f"{_TABLE}number-rows-repeated", "1"))
        texts = list(_texts(line))
        for row_number in range(row + 1, row + repeated + 1) if texts else ():
            for column, text in texts:
                yield address(row_number, column), text
        row += repeated


def _texts(line: etree._Element) -> Iterator[tuple[int, str]]:
    column = 0
    for cell in line.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        text = "\n".join(_paragraph(p) for p in cell.iterchildren(f"{_TEXT}p"))
        for _ in range(int(cell.get(f"{_TABLE}number-columns-repeated", "1"))):
            column += 1
            if text:
                yield column, text


def _paragraph(paragraph: etree._Element) -> str:
    """The paragraph's text; runs of spaces, tabs and breaks are elements of their own."""
    parts = [paragraph.text or ""]
    for element in paragraph.iterdescendants():
        if element.tag == f"{_TEXT}s":
            parts.append(" " * int(element.get(f"{_TEXT}c", "1")))
        elif element.tag == f"{_TEXT}line-break":
            parts.append("\n")
        parts += [element.text or "", element.tail or ""]
    return "".join(parts)


def _convert(path: Path, folder: Path, kind: str, settings: str | None = None,
             seconds: int = SECONDS) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as temporary:
        profile = Path(temporary, "profile")
        (profile / "user").mkdir(parents=True)
        if settings:
            (profile / "user" / "registrymodifications.xcu").write_text(settings, "utf-8")
        copy = Path(shutil.copy(path, temporary))
        said = _run(["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless",
                     "--norestore", "--convert-to", kind, "--outdir", str(folder), str(copy)],
                    seconds)
    made = folder / f"{path.stem}.{kind.partition(':')[0]}"
    if not made.exists():
        raise RuntimeError(f"LibreOffice could not load {path.name}: {said}")
    return made


def _run(command: list[str], seconds: int = SECONDS) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr or done.stdout}")
    return done.stdout + done.stderr
