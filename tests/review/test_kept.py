"""Whatever people typed into a round stands in the next ones, and is said where it cannot be used."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from addin.pages.review import tables as t
from tests.cli.runs import pe
from tests.review.desk import all_shown, opened, shown
from tests.review.making import PROJECT, UNIT
from tests.review.test_second import MISTAKES, OTHER, WORDS, Cells, filed, form, reviewed

ONE, TWO = WORDS[UNIT], OTHER[UNIT]


def pile(folder: Path, one: Cells | None = MISTAKES, two: Cells | None = None) -> Path:
    files = {} if one is None else {"甲": form(WORDS, one)}
    if two is not None:
        files["乙"] = form(OTHER, two)
    return filed(folder, **files)


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return reviewed(pile(tmp_path / "一", two={"G11": 98}), tmp_path / "一.xlsx")


def rounds(first: Path, *piles: Path) -> list[Path]:
    """Each pile reviewed since the one before it."""
    made = [first]
    for each in piles:
        made.append(reviewed(each, each.with_suffix(".xlsx"), "--since", made[-1]))
    return made[1:]


def test_a_form_that_is_away_for_one_round_keeps_its_scores(first: Path, tmp_path: Path) -> None:
    with opened(first) as summary:
        summary.put(summary.find(单位=TWO), 复核分=91.5)
    second, third = rounds(first, pile(tmp_path / "二"),
                           pile(tmp_path / "三", two={"G11": 98}))
    away = shown(second, t.SUMMARY, 单位=TWO)
    assert [away[name] for name in ("重报情况", "复核分", "上轮自评", "上轮核算")] == [
        "本轮未重报", 91.5, 98, 100]
    assert {away[name] for name in (
        "自评总分", "核算总分", "全年预算数", "全年执行数", "差额", "应改", "自评等级")} == {None}
    back = shown(third, t.SUMMARY, 单位=TWO)
    assert [back[name] for name in ("重报情况", "自评总分", "复核分", "上轮自评")] == [
        "内容未变", 98, 91.5, 98]


def test_a_form_that_is_away_is_counted_nowhere(first: Path, tmp_path: Path) -> None:
    second, = rounds(first, pile(tmp_path / "二"))
    yearly = {row["事项"]: row["数值"] for row in all_shown(second, t.YEARLY)}
    assert (yearly["自评表"], yearly["填报单位"]) == (1, 1)
    assert yearly["项目支出全年预算数合计"] == 120.5
    assert sum(row["自评（张）"] for row in all_shown(second, t.GRADES)) == 1
    assert [row["单位"] for row in all_shown(second, t.QUALITY)] == [ONE]
    assert len(all_shown(second, t.FILES)) == 1


@pytest.mark.parametrize("change", [{}, {"B2": "校舍维修（一期）"}])
def test_a_problem_of_a_form_that_was_away_is_not_new(
        change: Cells, first: Path, tmp_path: Path) -> None:
    second, third, fourth = rounds(
        first, pile(tmp_path / "二"), pile(tmp_path / "三"),
        pile(tmp_path / "四", two={"G11": 98, **change}))
    for each in (second, third):
        assert shown(each, t.PROBLEMS, 单位=TWO, 问题类型="总分不等于各项之和")["整改情况"] == "未重报"
    assert shown(fourth, t.PROBLEMS, 单位=TWO, 问题类型="总分不等于各项之和")["整改情况"] == "未改"
    assert {row["整改情况"] for row in all_shown(fourth, t.PROBLEMS) if row["单位"] == ONE} == {"未改"}


def test_a_problem_that_was_mended_and_is_back_is_told_as_back(
        first: Path, tmp_path: Path) -> None:
    with opened(first, t.PROBLEMS) as listed:
        listed.put(listed.find(单位=TWO, 问题类型="总分不等于各项之和"), 复核意见="采纳", 单位说明="笔误")
    third = rounds(first, pile(tmp_path / "二", two={}), pile(tmp_path / "又二", two={}),
                   pile(tmp_path / "三", two={"G11": 98}))[-1]
    row = shown(third, t.PROBLEMS, 单位=TWO, 问题类型="总分不等于各项之和")
    assert [row[name] for name in ("整改情况", "发函", "复核意见")] == ["再次出现", "是", None]
    assert row["单位说明"] == "笔误\n（上次复核意见：采纳）"
    assert "再次出现 1 条" in load_workbook(third)[t.PROBLEMS.name].cell(2, 1).value
    assert pe("letter", third, "-o", tmp_path / "函").code == 0
    assert "现再次出现）" in letter(tmp_path / "函")


def letter(folder: Path) -> str:
    (file,) = folder.glob("*.docx")
    return "\n".join(paragraph.text for paragraph in Document(str(file)).paragraphs)


def test_a_row_of_the_bureau_s_own_is_carried_over_and_sent(first: Path, tmp_path: Path) -> None:
    """Typed from nothing, or into a copy of another row with its hidden cells."""
    with opened(first, t.PROBLEMS) as listed:
        listed.add(单位=TWO, 项目=OTHER[PROJECT], 轻重="请说明", 问题类型="现场核查",
                   问题="现场核查发现施工资料不全，请说明。", 发函="是")
        copied = listed.find(单位=TWO, 问题类型="总分不等于各项之和")
        row = listed.add(**{name: listed.at(copied, name) for name in listed.columns})
        listed.put(row, 问题="验收报告没有盖章，请补盖。", 单位说明="电话问过", 复核意见="待补充材料")
        listed.add(单位=TWO, 项目=OTHER[PROJECT], 问题="已当面说清。", 发函="否")
    assert pe("letter", first, "-o", tmp_path / "首函").code == 0
    assert "》（校舍维修）" in letter(tmp_path / "首函")
    (second, third, fourth) = rounds(first, pile(tmp_path / "二", two={}), pile(
        tmp_path / "三"), pile(tmp_path / "四", two={}))
    for number, each in enumerate((second, third, fourth)):
        own = [row for row in all_shown(each, t.PROBLEMS) if row["整改情况"] == "人工添加"]
        assert [(row["单位"], row["主管部门"], row["发函"], row["单位说明"], row["复核意见"])
                for row in own] == [(TWO, "青河县教育局", "是", None, None),
                                    (TWO, "青河县教育局", "是", "电话问过", "待补充材料"),
                                    (TWO, "青河县教育局", "否", None, None)]
        states = Counter(row["整改情况"] for row in all_shown(each, t.PROBLEMS))
        assert f"人工添加 {states['人工添加']} 条" in load_workbook(
            each)[t.PROBLEMS.name].cell(2, 1).value
        assert pe("letter", each, "-o", tmp_path / f"函{number}").code == 0
        said = letter(tmp_path / f"函{number}")
        assert "现场核查发现施工资料不全，请说明。（上次已反馈）" in said
        assert "验收报告没有盖章，请补盖。（上次已反馈，请补充证明材料）" in said
        assert "已当面说清" not in said
        assert ("未重新报送" in said) == (each == third)
    states = [row["整改情况"] for row in all_shown(second, t.PROBLEMS)
              if row["问题类型"] == "总分不等于各项之和" and row["单位"] == TWO]
    assert sorted(states) == ["人工添加", "已改"]


def test_columns_of_the_bureau_s_own_are_carried_over(first: Path, tmp_path: Path) -> None:
    typed = {t.SUMMARY: ("经办人", "王五"), t.PROBLEMS: ("核实日期", "5月8日"),
             t.SAMPLE: ("去过没有", "去了"), t.QUALITY: ("约谈", 2)}
    for table, (head, value) in typed.items():
        with opened(first, table) as sheet:
            sheet.column(head)
            for row in range(4, sheet.sheet.max_row + 1):
                if sheet.at(row, "单位") == TWO:
                    sheet.put(row, **{head: value})
    back = rounds(first, pile(tmp_path / "二"), pile(tmp_path / "三", two={"G11": 98}))
    for each in back:
        for table, (head, value) in typed.items():
            rows = [row for row in all_shown(each, table) if row["单位"] == TWO]
            if table is t.QUALITY and each == back[0]:
                assert not rows, "a unit that handed nothing in has no quality"
                continue
            assert rows
            assert {row[head] for row in rows} == {value} or table is t.QUALITY
    heads = [cell.value for cell in load_workbook(back[-1])[t.PROBLEMS.name][3]]
    assert heads.index("核实日期") < heads.index("打开"), "it is printed"


@pytest.mark.parametrize(("typed", "why"), [
    ("八十", "不是数字"), (105, "高于满分100分"), (-3, "低于0分")])
def test_a_review_that_is_no_score_is_said_and_not_lost(
        typed: object, why: str, first: Path, tmp_path: Path) -> None:
    with opened(first) as summary:
        row = summary.find(单位=TWO)
        summary.put(row, 复核分=typed)
        cell = summary.sheet.cell(row, summary.columns["复核分"]).coordinate
    folder = filed(tmp_path / "二", 甲=form(WORDS, MISTAKES), 乙=form(OTHER, {"G11": 98, "I5": "复核得分"}))
    run = pe("review", folder, "-o", tmp_path / "二.xlsx", "--jobs", "1", "--since", first,
             "--write-back")
    told = f"上一轮“汇总”{cell}（{TWO}“{OTHER[PROJECT]}”）的复核分“{typed}”{why}，没有采用，原样留在“复核分”栏，请更正"
    assert told in run.out
    assert "复核分写回 0 张表" in run.out
    (listed,) = [row for row in all_shown(tmp_path / "二.xlsx", t.FILES)
                 if row["结果"] == "没有采用"]
    assert (listed["文件"], listed["内容"], listed["说明"]) == (first.name, "汇总", told)
    second = shown(tmp_path / "二.xlsx", t.SUMMARY, 单位=TWO)
    assert second["复核分"] == str(typed)
    (quality,) = [row for row in all_shown(tmp_path / "二.xlsx", t.QUALITY) if row["单位"] == TWO]
    assert (quality["平均偏差"], quality["偏差的依据"]) == (2, "核算1张")
    third = reviewed(folder, tmp_path / "三.xlsx", "--since", tmp_path / "二.xlsx")
    assert shown(third, t.SUMMARY, 单位=TWO)["复核分"] == str(typed)


def test_what_people_put_right_in_the_summary_stands(first: Path, tmp_path: Path) -> None:
    with opened(first) as summary:
        summary.put(summary.find(单位=TWO), 地区="清河县", 核算等级="良", 自评等级="中",
                    主管部门="青河县教育和体育局")
    second, third, fourth = rounds(
        first, pile(tmp_path / "二", two={"G11": 98}), pile(tmp_path / "三"),
        pile(tmp_path / "四", two={"G11": 98}))
    for each in (second, fourth):
        row = shown(each, t.SUMMARY, 单位=TWO)
        assert [row[name] for name in ("地区", "核算等级", "自评等级", "主管部门")] == [
            "清河县", "良", "中", "青河县教育和体育局"]
        grades = {row["等级"]: (row["自评（张）"], row["核算（张）"])
                  for row in all_shown(each, t.GRADES)}
        assert grades.get("良", (0, 0))[1] == 1
        assert shown(each, t.PROBLEMS, 单位=TWO, 问题类型="总分不等于各项之和")["主管部门"] == (
            "青河县教育和体育局")
    assert shown(third, t.SUMMARY, 单位=TWO)["地区"] == "清河县"
    one = shown(fourth, t.SUMMARY, 单位=ONE)
    assert (one["地区"], one["主管部门"]) == ("青河县", "青河县教育局")


def test_a_corrected_grade_that_the_form_contradicts_by_now_is_said(
        first: Path, tmp_path: Path) -> None:
    with opened(first) as summary:
        summary.put(summary.find(单位=TWO), 自评等级="差")
    low = {"G11": 68, "G9": 0}
    run = pe("review", pile(tmp_path / "二", two=low), "-o", tmp_path / "二.xlsx", "--jobs", "1",
             "--since", first)
    row = shown(tmp_path / "二.xlsx", t.SUMMARY, 单位=TWO)
    assert row["自评等级"] == "差"
    assert f"{TWO}“{OTHER[PROJECT]}”的自评等级：沿用人改的“差”，表上现在是“" in run.out


def test_words_that_people_gave_a_problem_stand_while_it_is_the_same(
        first: Path, tmp_path: Path) -> None:
    with opened(first, t.PROBLEMS) as listed:
        for unit in (ONE, TWO):
            listed.put(listed.find(单位=unit, 问题类型="总分不等于各项之和"), 问题=f"{unit}总分加错了，请更正。")
    second, = rounds(first, pile(tmp_path / "二", one={**MISTAKES, "G11": 97}, two={"G11": 98}))
    said = {row["单位"]: row["问题"] for row in all_shown(second, t.PROBLEMS)
            if row["问题类型"] == "总分不等于各项之和"}
    assert said[TWO] == f"{TWO}总分加错了，请更正。"
    assert "97分" in said[ONE], "the form says something else by now"


def test_a_form_that_people_wrote_into_the_summary_stays(first: Path, tmp_path: Path) -> None:
    with opened(first) as summary:
        summary.add(单位="青河县幼儿园", 项目="园舍维修", 自评总分=96, 复核分=95)
        summary.add(主管部门="合计", 自评总分=293)
    run = pe("review", pile(tmp_path / "二", two={}), "-o", tmp_path / "二.xlsx", "--jobs", "1",
             "--since", first)
    row = shown(tmp_path / "二.xlsx", t.SUMMARY, 单位="青河县幼儿园")
    assert [row[name] for name in ("重报情况", "自评总分", "复核分")] == ["人工添加", 96, 95]
    assert "“汇总”第7行不是一张自评表的" in run.out
    assert "合计" not in {each["主管部门"] for each in all_shown(tmp_path / "二.xlsx", t.SUMMARY)}


def test_the_same_round_done_again_in_its_place_says_the_same(
        first: Path, tmp_path: Path) -> None:
    """For answers that came in, or for scores to be written back: nothing was handed in since."""
    folder = pile(tmp_path / "二", one={**MISTAKES, "G11": None, "E9": "22所", "E7": "≥95%"})
    (second,) = rounds(first, folder)
    seen = {table: said(second, table) for table in (t.SUMMARY, t.PROBLEMS, t.CHANGES)}
    states = {row["整改情况"] for row in all_shown(second, t.PROBLEMS)}
    assert states >= {"新增", "未改", "已改", "未重报"}
    assert seen[t.CHANGES]
    with opened(second) as summary:
        summary.put(summary.find(单位=ONE), 复核分=91)
    note = load_workbook(second)[t.SUMMARY.name].cell(2, 1).value
    assert pe("review", folder, "-o", second, "--jobs", "1", "--write-back").code == 0
    assert shown(second, t.SUMMARY, 单位=ONE)["复核分"] == 91
    assert {table: said(second, table) for table in seen} == seen
    assert load_workbook(second)[t.SUMMARY.name].cell(2, 1).value == note


def said(path: Path, table: t.Table) -> list[list[object]]:
    left = ("复核分", "差额", "打开")
    return [[value for name, value in row.items() if name not in left]
            for row in all_shown(path, table)]


def test_a_problem_that_a_person_took_out_of_the_list_is_not_new(
        first: Path, tmp_path: Path) -> None:
    with opened(first, t.PROBLEMS) as listed:
        listed.sheet.delete_rows(listed.find(单位=TWO, 问题类型="总分不等于各项之和"))
    (second,) = rounds(first, pile(tmp_path / "二", two={"G11": 98}))
    assert shown(second, t.PROBLEMS, 单位=TWO, 问题类型="总分不等于各项之和")["整改情况"] == "未改"
