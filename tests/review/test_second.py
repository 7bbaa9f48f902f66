"""The second round: what was mended and what was not, people's columns, answers, other rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from addin.desk.review.changes import BY_FILING
from addin.pages.review import tables as t
from addin.pages.review.read import Row, figure, read_round, read_tables, text
from tests.cli.runs import pe
from tests.review.making import PROJECT, SUM, UNIT, county_book

WORDS = {UNIT: "青河县第一小学", PROJECT: "教师培训", SUM: "120.5"}
OTHER = {UNIT: "青河县第二小学", PROJECT: "校舍维修", SUM: "88.5"}
Cells = Mapping[str, object]
MISTAKES: Cells = {"G11": 99, "E6": "480人次", "E9": "15所"}
"""The total, far above the target, a target missed with full points."""


def form(words: Mapping[str, str], cells: Cells) -> bytes:
    book = load_workbook(BytesIO(county_book(words)))
    for cell, value in cells.items():
        book.worksheets[0][cell] = value
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def filed(folder: Path, **files: bytes) -> Path:
    folder.mkdir()
    for name, content in files.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    return folder


def reviewed(folder: Path, output: Path, *options: object) -> Path:
    run = pe("review", folder, "-o", output, "--jobs", "1", *options)
    assert run.code in (0, 1), run.err
    return output


def problems(path: Path) -> tuple[Row, ...]:
    return read_round(path).rows(t.PROBLEMS)


def written(path: Path, code: str, **columns: str) -> None:
    """What a person writes beside the first problem of a kind."""
    book = load_workbook(path)
    sheet = book[t.PROBLEMS.name]
    heads = {cell.value: cell.column for cell in sheet[3]}
    row = next(row for row in range(4, sheet.max_row + 1)
               if sheet.cell(row, heads[t.FINDING]).value == code)
    for name, said in columns.items():
        sheet.cell(row, heads[name]).value = said
    book.save(path)


@pytest.fixture
def first(tmp_path: Path) -> Path:
    folder = filed(tmp_path / "一", 甲=form(WORDS, MISTAKES), 乙=form(OTHER, {"G11": 98}))
    return reviewed(folder, tmp_path / "一.xlsx")


def states(path: Path) -> dict[tuple[str, str], str]:
    return {(text(row, t.UNIT), text(row, t.FINDING)): text(row, t.STATE)
            for row in problems(path)}


def test_the_first_round_speaks_of_no_other(first: Path) -> None:
    heads = [cell.value for cell in load_workbook(first)[t.PROBLEMS.name][3]]
    assert not set(t.SECOND) & set(heads)
    assert {text(row, t.FINDING) for row in problems(first)} >= {"total-sum", "reason-excess"}


def test_the_list_shows_names_and_bounds_as_a_letter_does(tmp_path: Path) -> None:
    folder = filed(tmp_path / "一", 甲=form(WORDS, {
        "C9": "★指标1:补助标准(≥**元/人·月)", "D9": ">=20元", "E9": "48元",
        "D8": "2023年9月底前", "E8": "2024年3月1日"}))
    rows = {text(row, t.FINDING): row for row in problems(reviewed(folder, tmp_path / "一.xlsx"))}
    assert text(rows["reason-excess"], t.INDICATOR) == "补助标准（≥**元／人·月）"
    assert text(rows["missed-full"], t.SHOULD) == "低于10"


def test_the_list_is_told_in_the_sentences_of_a_letter(first: Path) -> None:
    said = {text(row, t.FINDING): text(row, t.MESSAGE) for row in problems(first)
            if text(row, t.UNIT) == WORDS[UNIT]}
    assert said["total-sum"] == "总分填报99分，各项得分（含预算执行率）合计100分，两者不一致，请核对更正。"
    assert said["missed-full"] == (
        "“惠及学校”年度指标值为“≥20所”，实际完成值为“15所”，指标未完成，填报满分，"
        "且未说明偏差原因和改进措施，请更正得分并补充说明。")
    assert "实际完成值为年度指标值的160%，请分析原因" in said["reason-excess"]


def test_every_mended_problem_is_told_as_mended(first: Path, tmp_path: Path) -> None:
    folder = filed(tmp_path / "二", 改名=form(WORDS, {}), 乙=form(OTHER, {"G11": 98}))
    second = reviewed(folder, tmp_path / "二.xlsx", "--since", first)
    found = states(second)
    mended = {code for (unit, code), state in found.items()
              if unit == WORDS[UNIT] and state == "已改"}
    before = {text(row, t.FINDING) for row in problems(first)
              if text(row, t.UNIT) == WORDS[UNIT]}
    assert mended == before
    assert found[OTHER[UNIT], "total-sum"] == "未改"
    assert [row for row in problems(second)
            if text(row, t.STATE) == "已改" and text(row, t.LETTER) == "是"] == []


def test_what_is_new_and_what_was_not_handed_in_again(first: Path, tmp_path: Path) -> None:
    folder = filed(tmp_path / "二", 甲=form(WORDS, {**MISTAKES, "B6": "数量指标", "F6": 15}))
    run = pe("review", folder, "-o", tmp_path / "二.xlsx", "--jobs", "1", "--since", first)
    assert re.search(r"^对照上一轮：未改 \d+ 条、新增 \d+ 条；未重报 1 条，列在最后。$", run.out, re.MULTILINE)
    second = tmp_path / "二.xlsx"
    found = states(second)
    note = str(load_workbook(second)[t.SUMMARY.name].cell(2, 1).value)
    assert note.endswith(f"上一轮的2张表中有1张没有重报：{OTHER[UNIT]}“{OTHER[PROJECT]}”。")
    assert found[OTHER[UNIT], "total-sum"] == "未重报"
    assert found[WORDS[UNIT], "total-sum"] == "未改"
    assert "新增" in found.values()


def test_people_s_columns_are_carried_over_and_the_old_file_is_kept(
        first: Path, tmp_path: Path) -> None:
    written(first, "reason-excess", 单位说明="上级追加名额", 复核意见="采纳", 发函="是")
    written(first, "total-sum", 发函="否", 复核意见="待补充材料")
    book = load_workbook(first)
    summary = book[t.SUMMARY.name]
    heads = {cell.value: cell.column for cell in summary[3]}
    summary.cell(4, heads[t.REVIEW]).value = 91.5
    book.save(first)
    kept = first.read_bytes()
    reviewed(tmp_path / "一", first, "--since", first)
    rows = {text(row, t.FINDING): row for row in problems(first)
            if text(row, t.UNIT) == WORDS[UNIT]}
    assert text(rows["reason-excess"], t.TOLD) == "上级追加名额"
    assert text(rows["reason-excess"], t.OPINION) == "采纳"
    assert text(rows["reason-excess"], t.LETTER) == "否", "what was accepted needs no letter"
    assert (text(rows["total-sum"], t.LETTER), text(rows["total-sum"], t.OPINION)) == (
        "否", "待补充材料")
    forms = read_round(first).rows(t.SUMMARY)
    assert [float(figure(row, t.REVIEW) or 0) for row in forms] == [91.5, 0]
    assert [figure(row, t.FILED) for row in forms] == [figure(row, t.FILED_BEFORE) for row in forms]
    assert kept in [each.read_bytes() for each in tmp_path.glob("一.备份-*.xlsx")]


def test_a_third_round_forgets_what_was_mended(first: Path, tmp_path: Path) -> None:
    folder = filed(tmp_path / "二", 甲=form(WORDS, {}), 乙=form(OTHER, {"G11": 98}))
    second = reviewed(folder, tmp_path / "二.xlsx", "--since", first)
    third = reviewed(folder, tmp_path / "三.xlsx", "--since", second)
    assert set(states(third).values()) == {"未改"}


def test_answers_come_back_from_the_reply_sheets(first: Path, tmp_path: Path) -> None:
    assert pe("letter", first, "-o", tmp_path / "函").code == 0
    (tmp_path / "函" / "别的.xlsx").write_bytes(county_book(WORDS))
    reply = next((tmp_path / "函").glob("*反馈表.xlsx"))
    book = load_workbook(reply)
    heads = {cell.value: cell.column for cell in book.worksheets[0][3]}
    for row in range(4, 4 + 2):
        book.worksheets[0].cell(row, heads["处理情况"]).value = "有异议"
        book.worksheets[0].cell(row, heads["单位说明"]).value = f"说明{row}"
    book.save(reply)
    run = pe("review", tmp_path / "一", "-o", tmp_path / "二.xlsx", "--jobs", "1", "--since", first,
             "--replies", tmp_path / "函")
    told = [text(row, t.TOLD) for row in problems(tmp_path / "二.xlsx")]
    assert sorted(filter(None, told)) == ["有异议：说明4", "有异议：说明5"]
    assert "没有采用" in run.out


def test_what_of_the_replies_is_not_taken_is_told(first: Path, tmp_path: Path) -> None:
    """On the screen and at the end of 文件清单: an answer without its key, one to no problem, another
    answer to the same problem, and files that are no 反馈表."""
    folder = tmp_path / "函"
    assert pe("letter", first, "-o", folder).code == 0
    reply = next(folder.glob("*反馈表.xlsx"))
    answered(reply, reply, {4: "甲说", 5: "没有键的说明", 6: "别的问题"}, {5: None, 6: "别的|键|x"})
    again = f"{reply.stem}（又）.xlsx"
    answered(reply, folder / again, {4: "乙说", 5: None, 6: None}, {})
    (folder / "说明.docx").write_bytes(b"PK")
    run = pe("review", tmp_path / "一", "-o", tmp_path / "二.xlsx", "--jobs", "1", "--since", first,
             "--replies", folder)
    wanted = [
        ("没有采用", "说明.docx", "不是反馈表"), ("答复不同", again, f"与“{reply.name}”的答复不同"),
        ("没有采用", reply.name, "“有异议：没有键的说明”：这一行的“键”没有了"),
        ("没有采用", reply.name, "“有异议：别的问题”：审核结果里没有这一条问题")]
    told = [row for row in read_round(tmp_path / "二.xlsx").rows(t.FILES)
            if text(row, "内容") == "反馈表"]
    assert len(told) == len(wanted)
    for outcome, file, why in wanted:
        assert f"  {outcome}　{file}：" in run.out
        assert why in run.out
        (_,) = [row for row in told if (text(row, t.OUTCOME), text(row, t.FILE)) == (outcome, file)
                and why in text(row, t.REASON)]
    both = [text(row, t.TOLD) for row in problems(tmp_path / "二.xlsx")]
    assert "有异议：甲说\n又答复：有异议：乙说" in both


def answered(reply: Path, target: Path, said: Mapping[int, str | None],
             keys: Mapping[int, str | None]) -> None:
    """The 反馈表 with answers and keys by row, stored as ``target``."""
    book = load_workbook(reply)
    sheet = book.worksheets[0]
    heads = {str(cell.value): cell.column for cell in sheet[3]}
    for row, answer in said.items():
        sheet.cell(row, heads["处理情况"]).value = answer and "有异议"
        sheet.cell(row, heads[t.TOLD]).value = answer
    for row, key in keys.items():
        sheet.cell(row, heads[t.KEY]).value = key
    book.save(target)


def test_a_changed_score_is_listed_with_its_clauses(first: Path, tmp_path: Path) -> None:
    folder = filed(tmp_path / "二", 甲=form(WORDS, {**MISTAKES, "E9": "10所"}),
                   乙=form(OTHER, {"G11": 98}))
    second = reviewed(folder, tmp_path / "二.xlsx", "--since", first)
    rows = read_tables(second, (t.CHANGES,), (t.CHANGES,), "")[t.CHANGES.name]
    (row,) = [row for row in rows if "惠及学校" in text(row, t.INDICATOR)]
    assert text(row, "变化的原因") == BY_FILING
    assert figure(row, "本轮得分") == 15


def test_other_rules_change_scores_and_say_by_which_clause(first: Path, tmp_path: Path) -> None:
    second = reviewed(tmp_path / "一", tmp_path / "二.xlsx", "--since", first, "--ruleset",
                      Path(__file__).parent / "changed_rules.yaml")
    rows = read_tables(second, (t.CHANGES,), (t.CHANGES,), "")[t.CHANGES.name]
    assert rows
    assert {text(row, "变化的原因") for row in rows} == {"评分办法改了"}
    assert all("不得分" in text(row, "本轮条款") for row in rows)
    note = str(load_workbook(second)[t.CHANGES.name].cell(2, 1).value)
    assert note.endswith(f"共 {len(rows)} 项，涉及 1 张自评表：评分办法改了 {len(rows)} 项。")


def test_what_other_rules_no_longer_tell_of_the_same_form_nobody_has_mended(
        tmp_path: Path) -> None:
    folder = filed(tmp_path / "一", 甲=form(WORDS, {"D9": "≤20所", "E9": "25所"}))
    first = reviewed(folder, tmp_path / "一.xlsx")
    assert ("missed-full", "是") in {(text(row, t.FINDING), text(row, t.LETTER))
                                    for row in problems(first)}
    second = reviewed(folder, tmp_path / "二.xlsx", "--since", first, "--ruleset",
                      Path(__file__).parent / "changed_rules.yaml")
    (row,) = [row for row in problems(second) if text(row, t.FINDING) == "missed-full"]
    assert (text(row, t.STATE), text(row, t.LETTER)) == ("不再提出", "否")
    third = reviewed(folder, tmp_path / "三.xlsx", "--since", second, "--ruleset",
                     Path(__file__).parent / "changed_rules.yaml")
    assert "missed-full" not in {text(row, t.FINDING) for row in problems(third)}


def test_what_is_no_earlier_review_is_refused(tmp_path: Path) -> None:
    folder = filed(tmp_path / "一", 甲=form(WORDS, {}))
    run = pe("review", folder, "-o", tmp_path / "果.xlsx", "--since", folder / "甲.xlsx")
    assert (run.code, "不是审核结果工作簿" in run.err) == (2, True)
    run = pe("review", folder, "-o", tmp_path / "果.xlsx", "--replies", folder)
    assert (run.code, "没有反馈表" in run.err) == (2, True)


def test_what_was_not_sent_and_cannot_be_read_is_told(first: Path, tmp_path: Path) -> None:
    written(first, "total-sum", 发函="N")
    written(first, "reason-excess", 复核意见="同意")
    run = pe("review", tmp_path / "一", "-o", tmp_path / "二.xlsx", "--jobs", "1", "--since", first)
    assert "的复核意见“同意”认不出，没有采用" in run.out
    rows = {text(row, t.FINDING): row for row in reversed(problems(tmp_path / "二.xlsx"))}
    assert [text(rows[code], t.SENT) for code in ("total-sum", "missed-full")] == ["否", "是"]
    assert text(rows["total-sum"], t.LETTER) == "否"


def test_words_made_a_number_are_a_change_of_the_filing(tmp_path: Path) -> None:
    one = reviewed(filed(tmp_path / "一", 甲=form(WORDS, {"D9": "效果明显", "E9": "效果明显"})),
                   tmp_path / "一.xlsx")
    two = reviewed(filed(tmp_path / "二", 甲=form(WORDS, {"E9": "10所"})), tmp_path / "二.xlsx",
                   "--since", one)
    rows = read_tables(two, (t.CHANGES,), (t.CHANGES,), "")[t.CHANGES.name]
    assert {text(row, "变化的原因") for row in rows} == {BY_FILING}
