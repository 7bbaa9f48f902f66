"""Thousands of cases in one workbook, calculated by LibreOffice."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from addin.books.book import column_letters
from scoring.filing import BLANK
from scoring.formulas.columns import Columns, Place
from scoring.formulas.excel import to_excel
from scoring.formulas.expr import ONE_OF, Name
from tests import office
from tests.formulas.typed import Content, content
from tests.proof.case import Trial

RESULTS = ("应得分", "最低", "最高", "结论", "说明")
SECONDS = 1800
"""For one workbook, on a machine that has much else to do."""
_STYLES = {"G": 0, "P0": 1, "P2": 2}
_PARTS = {
    "[Content_Types].xml": """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>""",
    "_rels/.rels": """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
    "xl/workbook.xml": """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="r" sheetId="1" r:id="r1"/><sheet name="c" sheetId="2" r:id="r2"/></sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>""",
    "xl/styles.xml": """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="9" applyNumberFormat="1"/><xf numFmtId="10" applyNumberFormat="1"/></cellXfs></styleSheet>""",
}
_SHEET = ('<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
          "<sheetData>{}</sheetData></worksheet>")


class Sheet:
    """Rows are added, then calculated all at once."""

    def __init__(self) -> None:
        self._results: list[str] = []
        self._rows: list[str] = []

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, columns: Columns, place: Place, trials: Iterable[Trial]) -> None:
        """A row for each case of one rule: what is typed, then the columns."""
        layout = _Layout(columns, place)
        for trial in trials:
            row = len(self._rows) + 1
            self._rows.append(f'<row r="{row}">{"".join(layout.cells(trial, row))}</row>')
            results = (f"c!{layout.place_of[name]}{row}" for name in RESULTS)
            cells = "".join(f'<c r="{letter}{row}"><f>{formula}</f></c>'
                            for letter, formula in zip("ABCDE", results, strict=True))
            self._results.append(f'<row r="{row}">{cells}</row>')

    def calculated(self) -> Sequence[Mapping[str, str]]:
        """What LibreOffice shows in each row, every formula calculated anew."""
        with TemporaryDirectory() as folder:
            book = Path(folder, "proof.xlsx")
            with ZipFile(book, "w", ZIP_DEFLATED, compresslevel=1) as file:
                for name, part in _PARTS.items():
                    file.writestr(name, part)
                file.writestr("xl/worksheets/sheet1.xml", _SHEET.format("".join(self._results)))
                file.writestr("xl/worksheets/sheet2.xml", _SHEET.format("".join(self._rows)))
            made = office.to_csv(book, Path(folder, "out"), SECONDS)
            with made.open(encoding="utf-8", newline="") as lines:
                return [dict(zip(RESULTS, line, strict=True)) for line in csv.reader(lines)]


class _Layout:
    """Where the cells of one rule's rows stand, and its formulas for any row."""

    def __init__(self, columns: Columns, place: Place) -> None:
        self.place = place
        self.own = sorted(place.own)
        self.figures = sorted(place.figures)
        self.place_of: dict[str, str] = {}
        self.area_of: dict[tuple[str, str], tuple[str, str]] = {}
        column = 1
        for where, name, count in (*(("本行", name, 1) for name in self.own),
                                   *(("数据", name, place.figures[name].count)
                                     for name in self.figures)):
            ends = column_letters(column), column_letters(column + count - 1)
            self.area_of[where, name] = ends
            column += count
        for name in columns.steps:
            self.place_of[name] = column_letters(column)
            column += 1
        self.formulas = [(self.place_of[name], escape(to_excel(expr, self._address)[1:]))
                         for name, expr in columns.steps.items()]

    def _address(self, name: Name) -> str:
        if name.where == "步骤":
            return f"{self.place_of[name.name]}\x00"
        first, last = self.area_of[name.where, name.name]
        if name.column == ONE_OF:
            return f"{_moved(first, name.line - 1)}\x00"
        return f"{first}\x00" if first == last else f"{first}\x00:{last}\x00"

    def cells(self, trial: Trial, row: int) -> Iterable[str]:
        for name in self.own:
            entry = trial.own.get(name, BLANK)
            yield _typed(self.area_of["本行", name][0], row, content(entry))
        for name in self.figures:
            entry = trial.figures.get(name, BLANK)
            first = self.area_of["数据", name][0]
            for offset, item in enumerate(entry.items or (entry,)):
                yield _typed(_moved(first, offset), row, content(item))
        for letters, formula in self.formulas:
            yield f'<c r="{letters}{row}"><f>{formula.replace(chr(0), str(row))}</f></c>'


def _moved(letters: str, offset: int) -> str:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column_letters(column + offset)


def _typed(letters: str, row: int, cell: Content) -> str:
    place = f'r="{letters}{row}" s="{_STYLES[cell.shown]}"'
    if cell.value is None:
        return ""
    if isinstance(cell.value, float):
        return f"<c {place}><v>{cell.value!r}</v></c>"
    return (f'<c {place} t="inlineStr"><is><t xml:space="preserve">{escape(str(cell.value))}'
            "</t></is></c>")
