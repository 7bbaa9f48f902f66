"""The blanks of the published forms, and the national one, typed into real LibreOffice: every row
comes out as the core scores it, or is left open."""

import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from addin.books.book import Grid, column_letters
from addin.books.files import open_book
from addin.forms.pour import _slots
from addin.forms.read import Form, read_forms
from addin.library.form_map import PUBLISHED, plain_label
from addin.library.library import Library
from addin.terminal.cli import main
from scoring.rulefile.document import parse_document
from scoring.values.exact import show
from tests.formulas.clerk import clerks

pytestmark = pytest.mark.office

LIBRARY = Library()
INVENTED = [
    ("培训人次", "≥200人次", "180人次", "9.00"), ("建设房屋", "19户", "22户", "10.00"),
    ("合格率", "≥95%", "94.5%", "9.95"), ("验收情况", "合格", "达成年度指标", "待认定"),
    ("完成时间", "2023年12月底前", "2023年11月", "10.00"), ("及时率", "=100%", "98%", "9.80"),
    ("单位成本", "≤3.5万元", "42000元", "8.33"), ("带动就业", "１００人", "约九十人", "待认定"),
    ("收入", "600万元", "0.0792亿元", "10.00"), ("满意度", "≥90%", "0.72", "8.00"),
    ("日期", "1/2", "2024-01-03", "待认定"), ("比例", "≥0", "-3", "0.00"),
    ("再犯罪率", "5%", "3%", "待认定"), ("抽检率", "30%", "27%", "9.00")]


@pytest.fixture(scope="module")
def opens() -> Iterator[Any]:
    with clerks() as found:
        yield found


def keyed(value: object) -> str:
    """What is typed for it."""
    return show(value) if isinstance(value, Fraction) else str(value)


def typed(form: Form, grids: Mapping[str, Grid], data: Mapping[str, Any]
          ) -> Iterator[tuple[str, str, str]]:
    """Sheet, cell and text of all that the unit published, but for its scores."""
    found = form.found
    for slot, row in zip(_slots(found, len(data["rows"])), data["rows"], strict=True):
        texts = {**row, found.levels[-1]: row["levels"][-1]}
        for role in ("target", "actual", "weight", "reason", found.levels[-1]):
            column, text = found.columns.get(role), keyed(texts.get(role, ""))
            if column and text and found.grid.at(slot, column).value is None:
                yield form.sheet, f"{column_letters(column)}{slot}", text
    for fund in form.filing.funds:
        given = data.get("funds", {}).get(fund.name.text.strip().rstrip(":"), {})
        for name, entry in {**fund.amounts, "执行率": fund.rate}.items():
            if name in given and entry.cell:
                yield form.sheet, entry.cell.partition("!")[2], keyed(given[name])
    if "inputs" in data:
        grid = grids["基础数据"]
        rows = {plain_label(str(grid.at(row, 1).value).replace("（可不填）", "")): row
                for row in grid.rows()}
        for name, value in data["inputs"].items():
            for place, each in enumerate(value if isinstance(value, list) else [value]):
                yield "基础数据", f"{column_letters(6 + place)}{rows[plain_label(name)]}", keyed(each)


@pytest.mark.parametrize(("name", "quantitative"), [
    ("huaxi", 3), ("lukou", 7), ("chayu", 33), ("jiangning", 12), ("conghua", 0)])
def test_a_published_filing_typed_scores_itself(
        name: str, quantitative: int, opens: Any, tmp_path: Path,
        capsys: pytest.CaptureFixture[str]) -> None:
    """从化 publishes no figures: all its rows stay open, with their limits."""
    path = tmp_path / f"{name}.xlsx"
    assert main(["new", name, "--formulas", "-o", str(path)]) == 0
    assert path.stat().st_size < 200_000
    book = open_book(path)
    form = read_forms(book, LIBRARY.maps)[0]
    file = LIBRARY.form_folder(LIBRARY.find(name).form) / PUBLISHED
    clerk = opens(path)
    cells: dict[str, dict[str, str]] = {}
    for sheet, cell, text in typed(form, {each: book.grid(each) for each in book.sheets},
                                   parse_document(file.read_text(encoding="utf-8")).data):
        cells.setdefault(sheet, {})[cell] = text
    for sheet, texts in cells.items():
        clerk.types(sheet, texts)
    saved = clerk.saves(tmp_path / "交.xlsx")
    clerk.document.close(True)
    capsys.readouterr()
    main(["audit", str(saved), "--json"])
    card = json.loads(capsys.readouterr().out)
    assert [award for award in card["awards"] if award["filed"] != award["score"]] == []
    assert sum(award["score"] is not None for award in card["awards"]) == quantitative
    assert all(award["high"] is not None for award in card["awards"] if award["score"] is None)
    assert [each["message"] for each in card["findings"] if "formula" in each["code"]] == []
    grid = open_book(saved).grid("评分计算")
    assert grid.at(3, 2).value == "各行公式齐全"


def test_rows_that_a_clerk_invents_in_the_national_form(
        opens: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "全国.xlsx"
    assert main(["new", "national", "--formulas", "-o", str(path)]) == 0
    assert path.stat().st_size < 200_000
    clerk = opens(path)
    clerk.types("自评表", {"E6": "1000", "F6": "987.5"})
    for row, (name, target, actual, _) in enumerate(INVENTED, 13):
        clerk.types("自评表", {f"D{row}": name, f"E{row}": target, f"F{row}": actual,
                            f"G{row}": "10"})
    shown = [clerk.shows("评分计算", f"I{row}") for row in range(6, 6 + len(INVENTED))]
    why = [clerk.shows("评分计算", f"L{row}") for row in range(6, 6 + len(INVENTED))]
    assert clerk.shows("评分计算", "I5") == "9.88"
    saved = clerk.saves(tmp_path / "交.xlsx")
    clerk.document.close(True)
    capsys.readouterr()
    main(["audit", str(saved), "--json"])
    card = json.loads(capsys.readouterr().out)
    assert [award for award in card["awards"] if award["filed"] not in (None, award["score"])] == []
    assert shown == [score for *_, score in INVENTED]
    assert all(said for said, score in zip(why, shown, strict=True) if score == "待认定")
