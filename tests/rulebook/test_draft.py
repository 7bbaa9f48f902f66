"""pe rules draft: what official forms print becomes rows; nothing is read wrong; last year's work stays."""

from pathlib import Path

import openpyxl
import pytest
from docx import Document

from tests.cli.runs import pe
from tests.rulebook.drafts import beside
from tests.wild.making import parse_document

HEAD = ("一级指标", "二级指标", "三级指标", "分值", "指标解释", "评分标准")
ROWS = (
    ("产出", "数量", "培训完成率", "10", "培训完成率=完成数/计划数×100%",
     "≥95%得10分，80%(含)-95%得6分，低于80%不得分。"),
    ("产出", "质量", "资料完整性", "5", "", "①资料完整，得3分；②报送及时，得2分。"),
    ("管理", "资金", "资金合规性", "5", "", "视情况酌情扣分，且排名靠后的另扣。"),
    ("满意度", "满意度", "群众满意度", "10", "", ""),
)


@pytest.mark.parametrize(("ruleset_id", "at_least"), [
    ("540425/2021", 0.85), ("320115/2024", 0.8), ("440117/2022", 0.6)])
def test_a_draft_says_what_a_person_wrote_of_the_same_form(ruleset_id: str,
                                                           at_least: float) -> None:
    found = beside(ruleset_id)
    assert found.differs == {}
    assert len(found.equal) >= at_least * found.clauses


def excel(path: Path, rows: tuple[tuple[str, ...], ...] = ROWS) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["某县部门整体支出绩效评价指标体系（2025年度）"])
    for row in (HEAD, *rows, ("总分", "", "", "30", "", "")):
        sheet.append(row)
    book.save(path)
    return path


def word(path: Path) -> Path:
    document = Document()
    table = document.add_table(rows=0, cols=len(HEAD))
    for row in (HEAD, *ROWS):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    document.save(str(path))
    return path


def rows_of(file: Path, sheet: str = "评分办法") -> list[dict[str, str]]:
    found = openpyxl.load_workbook(file)[sheet]
    heads = [cell.value for cell in found[3]]
    return [dict(zip(heads, (cell.value or "" for cell in row), strict=True))
            for row in found.iter_rows(min_row=4) if any(cell.value for cell in row)]


@pytest.mark.parametrize("make", [excel, word])
def test_rows_clauses_and_what_was_not_read(make, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    form = make(tmp_path / f"表{'.xlsx' if make is excel else '.docx'}")
    file = tmp_path / "评分办法.xlsx"
    run = pe("rules", "draft", form, "-o", file)
    assert run.code == 0
    assert "共4个指标，3个印有评分标准，读懂2个" in run.out
    assert "没有读懂、请人写的：资金合规性" in run.out
    assert "没有印评分标准、由人认定的：群众满意度" in run.out
    first, second, third, last = rows_of(file)
    assert (first["一级"], first["三级"], first["分值或占比"], first["计分方式"]) == (
        "产出", "培训完成率", "10", "分档计分")
    assert first["算什么"] == "培训完成率＝完成数 ÷ 计划数"
    assert first["得分规定"].splitlines()[0] == "培训完成率≥95%，得10分；"
    assert second["得分规定"].splitlines() == ["1.资料完整，得3分", "2.报送及时，得2分"]
    assert third["评分标准原文"] == ROWS[2][5]
    assert "酌" in third["得分规定"]
    assert "没有印评分规则" in last["得分规定"]
    assert {row["核对"] for row in (first, second, third, last)} == {""}
    sheet = openpyxl.load_workbook(file)["评分办法"]
    assert [sheet.cell(row, 9).fill.fgColor.rgb[-6:] for row in (4, 5, 6, 7)] == [
        "000000", "000000", "FFF2CC", "FFF2CC"]


def test_a_draft_with_its_id_written_scores(tmp_path: Path) -> None:
    file, shown = tmp_path / "评分办法.xlsx", tmp_path / "改.xlsx"
    assert pe("rules", "draft", excel(tmp_path / "表.xlsx"), "-o", file).code == 0
    book = openpyxl.load_workbook(file)
    for row in book["办法"].iter_rows(min_row=4):
        if row[0].value == "编号":
            row[2].value = "123456/2025"
        if row[0].value == "分值合计":
            row[2].value = "30"
    book.save(shown)
    assert pe("rules", "check", shown).out.startswith(f"{shown}：没有问题")
    assert "培训完成率≥95%的，得10分" in pe("rules", "show", shown).out


def test_since_last_year(tmp_path: Path) -> None:
    last, this = tmp_path / "上年.xlsx", tmp_path / "本年.xlsx"
    assert pe("rules", "draft", excel(tmp_path / "旧.xlsx"), "-o", last).code == 0
    book = openpyxl.load_workbook(last)
    book["评分办法"]["M4"].value = "张三，2025年3月1日"
    book["评分办法"]["I4"].value = "培训完成率≥95%，得10分；培训完成率＜95%，不得分。"
    book.save(last)
    changed = (ROWS[0], ("产出", "质量", "资料完整性", "5", "", "资料完整得5分，否则不得分。"),
               ("管理", "资金", "公开情况", "5", "", "按时公开得5分，否则不得分。"), ROWS[3])
    run = pe("rules", "draft", excel(tmp_path / "新.xlsx", changed), "-o", this, "--since", last)
    assert "与上年对照：未变2个，条款改了1个，新增1个，没有了1个" in run.out
    first, second, *_ = rows_of(this)
    assert first["核对"] == "张三，2025年3月1日"
    assert first["得分规定"].startswith("培训完成率≥95%，得10分；培训完成率＜95%")
    assert second["核对"] == ""
    told = {row["指标"]: row["变化"] for row in rows_of(this, "与上年对照")}
    assert told == {"产出 / 数量 / 培训完成率": "未变", "产出 / 质量 / 资料完整性": "条款改了",
                    "管理 / 资金 / 公开情况": "新增", "满意度 / 满意度 / 群众满意度": "未变",
                    "管理 / 资金 / 资金合规性": "没有了"}
    assert next(row for row in rows_of(this, "与上年对照")
                if row["变化"] == "条款改了")["上年评分标准原文"] == ROWS[1][5]


def test_a_form_that_prints_no_rules_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["一级指标", "二级指标", "分值", "得分"])
    book.save(tmp_path / "无.xlsx")
    run = pe("rules", "draft", tmp_path / "无.xlsx", "-o", tmp_path / "办法.xlsx")
    assert run.code == 2
    assert "没有找到印着评分标准的指标表" in run.err


EVERYDAY = Path(__file__).parents[1] / "wild" / "everyday.yaml"


def test_everyday_clauses_drafted_are_rules_that_pass_the_check(tmp_path: Path) -> None:
    cases = {case["clause"]: case for case in parse_document(EVERYDAY.read_text("utf-8")).data}
    rows = tuple(("产出", "数量", f"{case['name']}{place}", str(case["weight"]), "", clause)
                 for place, (clause, case) in enumerate(cases.items()))
    file = tmp_path / "评分办法.xlsx"
    assert pe("rules", "draft", excel(tmp_path / "表.xlsx", rows), "-o", file).code == 0
    book = openpyxl.load_workbook(file)
    book["办法"]["C4"] = "520102/2025"
    book.save(file)
    said = pe("rules", "check", file).out.strip().splitlines()
    assert ["分值合计" in line for line in said] == [True]
