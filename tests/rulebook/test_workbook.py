"""评分办法.xlsx: every shipped ruleset goes into a workbook and comes back equal; what people do to
one is accepted; a mistake is named by its cell."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from addin.library.library import Library
from addin.pages.rulebook import workbook
from scoring.rulefile.mistakes import RulesetError
from scoring.rulefile.workbook.load import told
from scoring.rules.ruleset import Ruleset
from tests.cli.runs import pe

IDS = Library().ids()
HEAD = 3


def written(ruleset: Ruleset, path: Path, change: Callable[[Workbook], None] | None = None) -> Path:
    content = workbook(told(ruleset), ruleset.title)
    if change is not None:
        book = openpyxl.load_workbook(BytesIO(content))
        change(book)
        book.save(path)
    else:
        path.write_bytes(content)
    return path


def same(one: Ruleset, other: Ruleset) -> bool:
    return replace(one, sha256="") == replace(other, sha256="")


def column(sheet: Worksheet, header: str) -> int:
    return next(cell.column for cell in sheet[HEAD] if cell.value == header)


@pytest.mark.parametrize("ruleset_id", IDS)
def test_a_shipped_ruleset_comes_back_equal(ruleset_id: str, tmp_path: Path) -> None:
    library = Library()
    ruleset = library.get(ruleset_id)
    assert same(library.read(written(ruleset, tmp_path / "办法.xlsx")), ruleset)


WHOLE = (Path(__file__).parent / "whole.yaml").read_text("utf-8")


def whole(path: Path) -> Ruleset:
    path.write_text(WHOLE, "utf-8")
    return Library().read(path)


def test_what_holds_for_a_whole_ruleset_comes_back_equal(tmp_path: Path) -> None:
    ruleset = whole(tmp_path / "办法.yaml")
    assert same(Library().read(written(ruleset, tmp_path / "办法.xlsx")), ruleset)


@pytest.mark.parametrize(("item", "place", "text", "said"), [
    ("不沿用", 2, "执行率", "不认识“执行率”，可写：预算执行率"),
    ("得分舍入", 2, "取整", "“取整”不是舍入"),
    ("分值等分", 2, "平均", "应写：50分，余数归末项，四舍五入取整"),
    ("分值等分", 2, "50分，余数归末项，取整", "“取整”不是舍入"),
    ("总分限制", 2, "执行率太低", "应写：70%≤预算执行率＜80%，总分不超过89分"),
    ("总分限制", 1, "甲＝乙÷", "公式"), ("总分限制", 1, "", "“名称”一栏写一个数"),
])
def test_a_mistake_in_what_holds_for_all_is_named_by_its_cell(
        item: str, place: int, text: str, said: str, tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        row = next(row for row in book["办法"].iter_rows(min_row=HEAD + 1) if row[0].value == item)
        row[place].value = text

    file = written(whole(tmp_path / "办法.yaml"), tmp_path / "错.xlsx", change)
    with pytest.raises(RulesetError) as raised:
        Library().read(file)
    assert [said in each.message for each in raised.value.mistakes] == [True]
    assert raised.value.mistakes[0].sheet == "办法"


def merge_levels(book: Workbook) -> None:
    sheet = book["评分办法"]
    for letter in "ABM":
        rows = [cell.row for cell in sheet[letter] if cell.row > HEAD and cell.value]
        start = rows[0]
        for row in [*rows[1:], rows[-1] + 1]:
            if sheet[f"{letter}{row}"].value != sheet[f"{letter}{start}"].value or row > rows[-1]:
                if row - 1 > start:
                    sheet.merge_cells(f"{letter}{start}:{letter}{row - 1}")
                start = row


def empty_rows_and_blanks(book: Workbook) -> None:
    sheet = book["评分办法"]
    sheet.insert_rows(HEAD + 2, 3)
    for row in sheet.iter_rows(min_row=HEAD + 1):
        for place in (0, 1, 2, 5):
            if row[place].value:
                row[place].value = f"  {row[place].value}　"


def moved_columns(book: Workbook) -> None:
    for name in ("评分办法", "基础数据"):
        sheet = book[name]
        sheet.move_range(f"A1:{sheet.cell(1, sheet.max_column).column_letter}{sheet.max_row}",
                         rows=4, cols=2)


def percentages_as_numbers(book: Workbook) -> None:
    sheet = book["评分办法"]
    for header in ("分值或占比", "目标值或起算点"):
        for row in range(HEAD + 1, sheet.max_row + 1):
            cell = sheet.cell(row, column(sheet, header))
            text = str(cell.value or "")
            if text.endswith("%"):
                cell.value, cell.number_format = float(text[:-1]) / 100, "0.0%"
            elif text.replace(".", "").isdigit():
                cell.value, cell.number_format = float(text), "General"


def full_width(book: Workbook) -> None:
    sheet = book["评分办法"]
    wide = str.maketrans("0123456789%", "０１２３４５６７８９％")
    for row in range(HEAD + 1, sheet.max_row + 1):
        for header in ("分值或占比", "目标值或起算点"):
            cell = sheet.cell(row, column(sheet, header))
            cell.value = str(cell.value).translate(wide) if cell.value else None


@pytest.mark.parametrize("change", [
    merge_levels, empty_rows_and_blanks, moved_columns, percentages_as_numbers, full_width])
@pytest.mark.parametrize("ruleset_id", ["440117/2022", "540425/2021"])
def test_what_people_do_to_the_workbook_is_accepted(ruleset_id: str, tmp_path: Path,
                                                    change: Callable[[Workbook], None]) -> None:
    library = Library()
    ruleset = library.get(ruleset_id)
    assert same(library.read(written(ruleset, tmp_path / "改.xlsx", change)), ruleset)


@pytest.mark.parametrize(("header", "row", "text", "said"), [
    ("得分规定", 4, "随便写", "应逐行写评价要点"), ("计分方式", 5, "梯子", "没有“梯子”这种计分方式"),
    ("分值或占比", 6, "若干", "“若干”不是一个数"), ("条件", 7, "差不多的", "看不懂"),
    ("算例", 8, "甲＝1", "看不懂"), ("算什么", 12, "率＝甲÷（乙", "公式"),
    ("评分标准原文", 9, None, "条款没有文字"), ("算例", 12, "预算完成数＝9；年初预算数＝10 → 得6分", "应得 6"),
])
def test_a_mistake_is_named_by_sheet_and_cell(header: str, row: int, text: str | None, said: str,
                                              tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["评分办法"]
        sheet.cell(row, column(sheet, header)).value = text

    library = Library()
    file = written(library.get("540425/2021"), tmp_path / "错.xlsx", change)
    with pytest.raises(RulesetError) as raised:
        library.read(file)
    wrong = [each for each in raised.value.mistakes if said in each.message]
    letter = openpyxl.utils.get_column_letter(column(openpyxl.load_workbook(file)["评分办法"], header))
    assert [(each.sheet, each.cell) for each in wrong] == [("评分办法", f"{letter}{row}")]
    assert wrong[0].indicator


def test_a_foreign_text_stays_a_text(tmp_path: Path) -> None:
    ruleset = Library().get("520111/2023")
    first = ruleset.indicators or ruleset.defaults
    clause = replace(first[0].clause, text="=12个月")
    changed = replace(ruleset, defaults=(replace(ruleset.defaults[0], clause=clause),
                                         *ruleset.defaults[1:]))
    file = written(changed, tmp_path / "文.xlsx")
    sheet = openpyxl.load_workbook(file)["评分办法"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=12个月"]
    assert [(cell.data_type, cell.quotePrefix) for cell in cells] == [("s", True)]
    assert same(Library().read(file), changed)


def test_the_verbs_take_a_workbook_where_they_take_yaml(tmp_path: Path) -> None:
    folder = tmp_path / "520111"
    folder.mkdir()
    assert pe("rules", "export", "520111", "-o", folder / "2023.xlsx").code == 0
    form = tmp_path / "表.xlsx"
    assert pe("sample", "520111", "-o", form).code == 0
    by_yaml = pe("audit", form, "--ruleset", "520111", "--json").form
    by_file = pe("audit", form, "--ruleset", folder / "2023.xlsx", "--json").form
    by_folder = pe("audit", form, "--rulesets", tmp_path, "--json").form
    assert by_file["awards"] == by_yaml["awards"] == by_folder["awards"]
    assert by_folder["ruleset"]["sha256"] == by_file["ruleset"]["sha256"]
    assert by_file["findings"] == by_yaml["findings"]


def test_what_an_unchecked_row_finds_is_no_error(tmp_path: Path) -> None:
    """A score that the rule contradicts is asked about until somebody has compared the row."""
    def change(checked: str | None) -> Callable[[Workbook], None]:
        def clear(book: Workbook) -> None:
            sheet = book["评分办法"]
            for row in range(HEAD + 1, sheet.max_row + 1):
                if sheet.cell(row, 1).value:
                    sheet.cell(row, column(sheet, "核对")).value = checked
        return clear

    form = tmp_path / "表.xlsx"
    assert pe("sample", "540425", "-o", form).code == 0
    book = openpyxl.load_workbook(form)
    sheet = book.worksheets[0]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "预算完成率")
    sheet.cell(cell.row, 8).value = 1
    book.save(form)
    severities = {}
    for checked in (None, "不一致", "待核", "张三，2026年3月1日"):
        file = written(Library().get("540425/2021"), tmp_path / "办法.xlsx", change(checked))
        found = pe("audit", form, "--ruleset", file, "--json").form["findings"]
        severities[checked] = {each["severity"] for each in found
                               if each["message"].startswith("预算完成率：") and each["expected"]}
    assert severities == {None: {"warning"}, "不一致": {"warning"}, "待核": {"warning"},
                          "张三，2026年3月1日": {"error"}}


def test_what_stands_under_checked_instead_of_a_name_is_told(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["评分办法"]
        for row, said in ((HEAD + 1, "不一致"), (HEAD + 2, "待核?")):
            sheet.cell(row, column(sheet, "核对")).value = said

    file = written(Library().get("540425/2021"), tmp_path / "办法.xlsx", change)
    said = pe("rules", "check", file).out
    assert "有 2 行的核对写着“不一致”、“待核?”，不算核对过" in said
