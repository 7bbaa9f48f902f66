"""Personal data planted by somebody who had not read the code that masks it: gone from the bytes of
every part, while what only looks like it stays as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml

from addin.books.docx.reader import read_report
from addin.books.xlsx.closed import BookFile
from addin.redact.public import Public, redact_book, redact_docx
from tests.closed_files.packages import SHEET, parts, unzipped, zipped
from tests.public.planted.values import Plants
from tests.public.plants.workbooks import drawing, inline, row, shape
from tests.report_audit.documents import document, p, table

DATA: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("plants.yaml").read_text("utf-8"))
Table = Sequence[Sequence[str]]
ARRANGED: dict[str, Callable[[str, str], Table]] = {
    "beside": lambda label, value: [[label, value]],
    "with a colon": lambda label, value: [[f"{label}：", value]],
    "below": lambda label, value: [[label, "得分"], [value, "5"]],
    "one cell away": lambda label, value: [[label, "", value]],
    "a column": lambda label, value: [["序号", label], ["1", value], ["2", "无"], ["合计", ""]],
}
_TAG = re.compile("<[^>]*>")


def workbook(tables: Iterable[Table]) -> bytes:
    """The tables one below the other, empty rows between them."""
    rows, number = [], 1
    for cells in tables:
        for texts in cells:
            rows.append(f'<row r="{number}">' + "".join(
                f'<c r="{column}{number}" t="inlineStr"><is><t xml:space="preserve">{_xml(text)}</t></is></c>'
                for column, text in zip("ABCDEF", texts, strict=False) if text) + "</row>")
            number += 1
        number += 3
    return zipped(parts(f"<sheetData>{''.join(rows)}</sheetData>"))


def word(tables: Iterable[Table]) -> bytes:
    return document(*(f"{table(each)}{p('')}" for each in tables))


def paragraphs(tables: Iterable[Table]) -> bytes:
    return document(*(p(text) for each in tables for texts in each for text in texts))


FILES: dict[str, tuple[Callable[[Iterable[Table]], bytes], Callable[..., Public]]] = {
    "xlsx": (workbook, redact_book), "docx": (word, redact_docx),
    "paragraphs": (paragraphs, redact_docx)}


def _xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def left(public: Public, planted: Iterable[tuple[str, Sequence[str]]]) -> list[str]:
    """The texts of which something can still be found."""
    seen = "\n".join(unescape(_TAG.sub("", part.decode("utf-8", "ignore")))
                     for part in unzipped(public.content).values())
    return [text for text, gone in planted if any(re.search(each, seen) for each in gone)]


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("kind", DATA["texts"])
def test_nothing_is_left_of_a_text(kind: str, file: str) -> None:
    plants = Plants(DATA["surnames"], DATA["given"])
    planted = [plants.fill(template) for template in DATA["texts"][kind]
               if file == "xlsx" or not {"\n", "\t"} & set(template)]
    write, redact = FILES[file]
    made = write([[[text]] for text, _ in planted])
    assert left(redact(made), planted) == []


@pytest.mark.parametrize("file", ["xlsx", "docx"])
@pytest.mark.parametrize("arranged", ARRANGED)
def test_nothing_is_left_beside_a_label(arranged: str, file: str) -> None:
    plants = Plants(DATA["surnames"], DATA["given"])
    tables, planted = [], []
    for template, labels in DATA["labels"].items():
        for label in labels:
            text, gone = plants.fill(template)
            tables.append(ARRANGED[arranged](label, text))
            planted.append((label, gone))
    write, redact = FILES[file]
    assert left(redact(write(tables)), planted) == []


@pytest.mark.parametrize("split", [False, True], ids=["whole", "split"])
def test_what_only_looks_like_it_stays_in_a_workbook(split: bool) -> None:
    tables = [[_cells(text, split=split)] for text in DATA["lookalikes"]]
    made = redact_book(workbook(tables), confirmed=True)
    grid = BookFile.read(made.content, "公开.xlsx").grid("表1")
    shown = [[str(grid.at(1 + 4 * index, column + 1).value) for column in range(len(row))]
             for index, (row,) in enumerate(tables)]
    assert [(old, new) for (old,), new in zip(tables, shown, strict=True) if old != new] == []


def test_what_only_looks_like_it_stays_in_a_document() -> None:
    made = redact_docx(document(*map(p, DATA["lookalikes"])), confirmed=True)
    assert [block.text for block in read_report(made.content)] == DATA["lookalikes"]


def _cells(text: str, *, split: bool) -> list[str]:
    return text.split("：", 1) if split and "：" in text.strip("：") else [text]


def test_nothing_is_left_in_a_number_format_spelt_sign_by_sign() -> None:
    spelt = "".join(f"\\{sign}" for sign in "填报人肖建国电话13800001234")
    made = parts("<sheetData/>", styles=(
        f'<numFmts count="1"><numFmt numFmtId="170" formatCode="{spelt};@"/></numFmts>'))
    shown = unzipped(redact_book(zipped(made)).content)["xl/styles.xml"].decode().replace("\\", "")
    assert "填报人肖××电话138××××××34;@" in shown


def test_a_short_name_in_a_text_box_is_told() -> None:
    made = drawing(shape("肖华同志", "肖华同志"))
    made[SHEET] = str(made[SHEET]).replace(
        "</sheetData>", row(inline("填报人：肖华")) + "</sheetData>")
    told = redact_book(zipped(made)).unchecked
    assert ("两个字的姓名", "肖×") in [(each.kind, each.shown) for each in told]
