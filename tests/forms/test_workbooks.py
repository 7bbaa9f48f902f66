"""Which sheets of a workbook are forms, and what is said where none is."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName

from addin.books.xlsx.closed import BookFile
from addin.errors import UserError
from addin.forms.read import Form, read_forms
from addin.forms.refusal import NoForm
from addin.library.form_map import packaged_maps
from tests.closed_files.packages import unzipped, zipped
from tests.forms.making import as_filed, book_of, sample_bytes, sample_sheet

HUAXI = "huaxi-2023"


def forms_of(workbook: Workbook, sheet: str | None = None) -> tuple[Form, ...]:
    return read_forms(book_of(workbook.worksheets[0]), packaged_maps(), sheet)


@pytest.fixture
def workbook() -> Workbook:
    """The published form, and a copy of it."""
    book = load_workbook(io.BytesIO(sample_bytes(HUAXI)))
    book.copy_worksheet(book.worksheets[0]).title = "下属单位"
    return book


def test_all_forms_of_a_workbook_in_sheet_order(workbook: Workbook) -> None:
    workbook.create_sheet("说明", 0)["A1"] = "一级指标"
    first, second = forms_of(workbook)
    assert (first.sheet, second.sheet) == ("自评表", "下属单位")
    assert as_filed(first) == as_filed(second)
    assert second.filing.rows[0].score.cell == "下属单位!H15"


def test_one_sheet_by_name(workbook: Workbook) -> None:
    (form,) = forms_of(workbook, "下属单位")
    assert form.sheet == "下属单位"
    with pytest.raises(UserError, match="没有名为“附表”的工作表，现有：自评表、下属单位"):
        forms_of(workbook, "附表")


def test_our_own_sheets_are_no_forms_and_are_known_by_their_mark(workbook: Workbook) -> None:
    workbook["下属单位"].title = "评分依据"
    assert [form.sheet for form in forms_of(workbook)] == ["自评表", "评分依据"], "a person's own"
    workbook["评分依据"].defined_names.add(DefinedName("PE_PAGE", attr_text='"评分依据"'))
    assert [form.sheet for form in forms_of(workbook)] == ["自评表"]


def test_hidden_sheets_are_left_unless_asked_for(workbook: Workbook) -> None:
    workbook["下属单位"].sheet_state = "hidden"
    assert [form.sheet for form in forms_of(workbook)] == ["自评表"]
    assert [form.sheet for form in forms_of(workbook, "下属单位")] == ["下属单位"]
    workbook.create_sheet("封面")
    del workbook["自评表"]
    with pytest.raises(UserError, match="查看了封面；隐藏的未查看：下属单位，可用 --sheet 指定"):
        forms_of(workbook)


def test_no_form_says_what_was_looked_for_and_where() -> None:
    workbook = Workbook()
    workbook.active.title = "花名册"
    workbook.active["A1"] = "姓名"
    with pytest.raises(UserError) as error:
        forms_of(workbook)
    message = str(error.value)
    assert "查看了花名册" in message
    assert "“姓名”" in message
    assert "words/columns.yaml 里写 concepts: {level: {name: 指标名称" in message, "what to do"
    assert "--rulesets" in message
    for form in packaged_maps():
        assert form.name not in message, "no other county"
    assert isinstance(error.value, NoForm)
    assert error.value.found == ("姓名",)
    assert error.value.missing == ("指标名称", "年度指标值", "实际完成值", "分值", "得分")


@pytest.mark.parametrize(("place", "column"), [
    ("H14", "得分"), ("G14", "分值"), ("F14", "实际完成值"), ("E14", "年度指标值"),
    ("D14", "三级指标")])
def test_a_missing_column_is_named(place: str, column: str) -> None:
    sheet = sample_sheet(HUAXI)
    sheet[place] = "另一栏"
    with pytest.raises(NoForm) as error:
        forms_of(sheet.parent)
    assert error.value.missing == (column,)
    assert "另一栏" in error.value.found
    message = str(error.value)
    assert message.startswith("工作表“自评表”第 14 行像是自评表的表头，但表头缺少"
                              f"“{column}”列（现有“一级指标”")
    assert "没有认出的有“另一栏”" in message


def test_a_table_of_targets_is_no_form_and_disturbs_none(workbook: Workbook) -> None:
    targets = workbook["下属单位"]
    targets["F14"], targets["G14"], targets["H14"] = "备注", None, None
    assert [form.sheet for form in forms_of(workbook)] == ["自评表"]


def test_a_table_that_is_nearly_a_form_is_told_beside_the_others(workbook: Workbook) -> None:
    workbook["下属单位"]["H14"] = "另一栏"
    (form,) = forms_of(workbook)
    (left,) = form.filing.left
    assert left.cell == "下属单位!A14"
    assert "另一栏" in left.text
    assert left.why == "像是自评表的表头，但缺少“得分”列，没有审核"


def test_the_form_meant_is_chosen_by_its_number(workbook: Workbook) -> None:
    book = book_of(workbook.worksheets[0])
    (second,) = read_forms(book, packaged_maps(), number=2)
    assert (second.number, second.sheet) == (2, "下属单位")
    with pytest.raises(UserError, match=r"没有第 3 张自评表，共 2 张：1 .*自评表.*、2 .*下属单位"):
        read_forms(book, packaged_maps(), number=3)


@pytest.mark.parametrize(("most", "truncated"), [(19_000, False), (100_000, True)])
def test_a_form_is_found_on_a_sheet_stuffed_with_rows(most: int, truncated: bool) -> None:
    parts = unzipped(sample_bytes(HUAXI))
    name = "xl/worksheets/sheet1.xml"
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>满意{row}</t></is></c></row>'
                   for row in range(30, most))
    parts[name] = parts[name].replace(b"</sheetData>", f"{rows}</sheetData>".encode())
    (form,) = read_forms(BookFile.read(zipped(parts), "试.xlsx"), packaged_maps())
    assert form.found.grid.truncated is truncated
    assert form.filing.total_score.text == "95.9"
