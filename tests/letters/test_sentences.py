"""函里的句子: one for every kind of finding, whole, and free of what no office would write."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from addin.errors import UserError
from addin.library.library import Library
from addin.library.sentences import Sentences
from scoring import audit, score
from scoring.findings.catalogue import CATALOGUE
from scoring.findings.finding import Finding, softened
from scoring.rulefile.document import parse_document
from scoring.rules.clause import PRINTED
from tests.audit.filings import data, small_filing, small_ruleset

CASES = parse_document(Path(__file__).with_name("sentences.yaml").read_text("utf-8")).data
NEVER = re.compile(
    r"[{}]|!\$?[A-Z]+\d|_|半个单位|舍入误差|（不含|\[|None|  |。。|，，|。，|，。|””|““|读法|程序|以其代替"
    r"|[\u4e00-\u9fff][,:;(] ?[\u4e00-\u9fff]|[\u4e00-\u9fff] +[0-9\u4e00-\u9fff]|\d +[\u4e00-\u9fff]")
"""Keys, cells, half units of rounding, open intervals, places that were not filled in."""
QUOTED = re.compile(r"“[^”]*”")


@pytest.fixture(scope="module")
def sentences() -> Sentences:
    return Library().sentences


def found(change: dict[str, Any], inputs: dict[str, Any] | None = None) -> tuple[Finding, ...]:
    return audit(score(small_filing(change, inputs), small_ruleset()))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_a_letter_says(case: dict[str, Any], sentences: Sentences) -> None:
    told = [sentences.said(each) for each in found(case["change"])]
    filing = small_filing(case["change"])
    names = {"C10": filing.rows[0].name, "C12": filing.rows[2].name,
             "C13": filing.rows[3].name}
    sums = {each.expected for each in found(case["change"]) if each.code.code == "total-sum"}
    wanted = case["say"].format(**names, sum="".join(filter(None, sums)))
    assert any(wanted in said for said in told), told


def test_every_kind_has_its_sentence(sentences: Sentences) -> None:
    many = {code for code, kind in CATALOGUE.items() if kind.many}
    lacking = (set(CATALOGUE) - set(sentences.one), many - set(sentences.many))
    assert lacking == (set(), set()), "write them into templates/letters/sentences.yaml"


def test_every_sentence_asks_for_one_thing(sentences: Sentences) -> None:
    every = [*sentences.one.items(), *sentences.many.items()]
    assert [code for code, said in every if QUOTED.sub("", said).count("请") != 1] == []


@pytest.mark.parametrize("case", data("cases.yaml"), ids=lambda case: case["name"])
def test_every_mistake_is_told_in_a_whole_sentence(case: dict[str, Any],
                                                   sentences: Sentences) -> None:
    for each in found(case["change"], case.get("inputs")):
        said = sentences.said(each)
        assert not NEVER.search(said.replace(each.filed or "", "")), said
        assert said.endswith("。")
        assert QUOTED.sub("", said).count("请") == 1, said
        assert each.words is None or said != f"{each.message}。", "the kind's own sentence fails"


def test_what_was_put_into_words_of_its_own_keeps_them(sentences: Sentences) -> None:
    (each,) = (one for one in found({"G11": 10, "H11": None})
               if one.code.code == "missed-full")
    said = sentences.said(softened(each, "请说明指标口径或更正得分"))
    assert said == f"“{each.indicator}”：请说明指标口径或更正得分。"
    assert sentences.said(softened(each)) == sentences.said(each)


def test_an_inference_asks_mildly(sentences: Sentences) -> None:
    (each,) = (one for one in found({"G10": 8}) if one.code.code == "met-points-off")
    assert sentences.said(each).endswith("请核对更正。")
    assert sentences.said(softened(each)).endswith("请说明或更正。")


def test_who_has_read_a_printed_clause_is_the_desks_own_matter(sentences: Sentences) -> None:
    (each,) = (one for one in found({"G10": 8}) if one.code.code == "met-points-off")
    asked = softened(each, f"{PRINTED}，应得10分，填报8分，请说明或更正")
    assert sentences.said(asked) == (
        f"“{each.indicator}”按本表所印评分标准应得10分，填报8分，请说明或更正。")


def test_a_name_with_quotation_marks_stands_in_inner_ones(sentences: Sentences) -> None:
    filing = small_filing({"C10": "“三公”经费", "E10": "32台"})
    told = [sentences.said(each) for each in audit(score(filing, small_ruleset()))]
    assert any(said.startswith("“‘三公’经费”") for said in told), told


def test_an_office_writes_sentences_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    own = tmp_path / "letters" / "sentences.yaml"
    own.write_text("one:\n  total-missing: 总分漏填，请补。\n", "utf-8")
    found_own = Library([tmp_path]).sentences
    assert found_own.one["total-missing"] == "总分漏填，请补。"
    assert found_own.one["total-sum"] == Library().sentences.one["total-sum"]


def test_a_kind_that_there_is_not_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    own = tmp_path / "letters" / "sentences.yaml"
    own.write_text("one:\n  total-mising: 总分漏填。\n", "utf-8")
    with pytest.raises(UserError, match=r"sentences\.yaml.*2.*total-mising"):
        _ = Library([tmp_path]).sentences
