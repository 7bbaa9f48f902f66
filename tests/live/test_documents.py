"""生成报告 and 公开版 pressed on an open form: the files beside it, and the form left as it was."""

from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from addin.books.book import split_address
from addin.books.live.book import BookLive
from addin.books.xlsx.closed import BookFile
from addin.desk.assess import assess
from addin.library.library import Library
from addin.ribbon import press as ribbon
from tests.live.conftest import Press
from tests.live.forms import on_huaxi, rulesets

pytestmark = pytest.mark.office
PHONE = "13800000000"


def text_of(document: Path) -> str:
    body = Document(BytesIO(document.read_bytes())).element.body
    return "\n".join(part.text or "" for part in body.iter() if part.tag.endswith("}t"))


@on_huaxi
def test_the_report_is_of_what_stands_in_front(live: BookLive, path: Path, press: Press) -> None:
    live.put(live.sheets[0], 17, 7, "改过未存的完成值")
    said = press(live, "make_report").splitlines()
    draft = Path(said[-1])
    assert (draft.parent, draft.name) == (path.parent, f"{path.stem}-报告草稿.docx")
    assert "报告还缺（草稿中写作【待补充：…】）：" in said
    assert "改过未存的完成值" in text_of(draft)
    assert "【待补充：" in text_of(draft)
    assert live.sheets[-1] == "报告素材"


@on_huaxi
def test_with_the_materials_filled_it_is_the_report(live: BookLive, press: Press) -> None:
    press(live, "make_report")
    page = live.grid("报告素材")
    for row in (row for row in page.rows() if row > 3):
        amount = "只填数字" in str(page.at(row, 3).value)
        live.workbook.sheets["报告素材"][row - 1, 3].value = 12 if amount else "本单位写的一段话。"
    report = Path(press(live, "make_report").splitlines()[-1])
    assert report.name.endswith("-报告.docx")
    assert "本单位写的一段话。" in text_of(report)
    assert "【待补充" not in text_of(report).replace("【待补充：原因】", ""), \
        "a reason has no cell in every form, and is then written into the report itself"


@pytest.mark.parametrize("ruleset", [each for each in rulesets() if each.form == "jiangning-2024"],
                         ids=lambda each: each.form, indirect=True)
def test_a_report_that_belongs_into_the_form_is_written_there(
        live: BookLive, path: Path, press: Press) -> None:
    refused = press(live, "make_report")
    assert "  · 评价情况：填在 " in refused
    assert live.grid("自评表").at(7, 1).value is None
    page = live.grid("报告素材")
    row = next(row for row in page.rows() if page.at(row, 2).value == "评价情况")
    live.put("报告素材", row, 4, f"=1+1 成立自评小组。\n{'逐项核对。' * 100}")
    press(live, "score_overwrite")
    said = press(live, "make_report")
    assert "已写入自评表：二、评价情况（自评表!A7）" in said
    written = live.grid("自评表").at(7, 1)
    lines = [line for line in str(written.value).split("\n") if not line.startswith("【待核对：")]
    assert (written.formula, lines[0]) == (None, "=1+1 成立自评小组。")
    assert "自评得分为97.76分" in str(written.value)
    assert live.grid("自评表").at(11, 1).value == "无"
    assert live.sheet("自评表")[6, 0].row_height > 150, "as much as the text takes"
    assert list(path.parent.glob("*.docx")) == []
    press(live, "undo_scores")
    assert live.grid("自评表").at(43, 6).value == Fraction(9, 10), "the scoring is still undone"
    assert live.grid("自评表").at(7, 1) == written


def test_the_public_version_is_masked_and_the_form_is_not(
        live: BookLive, path: Path, press: Press) -> None:
    original = path.read_bytes()
    press(live, "check_form")
    sheets = live.sheets
    one, = assess(live, Library())
    sheet, row, column = split_address(one.form.filing.rows[-1].levels[-1].cell)
    live.put(sheet, row, column, f"联系电话：{PHONE}")
    target = Path(press(live, "make_public").splitlines()[-1])
    assert target.name == f"{path.stem}-公开.xlsx"
    public = BookFile.read(target.read_bytes(), target.name)
    assert PHONE not in str([cell.value for cell in public.grid(sheet).cells.values()])
    assert "审核疑点" not in public.sheets
    assert PHONE in str(live.grid(sheet).at(row, column).value)
    assert (live.sheets, path.read_bytes()) == (sheets, original)


def test_a_form_that_is_not_for_the_public_is_refused_until_somebody_confirms(
        live: BookLive, path: Path, press: Press) -> None:
    live.put(live.sheets[0], 60, 1, "密级：内部")
    said = press(live, "make_public")
    assert f"{live.sheets[0]}!A60　“内部”" in said
    assert list(path.parent.glob("*-公开*")) == []
    live.workbook.set_mock_caller()
    asked = ribbon.run("make_public")
    assert asked.wrong
    assert asked.text.endswith("可以公开吗？")
    press(live, asked.ask)
    assert len(list(path.parent.glob("*-公开*"))) == 1


def test_a_workbook_never_stored(empty: BookLive, press: Press) -> None:
    assert "请先把工作簿保存" in press(empty, "make_public")
    assert "请先把工作簿保存" in press(empty, "make_report")


def test_a_stored_workbook_without_a_form(empty: BookLive, press: Press, tmp_path: Path) -> None:
    empty.workbook.save(str(tmp_path / "空.xlsx"))
    assert "表是空的" in press(empty, "make_report")
    assert [each.name for each in tmp_path.glob("*.docx")] == []
