"""A problem of several indicators, an indicator with another name, an answer that comes in again."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from addin.pages.review import tables as t
from addin.pages.review.read import figure, read_tables, text
from tests.cli.runs import pe
from tests.letters.test_letter import paragraphs
from tests.review.desk import all_shown, shown
from tests.review.making import UNIT
from tests.review.test_second import MISTAKES, WORDS, Cells, filed, form, reviewed

ONE = WORDS[UNIT]
COPIED: Cells = {"E7": "≥95%", "E10": "≥90%"}
"""Two actual values with the sign of their target: one line tells both."""


def two_rounds(tmp_path: Path, before: Cells, now: Cells, *options: object) -> Path:
    first = reviewed(filed(tmp_path / "一", 甲=form(WORDS, before)), tmp_path / "一.xlsx")
    return reviewed(filed(tmp_path / "二", 甲=form(WORDS, now)), tmp_path / "二.xlsx",
                    "--since", first, *options)


def test_of_several_indicators_those_that_are_mended_are_told_apart(tmp_path: Path) -> None:
    second = two_rounds(tmp_path, COPIED, {**COPIED, "E7": "99%"})
    rows = {(row["整改情况"], row["指标"]): (row["发函"], row["与上轮对照"])
            for row in all_shown(second, t.PROBLEMS)}
    told = "“培训合格率”已改；“教师满意度”未改"
    assert rows == {("未改", "教师满意度"): ("是", told), ("已改", "培训合格率"): ("否", told)}
    assert pe("letter", second, "-o", tmp_path / "函").code == 0
    said = "\n".join(paragraphs(tmp_path / "函" / "青河县教育局-审核意见函.docx"))
    assert said.count(told) == 1


def test_an_indicator_that_was_given_another_name_is_the_same(tmp_path: Path) -> None:
    wrong = {"E9": "15所"}
    second = two_rounds(tmp_path, wrong, {**wrong, "C9": "受益学校数量"})
    rows = [row for row in all_shown(second, t.PROBLEMS) if row["指标"] in ("惠及学校", "受益学校数量")]
    assert rows
    assert {(row["整改情况"], row["指标"], row["与上轮对照"]) for row in rows} == {
        ("未改", "受益学校数量", "名称由“惠及学校”改为“受益学校数量”")}
    changes = read_tables(second, (t.CHANGES,), (t.CHANGES,), "")[t.CHANGES.name]
    assert not changes, "its score is what it was"


def test_the_changed_score_of_a_renamed_indicator_is_listed(tmp_path: Path) -> None:
    second = two_rounds(tmp_path, {"E9": "15所"}, {"E9": "10所", "C9": "受益学校数量"})
    (row,) = read_tables(second, (t.CHANGES,), (t.CHANGES,), "")[t.CHANGES.name]
    assert text(row, t.INDICATOR).endswith("受益学校数量")
    assert figure(row, "本轮得分") == 15


def test_only_a_form_that_came_back_just_as_it_was_is_called_unchanged(tmp_path: Path) -> None:
    """Stored anew it is the same; with another cell changed it is not."""
    folder = filed(tmp_path / "一", 甲=form(WORDS, {"G11": 99}))
    first = reviewed(folder, tmp_path / "一.xlsx")
    book = load_workbook(first)
    sheet = book[t.PROBLEMS.name]
    heads = {cell.value: cell.column for cell in sheet[3]}
    sheet.cell(4, heads[t.TOLD]).value = "已更正"
    book.save(first)
    for name, cells, state, standing in (
            ("同", {}, "内容未变", "答复已更正，自评表未改"),
            ("异", {"D9": "≥21所"}, "有改动", "答复已更正，仍有此问题")):
        book = load_workbook(folder / "甲.xlsx")
        book.properties.creator = "另一台电脑"
        for cell, value in cells.items():
            book.worksheets[0][cell] = value
        (tmp_path / name).mkdir()
        book.save(tmp_path / name / "甲.xlsx")
        assert (tmp_path / name / "甲.xlsx").read_bytes() != (folder / "甲.xlsx").read_bytes()
        second = reviewed(tmp_path / name, tmp_path / f"{name}.xlsx", "--since", first)
        assert shown(second, t.SUMMARY, 单位=ONE)["重报情况"] == state
        assert pe("letter", second, "-o", tmp_path / f"函{name}").code == 0
        said = "\n".join(paragraphs(tmp_path / f"函{name}" / "青河县教育局-审核意见函.docx"))
        assert f"（上次已反馈，{standing}）" in said


def test_answers_that_come_in_again_are_merged_once(tmp_path: Path) -> None:
    folder = filed(tmp_path / "一", 甲=form(WORDS, MISTAKES))
    first = reviewed(folder, tmp_path / "一.xlsx")
    assert pe("letter", first, "-o", tmp_path / "函").code == 0
    replies = tmp_path / "反馈"
    replies.mkdir()
    (reply,) = (tmp_path / "函").glob("*反馈表.xlsx")
    answer(reply, replies / "一.xlsx", "名额增加\n有批文")
    second = reviewed(folder, tmp_path / "二.xlsx", "--since", first, "--replies", replies)
    again = reviewed(folder, second, "--since", second, "--replies", replies)
    assert told(again) == ["已说明：名额增加\n有批文"]
    answer(reply, replies / "二.xlsx", "名额增加")
    third = reviewed(folder, tmp_path / "三.xlsx", "--since", again, "--replies", replies)
    whole = "已说明：名额增加\n有批文\n又答复：已说明：名额增加"
    assert told(third) == [whole]
    mended = filed(tmp_path / "改", 甲=form(WORDS, {}))
    fourth = reviewed(mended, tmp_path / "四.xlsx", "--since", third, "--replies", replies)
    assert told(fourth) == [whole]
    run = pe("review", mended, "-o", tmp_path / "五.xlsx", "--jobs", "1", "--since", fourth,
             "--replies", replies)
    assert "没有采用" not in run.out, "they have been merged before"


def answer(reply: Path, target: Path, said: str) -> None:
    book = load_workbook(reply)
    sheet = book.worksheets[0]
    heads = {str(cell.value): cell.column for cell in sheet[3]}
    sheet.cell(4, heads["处理情况"]).value = "已说明"
    sheet.cell(4, heads[t.TOLD]).value = said
    book.save(target)


def told(path: Path) -> list[str]:
    return [row[t.TOLD] for row in all_shown(path, t.PROBLEMS) if row[t.TOLD]]
