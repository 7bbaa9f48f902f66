"""Bad files: each ends in a Chinese sentence that names the file, never in a traceback."""

import struct
from collections.abc import Callable
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest

from addin.books.files import open_book
from addin.errors import UserError
from tests.closed_files.packages import SHEET, again, book, parts, zipped

END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
BILLION = ('<!DOCTYPE w [<!ENTITY a "哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
           '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
           '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData>'
           "</worksheet>")
FORM = parts('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>')


def compound(stream: str) -> bytes:
    """An old Office container with one empty stream of this name."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 62, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack("<9L", 0, 1, 1, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109L", 0, *[FREE] * 108)
    table = struct.pack("<128L", TABLE, END, *[FREE] * 126)
    name = stream.encode("utf-16-le")
    entry = name.ljust(64, b"\0") + struct.pack("<HB", len(name) + 2, 2) + bytes(49)
    entry += struct.pack("<LQ", END, 0)
    return header + table + entry.ljust(512, b"\0")


def bomb(size: int = 300 << 20) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in FORM.items():
            archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet9.xml", "w") as member:
            for _ in range(size >> 20):
                member.write(bytes(1 << 20))
    return made.getvalue()


def lying_bomb() -> bytes:
    """A sheet that says it is small and inflates to more."""
    data = zipped(FORM | {SHEET: FORM[SHEET].ljust(1 << 20)})
    return data.replace(struct.pack("<L", 1 << 20), struct.pack("<L", 500))


def bit_rot() -> bytes:
    data = zipped(FORM)
    with ZipFile(BytesIO(data)) as archive:
        info = archive.getinfo(SHEET)
    place = info.header_offset + 30 + len(SHEET) + info.compress_size // 2
    return data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1:]


def other_package(kind: str) -> bytes:
    types = FORM["[Content_Types].xml"].replace(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", kind)
    return zipped(FORM | {"[Content_Types].xml": types})


def other_compression() -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_BZIP2) as archive:
        for name, content in FORM.items():
            archive.writestr(name, content)
    return made.getvalue()


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@pytest.mark.parametrize(("content", "said"), [
    (b"", "文件是空的"),
    ("姓名,得分\n".encode("gbk"), r"不是 Excel 工作簿.*另存为 \.xlsx"),
    ("姓名,得分\n甲,1\n".encode("gbk"), r"逗号、制表符分隔.*另存为 \.xlsx"),
    ("一级指标\t得分\n甲\t1\n".encode("utf-16"), r"逗号、制表符分隔.*另存为 \.xlsx"),
    (b'<office:document mimetype="application/vnd.oasis.opendocument.spreadsheet">', r"另存为 \.xlsx"),
    (b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">&</Workbook>', "打开修复"),
    (zipped({"base.xlsx": "x"}), "压缩包.*先解压"),
    (b"<html><table></table></html>", "不是 Excel 工作簿"),
    (b"%PDF-1.7", "这是 PDF，只能看不能算"),
    (zipped(FORM)[:700], "不完整或已损坏"),
    (b"PK\3\4" + bytes(100), "不完整或已损坏"),
    (zipped({"a.txt": "x"}), "不是 Excel 工作簿"),
    (zipped(FORM | {"xl/workbook.xml": "<workbook"}), "workbook.xml 不是正确的 XML"),
    (zipped(FORM | {"xl/workbook.xml": FORM["xl/workbook.xml"].replace("rId1", "rId7")}),
     "没有工作表"),
    (zipped(FORM | {"xl/workbook.xml": "<!DOCTYPE a><a/>"}), "XML 实体"),
    (zipped(FORM | {SHEET: BILLION}), "XML 实体"),
    (zipped(FORM | {SHEET: "<worksheet>"}), "sheet1.xml 不是正确的 XML"),
    (other_package(WORD), "Word 文档"),
    (other_package("application/vnd.ms-powerpoint.presentation.main+xml"), "演示文稿"),
    (zipped(FORM | {f"a{n}": "" for n in range(6_000)}), "压缩炸弹"),
    (bomb, "压缩炸弹"),
    (lambda: bomb(20 << 20), "压缩炸弹"),
    (lying_bomb, "压缩炸弹"),
    (bit_rot(), "已损坏"),
    (other_compression(), "Excel 不用的压缩方式"),
    (compound("EncryptedPackage"), "文件已加密"),
    (compound("WordDocument"), "Word 文档"),
    (compound("PowerPoint Document"), "不是 Excel 工作簿"),
    (compound("Workbook"), "已损坏"),
    (compound("Workbook")[:1_000], "不完整或已损坏"),
    (compound("Workbook")[:100], "不完整或已损坏"),
], ids=lambda each: each if isinstance(each, str) else "")
def test_what_is_no_readable_workbook(tmp_path: Path, content: bytes | Callable[[], bytes],
                                      said: str) -> None:
    path = tmp_path / "自评表.xlsx"
    path.write_bytes(content if isinstance(content, bytes) else content())
    with pytest.raises(UserError, match=said):
        open_book(path).grid("表1")


def test_the_message_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"没有的\.xlsx：文件不存在"):
        open_book(tmp_path / "没有的.xlsx")
    with pytest.raises(UserError, match="文件夹，不是文件"):
        open_book(tmp_path)


def test_members_of_the_same_name_are_refused(tmp_path: Path) -> None:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, content in FORM.items():
            archive.writestr(name, content)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr(SHEET, "")
    path = tmp_path / "f.xlsx"
    path.write_bytes(made.getvalue())
    with pytest.raises(UserError, match="重名"):
        open_book(path)


@pytest.mark.parametrize("xml", [
    '<c r="A1" s="x"><v>1</v></c>', '<c r="1A"><v>1</v></c>', '<c r="ZZZZZZ1"><v>1</v></c>',
    '<c r="A1" t="s"><v>-1</v></c>', '<c r="A1" t="s"><v>²</v></c>', '<c r="A1"><v>1_0</v></c>',
    '<c r="A1" t="?"><v>1</v></c>', '<c r="A1" t="inlineStr"/>', '<c r="A1"><f t="shared" si="4"/></c>',
])
def test_nonsense_in_a_cell_is_no_catastrophe(xml: str) -> None:
    sheet = (f'<sheetData><row r="x">{xml}<c r="B1"><v>2</v></c></row></sheetData>'
             '<mergeCells><mergeCell ref="?"/><mergeCell/></mergeCells>')
    data = book(sheet, styles='<numFmts><numFmt/></numFmts><cellXfs><xf numFmtId="q"/></cellXfs>')
    assert data.grid("表1").at(1, 2).value == 2
    data.put("表1", 1, 3, Fraction(3))
    assert again(data).grid("表1").at(1, 3).value == 3
