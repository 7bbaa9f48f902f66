"""One form handed in more than once, and forms of different years in one pile."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from addin.pages.review import tables as t
from addin.pages.review.read import Row, figure, read_round, text
from tests.cli.runs import pe
from tests.review.making import PROJECT, SUM, UNIT
from tests.review.test_second import MISTAKES, WORDS, filed, form, problems, reviewed, written

OLD, NEW = form(WORDS, MISTAKES), form(WORDS, {"G11": 98})


@pytest.fixture
def first(tmp_path: Path) -> Path:
    folder = filed(tmp_path / "一", 初稿=OLD, 定稿=NEW)
    return reviewed(folder, tmp_path / "一.xlsx")


def told_twice(path: Path) -> list[str]:
    return [text(row, t.MESSAGE) for row in problems(path) if text(row, t.FINDING) == "form-twice"]


def head_and_rows(path: Path) -> tuple[dict[str, int], Counter[str]]:
    """What the head of the list counts, and what its rows say."""
    said = str(load_workbook(path)[t.PROBLEMS.name].cell(2, 1).value)
    counted = {name: int(count) for name, count in re.findall(r"(\w+) (\d+) 条", said)}
    return counted, Counter(text(row, t.STATE) for row in problems(path))


def test_two_versions_are_told_once_and_have_keys_of_their_own(first: Path) -> None:
    (said,) = told_twice(first)
    assert said == ("同一项目的自评表报送了2份，内容不同：“初稿.xlsx”（自评总分99分）、“定稿.xlsx”（自评总分98分），"
                    "请说明以哪一份为准。")
    for table, name in ((t.SUMMARY, t.KEY), (t.PROBLEMS, t.KEY)):
        keys = [text(row, name) for row in read_round(first).rows(table)]
        assert len(keys) == len(set(keys))
    yearly = {text(row, "事项"): figure(row, "数值") for row in read_round(first).rows(t.YEARLY)}
    assert (yearly["自评表"], yearly["其中重复报送"]) == (2, 1)


@pytest.mark.parametrize(("files", "new"), [
    ({"初稿": OLD, "定稿": NEW}, 0),
    ({"定稿": NEW}, 0),
    ({"甲": NEW, "乙": OLD}, 0),
    ({"初稿": form(WORDS, {"G11": 97}), "定稿": NEW, "再改": form(WORDS, {"G11": 96})}, 1),
])
def test_the_head_of_the_second_round_counts_its_rows(
        files: dict[str, bytes], new: int, first: Path, tmp_path: Path) -> None:
    second = reviewed(filed(tmp_path / "二", **files), tmp_path / "二.xlsx", "--since", first)
    counted, states = head_and_rows(second)
    assert Counter(counted) == states
    assert (states["新增"] > 0) == (new > 0)
    assert len(problems(second)) == sum(states.values())


def test_a_version_that_was_withdrawn_is_asked_for_no_more(first: Path, tmp_path: Path) -> None:
    for name, content, kept in (("二", NEW, "定稿"), ("三", OLD, "初稿")):
        second = reviewed(filed(tmp_path / name, **{kept: content}), tmp_path / f"{name}.xlsx",
                          "--since", first)
        gone = [row for row in problems(second) if text(row, t.FILE) != f"{kept}.xlsx"]
        assert {(text(row, t.STATE), text(row, t.LETTER)) for row in gone} == {("已撤回", "否")}
        third = reviewed(tmp_path / name, tmp_path / f"又{name}.xlsx", "--since", second)
        assert {text(row, t.STATE) for row in problems(third)} == {"未改"}


def test_each_version_keeps_what_people_wrote_beside_it(first: Path, tmp_path: Path) -> None:
    written(first, "reason-excess", 单位说明="上级追加名额")
    book = load_workbook(first)
    sheet = book[t.SUMMARY.name]
    heads = {cell.value: cell.column for cell in sheet[3]}
    for row, score in ((4, 91), (5, 92)):
        sheet.cell(row, heads[t.REVIEW]).value = score
    before = {sheet.cell(row, heads[t.FILE]).value: sheet.cell(row, heads[t.REVIEW]).value
              for row in (4, 5)}
    book.save(first)
    second = reviewed(tmp_path / "一", tmp_path / "二.xlsx", "--since", first)
    after = {text(row, t.FILE): figure(row, t.REVIEW) for row in read_round(second).rows(t.SUMMARY)}
    assert after == before
    assert {text(row, t.FILE) for row in problems(second)
            if text(row, t.TOLD) == "上级追加名额"} == {"初稿.xlsx"}


def test_a_nameless_form_is_no_version_of_another(tmp_path: Path) -> None:
    nameless = {"B2": None, "D2": None, "G2": None}
    for name, total in (("甲", 99), ("乙", 98)):
        (tmp_path / "一" / name).mkdir(parents=True)
        (tmp_path / "一" / name / "表.xlsx").write_bytes(form(WORDS, {**nameless, "G11": total}))
    told = reviewed(tmp_path / "一", tmp_path / "果.xlsx")
    assert told_twice(told) == []
    assert len({text(row, t.KEY) for row in read_round(told).rows(t.SUMMARY)}) == 2


def of_year(number: int, year: int) -> bytes:
    words = {UNIT: f"青河县第{number}小学", PROJECT: f"校舍{number}", SUM: f"{88 + number}.5"}
    return form(words, {"A1": f"{year}年度项目支出绩效自评表"})


def years_told(path: Path) -> list[Row]:
    return [row for row in problems(path) if text(row, t.FINDING) == "year-in-pile"]


def title(path: Path) -> str:
    return str(load_workbook(path)[t.SUMMARY.name].cell(1, 1).value)


def test_a_form_of_another_year_than_the_pile_s_is_told(tmp_path: Path) -> None:
    folder = filed(tmp_path / "一", **{f"表{each}": of_year(each, 2022 if each == 3 else 2023)
                                      for each in range(6)})
    output = reviewed(folder, tmp_path / "果.xlsx")
    (row,) = years_told(output)
    assert (text(row, t.UNIT), text(row, t.MESSAGE), text(row, t.LETTER)) == (
        "青河县第3小学", "本表为2022年度，本批多数为2023年度，请核对。", "是")
    assert title(output).startswith("2023年度")


def test_a_mixed_pile_says_its_years(tmp_path: Path) -> None:
    folder = filed(tmp_path / "一", **{f"表{each}": of_year(each, 2022 + each % 2)
                                      for each in range(6)}, 错=form(WORDS, MISTAKES))
    output = reviewed(folder, tmp_path / "果.xlsx")
    assert years_told(output) == []
    assert title(output).startswith("2022、2023年度")


@pytest.mark.parametrize(("years", "said"), [
    ((2022, 2023), "2022、2023年度"), ((2023, 2023, 2023, 2022), "2023年度"), ((2022,), "2022年度")])
def test_a_letter_says_the_years_of_its_forms(years: tuple[int, ...], said: str,
                                              tmp_path: Path) -> None:
    folder = filed(tmp_path / "一", **{f"表{place}": of_year(place, year)
                                      for place, year in enumerate(years)})
    for file in folder.iterdir():
        book = load_workbook(file)
        book.worksheets[0]["G11"] = 98
        book.save(file)
    output = reviewed(folder, tmp_path / "果.xlsx")
    assert pe("letter", output, "-o", tmp_path / "函").code == 0
    (letter,) = (tmp_path / "函").glob("*.docx")
    texts = [paragraph.text for paragraph in Document(str(letter)).paragraphs]
    assert f"关于反馈青河县教育局{said}绩效自评审核意见的函" in texts


def test_a_form_that_names_no_year_is_told_and_written_to_without_one(tmp_path: Path) -> None:
    nameless = {UNIT: "青河县水利站", PROJECT: "渠道", SUM: "66.5", "青河县教育局": "青河县水利局"}
    folder = filed(tmp_path / "一", **{f"表{each}": of_year(each, 2023) for each in range(3)},
                   没写=form(nameless, {"A1": "项目支出绩效自评表", "G11": 98}))
    output = reviewed(folder, tmp_path / "果.xlsx")
    (row,) = (row for row in problems(output) if text(row, t.FINDING) == "year-missing")
    assert (text(row, t.FILE), text(row, t.MESSAGE), text(row, t.LETTER)) == (
        "没写.xlsx", "表上没有写是哪一年度的，请补写。", "否")
    run = pe("letter", output, "-o", tmp_path / "函")
    assert "表上没有写年度的，函里也没有写：没写.xlsx。" in run.out
    document = Document(str(tmp_path / "函" / "青河县水利局-审核意见函.docx"))
    assert "2023年度" not in "".join(paragraph.text for paragraph in document.paragraphs)


def test_of_a_pile_without_any_year_nothing_is_said(tmp_path: Path) -> None:
    folder = filed(tmp_path / "一", 甲=form(WORDS, {"A1": "项目支出绩效自评表"}))
    output = reviewed(folder, tmp_path / "果.xlsx")
    assert "year-missing" not in {text(row, t.FINDING) for row in problems(output)}


def test_two_versions_are_told_apart_by_their_files(first: Path, tmp_path: Path) -> None:
    for table in (t.SUMMARY, t.PROBLEMS):
        for row in read_round(first).rows(table):
            assert text(row, t.VERSION) == text(row, t.FILE)
    alone = reviewed(filed(tmp_path / "单", 甲=OLD), tmp_path / "单.xlsx")
    heads = [cell.value for cell in load_workbook(alone)[t.PROBLEMS.name][3]]
    assert t.VERSION not in heads


def test_files_of_one_name_are_told_by_their_folders(tmp_path: Path) -> None:
    for folder, content in (("一稿", OLD), ("二稿", NEW)):
        filed(tmp_path / "收" if folder == "一稿" else tmp_path / "收" / "再", 表=content)
    rows = read_round(reviewed(tmp_path / "收", tmp_path / "果.xlsx")).rows(t.SUMMARY)
    assert {text(row, t.VERSION) for row in rows} == {"表.xlsx", "再/表.xlsx"}


def test_a_version_is_known_again_by_what_it_says(tmp_path: Path) -> None:
    """The files have other names and the other order; one was mended in its total."""
    one, other = form(WORDS, MISTAKES), form(WORDS, {"E6": "305人次", "G11": 98})
    before = reviewed(filed(tmp_path / "一", 甲=one, 乙=other), tmp_path / "一.xlsx")
    mended = form(WORDS, {"E6": "305人次"})
    second = reviewed(filed(tmp_path / "二", 丙=mended, 丁=one), tmp_path / "二.xlsx",
                      "--since", before)
    states = {(text(row, t.FINDING), text(row, t.FILE)): text(row, t.STATE)
              for row in problems(second) if text(row, t.FINDING) != "form-twice"}
    assert {state for (_, file), state in states.items() if file == "丁.xlsx"} == {"未改"}
    assert states["total-sum", "乙.xlsx"] == "已改"
    assert "新增" not in states.values()


def test_a_form_that_got_a_code_or_a_mended_name_is_the_same(tmp_path: Path) -> None:
    before = reviewed(filed(tmp_path / "一", 甲=OLD), tmp_path / "一.xlsx")
    renamed = form(WORDS, {**MISTAKES, "B2": f"{WORDS[PROJECT]}（2023年）"})
    second = reviewed(filed(tmp_path / "二", 甲=renamed), tmp_path / "二.xlsx", "--since", before)
    assert {text(row, t.STATE) for row in problems(second)} == {"未改"}
    third = reviewed(filed(tmp_path / "三", 乙=renamed), tmp_path / "三.xlsx", "--since", second)
    assert {text(row, t.STATE) for row in problems(third)} == {"未改"}
