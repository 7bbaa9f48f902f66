"""The .xlam itself: the parts of the package and the zip around them.

Members are stored, not deflated, and dated the zip format's first day: one zlib packs the same
text otherwise than another, and the add-in must have the same bytes wherever it is built.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from string import ascii_uppercase
from xml.sax.saxutils import escape
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from addin.xlam.settings import Row

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MICROSOFT = "http://schemas.microsoft.com/office"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def package(project: bytes, sheets: Mapping[str, tuple[str, Sequence[Row]]],
            ribbons: tuple[str, str], title: str) -> bytes:
    """The add-in of a VBA project, its sheets (name → code name, rows) and its two ribbons."""
    ribbon, ribbon14 = ribbons
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relationships([
            (f"{_OFFICE}/officeDocument", "xl/workbook.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{_MICROSOFT}/2006/relationships/ui/extensibility", "customUI/customUI.xml"),
            (f"{_MICROSOFT}/2007/relationships/ui/extensibility", "customUI/customUI14.xml")]),
        "docProps/core.xml": _properties(title),
        "customUI/customUI.xml": ribbon,
        "customUI/customUI14.xml": ribbon14,
        "xl/workbook.xml": _workbook(list(sheets)),
        "xl/_rels/workbook.xml.rels": _relationships([
            *((f"{_OFFICE}/worksheet", f"worksheets/sheet{n}.xml")
              for n in range(1, len(sheets) + 1)),
            (f"{_OFFICE}/styles", "styles.xml"),
            (f"{_MICROSOFT}/2006/relationships/vbaProject", "vbaProject.bin")]),
        "xl/styles.xml": _STYLES,
        "xl/vbaProject.bin": project,
    }
    for number, (code_name, rows) in enumerate(sheets.values(), 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(code_name, rows)
    return _zipped(parts)


def _zipped(parts: Mapping[str, str | bytes]) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as archive:
        for name, content in parts.items():
            member = ZipInfo(name)
            member.create_system = 0  # else it tells which system built it
            archive.writestr(member, content)
    return target.getvalue()


def _content_types(sheets: int) -> str:
    overrides = {
        "/xl/workbook.xml": "application/vnd.ms-excel.addin.macroEnabled.main+xml",
        "/xl/styles.xml": f"{_SPREADSHEET}.styles+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        **{f"/xl/worksheets/sheet{n}.xml": f"{_SPREADSHEET}.worksheet+xml"
           for n in range(1, sheets + 1)}}
    listed = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>'
                     for part, kind in overrides.items())
    return (f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
            f"{listed}</Types>")


def _relationships(related: Sequence[tuple[str, str]]) -> str:
    listed = "".join(f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
                     for number, (kind, target) in enumerate(related, 1))
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _properties(title: str) -> str:
    return (f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{escape(title)}</dc:title></cp:coreProperties>")


def _workbook(names: Sequence[str]) -> str:
    sheets = "".join(f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"/>'
                     for number, name in enumerate(names, 1))
    return (f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
            f'<workbookPr codeName="ThisWorkbook"/><sheets>{sheets}</sheets></workbook>')


def _sheet(code_name: str, rows: Sequence[Row]) -> str:
    lines = "".join(
        f'<row r="{number}">'
        + "".join(_cell(f"{letter}{number}", value)
                  for letter, value in zip(ascii_uppercase[:len(row)], row, strict=True))
        + "</row>" for number, row in enumerate(rows, 1))
    return (f'{_XML}<worksheet xmlns="{_MAIN}"><sheetPr codeName="{code_name}"/>'
            f"<sheetData>{lines}</sheetData></worksheet>")


def _cell(place: str, value: str) -> str:
    if not value:
        return ""
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}">'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>")
