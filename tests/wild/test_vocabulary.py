"""The vocabulary is none of strings: a word less, and headers that stand in no file, are still read."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from addin.books.book import Grid
from addin.books.xlsx.closed import BookFile
from addin.forms.finder import find_forms
from addin.forms.read import read_forms
from addin.forms.refusal import NoForm
from addin.library.form_map import packaged_maps
from addin.library.word_files import packaged_words
from addin.library.words import LISTS, Lexicon, Vocabulary
from tests.forms.making import PUBLISHED, sample_bytes
from tests.wild.making import book, forms, merged, workbook_of
from tests.wild.test_own import OWN

REFUSED = "拒读："
Headers = dict[tuple[str, int, int], tuple[str, str]]
"""By sheet, row and column: what the column is, and its header's text."""


@cache
def books() -> dict[str, BookFile]:
    """The published forms, seeds and others, and our own."""
    made = {name: BookFile.read(sample_bytes(name), "试.xlsx") for name in PUBLISHED}
    made |= {name: book(name) for name in forms()}
    return made | {case["name"]: BookFile.read(workbook_of(case["sheets"]), "试.xlsx")
                   for case in OWN}


def grids(of: BookFile) -> list[Grid]:
    return [of.grid(name) for name in of.sheets]


def headers(of: BookFile, words: Vocabulary, which: str) -> Headers:
    found: Headers = {}
    for grid in grids(of):
        for form in find_forms(grid, packaged_maps(), words):
            columns = form.columns if which == "columns" else form.funds_columns
            row = form.header_row if which == "columns" else form.funds_row or 0
            for role, place in columns.items():
                text = str(form.head.columns[place].text if which == "columns"
                           else grid.seen(row, place).value)
                found[grid.name, row, place] = role, text
    return found


def without(word: str, which: str) -> Vocabulary:
    """The packaged vocabulary less one word of one list."""
    known = packaged_words()
    lists = {name: getattr(known, name).words for name in LISTS}
    concepts = {name: replace(
        concept, words=tuple(each for each in concept.words if each != word),
        ordinals=tuple(tuple(each for each in level if each != word)
                       for level in concept.ordinals))
        for name, concept in lists[which].concepts.items()}
    return Vocabulary({**lists, which: replace(lists[which], concepts=concepts)}, known.titles,
                      known.characters)


def words_of(lexicon: Lexicon) -> set[str]:
    concepts = lexicon.words.concepts.values()
    return {word for concept in concepts
            for word in (*concept.words, *itertools.chain(*concept.ordinals))}


def refusal(of: BookFile, words: Vocabulary) -> str:
    """What is said where the workbook is not read any more, or else what was left in it."""
    try:
        read = read_forms(of, packaged_maps(), None, words)
    except NoForm as error:
        return f"{REFUSED}{error}"
    return "、".join(left.text for form in read for left in form.filing.left)


def removals(which: str) -> Iterator[tuple[str, str, tuple[str, str], str, str]]:
    """Word, workbook, what a header was, what it is without the word, what is then said."""
    lexicon = getattr(packaged_words(), which)
    before = {name: headers(of, packaged_words(), which) for name, of in books().items()}
    for word in sorted(words_of(lexicon)):
        less = without(word, which)
        for name, of in books().items():
            matched = {place: was for place, was in before[name].items()
                       if word in lexicon.tokens(was[1])}
            if matched:
                now, said = headers(of, less, which), refusal(of, less)
                for place, was in matched.items():
                    yield word, name, was, now.get(place, ("", ""))[0], said


@pytest.mark.parametrize("which", ["columns", "funds"])
def test_leaving_one_word_out(which: str) -> None:
    """Nine of ten headers are still read, none as something else; the others are named, in a
    refusal or as left. An empty column of a level says nothing and is not missed."""
    found = list(removals(which))
    kept = [now == was[0] for _, _, was, now, _ in found]
    wrong = [each for each in found if each[3] not in ("", each[2][0])
             and not each[4].startswith(REFUSED)]
    assert len(found) > 100
    assert wrong == []
    assert sum(kept) >= 0.9 * len(found)
    if which == "columns":
        silent = [each[:4] for each in found if not each[3]
                  and " ".join(each[2][1].split()) not in each[4]]
        assert [each for each in silent if each[2][0] not in ("level1", "remark")] == []


COMPOSED = {
    "target": (["年度", "本年", "当年", "全年", "项目"], ["目标值", "绩效目标值", "预期值", "计划指标值"]),
    "actual": (["本年度", "年终", "年末", "当年"], ["实际完成值", "完成数值", "实际完成情况", "达成值", "落实情况", "已达到的指标值"]),
    "weight": (["指标", "考核", "评价"], ["权重", "标准分值", "满分值", "参考分", "权重分值"]),
    "score": (["单位", "部门", "最终", "项目"], ["得分", "自评得分", "自评分数", "自评打分", "评定分"]),
    "reason": (["未完成目标", "目标偏离", "指标扣分", "未达标"],
               ["的原因", "原因说明", "原因及整改措施", "情况分析和改进措施", "差距原因"]),
    "review": (["财政部门", "主管部门", "第三方", "县财政"], ["复核得分", "评审得分", "审核评分", "评分"]),
}
USUAL = {"level": "指标名称", "target": "指标值", "actual": "实际完成值", "weight": "分值", "score": "得分",
         "review": "复核分", "reason": "偏差原因"}
ROWS = [["修缮户数", "≥90户", "95户", 60, 60, 60, None], ["群众满意度", "≥90%", "80%", 40, 35, 34, "样本少"]]


def decorated(text: str) -> Iterator[str]:
    """The header as it is typed elsewhere: in brackets, with breaks, wide signs, spaces."""
    yield text
    yield f"{text[:2]}\n{text[2:]}（A）"
    yield f"{' '.join(text)} (万元)："


@pytest.mark.parametrize("concept", COMPOSED)
def test_composed_headers_that_stand_in_no_file(concept: str) -> None:
    known = {packaged_words().columns.plain(text) for of in books().values()
             for _, text in headers(of, packaged_words(), "columns").values()}
    new = ["".join(parts) for parts in itertools.product(*COMPOSED[concept])
           if packaged_words().columns.plain("".join(parts)) not in known]
    assert len(new) > 10
    wrong = []
    for text in (each for header in new for each in decorated(header)):
        order = list(USUAL)
        made = workbook_of({"表": {"rows": [
            ["项目支出绩效自评表"], [text if name == concept else USUAL[name] for name in order],
            *ROWS, ["总分", None, None, 100, 95, 94, None]]}})
        found = headers(BookFile.read(made, "试.xlsx"), packaged_words(), "columns")
        read = found.get(("表", 2, order.index(concept) + 1), ("", ""))[0]
        if read != concept:
            wrong.append((text, read))
    assert wrong == []


PAIRS = [("年初指标值", "年末指标值"), ("计划指标", "完成指标"), ("指标要求", "完成指标"), ("批复值", "自评值"),
         ("目标值（年初）", "目标值（实际）"), ("年度指标值", "年终指标值"), ("设定目标值", "完成目标值"),
         ("年度指标值", "自评指标值"), ("应达到的指标值", "已达到的指标值")]


def paired(target: str, actual: str) -> BookFile:
    usual = {**USUAL, "target": target, "actual": actual}
    return BookFile.read(workbook_of({"表": {"rows": [
        ["项目支出绩效自评表"], list(usual.values()), *ROWS,
        ["总分", None, None, 100, 95, 94, None]]}}), "试.xlsx")


@pytest.mark.parametrize(("target", "actual"), PAIRS)
def test_of_two_headers_of_targets_the_one_that_came_about_is_what_was_achieved(
        target: str, actual: str) -> None:
    found = headers(paired(target, actual), packaged_words(), "columns")
    assert [found["表", 2, place][0] for place in (2, 3)] == ["target", "actual"]


def test_what_the_unit_filled_in_under_the_targets_is_no_score() -> None:
    made = workbook_of({"表": merged([
        ["项目支出绩效自评表", "<", "<", "<", "<"], ["指标名称", "指标值", "<", "分值", "得分"],
        ["^", "申报", "自评", "^", "^"], ["修缮户数", "≥90户", "95户", 60, 60],
        ["群众满意度", "≥90%", "80%", 40, 35], ["总分", None, None, 100, 95]])})
    found = headers(BookFile.read(made, "试.xlsx"), packaged_words(), "columns")
    roles = {place: role for (_, _, place), (role, _) in found.items()}
    assert [roles[place] for place in (2, 3, 5)] == ["target", "actual", "score"]


@pytest.mark.parametrize(("first", "second"), [
    ("部门自评得分", "单位自评得分"), ("自评得分", "单位得分"), ("自评得分", "完成得分")])
def test_a_second_column_of_points_is_never_what_was_achieved(first: str, second: str) -> None:
    made = workbook_of({"表": {"rows": [
        ["项目支出绩效自评表"], ["指标名称", "年度指标值", "分值", first, second],
        ["修缮户数", "≥90户", 60, 60, 55], ["群众满意度", "≥90%", 40, 40, 40]]}})
    found = headers(BookFile.read(made, "试.xlsx"), packaged_words(), "columns")
    assert "actual" not in {role for role, _ in found.values()}
    assert found["表", 2, 4][0] == "score"


@pytest.mark.parametrize("later", ["全年指标值", "年度指标值"])
def test_two_targets_and_nothing_achieved_are_never_read_in_silence(later: str) -> None:
    read = read_forms(paired("年初指标值", later), packaged_maps(), None, packaged_words())
    assert [left.text for form in read for left in form.filing.left] == ["年初指标值"]


FUNDS = {
    "年初预算数": (["年初", "期初"], ["预算金额", "安排数", "预算资金"]),
    "全年预算数": (["调整后", "全年", "年度调整"], ["预算金额", "预算资金", "预算安排数"]),
    "全年执行数": (["全年", "本年", "年度"], ["实际支出数", "执行金额", "预算执行金额", "资金支付数"]),
}


@pytest.mark.parametrize("name", FUNDS)
def test_composed_headers_of_funds(name: str) -> None:
    usual = ["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    wrong = []
    for text in ("".join(parts) for parts in itertools.product(*FUNDS[name])):
        made = workbook_of({"表": {"rows": [
            ["项目支出绩效自评表"], ["项目资金", *(text if each == name else each for each in usual)],
            ["年度资金总额", 90, 100, 95, 10, "95%", 9.5], list(USUAL.values()), *ROWS]}})
        found = headers(BookFile.read(made, "试.xlsx"), packaged_words(), "funds")
        read = found.get(("表", 2, usual.index(name) + 2), ("", ""))[0]
        if read != name:
            wrong.append((text, read))
    assert wrong == []
