"""Workbooks of our own sheets that lie beside a Word document, which can hold none.

They are known by their names, which begin with the document's, and by the mark on their sheets.
"""

from __future__ import annotations

from collections.abc import Iterable
from glob import escape
from pathlib import Path

from addin.books.xlsx.closed import BookFile
from addin.books.xlsx.own_sheets import own_sheets
from addin.books.xlsx.workbook import read_workbook
from addin.errors import UserError
from addin.package.archive import Archive

_SUFFIX = ".xlsx"


def beside(target: Path, added: str) -> Path:
    """``渌口.docx`` and ``-评分依据.xlsx`` → ``渌口-评分依据.xlsx``."""
    return target.with_name(f"{target.stem}{added}")


def companions(document: Path) -> dict[str, BookFile]:
    """The workbooks beside the document, by what is added to its name."""
    return {added: BookFile.read(content, f"{document.stem}{added}")
            for added, content in contents_beside(document).items()}


def contents_beside(document: Path) -> dict[str, bytes]:
    """The same as bytes, for whoever opens them elsewhere."""
    files = sorted(document.parent.glob(f"{escape(document.stem)}-*{_SUFFIX}"))
    found = {file.name.removeprefix(document.stem): _content(file) for file in files}
    return {added: content for added, content in found.items() if is_ours(content)}


def is_companion(path: Path, documents: Iterable[Path]) -> bool:
    """Whether the file is such a workbook beside one of the documents."""
    named = any(path.name.startswith(f"{each.stem}-") for each in documents)
    return named and path.suffix == _SUFFIX and is_ours(_content(path))


def is_ours(content: bytes) -> bool:
    """Whether the file is a workbook whose sheets are all ours."""
    try:
        workbook = read_workbook(Archive(content))
    except UserError:
        return False
    return own_sheets(workbook).keys() == workbook.sheets.keys()


def _content(file: Path) -> bytes:
    """Nothing of a file that cannot be read: it is told where a person asks for it."""
    try:
        return file.read_bytes()
    except OSError:
        return b""
