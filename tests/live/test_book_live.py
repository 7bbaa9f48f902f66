"""BookLive on official forms open in real LibreOffice, through xlwings' own API."""

from fractions import Fraction
from pathlib import Path

import pytest

from addin.books.book import Page, PageCell, Validation, split_address
from addin.books.live.book import NOTE_HEAD, BookLive
from addin.books.xlsx.closed import BookFile
from addin.desk.assess import assess
from addin.desk.fill import fill
from addin.errors import BookError
from addin.forms.assessed import Assessed
from addin.library.library import Library

pytestmark = pytest.mark.office


def assessed(book: BookLive | BookFile) -> list[Assessed]:
    return list(assess(book, Library()))


def closed(path: Path) -> BookFile:
    return BookFile.read(path.read_bytes(), path.name)


def test_the_open_form_is_read_as_the_closed_one(live: BookLive, path: Path) -> None:
    file = closed(path)
    assert live.sheets == file.sheets
    for sheet in live.sheets:
        seen, stored = live.grid(sheet), file.grid(sheet)
        assert {place: cell.value for place, cell in seen.cells.items()} == \
            {place: cell.value for place, cell in stored.cells.items() if cell.value is not None}
        assert set(seen.merges) == set(stored.merges)


def test_open_and_closed_the_same_scores_and_findings(live: BookLive, path: Path) -> None:
    seen, stored = assessed(live), assessed(closed(path))
    assert [one.scorecard.total for one in seen] == [one.scorecard.total for one in stored]
    assert [[(award.score, award.verdict) for award in one.scorecard.awards] for one in seen] == \
        [[(award.score, award.verdict) for award in one.scorecard.awards] for one in stored]
    assert [[each.message for each in one.findings] for one in seen] == \
        [[each.message for each in one.findings] for one in stored]


def test_scores_written_are_seen_in_the_open_form(live: BookLive, path: Path) -> None:
    file = closed(path)
    for one in assessed(file):
        for award in one.scorecard.awards:
            for book in (live, file):
                book.put(*split_address(award.cell), None)
    changes = fill(live, assessed(live))
    assert changes == fill(file, assessed(file))
    for change in changes:
        sheet, row, column = split_address(change.cell)
        assert not change.written or live.grid(sheet).at(row, column).value == change.new
    assert live.sheets[-1] == "评分依据"


def test_filling_leaves_all_other_cells_alone(live: BookLive) -> None:
    before = {sheet: live.grid(sheet) for sheet in live.sheets}
    changed = {change.cell for change in fill(live, assessed(live), overwrite=True)}
    for sheet, grid in before.items():
        now = live.grid(sheet)
        different = {f"{sheet}!{place}" for place in {*grid.cells, *now.cells}
                     if grid.cells.get(place) != now.cells.get(place)}
        addresses = {split_address(cell)[1:] for cell in changed
                     if split_address(cell)[0] == sheet}
        assert different <= {f"{sheet}!{place}" for place in addresses}
        assert now.merges == grid.merges


def test_a_form_filled_open_and_saved_is_read_closed(live: BookLive, tmp_path: Path) -> None:
    fill(live, assessed(live), overwrite=True)
    totals = [one.form.filing.total_score.number for one in assessed(live)]
    saved = tmp_path / "saved.xlsx"
    live.workbook.save(str(saved))
    again = closed(saved)
    assert [one.form.filing.total_score.number for one in assessed(again)] == totals
    assert again.property("评分办法") == live.property("评分办法") is not None


def test_a_text_like_a_formula_stays_a_text(empty: BookLive) -> None:
    sheet = empty.sheets[0]
    for row, text in enumerate(["=12个月", "90%", "3-5", "1/2", "'引号", "TRUE", "007"], 1):
        empty.put(sheet, row, 1, text)
        cell = empty.grid(sheet).at(row, 1)
        assert (cell.value, cell.formula) == (text, None)


def test_a_number_in_a_cell_formatted_as_text_is_a_number(empty: BookLive) -> None:
    sheet = empty.sheets[0]
    live = empty.workbook.sheets[0]
    live["A1"].number_format = "@"
    live["A1"].value = 5
    assert empty.grid(sheet).at(1, 1).value == "5"
    empty.put(sheet, 1, 1, Fraction("9.9"))
    live["A2"].formula = "=SUM(A1:A1)"
    assert empty.grid(sheet).at(1, 1).value == Fraction("9.9")
    assert empty.grid(sheet).at(2, 1).value == Fraction("9.9")
    assert live["A1"].number_format == "@"


def test_formulas_and_errors_are_seen(empty: BookLive) -> None:
    sheet = empty.sheets[0]
    empty.put(sheet, 1, 1, Fraction(0))
    empty.put_formula(sheet, 1, 2, "=SUM(A1,2)")
    empty.put_formula(sheet, 1, 3, "1/A1")
    grid = empty.grid(sheet)
    assert (grid.at(1, 2).formula, grid.at(1, 2).value) == ("SUM(A1,2)", 2)
    assert grid.at(1, 3).value.code == "#DIV/0!"
    empty.put_cached(sheet, 1, 2, Fraction(2))
    with pytest.raises(BookError, match="没有公式"):
        empty.put_cached(sheet, 1, 1, Fraction(2))


def test_dates_percentages_and_money_are_read_exactly(empty: BookLive) -> None:
    sheet = empty.workbook.sheets[0]
    for cell, value, number_format in (("A1", 45291, "yyyy-mm-dd"), ("A2", 0.9231, "0.00%"),
                                       ("A3", 9.8999999999999986, "#,##0.00")):
        sheet[cell].value = value
        sheet[cell].number_format = number_format
    grid = empty.grid(sheet.name)
    assert grid.at(1, 1).value == "2023-12-31"
    assert (grid.at(2, 1).value, grid.at(2, 1).number_format) == (Fraction("0.9231"), "0.00%")
    assert grid.at(3, 1).value == Fraction("9.9")


def test_covered_and_locked_cells_are_refused_by_name(empty: BookLive) -> None:
    sheet = empty.sheets[0]
    empty.workbook.sheets[0]["B2:C3"].merge()
    with pytest.raises(BookError, match="B2 开头"):
        empty.put(sheet, 3, 3, Fraction(1))
    empty.workbook.sheets[0].impl.sheet.protect("")
    assert empty.grid(sheet).protected
    assert empty.locked(sheet, 1, 1)
    with pytest.raises(BookError, match="A1 受工作表保护"):
        empty.put(sheet, 1, 1, Fraction(1))
    with pytest.raises(BookError, match="受保护"):
        empty.mark(sheet, [(1, 1)], "error")


def test_a_hidden_sheet_is_called_so(empty: BookLive) -> None:
    empty.workbook.sheets.add("藏起")
    empty.workbook.sheets["藏起"].visible = False
    assert [empty.grid(name).hidden for name in empty.sheets] == [name == "藏起"
                                                                 for name in empty.sheets]


PAGE = Page("基础数据", (10, 20, 12), (
    (PageCell("标题", "title"),), (),
    (PageCell("名称", "header"), PageCell("=不是公式", "text"), PageCell("状态", "header")),
    (PageCell(Fraction("9.90"), "number", number_format="0.00"),
     PageCell("H8", "link", link="自评表!H8"), PageCell(None, "input")),
    (PageCell(None, "warning", formula="A4*2"), None, PageCell("90%", "error"))),
    freeze=3, validations=(Validation("C4:C4", ("已核实", "待核实")),), names={"PE_九": "$A$4"})


def test_a_page_of_our_own(empty: BookLive) -> None:
    empty.put_page(PAGE)
    grid = empty.grid("基础数据")
    assert grid.at(3, 2).value == "=不是公式"
    assert grid.at(5, 3).value == "90%"
    assert (grid.at(4, 1).value, grid.at(4, 1).number_format) == (Fraction("9.9"), "0.00")
    assert (grid.at(5, 1).formula, grid.at(5, 1).value) == ("A4*2", Fraction("19.8"))
    sheet = empty.workbook.sheets["基础数据"]
    assert sheet["B4"].hyperlink == "#'自评表'!H8"
    assert sheet["A3"].font.bold
    assert sheet["C5"].color == (0xFF, 0xC7, 0xCE)
    assert round(sheet["B1"].column_width) == 20
    assert empty.names["PE_九"].endswith("$A$4")


def test_a_page_is_renewed_and_a_sheet_of_the_clerks_is_not_touched(empty: BookLive) -> None:
    empty.workbook.sheets.add("评分依据")["A1"].value = "本单位自己的表"
    page = Page("评分依据", (10,), ((PageCell("一"),), (PageCell("二"),)))
    empty.put_page(page)
    empty.put_page(Page("评分依据", (10,), ((PageCell("三"),),)))
    assert [name for name in empty.sheets if "评分依据" in name] == ["评分依据", "评分依据(2)"]
    assert empty.grid("评分依据").at(1, 1).value == "本单位自己的表"
    assert empty.own_sheets == {"评分依据(2)": "评分依据"}
    assert {place: cell.value for place, cell in empty.grid("评分依据(2)").cells.items()} == \
        {(1, 1): "三"}


def test_our_pages_are_known_again_when_saved_and_closed(empty: BookLive, tmp_path: Path) -> None:
    empty.put_page(PAGE)
    empty.workbook.save(str(tmp_path / "own.xlsx"))
    again = closed(tmp_path / "own.xlsx")
    again.put_page(Page("基础数据", (10,), ((PageCell("改过"),),)))
    renewed = BookFile.read(again.to_bytes(), "own.xlsx")
    assert renewed.sheets == empty.sheets
    assert renewed.grid("基础数据").at(1, 1).value == "改过"


def test_marks_and_notes_come_and_go_and_the_clerks_stay(empty: BookLive) -> None:
    name, sheet = empty.sheets[0], empty.workbook.sheets[0]
    sheet["A1"].add_note("经办人的批注")
    sheet["A1"].color = (1, 2, 3)
    empty.note(name, 1, 1, "不该写")
    empty.note(name, 2, 1, "第一次")
    empty.note(name, 2, 1, "第二次")
    empty.mark(name, [(1, 1)], "error")
    assert empty.own_notes(name) == {(2, 1): "第二次"}
    assert (sheet["A1"].note.text, sheet["A2"].note.text) == ("经办人的批注", NOTE_HEAD + "第二次")
    assert [rule.fill_color for rule in sheet["A1"].conditional_formats] == [(0xFF, 0xC7, 0xCE)]
    assert sheet["A1"].color == (1, 2, 3)
    sheet["A3"].conditional_formats.add_custom("=A3>1", fill_color="#112233")
    empty.clear_marks()
    assert sheet["A1"].note.text == "经办人的批注"
    assert sheet["A2"].note is None
    assert [rule.formula for rule in sheet.used_range.conditional_formats] == []
    assert [rule.formula for rule in sheet["A3"].conditional_formats] == ["=A3>1"]


def test_more_marks_than_one_address_holds(empty: BookLive) -> None:
    name, sheet = empty.sheets[0], empty.workbook.sheets[0]
    sheet["B2:C3"].merge()
    places = [(2, 2), *((row, 5) for row in range(1, 100))]
    sheet["E100"].value = 1
    empty.mark(name, places, "warning")
    assert len(sheet["C3"].conditional_formats) == 1
    assert {len(sheet[row - 1, column - 1].conditional_formats) for row, column in places} == {1}
    assert len(sheet["E100"].conditional_formats) == 0
    assert empty.clear_marks() == ()
    assert len(sheet.used_range.conditional_formats) == 0


def test_a_property_is_set_and_set_again(empty: BookLive) -> None:
    assert empty.property("评分办法") is None
    empty.set_property("评分办法", "national/2020")
    empty.set_property("评分办法", "520111/2023")
    assert empty.property("评分办法") == "520111/2023"
