"""``pe letter``: who is written to, what the letter says, and the sheet that goes with it."""

from __future__ import annotations

import json
import re
import subprocess
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from addin.desk.letters import Until, day
from addin.errors import UserError
from addin.letters.letter import Letter, Point, letters_of
from addin.letters.word import BLANK_DATE, letter_document
from addin.library.library import Library
from addin.pages.review import tables as t
from addin.pages.review.read import Round, read_round, text
from addin.pages.review.reply import DONE_WORDS, read_reply
from scoring.rulefile.document import parse_document
from tests import office
from tests.cli.runs import pe
from tests.letters.rounds import PLACE, round_file

CASES = parse_document(Path(__file__).with_name("letters.yaml").read_text("utf-8")).data
FORMS = [["甲县水利局", "甲县水利局", "", "a"], ["甲县水利局", "甲县水利站", "渠道改造", "b"]]


def paragraphs(path: Path) -> list[str]:
    return [each.text.replace(BLANK_DATE, "　　月　　日") for each in Document(str(path)).paragraphs]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_letters_of_a_round(case: dict[str, Any], tmp_path: Path) -> None:
    source = round_file(tmp_path / "审核结果.xlsx", case["forms"], case["problems"],
                        case.get("place", PLACE), case.get("away", ()), case.get("files", {}))
    options = [*(["--by", case["by"]] if "by" in case else []),
               *(["--each-unit"] if "each_unit" in case else [])]
    run = pe("letter", source, "-o", tmp_path / "函", *options)
    assert (run.code, run.err) == (0, "")
    names = {path.name for path in (tmp_path / "函").iterdir()}
    assert names == {f"{to}-{what}" for to in case["letters"]
                     for what in ("审核意见函.docx", "反馈表.xlsx")}
    for to, wanted in case["letters"].items():
        said = paragraphs(tmp_path / "函" / f"{to}-审核意见函.docx")
        places = [said.index(each) for each in wanted["says"]]
        assert places == sorted(places)
        whole = "\n".join(said)
        assert [each for each in wanted.get("never", ()) if each in whole] == []


def test_no_line_ends_within_a_blank_date(tmp_path: Path) -> None:
    source = round_file(tmp_path / "果.xlsx", FORMS, [["a", "应改", "甲。", "是"]])
    assert pe("letter", source, "-o", tmp_path).code == 0
    texts = [each.text for each in Document(str(tmp_path / "甲县水利局-审核意见函.docx")).paragraphs]
    until = next(match[1] for each in texts if (match := re.search("请于(.+?)前更正", each)))
    assert re.fullmatch("\N{NO-BREAK SPACE}+月\N{NO-BREAK SPACE}+日", until)


def test_the_letter_looks_like_an_official_one(tmp_path: Path) -> None:
    source = round_file(tmp_path / "果.xlsx", FORMS, [["a", "应改", "甲。", "是"]])
    assert pe("letter", source, "-o", tmp_path).code == 0
    document = Document(str(tmp_path / "甲县水利局-审核意见函.docx"))
    page = document.sections[0]
    margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    for style, (font, size) in {"Title": ("方正小标宋简体", 22), "Normal": ("仿宋_GB2312", 16)}.items():
        assert document.styles[style].element.rPr.rFonts.get(qn("w:eastAsia")) == font
        assert document.styles[style].font.size == Pt(size)
    assert Pt(28) <= document.styles["Normal"].paragraph_format.line_spacing <= Pt(29)
    texts = [each.text for each in document.paragraphs]
    assert "　　　　年　　月　　日" in texts
    assert texts[0].strip() == "〔　　　　〕　　号"


def test_the_sheet_for_the_answers_holds_the_same_problems(tmp_path: Path) -> None:
    source = round_file(tmp_path / "果.xlsx", FORMS, [
        ["a", "应改", "甲。", "是"], ["b", "应改", "乙。", "否"], ["b", "应改", "丙。", "是"]])
    assert pe("letter", source, "-o", tmp_path).code == 0
    rows = read_reply(tmp_path / "甲县水利局-反馈表.xlsx")
    assert [(text(row, t.MESSAGE), text(row, t.KEY), text(row, t.TOLD)) for row in rows] == [
        ("甲。", "a|0", ""), ("丙。", "b|2", "")]
    assert DONE_WORDS == ("已更正", "已说明", "有异议")


def test_of_very_many_units_the_first_are_named(tmp_path: Path) -> None:
    schools = [f"甲县第{number}小学" for number in range(1, 15)]
    source = round_file(tmp_path / "果.xlsx", [["甲县教育局", each, "维修", each] for each in schools],
                        [[each, "应改", "甲。", "是"] for each in schools])
    assert pe("letter", source, "-o", tmp_path).code == 0
    said = paragraphs(tmp_path / "甲县教育局-审核意见函.docx")
    assert "问题涉及" + "、".join(f"{each}（1个）" for each in schools[:12]) + "等14个单位。" in said


def test_a_second_run_keeps_what_a_person_wrote_into_the_first(tmp_path: Path) -> None:
    source = round_file(tmp_path / "果.xlsx", FORMS, [["a", "应改", "甲。", "是"]])
    assert pe("letter", source, "-o", tmp_path).code == 0
    (tmp_path / "甲县水利局-审核意见函.docx").write_bytes(b"edited")
    assert pe("letter", source, "-o", tmp_path).code == 0
    assert b"edited" in [path.read_bytes() for path in tmp_path.glob("*审核意见函*备份*.docx")]


def test_each_letter_as_json(tmp_path: Path) -> None:
    source = round_file(tmp_path / "果.xlsx", FORMS, [["a", "应改", "甲。", "是"]])
    (said,) = pe("letter", source, "-o", tmp_path / "函", "--json").forms
    assert (said["schema"], said["to"], said["problems"]) == ("pe-letter/1", "甲县水利局", 1)
    assert all(Path(said[each]).is_file() for each in ("letter", "reply"))


def test_what_is_to_be_filled_in_is_told(tmp_path: Path) -> None:
    source = round_file(tmp_path / "果.xlsx", [["", f"{t.NOBODY}甲", "", "a"]],
                        [["a", "应改", "甲。", "是"]], place="")
    run = pe("letter", source, "-o", tmp_path / "函")
    assert "函里的主送单位、落款写作【待补充：…】，请补上再发。" in run.out
    (said,) = pe("letter", source, "-o", tmp_path / "函", "--json", "--sign", "甲县财政局").forms
    assert said["lacking"] == ["主送单位"]


def test_a_place_that_other_forms_tell_signs_all_letters(tmp_path: Path) -> None:
    source = round_file(tmp_path / "果.xlsx", FORMS, [["a", "应改", "甲。", "是"]])
    found = read_round(source)
    (first, second) = found.rows(t.SUMMARY)
    mixed = Round({**found.sheets, t.SUMMARY.name: ({**first, t.PLACE: ""}, {
        **second, t.DEPARTMENT: "乙县教育局"})})
    assert [each.place for each in letters_of(mixed)] == ["甲县"]
    stray = Round({**found.sheets, t.SUMMARY.name: (
        {**first, t.PLACE: ""}, {**second, t.DEPARTMENT: "乙县教育局"}, {**second, t.PLACE: "",
         t.DEPARTMENT: "丙县教育局"})})
    assert [each.place for each in letters_of(stray)] == [""], "one stray form signs for nobody"


@pytest.mark.parametrize(("options", "says"), [
    (["--by", "五月底"], "不是日期"), (["--by", "2024-13-01"], "不是日期"),
    (["--by", "2月30日"], "不是日期"),
    (["--by", "1月1日"], "没有写年份，今年的这一天已经过了")])
def test_what_is_no_date(options: list[str], says: str, tmp_path: Path) -> None:
    source = round_file(tmp_path / "果.xlsx", FORMS, [["a", "应改", "甲。", "是"]])
    run = pe("letter", source, "-o", tmp_path / "函", *options)
    assert run.code == 2
    assert says in run.err


def test_a_day_that_lies_ahead_gets_the_year_and_it_is_said(tmp_path: Path) -> None:
    assert day("12月31日", date(2026, 11, 26)) == Until("2026年12月31日", assumed=True)
    for passed in ("11月26日", "5月20日"):
        with pytest.raises(UserError, match="请写上年份，如 2027年"):
            day(passed, date(2026, 11, 26))
    source = round_file(tmp_path / "果.xlsx", FORMS, [["a", "应改", "甲。", "是"]])
    run = pe("letter", source, "-o", tmp_path, "--by", "12月31日")
    year = datetime.now().astimezone().year
    if run.code == 0:  # every day but the last of a year
        assert f"没有写年份，函里写作 {year}年12月31日" in run.err
        said = "".join(paragraphs(tmp_path / "甲县水利局-审核意见函.docx"))
        assert f"{year}年12月31日" in said


def test_nothing_to_send_is_said(tmp_path: Path) -> None:
    source = round_file(tmp_path / "果.xlsx", FORMS, [["a", "应改", "甲。", "否"]])
    run = pe("letter", source, "-o", tmp_path / "函")
    assert (run.code, "没有函要发" in run.out) == (0, True)


def test_a_template_of_ones_own(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("致{{ 主送 }}：{{ 总数 }}条。")
    (tmp_path / "own" / "letters").mkdir(parents=True)
    document.save(str(tmp_path / "own" / "letters" / "letter.docx"))
    source = round_file(tmp_path / "果.xlsx", FORMS, [["a", "应改", "甲。", "是"]])
    run = pe("letter", source, "-o", tmp_path / "函", "--rulesets", tmp_path / "own")
    assert (run.code, run.err) == (0, "")
    assert paragraphs(tmp_path / "函" / "甲县水利局-审核意见函.docx") == ["致甲县水利局：1条。"]


def test_what_is_no_review_is_refused(tmp_path: Path) -> None:
    json_file = tmp_path / "果.xlsx"
    json_file.write_text(json.dumps({}), "utf-8")
    run = pe("letter", json_file, "-o", tmp_path / "函")
    assert run.code == 2
    assert "不是审核结果工作簿" in run.err


@pytest.mark.office
@pytest.mark.parametrize(("whose", "year"), [
    ("甲县水利局", "2023"), ("南京市江宁区房屋安全服务中心", ""),
    ("池州市贵池区棠溪镇人民政府", "2022")])
def test_the_title_breaks_between_its_words(whose: str, year: str, tmp_path: Path) -> None:
    letter = Letter(whose, whose, "", year, "甲县", ("《绩效自评表》",), (whose,),
                    (Point(1, "甲。", "应改", whose, "", "《绩效自评表》"),))
    (tmp_path / "函.docx").write_bytes(letter_document(letter, Library()))
    pdf = office.to_pdf(tmp_path / "函.docx", tmp_path)
    said = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True)
    lines = [line.replace(" ", "") for line in said.stdout.decode().splitlines()]
    assert {"绩效自评审核意见的函", f"{year}年度绩效自评审核意见的函"} & set(lines)


def test_a_word_that_is_neither_yes_nor_no_is_told_with_its_cell(tmp_path: Path) -> None:
    source = round_file(tmp_path / "果.xlsx", FORMS, [
        ["a", "应改", "甲。", "Y"], ["b", "应改", "乙。", "再议", {"复核意见": "同意"}]])
    run = pe("letter", source, "-o", tmp_path / "函")
    assert run.code == 0
    for name, said in (("发函", "再议"), ("复核意见", "同意")):
        assert re.search(rf"“问题清单”[A-Z]+5的{name}“{said}”认不出，没有采用", run.err)
