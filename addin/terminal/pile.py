"""A pile of forms as it is named on the command line: files, folders, and patterns.

The Windows command prompt hands a pattern such as ``收到的\\*.xlsx`` on as it was typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from addin.books.companions import is_companion
from addin.books.files import read_file
from addin.errors import UserError

_WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".xlsb", ".et", ".ods"}
_DOCUMENTS = {".docx", ".docm"}


def pile(named: Iterable[Path]) -> list[Path]:
    """The files in the order named, each once; UserError where a name stands for none."""
    return list(dict.fromkeys(file for name in named for file in _files(name)))


def _files(name: Path) -> Iterator[Path]:
    if _is_folder(name):
        found = _forms(name.iterdir())
        if not found:
            kinds = "、".join(sorted(_WORKBOOKS | _DOCUMENTS))
            raise UserError(f"{name}：文件夹里没有自评表（{kinds}）。")
        yield from found
    elif set(name.name) & set("*?") and not name.exists():
        found = _forms(name.parent.glob(name.name))
        if not found:
            raise UserError(f"{name}：没有这样的工作簿。")
        yield from found
    else:
        yield name


def _is_folder(name: Path) -> bool:
    """A name that the system does not take is told of when it is opened, not before the others."""
    try:
        return name.is_dir()
    except OSError:
        return False


def _forms(paths: Iterable[Path]) -> list[Path]:
    """The workbooks, and the documents with a table in them; without what Excel and WPS leave
    beside an open file (~$名称), and what we put beside a document."""
    files = sorted(path for path in paths if not path.name.startswith("~$"))
    documents = [path for path in files if path.suffix.lower() in _DOCUMENTS]
    return [path for path in files
            if (path.suffix.lower() in _WORKBOOKS and not is_companion(path, documents))
            or (path in documents and _may_be_form(path))]


def _may_be_form(document: Path) -> bool:
    from addin.books.docx.reader import may_be_form

    return may_be_form(read_file(document))
