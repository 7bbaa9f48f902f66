"""What a reading says: the rule, its doubts, what is left and where it stands."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from scoring.clauses.read import PRODUCTIONS, read
from scoring.values.exact import exact
from tests.clauses.cases import Clause, official, own

HERE = Path(__file__).parent
VARIANTS, REFUSALS = (yaml.load((HERE / f"{name}.yaml").read_text(encoding="utf-8"),
                                Loader=yaml.CBaseLoader) for name in ("variants", "refusals"))
WHOLE = [clause for clause in (*official(), *own()) if clause.reading().read]
STRAY = (
    "其中3个除外", "80%", "且执行有效的", "两次及以上的除外", "视情况扣分", "排名第一的除外", "按50%计",
    "酌情扣分", "二者择一", "较上年增长10%", "其中基本支出除外", "得7分", "最多扣去1个", "每项0.5分", "以内",
    "首年减半", "连续两年的除外", "平均计算", "倒扣", "未满一年的除外", "结果取整", "3个", "不超过2分",
    "以此类推", "各占50%", "每超过三次的加倍扣分",
)
"""Numbers and qualifiers that change a clause wherever they are put."""


@pytest.mark.parametrize("case", VARIANTS, ids=lambda case: case["text"][:30])
def test_common_wordings_are_read(case: dict[str, object]) -> None:
    reading = read(str(case["text"]), exact(str(case["weight"])), str(case["name"]),
                   str(case.get("explanation", "")))
    assert reading.sentence == case["says"]
    doubts = case.get("doubts", [])
    assert isinstance(doubts, list)
    assert len(reading.doubts) >= len(doubts)
    assert all(
        any(words in doubt.text for doubt in reading.doubts) for words in doubts)
    assert doubts or not reading.doubts


@pytest.mark.parametrize("case", REFUSALS, ids=lambda case: case["text"][:30])
def test_what_cannot_be_read_is_left_by_its_words(case: dict[str, object]) -> None:
    text = str(case["text"])
    reading = read(text, exact(str(case["weight"])), str(case.get("name", "")))
    assert reading.rule is None
    assert not reading.sentence
    assert [left.text for left in reading.left] == case["left"]
    assert [text[left.start:left.end] for left in reading.left] == case["left"]


@pytest.mark.parametrize("stray", STRAY)
def test_nothing_is_read_with_a_stray_number_or_qualifier_behind_it(stray: str) -> None:
    """Every stray word behind a quarter of the clauses, another quarter for each."""
    read_still = [clause.id for clause in WHOLE[STRAY.index(stray) % 4::4] if read(
        f"{clause.text.rstrip('。；;. ')}，{stray}。", clause.weight, clause.name,
        clause.explanation).read]
    assert read_still == []


@given(clause=st.sampled_from([one for one in WHOLE if "评分规则" not in one.text]),
       stray=st.sampled_from(STRAY), data=st.data())
def test_nothing_is_read_with_a_stray_qualifier_inside(clause: Clause, stray: str,
                                                       data: st.DataObject) -> None:
    spots = [found.end() for found in re.finditer("[，；。]", clause.text)][:-1]
    if spots and not re.search("前", clause.text):
        at = data.draw(st.sampled_from(spots))
        text = f"{clause.text[:at]}{stray}，{clause.text[at:]}"
        assert not read(text, clause.weight, clause.name, clause.explanation).read


@pytest.mark.parametrize("clause", WHOLE, ids=lambda clause: clause.id)
def test_every_number_matters(clause: Clause) -> None:
    """Another number is another rule, or none: nothing is read over. Only what numbers sentences,
    names a year, or stands in a demand that a person counts against is no number of the rule."""
    reading = clause.reading()
    if any(words in doubt.text for doubt in reading.doubts for words in ("要求写在前面", "期限写在", "本来已扣完")):
        return
    for found in re.finditer(r"\d+(?:\.\d+)?(?![\d.]|、|[)）][^,，;；。\d]|年)", clause.text):
        other = f"{clause.text[:found.start()]}{exact(found[0]) + 7}{clause.text[found.end():]}"
        changed = read(other, clause.weight, clause.name, clause.explanation)
        assert not changed.read or changed.readings != reading.readings, other


@pytest.mark.parametrize("clause", WHOLE, ids=lambda clause: clause.id)
def test_points_must_agree_with_the_weight(clause: Clause) -> None:
    """A clause that prints its full mark is not read for a row of another weight."""
    if clause.weight is None or not re.search(
            r"(?<![\d.])(?!0分)[\d.]+分(?!值|之)", clause.text) or (
            "满分" in clause.text or re.search("满分|基本分|从零分起加", clause.reading().sentence)):
        return
    reading = read(clause.text, clause.weight + 1, clause.name, clause.explanation)
    assert not reading.read


@pytest.mark.parametrize("text", [
    "支出率≦１００％，计５分；每超过1个百分点扣0.5分，扣完为止。",
    "支 出 率 ≤ 100% ， 计 5 分 ； 每 超 过 1 个 百 分 点 扣 0.5 分 ， 扣 完 为 止 。",
    "支出率≤100%,計5分;每超過1個百分點扣0.5分,扣完為止。",
    "支出率≤100%，计5分；\n每超过1个百分点扣0.5分，\n扣完为止。",
    "支出率小于等于100%，记5分；每超过一个百分点扣0.5分，扣完为止",
    "支出率≤100%，计5分；每超过一个\n百分点扣0.5分，扣完\n为止。",
])
def test_the_same_words_in_other_spellings_are_the_same_rule(text: str) -> None:
    assert read(text, exact("5")).sentence == "支出率超过100%的，每1%扣0.5分；从满分起扣，扣完为止。"


def test_a_line_that_ends_a_point_still_ends_it() -> None:
    reading = read("材料真实1分\n材料完整1分\n材料准确1分", exact("3"))
    assert reading.rule is not None
    assert reading.rule["items"] == ["材料真实", "材料完整", "材料准确"]


def test_numbers_apart_stay_two_numbers() -> None:
    assert not read("控制率≤9 5%，计5分；每超过1个百分点扣0.5分，扣完为止。", exact("5")).read


def test_an_end_of_two_tiers_gives_both_readings() -> None:
    reading = read("完成率90%-100%得5分，80%-90%得3分，80%以下不得分。", exact("5"))
    whens = [[tier["when"] for tier in rule["tiers"]] for rule in reading.readings]
    assert whens == [["≥ 90%", "[80%, 90%)", "< 80%"], ["> 90%", "(80%, 90%]", "≤ 80%"]]


def test_a_formula_of_the_explanation_becomes_the_measure() -> None:
    reading = read("支出率≥95%得5分，每低1个百分点扣1分，扣完为止。", exact("5"), "支出率",
                   "支出率=[(本年支出-上年支出)/上年支出]×100%。")
    assert reading.rule is not None
    assert reading.rule["counts"][0]["measure"] == {
        "name": "支出率", "formula": "（本年支出 − 上年支出） ÷ 上年支出"}
    assert reading.inputs == ("本年支出", "上年支出")


@pytest.mark.parametrize("kinds", [
    "词得；", "词，得；", "项词，得，否得；", "词界得；", "词：得；", "例词扣，", "词，例词扣，底；", "词扣；", "中得；",
    "词幅；", "界幅", "词，词得，", "项词；", "词得词得", "词界词得", "法，", "项词，词；", "级：词；幅；", "词，", "疑；",
])
def test_no_pattern_tries_a_long_clause_in_too_many_ways(kinds: str) -> None:
    """A pattern that could take the same atoms in two ways would need hours for fifty of them."""
    for rule in PRODUCTIONS:
        assert rule.pattern.fullmatch(kinds * 50 + "疑") is None
