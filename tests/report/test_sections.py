"""An outline whose sections are written into the form itself: into empty cells, never over others."""

from __future__ import annotations

import re
import subprocess
from fractions import Fraction
from pathlib import Path

import pytest

from addin.books.book import split_address
from addin.books.files import open_book
from addin.package.xml import LONGEST_TEXT
from tests import office
from tests.cli.runs import pe
from tests.closed_files.packages import SHEET, unzipped, zipped
from tests.report.documents import text_of
from tests.report.test_verb import place, typed

PROBLEM = '=HYPERLINK("http://x") A&B‹局> {{ 7*7 }} {% for %} 😀'
TYPED = {"部门概况": "承担房屋安全管理工作。\n编制20人。", "评价情况": "成立自评小组，逐项核对。",
         "目标完成情况": "一是加快整治。\n二是力推改造。", "存在问题": PROBLEM, "改进措施": "加强衔接。"}
KEPT = "未改（表上已有，与“报告素材”和得分写成的不同；要照“报告素材”写的，先清空这一格）"
CELLS = ["自评表!A5", "自评表!A7", "自评表!A9", "自评表!A11", "自评表!A13"]


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A form with all scores, one of them lost, and nothing written yet."""
    folder = tmp_path_factory.mktemp("五段")
    pe("new", "jiangning", "-o", folder / "空.xlsx")
    grid = open_book(folder / "空.xlsx").grid("自评表")
    cells: dict[str, str | Fraction | None] = {
        f"自评表!F{row}": grid.at(row, 5).value for row in range(16, 53)  # type: ignore[misc]
        if grid.at(row, 5).value is not None}
    cells |= {"自评表!B2": "甲中心", "自评表!F24": Fraction(9), "自评表!F53": Fraction(99)}
    return typed(folder / "空.xlsx", folder / "表.xlsx", cells)


@pytest.fixture(scope="module")
def ready(new: Path) -> Path:
    """The same with everything typed on 报告素材."""
    return typed(new, new.with_name("齐.xlsx"), {place(new, key): text
                                                for key, text in TYPED.items()})


def standing(path: Path) -> list[object]:
    book = open_book(path)
    return [book.grid("自评表").at(*split_address(cell)[1:]).value for cell in CELLS]


def test_every_section_stands_in_its_cell(ready: Path, tmp_path: Path) -> None:
    run = pe("report", ready, "-o", tmp_path / "出.xlsx")
    assert run.code == 0, run.err
    assert "已写入自评表：一、部门概况（自评表!A5）、二、评价情况（自评表!A7）" in run.out
    first, second, third, fourth, fifth = standing(tmp_path / "出.xlsx")
    assert (first, third, fifth) == (TYPED["部门概况"], TYPED["目标完成情况"], "加强衔接。")
    assert str(second).startswith("成立自评小组，逐项核对。\n甲中心")
    assert "甲中心2024年度部门整体支出绩效自评得分为99分。" in str(second)
    assert "过程分值34分，得33分，得分率97.06%；" in str(second)
    assert fourth == f"{PROBLEM}\n“预算执行率”分值10分，得9分，扣1分，原因：【待补充：原因】。", "a text"


def test_nothing_but_these_cells_changes(ready: Path, tmp_path: Path) -> None:
    pe("report", ready, "-o", tmp_path / "出.xlsx")
    before, after = open_book(ready), open_book(tmp_path / "出.xlsx")
    assert before.sheets == after.sheets
    changed = [f"{sheet}!A{row}" for sheet in before.sheets
               for (row, column) in after.grid(sheet).cells
               if before.grid(sheet).at(row, column) != after.grid(sheet).at(row, column)]
    assert changed == CELLS


def test_a_second_run_writes_nothing_and_finds_nothing(ready: Path, tmp_path: Path) -> None:
    pe("report", ready, "-o", tmp_path / "一.xlsx")
    run = pe("report", tmp_path / "一.xlsx", "-o", tmp_path / "二.xlsx")
    assert run.code == 0
    assert run.out.splitlines()[0] == "没有空着的段落，自评表没有改动"
    assert standing(tmp_path / "二.xlsx") == standing(tmp_path / "一.xlsx")


def test_what_the_clerk_wrote_stands_and_is_named(ready: Path, tmp_path: Path) -> None:
    own = typed(ready, tmp_path / "表.xlsx", {"自评表!A9": "自己写的绩效。"})
    run = pe("report", own, "-o", tmp_path / "出.xlsx")
    assert f"{KEPT}：三、主要绩效（自评表!A9）" in run.out
    assert standing(tmp_path / "出.xlsx")[2] == "自己写的绩效。"
    assert standing(tmp_path / "出.xlsx")[4] == "加强衔接。"


def test_what_the_program_wrote_follows_the_scores(ready: Path, tmp_path: Path) -> None:
    """A point that is no longer lost goes, one that is lost since comes."""
    pe("report", ready, "-o", tmp_path / "一.xlsx")
    later = typed(tmp_path / "一.xlsx", tmp_path / "改.xlsx", {
        "自评表!F24": Fraction(10), "自评表!F43": Fraction(0)})
    run = pe("report", later, "-o", tmp_path / "二.xlsx")
    assert "四、存在问题（自评表!A11，原是本程序写的，照现在的得分重写）" in run.out
    fourth = str(standing(tmp_path / "二.xlsx")[3])
    assert "预算执行率" not in fourth
    assert "“在职人员控制率”分值1分，得0分，扣1分" in fourth
    full = typed(later, tmp_path / "满.xlsx", {
        "自评表!F43": Fraction(1), "自评表!F53": Fraction(100)})
    pe("report", full, "-o", tmp_path / "三.xlsx")
    assert "自评得分为100分" in str(standing(tmp_path / "三.xlsx")[1])
    assert standing(tmp_path / "三.xlsx")[3] == PROBLEM


def test_words_beside_those_of_the_program_stand_and_dead_figures_are_found(
        ready: Path, tmp_path: Path) -> None:
    """The audit says it, export refuses it, and a report does not write over it."""
    pe("report", ready, "-o", tmp_path / "一.xlsx")
    second = str(standing(tmp_path / "一.xlsx")[1])
    own = typed(tmp_path / "一.xlsx", tmp_path / "改.xlsx", {
        "自评表!A7": f"{second}以上由财务科汇总。", "自评表!A11": "预算执行率低，因工程停工。",
        "自评表!F24": Fraction(8), "自评表!F53": Fraction(98)})
    run = pe("report", own, "-o", tmp_path / "二.xlsx")
    assert f"{KEPT}：二、评价情况（自评表!A7）" in run.out
    assert "应改　二、评价情况写99分，总分为98分　[自评表!A7、自评表!F53]" in run.out
    audited = pe("audit", own)
    assert "应改　过程：二、评价情况写33分，表中为32分　[自评表!A7]" in audited.out
    refused = pe("export", own, "-o", tmp_path / "上报.xlsx")
    assert (refused.code, "二、评价情况写99分，总分为98分（自评表!A7）" in refused.err) == (2, True)


def test_what_stands_in_the_form_need_not_be_typed_again(new: Path, tmp_path: Path) -> None:
    own = typed(new, tmp_path / "表.xlsx", {cell: f"第{n}段。" for n, cell in enumerate(CELLS)})
    run = pe("report", own, "-o", tmp_path / "出.xlsx")
    assert (run.code, run.out.splitlines()[0]) == (0, "没有空着的段落，自评表没有改动")


def test_what_is_missing_is_refused_with_its_place(new: Path, ready: Path, tmp_path: Path) -> None:
    lacking = typed(ready, tmp_path / "表.xlsx", {place(ready, "评价情况"): None})
    run = pe("report", lacking, "-o", tmp_path / "出.xlsx")
    assert run.code == 2
    assert f"  · 评价情况：填在 {place(ready, '评价情况')}：自评怎样组织" in run.err
    assert run.err.count("  · ") == 1
    assert not (tmp_path / "出.xlsx").exists()


def test_a_draft_in_the_form_is_no_finished_text(ready: Path, tmp_path: Path) -> None:
    lacking = typed(ready, tmp_path / "表.xlsx", {place(ready, "评价情况"): None})
    run = pe("report", lacking, "-o", tmp_path / "稿.xlsx", "--draft")
    assert (run.code, "待补充：评价情况" in run.out) == (0, True)
    assert str(standing(tmp_path / "稿.xlsx")[1]).startswith("【待补充：评价情况】\n甲中心")
    for name in ("再.xlsx", "再.docx"):
        again = pe("report", tmp_path / "稿.xlsx", "-o", tmp_path / name)
        assert again.code == 2
        assert "二、评价情况：自评表!A7 里还有【待补充：…】，请补写，或清空这一格" in again.err


def test_the_document_says_what_the_form_says(ready: Path, tmp_path: Path) -> None:
    pe("report", ready, "-o", tmp_path / "先.docx")
    pe("report", ready, "-o", tmp_path / "填.xlsx")
    run = pe("report", tmp_path / "填.xlsx", "-o", tmp_path / "后.docx")
    said = text_of(tmp_path / "先.docx").partition("附件")[0]
    assert said.count("自评得分为99分") == 1
    assert text_of(tmp_path / "后.docx").partition("附件")[0] == said
    assert "报告照“报告素材”写" not in run.out


def test_what_is_typed_goes_before_the_form_and_that_is_said(ready: Path, tmp_path: Path) -> None:
    """In the document, in the summary and, where the form only said 无, in the form."""
    own = typed(ready, tmp_path / "表.xlsx", {"自评表!A9": "自己写的绩效。", "自评表!A13": "无"})
    run = pe("report", own, "-o", tmp_path / "出.docx")
    said = text_of(tmp_path / "出.docx").partition("[Heading 1] 附件")[0]
    assert "自己写的绩效" not in said
    assert "[Heading 1] 五、有关建议\n加强衔接。" in said
    assert ("报告照“报告素材”写，附件照自评表，请改成一致：三、主要绩效（自评表!A9）、"
            "五、有关建议（自评表!A13）") in run.out
    pe("report", own, "-o", tmp_path / "综述.docx", "--summary")
    assert "下一步改进措施：加强衔接。" in text_of(tmp_path / "综述.docx")
    written = pe("report", own, "-o", tmp_path / "出.xlsx")
    assert "五、有关建议（自评表!A13，原写“无”）" in written.out
    assert f"{KEPT}：三、主要绩效（自评表!A9）" in written.out
    assert standing(tmp_path / "出.xlsx")[2:] == ["自己写的绩效。", standing(tmp_path / "出.xlsx")[3],
                                                 "加强衔接。"]


def test_a_form_that_says_nothing_stays_where_nothing_is_typed(ready: Path, tmp_path: Path) -> None:
    own = typed(ready, tmp_path / "表.xlsx", {"自评表!A11": "无", place(ready, "存在问题"): None})
    run = pe("report", own, "-o", tmp_path / "出.xlsx")
    assert run.code == 0, run.err
    assert standing(tmp_path / "出.xlsx")[3] == "无"
    document = pe("report", own, "-o", tmp_path / "出.docx")
    assert "  · 【待核对：自评总分低于满分，这里写“无”，请写明失分的原因】" in document.out


def test_a_reason_written_where_its_mark_stood_is_used(ready: Path, tmp_path: Path) -> None:
    """A form without a column for reasons: the mark is told with its cell, export refuses it."""
    run = pe("report", ready, "-o", tmp_path / "一.xlsx")
    assert "  四、存在问题（自评表!A11）：【待补充】1处\n    · 【待补充：原因】" in run.out
    assert pe("export", tmp_path / "一.xlsx", "-o", tmp_path / "上报.xlsx").code == 2
    whole = "预算执行率低，因工程停工。"
    mended = typed(tmp_path / "一.xlsx", tmp_path / "补.xlsx", {"自评表!A11": whole})
    again = pe("report", mended, "-o", tmp_path / "二.docx")
    assert "记号" not in again.out
    assert whole in text_of(tmp_path / "二.docx").partition("[Heading 1] 附件")[0]


def test_problems_that_name_the_indicator_are_its_reason(ready: Path, tmp_path: Path) -> None:
    told = typed(ready, tmp_path / "表.xlsx", {
        place(ready, "存在问题"): "预算执行率不高，因工程停工。"})
    run = pe("report", told, "-o", tmp_path / "出.xlsx")
    assert "【" not in run.out
    assert str(standing(tmp_path / "出.xlsx")[3]).endswith("“预算执行率”分值10分，得9分，扣1分。")


def test_a_sentence_that_breaks_off_is_not_closed(ready: Path, tmp_path: Path) -> None:
    cut = typed(ready, tmp_path / "表.xlsx", {place(ready, "部门概况"): "服务指导全区物业管理工"})
    run = pe("report", cut, "-o", tmp_path / "出.docx")
    assert "  · 【待核对：“…务指导全区物业管理工”好像没有写完】" in run.out
    assert "物业管理工。" not in text_of(tmp_path / "出.docx")


def test_a_locked_cell_is_left_and_named(ready: Path, tmp_path: Path) -> None:
    parts = unzipped(ready.read_bytes())
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>",
                                        b'</sheetData><sheetProtection sheet="1"/>')
    (tmp_path / "锁.xlsx").write_bytes(zipped(parts))
    run = pe("report", tmp_path / "锁.xlsx", "-o", tmp_path / "出.xlsx")
    assert "未写（工作表受保护）：一、部门概况（自评表!A5）" in run.out
    assert standing(tmp_path / "出.xlsx") == [None] * 5


def test_a_formula_is_no_empty_cell(ready: Path, tmp_path: Path) -> None:
    book = open_book(ready)
    book.put_formula("自评表", 13, 1, 'IF(1>2,"x","")', "")
    (tmp_path / "式.xlsx").write_bytes(book.to_bytes())  # type: ignore[attr-defined]
    run = pe("report", tmp_path / "式.xlsx", "-o", tmp_path / "出.xlsx")
    assert "五、有关建议（自评表!A13）" in run.out.partition("未改")[2]
    assert open_book(tmp_path / "出.xlsx").grid("自评表").at(13, 1).formula is not None


def test_a_text_longer_than_a_cell_is_refused_whole(ready: Path, tmp_path: Path) -> None:
    long = typed(ready, tmp_path / "长.xlsx", {
        place(ready, "存在问题"): "长" * (LONGEST_TEXT - 2)})
    run = pe("report", long, "-o", tmp_path / "出.xlsx")
    assert run.code == 2
    assert f"“四、存在问题”有 {LONGEST_TEXT + 32} 字，一格最多写 {LONGEST_TEXT} 字" in run.err
    assert not (tmp_path / "出.xlsx").exists()


def heights(path: Path) -> dict[str, float]:
    sheet = unzipped(path.read_bytes())[SHEET].decode()
    return {row: float(height) for row, height in re.findall(
        r'<row r="(\d+)" ht="([\d.]+)" customHeight="1"', sheet)}


def test_a_row_grows_with_its_text_and_never_shrinks(ready: Path, tmp_path: Path) -> None:
    """Office fits no row to a merged cell: the end of a long text would not be seen."""
    cells = {place(ready, "部门概况"): "长" * 900, place(ready, "改进措施"): "长" * 5000}
    long = typed(ready, tmp_path / "长.xlsx", cells)
    run = pe("report", long, "-o", tmp_path / "出.xlsx")
    assert "已写入自评表，但文字太长，行高到顶仍显示不全：五、有关建议（自评表!A13）" in run.out
    before, after = heights(long), heights(tmp_path / "出.xlsx")
    assert 900 / 54 * 10.5 * 1.2 < after.pop("5") < 409
    assert after.pop("13") == 409
    assert after.items() <= before.items(), "the others are as they were"


@pytest.mark.office
def test_all_of_a_long_text_is_printed(ready: Path, tmp_path: Path) -> None:
    text = "".join(f"第{n}项工作已经按照计划完成，经费按照规定使用。" for n in range(1, 61))
    long = typed(ready, tmp_path / "长.xlsx", {place(ready, "目标完成情况"): text})
    pe("report", long, "-o", tmp_path / "出.xlsx")
    pdf = office.to_pdf(tmp_path / "出.xlsx", tmp_path)
    said = subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True, text=True,
                          encoding="utf-8").stdout
    assert "第60项工作已经按照计划完成，经费按照规定使用。" in "".join(said.split())


def test_json_names_the_cells(ready: Path, tmp_path: Path) -> None:
    said = pe("report", ready, "-o", tmp_path / "出.xlsx", "--json").form
    assert [each["cell"] for each in said["sections"]] == CELLS
    assert {each["outcome"] for each in said["sections"]} == {"written"}
    assert (said["schema"], said["missing"]) == ("pe-report/1", [])


@pytest.mark.parametrize(("options", "output", "said"), [
    (["--summary"], "出.xlsx", "只用于 Word 报告"), (["--public"], "出.xlsx", "pe public"),
    (["--chart"], "出.xlsx", "只用于 Word 报告"), ([], "出.xlsm", "应以 .xlsx 结尾"),
    ([], "齐.xlsx", "不能覆盖原文件 齐.xlsx：请用 -o 另存。")])
def test_what_cannot_be_is_refused(options: list[str], output: str, said: str, ready: Path) -> None:
    before = ready.read_bytes()
    run = pe("report", ready, "-o", ready.with_name(output), *options)
    assert (run.code, said in run.err) == (2, True), run.err
    assert ready.read_bytes() == before
    assert not ready.with_name("出.xlsx").exists()


def test_an_outline_without_such_sections_says_so(form: Path, tmp_path: Path) -> None:
    run = pe("report", form, "-o", tmp_path / "出.xlsx")
    assert run.code == 2
    assert "没有写进自评表的段落，输出文件名应以 .docx 结尾，现在是 出.xlsx" in run.err
    assert not (tmp_path / "出.xlsx").exists()


def test_a_section_that_the_form_lacks_is_named(ready: Path, tmp_path: Path) -> None:
    outline = tmp_path / "办法" / "reports" / "jiangning-2024" / "outline.yaml"
    outline.parent.mkdir(parents=True)
    outline.write_text('name: 五段\nparts: []\nsections: {六、其他: "无"}\n', "utf-8")
    run = pe("report", ready, "-o", tmp_path / "出.xlsx", "--rulesets", tmp_path / "办法")
    assert run.code == 2
    assert "提纲“五段”要写进自评表的栏目，表上没有：六、其他" in run.err


@pytest.mark.parametrize(("text", "said"), [
    ("{{ 没有 }}", "没有“没有”这一项"), ("{% for %}", "标记写错了"),
    ("{{ 句(\"三、主要绩效\") }}", "自己引用自己，没有尽头"),
    ("{{ 单位.__class__ }}", "模板用了不许用的写法")])
def test_a_mistake_in_a_section_is_told_with_its_outline(text: str, said: str, ready: Path,
                                                         tmp_path: Path) -> None:
    outline = tmp_path / "办法" / "reports" / "jiangning-2024" / "outline.yaml"
    outline.parent.mkdir(parents=True)
    outline.write_text("name: 五段\nparts: [{key: 单位, prompt: 全称, field: [填报单位]}]\n"
                       f"sections: {{三、主要绩效: '{text}'}}\n", "utf-8")
    run = pe("report", ready, "-o", tmp_path / "出.xlsx", "--rulesets", tmp_path / "办法")
    assert run.code == 2
    assert run.err.startswith("提纲“五段”：句子“三、主要绩效”：")
    assert said in run.err
    assert not (tmp_path / "出.xlsx").exists()
