"""Running ``pe`` in this process, and changing single cells of a workbook before it is run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from addin.books.book import split_address
from addin.books.files import open_book, save_book
from addin.terminal.cli import main
from scoring.findings.catalogue import CATALOGUE

SHEET = "自评表"
SCORES = ("I8", "H15", "H16", "H17", "H18", "H19", "H20")
"""花溪's 得分 cells; the total stands in H21."""
TOTAL = "H21"
JUDGED = {"H15": 15, "H16": 13, "H19": 30, "H20": 8}
"""The judgements as they were published."""
Typed = str | Fraction | None


@dataclass(frozen=True)
class Run:
    """How one run of ``pe`` ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def forms(self) -> list[dict[str, Any]]:
        """The JSON objects, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def form(self) -> dict[str, Any]:
        (only,) = self.forms
        return only


def pe(*arguments: str | Path) -> Run:
    """Run ``pe`` as the shell would, in this process."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main([str(each) for each in arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
    return Run(code, out.getvalue(), err.getvalue())


def awards(form: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The form's awards by their cell on the sheet."""
    return {local(award["cell"]): award for award in form["awards"]}


def local(cell: str) -> str:
    return cell.rpartition("!")[2]


def typed(source: Path, target: Path, cells: Mapping[str, Typed]) -> Path:
    """A copy of the workbook in which these cells were typed; None empties a cell."""
    book = open_book(source)
    for cell, value in cells.items():
        _, row, column = split_address(cell)
        book.put(SHEET, row, column, value)
    save_book(book, target, source=source)  # type: ignore[arg-type]
    return target


def value(path: Path, cell: str, sheet: str = SHEET) -> Any:
    _, row, column = split_address(cell)
    return open_book(path).grid(sheet).at(row, column).value


def parts(path: Path) -> dict[str, bytes]:
    """Part name → content."""
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_parts(source: Path, target: Path, changed: Mapping[str, bytes]) -> Path:
    """A copy of the workbook with parts replaced or added."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, content in {**parts(source), **changed}.items():
            archive.writestr(name, content)
    target.write_bytes(made.getvalue())
    return target


def with_sheet_xml(source: Path, target: Path, old: str, new: str) -> Path:
    """A copy in which one passage of the form's sheet reads differently."""
    name = "xl/worksheets/sheet1.xml"
    xml = parts(source)[name].decode()
    assert old in xml, f"the sheet has no {old}"
    return with_parts(source, target, {name: xml.replace(old, new, 1).encode()})


def apart(findings: Iterable[Mapping[str, Any]], sheet: str = SHEET) -> Iterator[str]:
    """«severity code cells»; what is told of several rows in one line is a line a cell here, so that
    one change brings its own lines only."""
    for each in findings:
        cells = [cell.removeprefix(f"{sheet}!") for cell in each["cells"]]
        parts = [[cell] for cell in cells] if CATALOGUE[each["code"]].many and cells else [cells]
        yield from (" ".join([each["severity"], each["code"], *part]) for part in parts)
