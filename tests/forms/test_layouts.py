"""Official forms as clerks leave them: moved, stretched, merged, retyped."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from addin.books.xlsx.closed import BookFile
from addin.forms.read import read_forms
from addin.library.form_map import packaged_maps
from tests.closed_files.packages import unzipped, zipped
from tests.forms.making import (
    PUBLISHED,
    as_filed,
    moved,
    read,
    sample_bytes,
    sample_form,
    sample_sheet,
)

HUAXI = "huaxi-2023"


@pytest.fixture
def huaxi() -> Worksheet:
    return sample_sheet(HUAXI)


AN_EMPTY_COLUMN_AFTER = {"huaxi-2023": 4, "lukou-2023": 7, "jiangning-2024": 4, "conghua-2022": 8,
                         "chayu-2021": 4}
"""Where it parts no label from its value."""


@pytest.mark.parametrize("name", PUBLISHED)
@pytest.mark.parametrize("how", ["a title row more", "moved right", "an empty column inside"])
def test_a_form_that_moved_reads_the_same(name: str, how: str) -> None:
    def move(row: int, column: int) -> tuple[int, int]:
        inserted = how == "an empty column inside" and column > AN_EMPTY_COLUMN_AFTER[name]
        return row + (how == "a title row more"), column + 2 * (how == "moved right") + inserted

    there, here = read(moved(sample_sheet(name), move)), sample_form(name)
    assert there.found.map.form == name
    assert as_filed(there) == as_filed(here)
    assert there.findings == ()
    assert there.filing.total_score.number == here.filing.total_score.number
    assert {key: entry.text for key, entry in there.filing.fields.items()} == {
        key: entry.text for key, entry in here.filing.fields.items()}
    assert [split.whole.number for split in there.filing.splits] == [
        split.whole.number for split in here.filing.splits]


def test_an_indicator_row_more_inside_a_level(huaxi: Worksheet) -> None:
    sheet = moved(huaxi, lambda row, column: (row + (row > 16), column))
    for column, value in {4: "群众办事便利", 5: "≥95%", 6: "97%", 7: 5, 8: 5}.items():
        sheet.cell(17, column, value)
    form = read(sheet)
    assert len(form.filing.rows) == 7
    added = form.filing.rows[2]
    assert [level.text for level in added.levels] == ["产出指标\n(50分)", "质量", "群众办事便利"]
    assert (added.target.text, added.actual.text, added.score.cell) == ("≥95%", "97%", "自评表!H17")
    assert form.filing.total_score.cell == "自评表!H22"


def test_header_texts_with_breaks_spaces_and_wide_brackets(huaxi: Worksheet) -> None:
    texts = {"E14": "年 度\n指标值（Ａ）", "F14": "实际\r\n完成值 （Ｂ）", "G14": "分　值",
             "H14": "得 分\n（Ｃ）", "D7": "年初预算数（Ａ）", "B21": "总　　分："}
    for place, text in texts.items():
        huaxi[place] = text
    assert as_filed(read(huaxi)) == as_filed(sample_form(HUAXI))


@pytest.mark.parametrize("word", ["合计", "总计", "总 分", "总得分", "总分（100分）"])
@pytest.mark.parametrize("place", ["A21", "B21"])
def test_total_row(huaxi: Worksheet, word: str, place: str) -> None:
    huaxi.unmerge_cells("B21:F21")
    huaxi.unmerge_cells("A14:A21")
    huaxi["B21"] = None
    huaxi[place] = word
    filing = read(huaxi).filing
    assert (filing.total_score.cell, filing.total_weight.number) == ("自评表!H21", 100)
    assert len(filing.rows) == 6


def test_sums_of_groups_are_no_indicators(huaxi: Worksheet) -> None:
    sheet = moved(huaxi, lambda row, column: (row + (row > 18), column))
    for column, value in {3: "合计", 7: 50, 8: 48}.items():
        sheet.cell(19, column, value)
    form = read(sheet)
    assert len(form.filing.rows) == 6
    assert form.filing.total_score.cell == "自评表!H22"


def test_without_a_total_row_notes_are_no_indicators(huaxi: Worksheet) -> None:
    huaxi.unmerge_cells("B21:F21")
    for place in ("B21", "G21", "H21"):
        huaxi[place] = None
    form = read(huaxi)
    assert [row.name for row in form.filing.rows] == [
        row.name for row in sample_form(HUAXI).filing.rows]
    assert form.filing.total_score.blank


def test_a_repeated_header_is_no_indicator(huaxi: Worksheet) -> None:
    sheet = moved(huaxi, lambda row, column: (row + (row > 17), column))
    sheet.unmerge_cells("B15:B19")
    for column in range(2, 10):
        sheet.cell(18, column, huaxi.cell(14, column).value)
    assert len(read(sheet).filing.rows) == 6


def test_a_weight_merged_over_a_second_line_counts_once(huaxi: Worksheet) -> None:
    sheet = moved(huaxi, lambda row, column: (row + (row > 15), column))
    for column in "GH":
        sheet.merge_cells(f"{column}15:{column}16")
    sheet["E16"] = "并完成验收"
    form = read(sheet)
    assert len(form.filing.rows) == 6
    assert form.findings == ()


def test_a_merge_over_two_indicators_is_found_and_counts_once(huaxi: Worksheet) -> None:
    huaxi.merge_cells("G15:G16")
    form = read(huaxi)
    (finding,) = form.findings
    assert (finding.code.code, finding.cells) == ("merge-two-indicators", ("自评表!G15",))
    assert "分值" in finding.message
    assert finding.indicator == "工作推进的及时性"
    assert [row.weight.number for row in form.filing.rows[:2]] == [15, None]
    assert form.filing.rows[1].weight.blank


def test_a_score_merged_over_three_indicators_is_found_for_each_that_has_none(
        huaxi: Worksheet) -> None:
    huaxi.merge_cells("H15:H17")
    form = read(huaxi)
    assert [each.indicator for each in form.findings] == ["工作推进的及时性", "任务配合完成时限"]
    assert {each.cells for each in form.findings} == {("自评表!H15",)}
    assert [row.score.number for row in form.filing.rows[:4]] == [15, None, None, 10]


def test_what_is_wrong_in_a_cell_stays_in_its_entry(huaxi: Worksheet) -> None:
    huaxi["G15"], huaxi["H15"], huaxi["G16"] = "十五分", "#DIV/0!", "　15分"
    huaxi["H15"].data_type = "e"
    first, second = read(huaxi).filing.rows[:2]
    assert (first.weight.text, first.weight.number) == ("十五分", None)
    assert (first.score.error, first.score.cell) == ("#DIV/0!", "自评表!H15")
    assert second.weight.text == "　15分"


def test_an_empty_cell_below_a_level_belongs_to_it(huaxi: Worksheet) -> None:
    huaxi.unmerge_cells("B15:B18")
    names = [row.levels[0].text for row in read(huaxi).filing.rows]
    assert names[:4] == ["产出指标\n(50分)"] * 4


def test_an_indicator_over_two_rows_with_two_scores_is_two_rows(huaxi: Worksheet) -> None:
    sheet = moved(huaxi, lambda row, column: (row + (row > 15), column))
    sheet.merge_cells("D15:D16")
    sheet["G16"], sheet["H16"] = 1, 1
    form = read(sheet)
    assert [row.score.text for row in form.filing.rows[:2]] == ["15", "1"]
    assert form.filing.rows[0].name == form.filing.rows[1].name


def test_prefixed_xml() -> None:
    """Some programs write every element as ``x:…``."""
    parts = unzipped(sample_bytes(HUAXI))
    for name, content in parts.items():
        if name.startswith(("xl/worksheets/sheet", "xl/sharedStrings")):
            text = re.sub(r"<(/?)(?=[A-Za-z])", r"<\1x:", content.decode())
            parts[name] = text.replace(' xmlns="', ' xmlns:x="').encode()
    (form,) = read_forms(BookFile.read(zipped(parts), "试.xlsx"), packaged_maps())
    assert as_filed(form) == as_filed(sample_form(HUAXI))


@pytest.mark.parametrize(("text", "grade"), [
    ("☑ 优 □ 良 □ 中 □ 差", "优"), ("□优 ■良 □中 □差", "良"), ("□优 □良 √中 □差", "中"),
    ("□ 优   □ 良   □ 中   □ 差", ""), ("优□ 良☑ 中□ 差□", "良"), ("优（√） 良（ ）", "优"),
    ("☑优 ☑良 □中", "优、良"), ("优", "优"), ("自评等级为优秀", "自评等级为优秀"),
])
def test_grade_boxes(text: str, grade: str) -> None:
    sheet = sample_sheet("conghua-2022")
    sheet["B28"] = text
    filing = read(sheet).filing
    assert (filing.grade.text, filing.grade.cell) == (grade, "自评表!B28")


def test_a_split_that_is_no_number_stays_text() -> None:
    sheet = sample_sheet("lukou-2023")
    sheet["B8"], sheet["B9"] = "  其中：  一般公共预算：约五千", "政府性基金拨款：12055.36万元"
    parts = dict(read(sheet).filing.splits[0].parts)
    assert (parts["一般公共预算"].text, parts["一般公共预算"].number) == ("约五千", None)
    assert parts["政府性基金拨款"].number == Fraction("12055.36")


@pytest.mark.parametrize("text", ["金额单位：元", "（单位：元）", "单位: 元"])
def test_unit_as_the_form_says_it(huaxi: Worksheet, text: str) -> None:
    huaxi["I4"], huaxi["A7"] = text, "部门(单位)\n总体资金"
    assert read(huaxi).filing.unit == "元"
