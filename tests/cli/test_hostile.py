"""Small hostile files: each ends rightly, in a process that may take little time and memory."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

if sys.platform == "win32":
    pytest.skip("the limits of a process are those of POSIX", allow_module_level=True)

from addin.xlam.compound import compound_file
from tests.cli.runs import parts, pe, typed, with_parts
from tests.limited import limited

SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"


def edited(part: str, old: str, new: str) -> Callable[[Path, Path], object]:
    def make(good: Path, bad: Path) -> None:
        xml = parts(good)[part].decode()
        assert old in xml
        with_parts(good, bad, {part: xml.replace(old, new, 1).encode()})

    return make


def row(xml: str) -> Callable[[Path, Path], object]:
    return edited(SHEET, "</sheetData>", f"{xml}</sheetData>")


def names(refers: list[str], end: str = "") -> Callable[[Path, Path], object]:
    defined = "".join(f'<definedName name="q_{n}">{to}</definedName>' for n, to in enumerate(refers))

    def make(good: Path, bad: Path) -> None:
        found = parts(good)
        book, sheet = found[BOOK].decode(), found[SHEET].decode()
        place = "<definedNames>" if "<definedNames>" in book else "</sheets>"
        new = f"<definedNames>{defined}" if "<definedNames>" in book else (
            f"</sheets><definedNames>{defined}</definedNames>")
        cell = '<row r="900"><c r="B900"><f>q_0</f><v>1</v></c></row></sheetData>'
        with_parts(good, bad, {BOOK: book.replace(place, new, 1).encode(),
                               SHEET: sheet.replace("</sheetData>", cell, 1).encode()})

    return make


def spreadsheet(content: str) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return made.getvalue()


def vast_ods(_: Path, bad: Path) -> None:
    bad.write_bytes(spreadsheet(
        '<office:document-content xmlns:office="o" xmlns:table="t"><table:table table:name="S">'
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
        'office:value-type="string" table:number-columns-repeated="16384"><x/></table:table-cell>'
        "</table:table-row></table:table></office:document-content>"))


def bomb_ods(_: Path, bad: Path) -> None:
    bad.write_bytes(spreadsheet("0" * (300 << 20)))


def bad_xls(_: Path, bad: Path) -> None:
    bad.write_bytes(compound_file({"Workbook": bytes(range(256)) * 40}))


FILLED = {0, 1}
HOSTILE: dict[str, tuple[Callable[[Path, Path], object], dict[str, set[int]]]] = {
    "数组公式区域极大": (row('<row r="60"><c r="B60"><f t="array" ref="A60:XFD5000">SUM(I8:I20)</f>'
                     "<v>1</v></c></row>"), {"fill": FILLED, "public": {0}}),
    "数组公式盖住文字": (row('<row r="60"><c r="B60"><f t="array" ref="A1:B9">SUM(I8:I20)</f><v>1</v>'
                     "</c></row>"), {"fill": FILLED}),
    "名称成圈": (names(["+".join(f"q_{m}" for m in range(12))] * 12), {"fill": FILLED}),
    "名称成链": (names([f"q_{n + 1}" for n in range(3_000)]), {"fill": FILLED}),
    "名称成链通到外部": (names([*(f"q_{n + 1}" for n in range(2_999)), "[1]x!A1"]), {"public": {0}}),
    "孤单单元格": (row('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
              {"report": FILLED, "audit": FILLED, "fill": FILLED, "explain": {0}}),
    "行号五千位": (row(f'<row r="{"9" * 5_000}"><c r="A1"><v>1</v></c></row>'),
              {verb: {2} for verb in ("audit", "fill", "public", "report", "explain")}),
    "五千位数字": (edited(SHEET, "<v>", f"<v>{'9' * 5_000}"), {"audit": {0, 1, 2}, "report": {0, 1, 2}}),
    "is之后的文字": (row('<row r="900"><c r="A900" t="inlineStr"><is><t>填报人：张三丰</t></is>x</c></row>'),
                {"public": {0}}),
    "很长的文字": (row(f'<row r="900"><c r="A900" t="inlineStr"><is><t>{"1 " * 16_000}</t></is></c>'
                  f'<c r="XFD900" t="inlineStr"><is><t>{"万" * 30_000}</t></is></c></row>'),
              {"report": FILLED}),
    "ods重复极多": (vast_ods, {"audit": {2}}), "ods压缩炸弹": (bomb_ods, {"audit": {2}}),
    "坏的xls": (bad_xls, {"audit": {2}, "fill": {2}, "public": {2}}),
}
RUNS = [pytest.param(make, verb, codes, id=f"{name}-{verb}")
        for name, (make, verbs) in HOSTILE.items() for verb, codes in verbs.items()]


@pytest.mark.parametrize(("make", "verb", "codes"), RUNS)
def test_a_hostile_file_ends_rightly(published: Path, tmp_path: Path, verb: str, codes: set[int],
                                     make: Callable[[Path, Path], object]) -> None:
    bad, out = tmp_path / "坏.xlsx", tmp_path / ("出.docx" if verb == "report" else "出.xlsx")
    make(published, bad)
    before = bad.read_bytes()
    more = ["-o", out] if verb in ("fill", "public", "report") else []
    done = limited(verb, bad, *more, *(["--draft"] if verb == "report" else []))
    assert done.returncode in codes, done.stderr[-500:]
    assert "Traceback" not in done.stderr
    assert "panicked" not in done.stderr
    assert bad.read_bytes() == before
    assert out.exists() == (bool(more) and done.returncode in FILLED)
    if done.returncode == 2:
        assert any("\u4e00" <= letter <= "\u9fff" for letter in done.stderr)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_pipes_and_devices_are_refused(published: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "管道.xlsx"
    os.mkfifo(pipe)
    assert "这是管道或设备" in limited("audit", pipe).stderr
    done = limited("fill", published, "-o", pipe)
    assert (done.returncode, pipe.is_fifo()) == (2, True)


def test_links_in_a_circle_and_names_that_are_too_long(published: Path, tmp_path: Path) -> None:
    circle = tmp_path / "圈.xlsx"
    circle.symlink_to(circle)
    for arguments, said in ((("audit", circle), "圈"), (("fill", published, "-o", circle), "圈"),
                            (("audit", tmp_path / f"{'长' * 90}.xlsx"), "文件名太长"),
                            (("fill", published, "-o", tmp_path / f"{'长' * 90}.xlsx"), "文件名太长"),
                            (("rules", "check", tmp_path / f"{'长' * 90}.yaml"), "文件名太长")):
        done = limited(*arguments)
        assert done.returncode == 2
        assert said in done.stderr
        assert "Traceback" not in done.stderr


def test_a_cell_full_of_white_space_is_read_in_no_time(tmp_path: Path) -> None:
    """Patterns with several blanks in a row take the cube of the blanks, if they get to see them."""
    form = tmp_path / "空白.xlsx"
    pe("sample", "huaxi", "-o", form)
    blanks = " " * 30_000
    for label in ("备注", "(", "单位", "☑"):
        typed(form, tmp_path / "满.xlsx", {"A3": f"{label}{blanks}x", "A40": f"{blanks}{label}{blanks}1"})
        done = limited("audit", tmp_path / "满.xlsx")
        assert done.returncode in (0, 1), done.stderr
