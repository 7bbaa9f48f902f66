"""抽查复核名单: every risk has its turn, and each form says which risks it has."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from addin.pages.review import tables as t
from addin.pages.review.read import Row, read_round, text
from tests.cli.runs import pe
from tests.review.making import PROJECT, SUM, UNIT, county_book

FORMS = 60
FULL, LARGE, SLOW = "各项全部满分", "金额较大", "预算执行率低于60%（40%）"


def form(number: int, *, slow: bool = False, full: bool = False) -> bytes:
    """A larger sum with each number; a line short of its points, unless ``full``."""
    book = load_workbook(BytesIO(county_book({
        UNIT: f"第{number:02}站", PROJECT: f"第{number:02}号工程", SUM: f"{1000 + number}.5"})))
    sheet = book.worksheets[0]
    if not full:
        sheet["G9"], sheet["G11"] = 29, 99
    if slow:
        sheet["E4"] = sheet["D4"].value * 0.4
        sheet["G4"], sheet["H4"], sheet["G11"] = "40%", 4, 93
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def pile(folder: Path) -> Path:
    """The smaller half: two that spend little, two with full marks; the rest differ in size."""
    folder.mkdir()
    for number in range(FORMS):
        content = form(number, slow=number in (3, 4), full=number in (5, 6))
        (folder / f"{number:02}.xlsx").write_bytes(content)
    return folder


def sample(path: Path) -> list[Row]:
    return list(read_round(path).rows(t.SAMPLE))


def reviewed(folder: Path, output: Path, *options: object) -> Path:
    assert pe("review", folder, "-o", output, "--jobs", "1", *options).code in (0, 1)
    return output


def test_no_risk_crowds_out_another(tmp_path: Path) -> None:
    output = reviewed(pile(tmp_path / "收到"), tmp_path / "果.xlsx")
    rows = sample(output)
    assert Counter(text(row, t.WAY) for row in rows) == {"随机": 6, "风险": 6}
    assert len({text(row, t.FORM_KEY) for row in rows}) == 12
    whys = {text(row, t.UNIT): text(row, t.WHY) for row in rows}
    for number, why in ((3, SLOW), (4, SLOW), (5, FULL), (6, FULL), (59, LARGE)):
        assert why in whys[f"第{number:02}站"]
    note = str(load_workbook(output)[t.SAMPLE.name].cell(2, 1).value)
    assert "各项全部满分 2 张、金额较大" in note
    assert "上年问题要用 --since" in note


def test_a_form_with_problems_before_is_drawn(tmp_path: Path) -> None:
    folder = pile(tmp_path / "收到")
    book = load_workbook(folder / "07.xlsx")
    book.worksheets[0]["G11"] = 98
    book.save(folder / "07.xlsx")
    first = reviewed(folder, tmp_path / "一.xlsx")
    second = reviewed(folder, tmp_path / "二.xlsx", "--since", first)
    whys = {text(row, t.UNIT): text(row, t.WHY) for row in sample(second)}
    assert whys["第07站"].endswith("上一轮有应改问题")
